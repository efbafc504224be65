"""Which events are worth watching together: the ways to cut them that do not say the same thing twice.

All together; each category at its place in the tree; each unit, and those above it; each process;
and the top of each branch of categories on each unit. A coarser cut is left out where a finer one
holds more than four fifths of its events, and of cuts with the same events the finest is kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kvalitet.model.codes import CodeList
from kvalitet.series.reorganisation import Heirs
from kvalitet.stats.anhoj import ENOUGH

FEWEST = ENOUGH + 1
"""The fewest events that a series can be judged by: ten distances lie between them."""

_SAME = 0.8


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was reported: its record, the day, and what it can be counted by; empty where not said."""

    id: str
    day: date
    unit: str
    category: str
    process: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A way to choose events: by category, unit or process; empty where all are meant."""

    category: str = ""
    unit: str = ""
    process: str = ""

    def fineness(self) -> tuple[str, ...]:
        """What puts coarse before fine: of two with the same events the last is kept."""
        named = sum(map(bool, (self.category, self.unit, self.process)))
        return (str(named), self.category, self.unit, self.process)


def cut(events: Iterable[Event], heirs: Heirs, codes: CodeList | None) -> Iterator[tuple[Cut, list[Event]]]:
    """The cuts worth watching with their events by day, those with too few events to judge among them."""
    alike: dict[tuple[str, str, str], list[Event]] = {}
    for event in events:
        alike.setdefault((event.category, event.unit, event.process), []).append(event)
    found: dict[Cut, list[Event]] = {}
    inside: set[tuple[Cut, Cut]] = set()
    for (category, unit, process), some in alike.items():
        pairs = _pairs(_branch(category, codes), heirs.above(unit) if unit else (), process)
        inside.update(pairs)
        for each in {Cut(), *(fine for fine, _ in pairs)}:
            found.setdefault(each, []).extend(some)
    for held in found.values():
        held.sort(key=lambda event: (event.day, event.id))
    for each in _telling(found, inside):
        yield each, found[each]


def _telling(found: Mapping[Cut, list[Event]], inside: Iterable[tuple[Cut, Cut]]) -> Iterator[Cut]:
    """The cuts that no finer one speaks for, coarse before fine."""
    sizes = {each: len(held) for each, held in found.items()}
    told = {coarse for fine, coarse in inside if sizes[fine] >= FEWEST and sizes[fine] > _SAME * sizes[coarse]}
    once: dict[tuple[str, ...], Cut] = {}
    for each in sorted(found.keys() - told, key=Cut.fineness):
        ids = tuple(event.id for event in found[each])
        # of one or two events there are many cuts: those are only to be counted
        once[ids if len(ids) >= FEWEST else (*ids, *each.fineness())] = each
    yield from once.values()


def _pairs(categories: tuple[str, ...], units: tuple[str, ...], process: str) -> list[tuple[Cut, Cut]]:
    """Each way to count an event, with a coarser one that holds all of it."""
    by_category = [Cut(category=code) for code in categories]
    by_unit = [Cut(unit=unit) for unit in units]
    pairs = [*pairwise([*by_category, Cut()]), *pairwise([*by_unit, Cut()])]
    if process:
        pairs.append((Cut(process=process), Cut()))
    if categories and units:
        both = Cut(category=categories[-1], unit=units[0])
        pairs += ((both, by_category[-1]), (both, by_unit[0]))
    return pairs


def _branch(category: str, codes: CodeList | None) -> tuple[str, ...]:
    """A category and those above it, the nearest first."""
    found: list[str] = []
    while category and category not in found:
        found.append(category)
        known = codes.codes.get(category) if codes else None
        category = (known.parent if known else None) or ""
    return tuple(found)
