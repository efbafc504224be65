"""What the fonts of a PDF can show: Typst refuses an accessible and lasting page with anything that they cannot."""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence

REPLACEMENT = "\ufffd"
"""What stands for a character that no font has (U+FFFD, which the fonts do have)."""

_BOX = "\u25a1"
"""The same in a drawing: the font of the charts has this one, and it joins nothing."""

# what every font for Western text has; anything else is asked about
_EVERYDAY = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180)])) | frozenset("\n\t–—‘’“”„•…′″\u2009\u202f€")
# unusual characters after each other, with what they may join: a ligature or a ring around a letter has one font
_JOINED = re.compile(rf"(?s:.)[^{re.escape(''.join(sorted(_EVERYDAY)))}]+")
_LABEL = re.compile("<text[^>]*>[^<]*</text>")
_ROOT = re.compile("<svg[^>]*>")

Lost = Callable[[Sequence[str]], Collection[str]]
"""Those of some texts that cannot be shown."""
Draws = Callable[[str], bool]
"""Whether a drawing can be shown, all of it."""


def without_unshowable(texts: Sequence[str], lost: Lost) -> list[str]:
    """The texts with a mark in place of each character that cannot be shown, alone or with those it stands by."""
    if not (unusual := sorted(set().union(*texts) - _EVERYDAY)):
        return [*texts]
    # a mark is nothing without its letter: it is asked about among what it stands by
    marked = dict.fromkeys(map(ord, lost([char for char in unusual if not _is_mark(char)])), REPLACEMENT)
    kept = [text.translate(marked) for text in texts]
    runs = sorted({run for text in kept for run in _JOINED.findall(text)})
    # what stands before may be markup
    bare = sorted({run[1:] for run in runs})
    broken = frozenset(lost([*runs, *bare])) if runs else frozenset[str]()
    broken = frozenset(run for run in runs if run in broken or run[1:] in broken)
    return [_JOINED.sub(lambda run: _everyday(run[0]) if run[0] in broken else run[0], text) for text in kept]


def without_undrawable(drawings: Sequence[str], draws: Draws) -> list[str]:
    """The drawings, each text in them as much of what was written as can be shown.

    Typst takes a text in a drawing from one font and then fills in from others glyph by glyph, which goes wrong
    where a font joins letters or marks into one glyph, and it cannot say where.
    """
    drawings = [each.replace(REPLACEMENT, _BOX) for each in drawings]
    left = sorted({label for each in drawings for label in _LABEL.findall(each) if not _EVERYDAY.issuperset(label)})
    if not left:
        return drawings
    root = next(found[0] for each in drawings if (found := _ROOT.match(each)))
    written: dict[str, str] = {}
    for simpler in (_composed, _bare, _letters):
        tried = {label: simpler(label) for label in left}
        refused = _undrawable(sorted(set(tried.values())), root, draws)
        written |= {label: text for label, text in tried.items() if text not in refused}
        left = [label for label in left if label not in written]
    written |= {label: _everyday(label, _BOX) for label in left}
    return [_LABEL.sub(lambda label: written.get(label[0], label[0]), each) for each in drawings]


def _undrawable(labels: Sequence[str], root: str, draws: Draws) -> frozenset[str]:
    """The labels that cannot be shown, found by halving: most drawings ask once."""
    if not labels or draws(f"{root}{''.join(labels)}</svg>"):
        return frozenset()
    if len(labels) == 1:
        return frozenset(labels)
    half = len(labels) // 2
    return _undrawable(labels[:half], root, draws) | _undrawable(labels[half:], root, draws)


def plainest(text: str) -> str:
    """The text of everyday letters and simple signs (punctuation, arrows, mathematics), which never join."""
    return "".join(char if char in _EVERYDAY or _is_sign(char) else REPLACEMENT for char in text)


def _is_sign(char: str) -> bool:
    return "\u2010" <= char <= "\u2bff" and unicodedata.category(char)[0] in "PS"


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _bare(text: str) -> str:
    """The text without accents, vowel points and rings that have no character of their own with their letter."""
    return "".join(char for char in _composed(text) if not _is_mark(char))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _letters(text: str) -> str:
    """The letters of the text: those of one script share a font, and a symbol has another."""
    return "".join(char if char in _EVERYDAY or char.isalnum() else _BOX for char in _bare(text))


def _everyday(text: str, mark: str = REPLACEMENT) -> str:
    return "".join(char if char in _EVERYDAY else mark for char in text)
