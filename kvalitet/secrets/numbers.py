"""Numbers of digits alone: personal and coordination numbers, reserve numbers of Stockholm and Carelink.

Sources: folkbokföringslagen (1991:481) 18 § (date, number, check digit; `+` from the year one turns 100),
lag (2022:1697) om samordningsnummer (60 added to the day), Inera's description of local reserve identities
(Stockholm: 99, year, number, check digit over positions 5-11; Carelink: days 32-59).
"""

import re
from collections.abc import Iterator
from typing import Final

from kvalitet.secrets.checks import CENTURIES, is_checked, is_date
from kvalitet.secrets.context import in_identifier, named_otherwise
from kvalitet.secrets.hit import Hit, Sort

_COORDINATION: Final = 60
_CARELINK: Final = range(32, 60)
_RECENT: Final = "2010"
_BREAK: Final = r"[ \t]*\r?\n[ \t]*(?:[>#]+[ \t]*)?"
_MARKUP: Final = r"[*_`~]{0,3}"
_NUMBER: Final = re.compile(
    # looking ahead, so that digits that are no number do not hide one that begins among them
    r"(?<![0-9])(?=("
    r"(?P<century>1[89]|20|99)?(?P<year>[0-9]{2})(?P<gap>[ \t]{0,3}|[-./])"
    r"(?P<month>[0-9]{2})(?P<gap2>(?P=gap)|)(?P<day>[0-9]{2})"
    rf"(?P<before>{_MARKUP}[ \t]{{0,3}}[-+](?:{_BREAK}|[ \t]{{0,3}}){_MARKUP}|[ \t]{{0,3}}|{_BREAK})"
    r"(?P<last>[0-9]{4})(?![0-9])))"
)
_CLOCK: Final = re.compile(r"(?:[01][0-9]|2[0-3])[0-5][0-9]")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_HALF: Final = "50"
_DATE_MARKS: Final = frozenset("-./")
_MARKED: Final = re.compile(r"[-./:][0-9]")
_MARKED_BEFORE: Final = re.compile(r"[0-9][-./:]\Z")
_GROUP_BEFORE: Final = re.compile(r"[0-9][ -]\Z")
_GROUP_AFTER: Final = re.compile(r"[ -][0-9]")
_CELL: Final = frozenset({",", ";", "|", "\t"})


def numbers(text: str) -> Iterator[Hit]:
    """The numbers in a text as it is read, in the order they stand."""
    for found in _NUMBER.finditer(text):
        sort = _sort(found)
        if sort is not None and _is_meant(found, text):
            yield Hit(sort, *found.span(1))


def _sort(found: re.Match[str]) -> Sort | None:
    """What the digits are, where date and check digit say that they are anything."""
    century, year, month, last = found["century"] or "", found["year"], found["month"], found["last"]
    day = int(found["day"])
    digits = f"{year}{month}{found['day']}{last}"
    if century == "99":
        # position 5 is the third of the year's four digits
        return Sort.STOCKHOLM if year in {*CENTURIES, "21", "22"} and is_checked(digits[2:]) else None
    if not is_checked(digits):
        return None
    if last[:3] != "000" and is_date(century + year, month, day):
        return Sort.PERSONNUMMER
    if last[:3] != "000" and is_date(century + year, month, day - _COORDINATION):
        return Sort.SAMORDNINGSNUMMER
    return Sort.CARELINK if century and day in _CARELINK and is_date(century + year, month, 1) else None


def _is_meant(found: re.Match[str], text: str) -> bool:
    """Whether the digits stand as such a number does, and not as part of something else."""
    start, end = found.span(1)
    gap, before = found["gap"], found["before"]
    signed = "-" in before or "+" in before
    if gap in _DATE_MARKS:
        return _is_no_time(found, text, signed=signed)
    if found["gap2"] != gap and (not found["century"] or _in_groups(text, start, end)):
        return False
    if signed:
        return True
    if "\n" in before and (text[start - 1 : start] in _CELL or text[end : end + 1] in _CELL):
        # the last cell of one row and the first of the next
        return False
    if in_identifier(text, start, end):
        return False
    return bool(found["century"] or gap) or not named_otherwise(text, start)


def _is_no_time(found: re.Match[str], text: str, *, signed: bool) -> bool:
    """Whether a date written with its own marks is followed by the end of a number.

    What follows the dates of our own time is more often an hour, another date or a count.
    """
    start, end = found.span(1)
    before, last = found["before"], found["last"]
    if found["gap2"] != found["gap"] or "\n" in before or _YEAR.fullmatch(last):
        return False
    if _MARKED.match(text, end) or _MARKED_BEFORE.search(text, max(0, start - 2), start):
        return False
    century = found["century"] or ("20" if found["year"] < _HALF else "19")
    if century + found["year"] >= _RECENT:
        return before in {"-", "+"} and not _CLOCK.fullmatch(last)
    return signed or (before == " " and not _CLOCK.fullmatch(last))


def _in_groups(text: str, start: int, end: int) -> bool:
    """Whether more digits follow or go before at a space, as in the numbers of cards and accounts."""
    return bool(_GROUP_BEFORE.search(text, max(0, start - 2), start) or _GROUP_AFTER.match(text, end))
