"""Reorganisations: a unit's series goes on in the one it was merged into, with a break on that day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kvalitet.model.dates import days_on
from kvalitet.model.organisation import Organisation, Unit
from kvalitet.model.register import Register
from kvalitet.series.serie import Happening


@dataclass(frozen=True, slots=True)
class Heirs:
    """Where the numbers of each unit are counted now, and what was merged into each."""

    organisation: Organisation
    now: Mapping[str, str]
    merged: Mapping[str, tuple[Unit, ...]] = field(default_factory=dict)

    def of(self, unit: str) -> str:
        """The unit that carries on the numbers of one; itself where it was never merged."""
        return self.now.get(unit, unit)

    def above(self, unit: str) -> tuple[str, ...]:
        """The unit that carries on the numbers of one, and those above it."""
        heir = self.of(unit)
        return tuple(found.id for found in self.organisation.above(heir)) or (heir,)

    def breaks(self, unit: str) -> tuple[Happening, ...]:
        """The days on which others were merged into a unit."""
        return tuple(
            Happening(days_on(before.until, 1), f"{before.name} gick upp i {self.organisation.name(unit)}")
            for before in self.merged.get(unit, ())
            if before.until
        )

    def since(self, unit: str) -> date:
        """The first day that a unit, or one merged into it, was there."""
        found = self.organisation.units.get(unit)
        there = [*self.merged.get(unit, ()), *([found] if found else [])]
        return min((each.since or date.min for each in there), default=date.min)

    def until(self, unit: str) -> date:
        """The last day that a unit is there."""
        found = self.organisation.units.get(unit)
        return (found.until if found else None) or date.max


def heirs(register: Register) -> Heirs:
    """The heirs of all units of a register."""
    return register.once(heirs, lambda: _heirs(register.organisation))


def _heirs(organisation: Organisation) -> Heirs:
    now: dict[str, str] = {}
    merged: dict[str, tuple[Unit, ...]] = {}
    for unit in organisation.units.values():
        *_, last = _chain(organisation, unit.id)
        if last != unit.id:
            now[unit.id] = last
            merged[last] = (*merged.get(last, ()), unit)
    return Heirs(organisation, now, merged)


def _chain(organisation: Organisation, unit: str) -> Iterator[str]:
    seen: set[str] = set()
    while unit not in seen:
        seen.add(unit)
        yield unit
        found = organisation.units.get(unit)
        if found is None or found.merged_into not in organisation.units:
            return
        unit = found.merged_into or unit
