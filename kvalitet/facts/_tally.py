"""Counts what happened, by group and year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kvalitet.facts._maskering import HIDDEN, Shown, masked, masked_note, shown, together_note, too_few
from kvalitet.facts._reach import Reach
from kvalitet.model.dates import Period
from kvalitet.model.diagram import Diagram
from kvalitet.model.figure import Cell, Figure, Table, count
from kvalitet.model.wording import capital

UNSAID = "ej_angivet"
UNSAID_LABEL = "Ej angivet"
OTHERS = "övriga"
OTHERS_LABEL = "Övriga, sammanslagna"


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
    of the groups that always have a row; the others have one when they occur. `sensitive` is whether the
    counts speak of persons, and small ones are masked.
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
    sensitive: bool = False


def counted(reach: Reach, key: str, events: Iterable[Event], year: Period) -> Figure:
    """How many of the events fall within a year; unknown for years before the register began."""
    named = f"{key}{reach.suffix(year)}"
    if not reach.known(year):
        return Figure(key=named, value=None)
    return count(named, (event.id for event in events if reach.within(event.day, year)))


def comparison(reach: Reach, wanted: Comparison, events: Iterable[Event]) -> Gathered:
    """The table, with a row for the sum last, and a figure for every group and year.

    Where the counts speak of persons, rows that are too small are shown as one.
    """
    years = reach.years(wanted.years)
    seen = [e for e in events if any(reach.within(e.day, year) and reach.known(year) for year in years)]
    labels = {**wanted.order, UNSAID: UNSAID_LABEL}
    of_group = {group: _of(group, seen, labels) for group in labels}
    groups = [group for group in labels if group != UNSAID or of_group[UNSAID]]
    rows = {group: _row(reach, f"{wanted.key}.{group}", of_group[group], years) for group in groups}
    total = _row(reach, wanted.total, seen, years)
    judged = _judged(reach, wanted, rows, total)
    merged = [event for group in judged.together for event in of_group[group]]
    others = _masked(reach, _row(reach, f"{wanted.key}.{OTHERS}", merged, years), judged)
    rows = {g: _masked(reach, row, judged, hidden=g in judged.together) for g, row in rows.items()}
    total = _masked(reach, total, judged)
    shown_groups = _groups(reach, wanted, seen, labels)
    alone = [group for group in shown_groups if group not in judged.together]
    cells: list[tuple[Cell, ...]] = [(labels[group], *rows[group]) for group in alone]
    if alone and merged:
        cells.append((OTHERS_LABEL, *others))
    if shown_groups:
        cells.append(("Totalt", *total))
    table = Table(
        key=wanted.key,
        caption=wanted.caption,
        headings=(wanted.heading, *(capital(year.label) for year in years)),
        rows=tuple(cells),
        note=_note(reach, wanted.note, years) + together_note(reach, judged, shown_groups) + masked_note(reach, total),
        empty=wanted.empty,
    )
    return Gathered((table,), (*(figure for row in rows.values() for figure in row), *total))


def _row(reach: Reach, key: str, events: Sequence[Event], years: Sequence[Period]) -> tuple[Figure, ...]:
    return tuple(counted(reach, key, events, year) for year in years)


def _judged(reach: Reach, wanted: Comparison, rows: Mapping[str, Sequence[Figure]], total: Sequence[Figure]) -> Shown:
    if not wanted.sensitive:
        return Shown((True,) * len(total), (False,) * len(total))
    return shown(reach, {group: tuple(len(figure.ids) for figure in row) for group, row in rows.items()})


def _masked(reach: Reach, row: Iterable[Figure], judged: Shown, *, hidden: bool = False) -> tuple[Figure, ...]:
    few = too_few(reach.register.settings.fewest)
    # where the sum is none or unknown there is nothing to hide
    pairs = zip(row, judged.columns, judged.filled, strict=True)
    return tuple(
        masked(f, few) if not may else masked(f, HIDDEN) if hidden and filled else f for f, may, filled in pairs
    )


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
    unknown = [year.label for year in years if not reach.known(year)]
    return f"{note} Registret började efter {unknown[0]}: därifrån finns inga uppgifter." if unknown else note
