"""Reserve numbers that hold letters: Västra Götaland, Värmland, Skåne, and the national identity.

Sources: Inera's descriptions of the local reserve identities and of the national one (XXYYMMDDNNGC: XX is
the century of birth and a multiple of 3, or 00 where the date is not known; NN no I, O, Q, V or W). Only
Västra Götaland has a check digit that is known here; the others are told by date and pattern.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from kvalitet.secrets.checks import is_checked, is_date
from kvalitet.secrets.hit import Hit, Sort

_LETTERED: Final = re.compile(
    r"(?<![0-9])(?P<date>[0-9]{8}|[0-9]{4} [0-9]{2} [0-9]{2})(?P<gap>[- ]?)"
    r"(?P<last>[0-9A-Za-z]{4})(?=s?(?![0-9A-Za-z]))"
)
_SEX: Final[Mapping[str, str]] = MappingProxyType({"K": "5", "M": "7", "X": "8"})
_VGR: Final = re.compile(r"[KMX][0-9]{3}", re.IGNORECASE)
_VARMLAND: Final = re.compile(r"S[FUXPL][0-9][0-9A-Z]", re.IGNORECASE)
_SKANE: Final = re.compile(r"(?=.*[A-Z])[0-9A-Z]{4}")
_NRID: Final = re.compile(r"[A-HJ-NPR-UX-Z]{2}[0-9A-Z]{2}")
_PART_OF_MORE: Final = re.compile(r"[0-9A-Za-z]-?\Z")


def reserves(text: str) -> Iterator[Hit]:
    """The reserve numbers in a text as it is read, in the order they stand."""
    for found in _LETTERED.finditer(text):
        sort = _sort(found, alone=_is_alone(found, text))
        if sort is not None:
            yield Hit(sort, *found.span())


def _sort(found: re.Match[str], *, alone: bool) -> Sort | None:
    digits, last = found["date"].replace(" ", ""), found["last"]
    dated = is_date(digits[:4], digits[4:6], int(digits[6:]))
    if dated and _VGR.fullmatch(last) and is_checked(digits[2:] + _SEX[last[0].upper()] + last[1:]):
        return Sort.VGR
    if dated and _VARMLAND.fullmatch(last):
        return Sort.VARMLAND
    if not alone:
        return None
    if _NRID.fullmatch(last) and _is_national(digits):
        return Sort.NRID
    # without a check a word or a version beside a date would do
    whole = not found["gap"] or (found["gap"] == "-" and any(c.isdigit() for c in last))
    return Sort.SKANE if dated and whole and _SKANE.fullmatch(last) else None


def _is_national(digits: str) -> bool:
    first, year, month, day = digits[:2], digits[2:4], digits[4:6], int(digits[6:])
    if first == "00" and int(month) >= 20 and 40 <= day <= 59:  # noqa: PLR2004  # Inera: the date is not known
        return True
    return (first == "00" or first > "20") and is_date(year, month, day)


def _is_alone(found: re.Match[str], text: str) -> bool:
    """Whether nothing is joined to the characters, as in `SE2321000016-20110512AB12`."""
    before, after = text[max(0, found.start() - 2) : found.start()], text[found.end() : found.end() + 2]
    return _PART_OF_MORE.search(before) is None and re.match(r"-[0-9]", after) is None
