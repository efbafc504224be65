"""How far a report reaches: which records, which years, and the day whose state it describes."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import Period, period_before, year_of
from kvalitet.model.document import Scope
from kvalitet.model.register import Register
from kvalitet.model.wording import capital, date_text


@dataclass(frozen=True)
class Reach:
    """A register seen through a scope on a day."""

    register: Register
    scope: Scope
    today: date

    @property
    def period(self) -> Period:
        """The period that the report is about."""
        return self.scope.period

    @property
    def day(self) -> date:
        """The day whose state is described: the period's last, or today while the period lasts."""
        return min(self.period.last, self.today)

    @property
    def unit_name(self) -> str:
        """The unit as a reader knows it."""
        unit = self.scope.unit
        return self.register.organisation.name(unit) if unit else "hela vårdgivaren"

    def titled(self, title: str) -> str:
        """The title of a report, with the unit where it is about one."""
        return f"{title}: {self.unit_name}" if self.scope.unit else title

    @cached_property
    def units(self) -> frozenset[str] | None:
        """The unit asked for with its subunits; None means all."""
        unit = self.scope.unit
        return self.register.organisation.under(unit) if unit else None

    @cached_property
    def everywhere(self) -> "Reach":
        """The reach of the same report about all units."""
        return replace(self, scope=replace(self.scope, unit=None))

    @cached_property
    def everything(self) -> "Reach":
        """The reach of the same report about all units and all that a report without an area counts."""
        return replace(self, scope=replace(self.scope, unit=None, area=None))

    def covers(self, *units: str | None) -> bool:
        """Whether one of the units is within reach."""
        return self.units is None or any(unit in self.units for unit in units)

    def governs(self, *units: str | None) -> bool:
        """Whether one of the units is within reach, or stands above it: what is decided there holds here too."""
        return self.covers(*units) or not self._above.isdisjoint(units)

    @cached_property
    def _above(self) -> frozenset[str]:
        unit = self.scope.unit
        return frozenset(here.id for here in self.register.organisation.above(unit)) if unit else frozenset()

    def years(self, number: int) -> tuple[Period, ...]:
        """The period and those before it, as long as it, the newest first."""
        found = [self.period]
        while len(found) < number and (before := period_before(found[-1])):
            found.append(before)
        return tuple(found)

    @property
    def is_year(self) -> bool:
        """Whether the period is a calendar year."""
        return self.period == year_of(self.period.first.year)

    @property
    def span(self) -> str:
        """What texts call the period: the year, or the period."""
        return "året" if self.is_year else "perioden"

    def suffix(self, year: Period) -> str:
        """What a key ends with for a period: nothing for the report's own, else `.2024` or `.2025-Q1`."""
        return "" if year == self.period else f".{year.text}"

    def known(self, year: Period) -> bool:
        """Whether the register answers for the year: it, and the unit asked for, had begun before the year was over."""
        starts = (self.register.settings.starts, self._formed)
        return all(day is None or day <= year.last for day in starts)

    @cached_property
    def _formed(self) -> date | None:
        """The first day of the unit asked for or of any below it; None where there is no such day."""
        unit = self.scope.unit
        return self.register.organisation.formed(unit) if unit else None

    def unknown(self, year: Period) -> str:
        """A sentence that says why nothing is known of a year."""
        starts = self.register.settings.starts
        if starts is None or starts <= year.last:
            formed = date_text(self._formed) if self._formed else ""
            return f"{self.unit_name} finns från och med {formed}: det som var före dess räknas till andra enheter."
        return f"Registret började efter {year.label}: därifrån finns inga uppgifter."

    @property
    def untold(self) -> str:
        """A sentence that says why nothing can be told of the period; empty where something can."""
        if self.today < self.period.first:
            return f"{capital(self.period.label)} har inte börjat."
        if not self.known(self.period):
            return self.unknown(self.period)
        return ""

    def within(self, when: date | None, year: Period) -> bool:
        """Whether a day falls within a year and has come."""
        return when is not None and when in year and when <= self.today

    @property
    def state_note(self) -> str:
        """A sentence that says which day the state of actions speaks of."""
        said = f"Läget avser {date_text(self.day)}."
        if self.day == self.today:
            return said
        return f"{said} Registret har inga datum för när något påbörjas eller avbryts: det visas som i dag."


def only_now(assessment: Assessment, year: Period) -> tuple[Scope, ...]:
    """The occasion of a report that tells how things stand today, whichever year's documents it is to stand among.

    None for a year that is yet to come.
    """
    return (Scope(year_of(assessment.today.year)),) if year.first <= assessment.today else ()


def reach(assessment: Assessment, scope: Scope) -> Reach:
    """The reach of a scope in an assessment."""
    return Reach(assessment.register, scope, assessment.today)
