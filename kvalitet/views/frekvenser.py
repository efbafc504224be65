"""How often something is to be done: `{per_år: [2, 4]}` or `{intervall: P3M}`."""

from collections.abc import Iterator
from datetime import date

from kvalitet.model.dates import Period, after, days_on, period
from kvalitet.model.value import Value, whole
from kvalitet.views.view import ViewField

_MONTHS = 12
_DAYS = 365
_LENGTHS = {
    "P1W": "W", "P7D": "W", "P1M": "M", "P3M": "Q", "P4M": "T", "P6M": "H", "P12M": "Y", "P1Y": "Y",
    52: "W", 12: "M", 4: "Q", 3: "T", 2: "H", 1: "Y",
}  # fmt: skip
_MONTHS_IN = {"Q": 3, "T": 4, "H": 6}


class FirstWhole(ViewField[int | None]):
    """The first of a list of whole numbers."""

    types = frozenset({"array"})

    def read(self, value: Value) -> int | None:
        """The number, or None where there is none."""
        return whole(value[0]) if isinstance(value, list) and value else None


def next_after(since: date, intervall: str, minst_per_ar: int | None) -> date | None:
    """The last day for the next occasion, counted from a day; None without a frequency.

    The least number of times a year is made into equal gaps: whole months where they come out
    even, else days.
    """
    if intervall:
        return after(since, intervall)
    if not minst_per_ar:
        return None
    months, rest = divmod(_MONTHS, minst_per_ar)
    return after(since, f"P{-(-_DAYS // minst_per_ar)}D" if rest else f"P{months}M")


def length(intervall: str, minst_per_ar: int | None) -> str:
    """The letter of the calendar's periods that a frequency follows: W, M, Q, T, H or Y.

    Empty where it follows none (P2M, five times a year) or is not given.
    """
    return _LENGTHS.get(intervall or minst_per_ar or "", "")


def periods_from(when: date, letter: str) -> Iterator[Period]:
    """The periods of a length, one after another, from the one that a day falls in."""
    found = _holding(when, letter)
    while found:
        yield found
        found = None if found.last == date.max else _holding(days_on(found.last, 1), letter)


def _holding(when: date, letter: str) -> Period | None:
    """The period of a length that a day falls in."""
    if letter == "W":
        year, week, _ = when.isocalendar()
        return period(f"{year:04}-W{week:02}")
    if letter == "M":
        return period(f"{when.year:04}-{when.month:02}")
    if letter in _MONTHS_IN:
        return period(f"{when.year:04}-{letter}{(when.month - 1) // _MONTHS_IN[letter] + 1}")
    return period(f"{when.year:04}")
