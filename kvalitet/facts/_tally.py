"""Counts what happened, by group and year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kvalitet.facts._reach import Reach
from kvalitet.model.dates import Period
from kvalitet.model.diagram import Diagram
from kvalitet.model.figure import Cell, Figure, Table, count

UNSAID = "ej_angivet"
UNSAID_LABEL = "Ej angivet"


@dataclass(frozen=True, slots=True)
class Gathered:
    """Tables, figures that stand in none of them, and charts."""

    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    diagrams: tuple[Diagram, ...] = ()


def together(*parts: Gathered) -> Gathered:
    """The tables, figures and charts of several parts, in their order."""
    return Gathered(
        tuple(table for part in parts for table in part.tables),
        tuple(figure for part in parts for figure in part.figures),
        tuple(diagram for part in parts for diagram in part.diagrams),
    )


@dataclass(frozen=True, slots=True)
class Event:
    """Something that counts: the id behind it, its day, and the group it belongs to (empty: none said)."""

    id: str
    day: date | None
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A table to be counted: groups down, years across.

    `total` is the key of the sum, `years` how many there are with the report's own, `order` the labels
    of the groups that always have a row; the others have one when they occur.
    """

    key: str
    caption: str
    heading: str
    note: str
    empty: str
    total: str
    years: int = 3
    order: Mapping[str, str]
    always: bool = False


def counted(reach: Reach, key: str, events: Iterable[Event], year: Period) -> Figure:
    """How many of the events fall within a year; unknown for years before the register began."""
    named = f"{key}{reach.suffix(year)}"
    if not reach.known(year):
        return Figure(key=named, value=None)
    return count(named, (event.id for event in events if reach.within(event.day, year)))


def comparison(reach: Reach, wanted: Comparison, events: Iterable[Event]) -> Gathered:
    """The table, with a row for the sum last, and a figure for every group and year."""
    years = reach.years(wanted.years)
    seen = [e for e in events if any(reach.within(e.day, year) and reach.known(year) for year in years)]
    labels = {**wanted.order, UNSAID: UNSAID_LABEL}
    groups = {
        group: tuple(counted(reach, f"{wanted.key}.{group}", _of(group, seen, labels), year) for year in years)
        for group in labels
        if group != UNSAID or _of(UNSAID, seen, labels)
    }
    rows: list[tuple[Cell, ...]] = [(labels[group], *groups[group]) for group in _groups(reach, wanted, seen, labels)]
    total = tuple(counted(reach, wanted.total, seen, year) for year in years)
    if rows:
        rows.append(("Totalt", *total))
    table = Table(
        key=wanted.key,
        caption=wanted.caption,
        headings=(wanted.heading, *(year.text for year in years)),
        rows=tuple(rows),
        note=_note(reach, wanted.note, years),
        empty=wanted.empty,
    )
    return Gathered((table,), (*(figure for row in groups.values() for figure in row), *total))


def _groups(reach: Reach, wanted: Comparison, seen: Sequence[Event], labels: Mapping[str, str]) -> list[str]:
    """The groups with a row: in their own order where all have one, else the commonest this year first."""
    if not seen:
        return []
    sizes = {group: len(_of(group, seen, labels)) for group in labels}
    if wanted.always:
        return [group for group in labels if group != UNSAID or sizes[group]]
    found = [group for group in labels if sizes[group] and group != UNSAID]
    now = {group: len([e for e in _of(group, seen, labels) if reach.within(e.day, reach.period)]) for group in found}
    found.sort(key=lambda group: (-now[group], -sizes[group]))
    return [*found, *([UNSAID] if sizes[UNSAID] else [])]


def _of(group: str, events: Iterable[Event], labels: Mapping[str, str]) -> list[Event]:
    return [e for e in events if (e.group if e.group in labels else UNSAID) == group]


def _note(reach: Reach, note: str, years: Sequence[Period]) -> str:
    unknown = [year.text for year in years if not reach.known(year)]
    return f"{note} Registret började efter {unknown[0]}: därifrån finns inga uppgifter." if unknown else note
