"""Units that miss a target which the whole reaches: a whole that reaches it says nothing of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._indikatorer.celler import label
from kvalitet.facts._indikatorer.varden import Rad, parts
from kvalitet.model.wording import first_of

UNEVEN = "indikatorer.når_inte_överallt"


@dataclass(frozen=True, slots=True)
class Uneven:
    """An indicator whose target is reached as a whole: its id and name, and the units that miss it."""

    id: str
    name: str
    units: str


def missing_units(reach: Reach, line: Rad) -> tuple[Rad, ...]:
    """The units of an indicator that miss its target over the period, each by itself; none where it has but one."""
    beside = parts(reach, line.indikator) if not line.unit else ()
    judged = ((each, each.outcome(reach.period)) for each in beside)
    return tuple(each for each, outcome in judged if outcome and each.reached(outcome) is False)


def named(reach: Reach, units: Iterable[Rad]) -> str:
    """The units in a row, the first of them where they are many."""
    return first_of([reach.register.organisation.name(line.unit) for line in units], 3)


def unevenly_reached(reach: Reach, found: Iterable[Rad]) -> Iterator[Uneven]:
    """The indicators whose target is reached as a whole and not on each unit."""
    for line in found:
        now = line.outcome(reach.period)
        units = missing_units(reach, line) if now and line.reached(now) else ()
        if units:
            yield Uneven(line.indikator.id, label(reach, line), named(reach, units))
