"""What a text may not hold at all, whatever it means as YAML: seen before YAML is read."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import Final
from unicodedata import combining, is_normalized, normalize

from kvalitet.model.lines import Lines
from kvalitet.parse.faults import MAX_BYTES, MAX_FAULTS, TextFault, shown, too_large

_CONTROLS: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_DIRECTIONS: Final = "\u202a-\u202e\u2066-\u2069"
_OTHERS: Final = "\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_FORBIDDEN: Final = re.compile(f"[{_CONTROLS}{_DIRECTIONS}{_OTHERS}]")
# matching what is allowed to the end is twice as fast as searching for what is not
_CLEAN: Final = re.compile(f"[^{_CONTROLS}{_DIRECTIONS}{_OTHERS}]*")
_OURS: Final = re.compile(r"(?:\A|[\r\n])<{7}(?=[ \r\n]|\Z)")
_THEIRS: Final = re.compile(r"(?:\A|[\r\n])>{7}(?=[ \r\n]|\Z)")
_STAND_IN: Final = "\ufffd"


@dataclass(frozen=True, slots=True)
class Screened:
    """A text fit for the YAML parser, every character at the index it had, and what was wrong.

    `mutes` are the codes that later faults may not have, since they would have the same cause.
    """

    text: str
    faults: tuple[TextFault, ...] = ()
    mutes: frozenset[str] = frozenset()


def screen(text: str) -> Screened:
    """The text without forbidden characters, cut at a merge conflict; empty if it is too large."""
    if len(text) * 4 > MAX_BYTES and len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return Screened("", (too_large(),), frozenset({"KV008"}))
    if "<<<<<<<" in text:
        ours = _OURS.search(text)
        if ours is not None and _THEIRS.search(text):
            return _conflict(text, ours.end() - 7)
    if is_clean(text):
        return Screened(text)
    faults = [*_forbidden(text), *_not_normalized(text)][:MAX_FAULTS]
    clean = scrubbed(text)
    mutes = frozenset({"KV001", "KV008"}) if clean != text else frozenset[str]()
    return Screened(clean, tuple(faults), mutes)


def is_clean(text: str) -> bool:
    """Whether a text is NFC and free from control and direction characters."""
    return _CLEAN.fullmatch(text) is not None and is_normalized("NFC", text)


def scrubbed(text: str) -> str:
    """The text with a replacement character (U+FFFD) for each that is forbidden."""
    return _FORBIDDEN.sub(_STAND_IN, text)


def _conflict(text: str, index: int) -> Screened:
    every = frozenset({"KV001", "KV002", "KV003", "KV004", "KV005", "KV008"})
    fault = TextFault(
        "KV009",
        "olöst sammanslagning: git har lämnat två versioner av texten i filen",
        "Välj vilka rader som ska gälla och ta bort raderna med <<<<<<<, ======= och >>>>>>>.",
        Lines(text).span(index, index + 7),
    )
    return Screened(scrubbed(text[:index]), (fault,), every)


def _forbidden(text: str) -> list[TextFault]:
    """One fault for each kind of character, at the first of it."""
    times = Counter(_FORBIDDEN.findall(text))
    lines = Lines(text)
    faults = []
    for character, count in times.items():
        index = text.index(character)
        more = f" (på {count} ställen)" if count > 1 else ""
        faults.append(
            TextFault(
                "KV003",
                f"{_called(character)} U+{ord(character):04X} får inte stå i filen{more}",
                "Ta bort tecknet; skriv om raden om det inte syns.",
                lines.span(index, index + 1),
            )
        )
    return faults


def _called(character: str) -> str:
    match character:
        case "\x00":
            return "nolltecknet"
        case "\u2028" | "\u2029":
            return "radavskiljaren"
        case "\ufeff":
            return "den osynliga byteordningsmarkeringen"
        case _ if character < "\u00a0":
            return "styrtecknet"
        case _ if "\u2000" < character < "\u2070":
            return "det osynliga riktningstecknet"
        case _:
            return "det ogiltiga tecknet"


def _not_normalized(text: str) -> list[TextFault]:
    """One fault for the whole text, at its first character that is not in NFC."""
    if is_normalized("NFC", text):
        return []
    # every part of a text in NFC is itself in NFC, so that the first offender can be bisected
    end = bisect_left(range(len(text) + 1), x=True, key=lambda n: not is_normalized("NFC", text[:n]))
    start = end - 1
    while start > 0 and combining(text[start]):
        start -= 1
    while end < len(text) and combining(text[end]):
        end += 1
    character = shown(normalize("NFC", text[start:end]))
    return [
        TextFault(
            "KV003",
            f'tecknet "{character}" är inte skrivet i normalform (NFC)',
            "Skriv om tecknet från tangentbordet, eller normalisera filen till NFC.",
            Lines(text).span(start, end),
        )
    ]
