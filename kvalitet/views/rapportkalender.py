"""The report calendar: which reports the care provider demands of itself, for which periods and by when."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kvalitet.model.codes import Code
from kvalitet.model.dates import Period, after, period
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath
from kvalitet.views.rackvidd import latest_year
from kvalitet.views.rapporter import Rapport

_NAMES = {
    "år": ("",),
    "halvår": ("-H1", "-H2"),
    "tertial": ("-T1", "-T2", "-T3"),
    "kvartal": ("-Q1", "-Q2", "-Q3", "-Q4"),
    "månad": tuple(f"-{month:02}" for month in range(1, 13)),
}


@dataclass(frozen=True, slots=True)
class Rad:
    """A line of the calendar.

    `level` is that of the units which each owe the report, empty where the care provider owes one;
    `steps` are the days in the report that fulfil it; `periods` those that fall due in the newest
    year of the register or later; `path` is where the configuration demands it.
    """

    id: str
    report: str
    level: str
    latest: str
    steps: tuple[str, ...]
    mandatory: bool
    periods: tuple[Period, ...]
    length: str
    path: FieldPath

    def due(self, of: Period) -> date:
        """The last day for the report of a period."""
        found = after(of.last, self.latest)
        return found or _in_year(of.last.year + 1, self.latest)

    def fulfilled(self, report: Rapport) -> bool:
        """Whether the report has all the days that the line asks for."""
        return all(report.day_of(step) for step in self.steps)

    def whole(self, of: Period) -> Period | None:
        """The line's own period where a report's period is one, however it is written; else None."""
        names = _NAMES.get(self.length, ())
        own = (period(f"{of.first.year}{name}") for name in names)
        return next((one for one in own if one and (one.first, one.last) == (of.first, of.last)), None)


def demanded(register: Register) -> Iterator[Rad]:
    """The lines of the calendar that the configuration names; nothing before the register begins is asked for."""
    wanted = register.settings.demanded("rapporter")
    codes = register.codes.get("rapportkalender")
    starts = register.settings.starts
    if not isinstance(wanted, list) or codes is None or starts is None:
        return
    reached = latest_year(register, starts.year)
    for index, name in enumerate(wanted):
        code = codes.codes.get(name) if isinstance(name, str) else None
        if code is not None and name not in wanted[:index]:
            yield _row(code, ("krav", "rapporter", index), starts, reached)


def _row(code: Code, path: FieldPath, starts: date, reached: int) -> Rad:
    def text(key: str) -> str:
        found = code.data.get(key)
        return found if isinstance(found, str) else ""

    steps = code.data.get("fullgörs")
    row = Rad(
        id=code.id,
        report=text("rapport"),
        level=text("nivå"),
        latest=text("senast"),
        steps=tuple(step for step in steps if isinstance(step, str)) if isinstance(steps, list) else (),
        mandatory=code.data.get("obligatorisk") is True,
        periods=(),
        length=text("periodlängd"),
        path=path,
    )
    years = range(max(starts.year, reached - 1), reached + 1)
    own = (period(f"{year}{name}") for year in years for name in _NAMES.get(row.length, ()))
    kept = (one for one in own if one and one.first >= starts and code.valid(one.last) and row.due(one).year >= reached)
    return replace(row, periods=tuple(kept))


def _in_year(year: int, month_and_day: str) -> date:
    month, day = (int(number) for number in month_and_day.split("-"))
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
