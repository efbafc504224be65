"""Events by what they may be divided by, for reports to those inside: units, processes, words. Nothing is masked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import UNSAID, UNSAID_LABEL, Comparison, Event, Gathered, comparison, since_first
from kvalitet.model.dates import Period
from kvalitet.model.figure import Cell, Figure, Table, count
from kvalitet.model.record import Record
from kvalitet.model.wording import alphabetical, capital
from kvalitet.views.processer import Process


@dataclass(frozen=True, slots=True)
class Happened:
    """An event to be divided: its record, the day it counts by, its process, and its kind within the kind."""

    record: Record
    day: date | None
    process: str
    sort: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way to divide: the key and the word for it, the groups with their labels, whether all of them have a row."""

    key: str
    what: str
    order: Mapping[str, str]
    always: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """What is divided: what keys begin with, what captions begin with, what it counts by, and the sentence for none."""

    prefix: str
    caption: str
    note: str
    empty: str

    def by(self, reach: Reach, way: Way, groups: Iterable[Event]) -> Gathered:
        """The events by groups, with those of the two periods before."""
        wanted = Comparison(
            key=f"{self.prefix}.{way.key}",
            caption=f"{self.caption} efter {way.what}",
            heading=capital(way.what),
            shared=(self.note,),
            note=way.note,
            empty=self.empty,
            total=f"{self.prefix}.{way.key}.antal",
            order=way.order,
            always=way.always,
        )
        return comparison(reach, wanted, list(groups))

    def by_process(self, reach: Reach, events: Iterable[Happened]) -> Gathered:
        """The events by the process they belong to."""
        titles = sorted(
            ((process.id, process.record.title) for process in Process.all(reach.register)),
            key=lambda row: alphabetical(row[1]),
        )
        groups = (Event(event.record.id, event.day, event.process) for event in events)
        return self.by(reach, Way("process", "process", dict(titles)), groups)

    def by_word(self, reach: Reach, events: Iterable[Happened]) -> Gathered:
        """The events of the period by keyword, so that what is followed by a mark of its own can be counted."""
        found: dict[str, list[str]] = defaultdict(list)
        for event in events:
            if reach.within(event.day, reach.period):
                for word in _keywords(event.record):
                    found[word].append(event.record.id)
        rows = sorted(found.items(), key=lambda row: (-len(row[1]), alphabetical(row[0])))
        table = Table(
            key=f"{self.prefix}.nyckelord",
            caption=f"{self.caption} efter nyckelord {reach.period.label}",
            headings=("Nyckelord", "Antal"),
            rows=tuple((capital(word), count(f"{self.prefix}.nyckelord.{word}", ids)) for word, ids in rows),
            note="En post kan ha flera nyckelord.",
        )
        return Gathered((table,))

    def by_level(self, reach: Reach, level: str, events: Iterable[Happened]) -> Gathered:
        """The events by the unit of a level that they belong to; those that lie above it by their own."""
        organisation = reach.register.organisation
        places = [(event, _at_level(reach, event.record.unit or "", level)) for event in events]
        names = {unit: organisation.name(unit) for _, unit in places if unit}
        groups = (Event(event.record.id, event.day, unit) for event, unit in places)
        return self.by(reach, Way(level, level, names), groups)

    def by_unit(self, reach: Reach, events: Iterable[Happened], sorts: Mapping[str, str]) -> Table:
        """The events of the period by unit and sort, and how many there were in the period before."""
        organisation = reach.register.organisation
        rows = [(event, event.record.unit or "") for event in events]
        way = Way("enhet", "enhet", {unit: organisation.name(unit) for _, unit in rows})
        return self.crossed(reach, way, rows, sorts)

    def crossed(
        self, reach: Reach, way: Way, events: Iterable[tuple[Happened, str]], sorts: Mapping[str, str]
    ) -> Table:
        """The events of the period by group and sort, and how many there were in the period before; the most first."""
        (now, *before) = reach.years(2)
        labels = {**way.order, "": UNSAID_LABEL}
        found: dict[str, list[Happened]] = defaultdict(list)
        for event, group in events:
            if any(reach.within(event.day, year) and reach.known(year) for year in (now, *before)):
                found[group if group in labels else ""].append(event)
        seen = [event for some in found.values() for event in some]
        since = since_first(reach, (Event(event.record.id, event.day, "") for event in seen))
        compared = [year for year in before if reach.known(year) and not (since and year.last < since)]
        columns = dict(sorts) if all(event.sort in sorts for event in seen) else {**sorts, UNSAID: UNSAID_LABEL}
        order = sorted(found, key=lambda group: (-_size(reach, found[group], now), alphabetical(labels[group])))
        rows: list[tuple[Cell, ...]] = []
        for group in order:
            key = f"{self.prefix}.{way.key}.{group or UNSAID}"
            here = [event for event in found[group] if reach.within(event.day, now)]
            earlier = [event.record.id for event in found[group] if compared and reach.within(event.day, compared[0])]
            cells = [
                count(
                    f"{key}.{column}", (e.record.id for e in here if (e.sort if e.sort in sorts else UNSAID) == column)
                )
                for column in columns
            ]
            total = count(f"{key}.antal", (event.record.id for event in here))
            then = f"{key}.antal.före"
            rows.append(
                (labels[group], *cells, total, count(then, earlier) if compared else Figure(key=then, value=None))
            )
        return Table(
            key=f"{self.prefix}.{way.key}",
            caption=f"{self.caption} efter {way.what} {now.label}",
            headings=(capital(way.what), *columns.values(), "Totalt", before[0].label if before else "Perioden före"),
            rows=tuple(rows),
            shared=(self.note,),
            note=way.note,
            empty=self.empty,
        )


def has_several(tables: Iterable[Table], key: str) -> bool:
    """Whether the table has more than one group above the sum: one alone says no more than the sum."""
    return any(len(table.rows[:-1]) > 1 for table in tables if table.key == key)


def _size(reach: Reach, events: Iterable[Happened], year: Period) -> int:
    return sum(reach.within(event.day, year) for event in events)


def _keywords(record: Record) -> tuple[str, ...]:
    found = record.data.get("nyckelord")
    return tuple(word for word in found if isinstance(word, str)) if isinstance(found, list) else ()


def _at_level(reach: Reach, unit: str, level: str) -> str:
    """The unit of the level above a unit, or the unit itself where it lies higher."""
    return next((each.id for each in reach.register.organisation.above(unit) if each.level == level), unit)


def unit_below(reach: Reach, unit: str) -> str:
    """The unit that a unit belongs to, next below the one that a report is about; its division where that is all."""
    top = reach.scope.unit
    if top is None:
        return _at_level(reach, unit, "division")
    chain = [each.id for each in reach.register.organisation.above(unit)]
    return chain[max(0, chain.index(top) - 1)] if top in chain else unit
