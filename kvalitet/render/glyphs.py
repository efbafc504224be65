"""Which characters the fonts of a PDF can show: Typst refuses an accessible page with one that they cannot."""

from collections.abc import Callable, Sequence

REPLACEMENT = "\ufffd"
"""What stands for a character that no font has (U+FFFD, which the fonts do have)."""

# what every font for Western text has; anything else is asked about
_EVERYDAY = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180)])) | frozenset("\n\t–—‘’“”„•…′″\u2009\u202f€")

Shows = Callable[[str], bool]
"""Whether a text can be shown, all of it."""


def without_unshowable(texts: Sequence[str], shows: Shows) -> list[str]:
    """The texts with a mark in place of each character that cannot be shown; asked about all at once."""
    unusual = sorted(set().union(*texts) - _EVERYDAY)
    lost = _lost("".join(unusual), shows) if unusual else frozenset()
    marked = dict.fromkeys(map(ord, lost), REPLACEMENT)
    return [text.translate(marked) if lost else text for text in texts]


def _lost(characters: str, shows: Shows) -> frozenset[str]:
    """The characters that cannot be shown, found by halving: most texts ask once."""
    if not characters or shows(characters):
        return frozenset()
    if len(characters) == 1:
        return frozenset(characters)
    half = len(characters) // 2
    return _lost(characters[:half], shows) | _lost(characters[half:], shows)
