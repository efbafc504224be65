r"""A text as a reader sees it: codes read, invisible characters gone, every dash, space and digit plain.

A number must not escape because somebody wrote `8112\x318-9876` in YAML, `811218&#45;9876` in Markdown,
or because a word processor put in a long dash, a hard space or a soft hyphen.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.entities import html5
from types import MappingProxyType
from typing import Final
from unicodedata import category, decimal

from kvalitet.secrets.hit import Hit

_ASCII: Final = 128
# dashes that Unicode counts elsewhere, and what Windows-1252 has of them in a text that is not UTF-8
_ALIKE: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("−", "⁃", "˗", chr(0xDC96), chr(0xDC97)), "-"),
        "＋": "+",
        chr(0xDCA0): " ",
        chr(0xDCAD): "",
    }
)
_CODE: Final = re.compile(
    r"\\(?:x(?P<x>[0-9A-Fa-f]{2})|u(?P<u>[0-9A-Fa-f]{4})|U(?P<U>[0-9A-Fa-f]{8})"
    r"|(?P<fold>[ \t]*\r?\n[ \t]*\\?)|(?P<as_is>[-+ .@_]))"
    r"|&#(?P<number>[0-9]{1,7});?|&#[xX](?P<hex>[0-9A-Fa-f]{1,6});?|&(?P<entity>[A-Za-z][0-9A-Za-z]{1,31});"
    r"|%(?P<percent>[234][0-9A-Fa-f])"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read, and which characters of the written text each of its characters comes from."""

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def written(self, hit: Hit) -> Hit:
        """The hit in the text as it is written, for one in the text as it is read."""
        if self.starts is None or self.ends is None:
            return hit
        return Hit(hit.sort, self.starts[hit.start], self.ends[hit.end - 1])


def reading(text: str) -> Reading:
    """The text as it is read."""
    plain = {} if text.isascii() else {c: _plain(c) for c in set(text) if ord(c) >= _ASCII}
    coded = "\\" in text or "&" in text or "%" in text
    if not coded and "" not in plain.values():
        return Reading(text.translate({ord(c): p for c, p in plain.items()}) if plain else text)
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        code = _CODE.match(text, at) if text[at] in "\\&%" else None
        meant = None if code is None else _meant(code)
        end = at + 1 if code is None or meant is None else code.end()
        read = text[at] if meant is None else meant
        read = plain.get(read, read) if len(read) != 1 or ord(read) < _ASCII else _plain(read)
        if read:
            characters.append(read)
            starts.append(at)
            ends.append(end)
        at = end
    return Reading("".join(characters), starts, ends)


def _plain(character: str) -> str:
    """The plain character that looks the same; none for one that is not seen."""
    if character in _ALIKE:
        return _ALIKE[character]
    number = decimal(character, None)
    if number is not None:
        return str(number)
    match category(character):
        case "Pd":
            return "-"
        case "Zs":
            return " "
        case "Cf":
            return ""
    return character


def _meant(code: re.Match[str]) -> str | None:
    """The character that a code stands for, none for a line that goes on; None where it is no code."""
    name = code.lastgroup
    if name is None:
        return None
    match name:
        case "fold":
            return ""
        case "as_is":
            return " " if code[name] == "_" else code[name]
        case "entity":
            sign = html5.get(f"{code[name]};", "")
            return sign if len(sign) == 1 else None
        case "number":
            number = int(code[name])
        case _:
            number = int(code[name], 16)
    # a code for what is no character is left as it is written
    return chr(number) if 0 < number <= 0x10FFFF else None  # noqa: PLR2004  # the last code point
