"""The period asked for and the one before it, both as far as they can be compared."""

from dataclasses import dataclass, replace
from datetime import date

from kvalitet.model.dates import Period, days_on, months_on, period_before

_WEEK = 7
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Spans:
    """A period and the one before it, None before year 1. While the period lasts both end at the same point of it."""

    now: Period
    before: Period | None
    today: date
    running: bool


def spans(asked: Period, today: date) -> Spans:
    """The two periods as they can be compared on a day. Raises ValueError for a period that has not begun."""
    if today < asked.first:
        raise ValueError(f"{asked.text} has not begun")
    before = period_before(asked)
    running = today < asked.last
    if not running or before is None:
        return Spans(replace(asked, last=min(asked.last, today)), before, today, running)
    return Spans(replace(asked, last=today), replace(before, last=_same_point(asked, before, today)), today, running)


def _same_point(asked: Period, before: Period, today: date) -> date:
    """The day of the period before that answers to today: the same day of its month or its week."""
    months = _YEAR * (asked.first.year - before.first.year) + asked.first.month - before.first.month
    weekly = (asked.last - asked.first).days < _WEEK
    return min(before.last, days_on(today, -_WEEK) if weekly else months_on(today, -months))
