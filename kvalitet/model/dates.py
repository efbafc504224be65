"""Dates as registers write them: days, months, intervals and periods."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from kvalitet.model.value import Value

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_INTERVAL = re.compile(r"P([1-9][0-9]{0,3})([DWMY])")
_PERIOD = re.compile(r"([0-9]{4})(?:-(?:(T|H|Q|W)?([0-9]{1,2})))?")
_MONTHS_OF = {"T": 4, "H": 6, "Q": 3}
_LAST_OF = {"T": 3, "H": 2, "Q": 4}
_LATEST = int(datetime(9000, 1, 1, tzinfo=UTC).timestamp())
_NAMES = {"T": "tertial", "H": "halvår", "Q": "kvartal"}
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def day(value: Value) -> date | None:
    """The day that a text such as 2026-05-31 names, or None."""
    return _day(value) if isinstance(value, str) else None


def instant(seconds: str) -> datetime:
    """The moment (UTC) that git tells in seconds since 1970: 1970 where it cannot tell, at most the year 9000."""
    # whoever commits may write any date at all, and what is read of the past must not stop at one of them
    return datetime.fromtimestamp(min(int(seconds), _LATEST) if seconds.isdecimal() else 0, UTC)


@lru_cache(maxsize=20_000)
def _day(text: str) -> date | None:
    # a register names the same days over and over
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def first_day(value: Value) -> date | None:
    """The first day of a text that names a day or a month."""
    return _bounds(value)[0] if isinstance(value, str) else None


def last_day(value: Value) -> date | None:
    """The last day of a text that names a day or a month."""
    return _bounds(value)[1] if isinstance(value, str) else None


@lru_cache(maxsize=20_000)
def _bounds(text: str) -> tuple[date | None, date | None]:
    if not _MONTH.fullmatch(text):
        return _day(text), _day(text)
    first = _day(f"{text}-01")
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1]) if first else None


def add_months(start: date, months: int) -> date:
    """The same day a number of months on, or the last day of that month where it is shorter.

    Raises OverflowError beyond year 9999.
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"year {year}")
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def days_on(start: date, days: float) -> date:
    """The day a number of days on: the first or last day there is where the calendar does not reach."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def months_on(start: date, months: int) -> date:
    """The day a number of months on, as `add_months`; the last day there is beyond year 9999."""
    try:
        return add_months(start, months)
    except OverflowError:
        return date.max if months > 0 else date.min


def after(start: date, interval: str) -> date | None:
    """The day an interval (P3M, P2W, P10D, P1Y) after a start, or None for another text."""
    found = _INTERVAL.fullmatch(interval)
    if found is None:
        return None
    count, unit = int(found[1]), found[2]
    try:
        if unit in "MY":
            return add_months(start, count * (12 if unit == "Y" else 1))
        return start + timedelta(days=count * (7 if unit == "W" else 1))
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole days, first and last included, with the text that names it."""

    first: date
    last: date
    text: str

    def __contains__(self, moment: date | None) -> bool:
        return moment is not None and self.first <= moment <= self.last

    @property
    def label(self) -> str:
        """The period as people write it: 2026, "kvartal 2 2026", "april 2026", "vecka 7 2026"."""
        match = _PERIOD.fullmatch(self.text)
        if match is None or match[3] is None:
            return self.text
        number = int(match[3])
        if match[2] is None:
            return f"{MONTHS[number - 1]} {match[1]}"
        return f"{_NAMES.get(match[2], 'vecka')} {number} {match[1]}"


def period(value: Value) -> Period | None:
    """The period that 2026, 2026-T1, 2026-H1, 2026-Q2, 2026-04 or 2026-W07 names, or None."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    match = _PERIOD.fullmatch(text) if isinstance(text, str) else None
    if not isinstance(text, str) or match is None or match[1] == "0000":
        return None
    year, letter, number = int(match[1]), match[2], int(match[3] or 0)
    if match[3] is None:
        return Period(date(year, 1, 1), date(year, 12, 31), text)
    if letter == "W":
        return _week(text, year, number, two_digits=len(match[3]) == len("07"))
    if letter is None:
        return _months(text, year, number, 1) if len(match[3]) == len("04") and number in range(1, 13) else None
    length, last = _MONTHS_OF[letter], _LAST_OF[letter]
    if len(match[3]) != 1 or not 1 <= number <= last:
        return None
    return _months(text, year, (number - 1) * length + 1, length)


def _months(text: str, year: int, month: int, length: int) -> Period:
    first = date(year, month, 1)
    final = month + length - 1
    return Period(first, date(year, final, calendar.monthrange(year, final)[1]), text)


def _week(text: str, year: int, number: int, *, two_digits: bool) -> Period | None:
    try:
        first = date.fromisocalendar(year, number, 1)
        return Period(first, first + timedelta(days=6), text) if two_digits else None
    except (ValueError, OverflowError):
        return None


def year_of(year: int) -> Period:
    """The calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), str(year))


def period_before(later: Period) -> Period | None:
    """The period of the same length that ends the day before: 2025-Q4 before 2026-Q1; None before year 1."""
    match = _PERIOD.fullmatch(later.text)
    if match is None or later.first == date.min:
        return None
    last = days_on(later.first, -1)
    if match[3] is None:
        return year_of(last.year)
    if match[2] == "W":
        year, week, _ = last.isocalendar()
        return period(f"{year:04}-W{week:02}")
    if match[2] is None:
        return period(f"{last.year:04}-{last.month:02}")
    return period(f"{last.year:04}-{match[2]}{(last.month - 1) // _MONTHS_OF[match[2]] + 1}")
