"""The year of the inspections: which were made, which were missed and which remain, month by month."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kvalitet.charts.year_entries import Done, Entered
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._egenkontroller.egenkontroller import begins_at, places
from kvalitet.model.dates import days_on
from kvalitet.model.figure import Figure
from kvalitet.rules.catalogue import rule_file
from kvalitet.rules.kv7 import kv701_egenkontroll_forsenad
from kvalitet.views.egenkontroller import Egenkontroll

_MOST = 1000


@dataclass(frozen=True, slots=True)
class Turn:
    """An occasion of an inspection at a unit: its day, and whether it was made, missed or remains."""

    view: Egenkontroll
    unit: str
    day: date
    state: Done


def turns(reach: Reach, views: Iterable[Egenkontroll]) -> tuple[Turn, ...]:
    """Every occasion of the period, by day: those to come count from the latest that was made.

    One is missed when its time has passed and it was not made before the next fell due.
    """
    found = (turn for view in views for unit in places(reach, view) for turn in _at_unit(reach, view, unit))
    return tuple(sorted(found, key=lambda turn: (turn.day, turn.view.id, turn.unit)))


STATES = {"gjorda": Done.DONE, "missade": Done.MISSED, "återstår": Done.PLANNED}
"""What became of occasions, by the words that keys of figures end with."""


def occasions_in(key: str, found: Iterable[Turn], state: Done) -> Figure:
    """How many of the occasions are in a state, with the inspections that they are of."""
    chosen = [turn for turn in found if turn.state is state]
    return Figure(key=key, value=len(chosen), ids=tuple(sorted({turn.view.id for turn in chosen})))


def _at_unit(reach: Reach, view: Egenkontroll, unit: str) -> Iterator[Turn]:
    made = [day for day in _made(reach, view, unit) if day <= reach.day]
    yield from (Turn(view, unit, day, Done.DONE) for day in made if day in reach.period)
    begun = begins_at(reach, view, unit)
    if begun is None:
        return
    for since, until in pairwise([begun, *(day for day in made if day > begun)]):
        dues = [due for due in _steps(view, since, until) if (view.next_after(due) or date.max) <= until]
        yield from (Turn(view, unit, due, Done.MISSED) for due in dues if due in reach.period)
    known = reach.register.organisation.units.get(unit)
    ends = min(day for day in (reach.period.last, view.avslutad, known.until if known else None) if day)
    grace = rule_file(kv701_egenkontroll_forsenad).threshold("anstand_dagar", reach.register.settings)
    for due in _steps(view, max([begun, *made]), ends):
        state = Done.MISSED if days_on(due, grace) < reach.day else Done.PLANNED
        if due in reach.period:
            yield Turn(view, unit, due, state)


def _made(reach: Reach, view: Egenkontroll, unit: str) -> list[date]:
    """The days on which an inspection was made at a unit, all of them."""
    branch = reach.register.organisation.under(unit)
    there = (g for g in view.genomforanden if not view.enheter or not g.enhet or g.enhet in branch)
    return sorted({g.datum for g in there if g.datum})


def _steps(view: Egenkontroll, since: date, until: date) -> Iterator[date]:
    due: date | None = since
    for _ in range(_MOST):
        due = view.next_after(due) if due else None
        if due is None or due > until:
            return
        yield due


def entries(reach: Reach, found: Sequence[Turn]) -> tuple[Entered, ...]:
    """The occasions as they stand in a year wheel: those of a month at several units together."""
    name = reach.register.organisation.name
    together: dict[tuple[int, Egenkontroll, Done], list[str]] = {}
    for turn in found:
        together.setdefault((turn.day.month, turn.view, turn.state), []).append(turn.unit)
    return tuple(
        Entered(month, f"{view.record.title}, {_where(sorted(set(units)), name(units[0]))}", state)
        for (month, view, state), units in together.items()
    )


def _where(units: Sequence[str], first: str) -> str:
    return first if len(units) == 1 else f"{len(units)} enheter"
