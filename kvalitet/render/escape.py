"""Text from records as text: nothing in it is markup to pandoc or to any other reader of Markdown."""

import re

_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>#|$^~@]|&(?=[#\w])")
_AT_START = re.compile(r"^(?:([-+=:%]|Table(?=:))|(\d+)(?=[.)]))", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
# control codes, half characters, what XML has no place for, and marks that make text run the other way
_HARMFUL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


class Markdown(str):
    """Markdown that is known to be safe: it is written as it stands."""

    __slots__ = ()


def plain(text: str) -> str:
    """A text on one line without control codes and marks that turn it around: for what is not written as Markdown."""
    return _HARMFUL.sub("\ufffd", _SPACES.sub(" ", text)).strip()


def escaped(text: str, *, at_start: bool = True) -> Markdown:
    """A text on one line, with every character that could be markup marked as text.

    `at_start` is False where other text precedes it on the line.
    """
    line = _HARMFUL.sub("\ufffd", _SPACES.sub(" ", text))
    if at_start:
        line = line.lstrip()
    line = _ANYWHERE.sub(lambda match: f"\\{match[0]}", line)
    return Markdown(_AT_START.sub(_marked, line) if at_start else line)


def _marked(match: re.Match[str]) -> str:
    if match[2]:
        return f"{match[2]}\\"
    return f"{match[1]}\\" if len(match[1]) > 1 else f"\\{match[1]}"
