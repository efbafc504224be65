"""Counts what happened, by group and year."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kvalitet.facts._base.maskering import (
    HIDDEN,
    Shown,
    Where,
    everything,
    few_note,
    hidden_note,
    narrowed,
    shown,
    tells_nothing_of_others,
    together_note,
    unit_mask,
)
from kvalitet.facts._base.reach import Reach
from kvalitet.model.dates import Period
from kvalitet.model.diagram import Diagram
from kvalitet.model.figure import Cell, Figure, Table, Withheld, count
from kvalitet.model.wording import capital, listing, lowered

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
    """Something that counts: the id behind it, its day, and the group it belongs to (empty: none said).

    Of what counts in the whole organisation also its unit and its area.
    """

    id: str
    day: date | None
    group: str = ""
    unit: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A table to be counted: groups down, years across.

    `shared` has the sentences of its notes that hold for other tables too, `note` what holds for this one alone.
    `total` is the key of the sum, `years` how many there are with the report's own, `order` the labels
    of the groups that always have a row; the others have one when they occur. `everywhere` is given
    where the counts speak of persons, and masks small ones: what counts in all units, each with its unit. `what` and
    `by` are what is counted and what it is broken down by, where the caption does not say "what efter by".
    """

    key: str
    caption: str
    heading: str
    shared: tuple[str, ...] = ()
    note: str = ""
    empty: str
    total: str
    years: int = 3
    order: Mapping[str, str]
    always: bool = False
    everywhere: tuple[Event, ...] | None = None
    what: str = ""
    by: str = ""


def counted(reach: Reach, key: str, events: Iterable[Event], year: Period, since: date | None = None) -> Figure:
    """How many of the events fall within a year; unknown for years before the register began.

    Unknown too for earlier years than the report's own that were over before the day `since`.
    """
    named = f"{key}{reach.suffix(year)}"
    if not reach.known(year) or (since and year.last < since and year != reach.period):
        return Figure(key=named, value=None)
    return count(named, (event.id for event in events if reach.within(event.day, year)))


def comparison(reach: Reach, wanted: Comparison, events: Iterable[Event]) -> Gathered:
    """The table, with a row for the sum last, and a figure for every group and year.

    Where the counts speak of persons, rows that are too small are shown as one. A table of which nothing but the sum
    could be shown is withheld: it has no rows, and its numbers are among the figures.
    """
    years = reach.years(wanted.years)
    seen = [e for e in events if any(reach.within(e.day, year) and reach.known(year) for year in years)]
    labels = {**wanted.order, UNSAID: UNSAID_LABEL}
    of_group = {group: _of(group, seen, labels) for group in labels}
    # whether a unit has any is told by no dash either
    since = since_first(reach, (*seen, *(wanted.everywhere or ())))
    cells = {
        g: _row(reach, f"{wanted.key}.{g}", of_group[g], years, since) for g in labels if g != UNSAID or of_group[g]
    }
    judged = _judged(reach, wanted, cells, years)
    total = judged.row(_row(reach, wanted.total, seen, years, since))
    # a row that is there for what is hidden alone would tell of it
    told = [year for year, mask in zip(years, judged.masks, strict=True) if not mask]
    of_told = [event for event in seen if any(reach.within(event.day, year) for year in told)]
    groups = _groups(reach, wanted, of_told, labels)
    rows = {g: judged.row(row, hidden=g in judged.together) for g, row in cells.items() if g != UNSAID or g in groups}
    written: list[tuple[Cell, ...]] = [(labels[g], *rows[g]) for g in groups if g not in judged.together]
    merged = [event for group in judged.together & set(groups) for event in of_group[group]]
    if written and merged:
        others = judged.row(_row(reach, f"{wanted.key}.{OTHERS}", merged, years, since))
        written.append((OTHERS_LABEL, *others))
    headings = (wanted.heading, *(capital(year.label) for year in years))
    figures = (*(figure for row in rows.values() for figure in row), *total)
    # that a unit has none is no more to be told than how many it has
    if total[0].mask or (total[0].value and not written):
        return Gathered((_withheld(reach, wanted, headings, total),), figures)
    # an auditor is shown what the numbers of the years before rest on
    if not written or not (total[0].value or reach.scope.auditor):
        return Gathered((_nothing(wanted, headings, total),), figures)
    said = (
        *wanted.shared,
        *absent(reach, years, since),
        *together_note(reach, judged),
        *hidden_note(zip((year.label for year in years), total, strict=True)),
    )
    return Gathered((_side_by_side(wanted, headings, (*written, ("Totalt", *total)), said),), figures)


def _side_by_side(
    wanted: Comparison, headings: tuple[str, ...], rows: Sequence[tuple[Cell, ...]], said: tuple[str, ...]
) -> Table:
    """The years beside one another; of those with nothing but dashes or hidden numbers a sentence is said instead."""
    sums = enumerate(rows[-1])
    told = [column for column, cell in sums if not isinstance(cell, Figure) or cell.value is not None]
    table = Table(
        key=wanted.key,
        caption=wanted.caption,
        headings=headings,
        rows=tuple(rows),
        note=wanted.note,
        shared=said,
        empty=wanted.empty,
    )
    return table.only(told)


def _nothing(wanted: Comparison, headings: Sequence[str], total: Sequence[Figure]) -> Table:
    """What is said where there was none in the report's own year: that there was none, and how many before."""
    named = [(lowered(heading), figure) for heading, figure in zip(headings[1:], total, strict=True)]
    (now, _), *before = named
    known = "; ".join(f"{year}: {figure.text}" for year, figure in before if figure.value is not None)
    said = wanted.empty
    if any(figure.some for _, figure in before):
        said = f"{wanted.empty.removesuffix('.')} under {now}{f' ({known})' if known else ''}."
    return Table(
        key=wanted.key,
        caption=wanted.caption,
        headings=tuple(headings),
        rows=(),
        ids=tuple(sorted({name for _, figure in before for name in figure.ids})),
        empty=said,
    )


def _withheld(reach: Reach, wanted: Comparison, headings: tuple[str, ...], total: Sequence[Figure]) -> Table:
    what, _, by = wanted.caption.partition(" efter ")
    return Table(
        key=wanted.key,
        caption=wanted.caption,
        headings=headings,
        rows=(),
        note=wanted.note,
        shared=wanted.shared,
        withheld=Withheld(
            what=wanted.what or what,
            by=wanted.by or by or wanted.heading.lower(),
            total=tuple(row for row in zip(headings[1:], total, strict=True) if row[1].mask != HIDDEN),
            why=few_note(reach),
        ),
    )


def _row(
    reach: Reach, key: str, events: Sequence[Event], years: Sequence[Period], since: date | None
) -> tuple[Figure, ...]:
    return tuple(counted(reach, key, events, year, since) for year in years)


def since_first(reach: Reach, events: Iterable[Event]) -> date | None:
    """The day of the first record in the register of the kinds counted: that there were none before is not known."""
    register = reach.register
    records = (register.by_id.get(event.id.partition("/")[0]) for event in events)
    kinds = {record.kind for record in records if record}
    days = (register.date_of(record) for kind in kinds for record in register.of(kind))
    return min((day for day in days if day), default=None)


def _judged(reach: Reach, wanted: Comparison, cells: Mapping[str, Sequence[Figure]], years: Sequence[Period]) -> Shown:
    if wanted.everywhere is None:
        return everything(len(years))
    of_years = [[e for e in wanted.everywhere if reach.known(year) and reach.within(e.day, year)] for year in years]
    of_unit = [unit_mask(reach, (Where(e.unit, e.area) for e in of_year)) for of_year in of_years]
    if not cells:
        return Shown(tuple(of_unit), (False,) * len(years))
    judged = shown(reach, {group: tuple(len(figure.ids) for figure in row) for group, row in cells.items()}, of_unit)
    if not (reach.scope.masks and narrowed(reach)):
        return judged
    labels = {**wanted.order, UNSAID: UNSAID_LABEL}
    by_group = {group: tuple(len(_of(group, of_year, labels)) for of_year in of_years) for group in labels}
    # the rows are those of the report about everything: two that divide in different ways could be set against each
    # other
    whole = shown(reach, by_group)
    seen = [
        (of_year, joined)
        for of_year, joined, mask in zip(of_years, whole.joined, judged.masks, strict=True)
        if not mask
    ]
    divided = all(tells_nothing_of_others(reach, _parts(of_year, labels, joined)) for of_year, joined in seen)
    return replace(judged, together=whole.together & cells.keys() if divided else frozenset(cells))


def _parts(events: Iterable[Event], labels: Mapping[str, str], joined: frozenset[str]) -> Iterator[Where]:
    for event in events:
        group = event.group if event.group in labels else UNSAID
        yield Where(event.unit, event.area, OTHERS if group in joined else group)


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


def absent(reach: Reach, years: Sequence[Period], since: date | None) -> Iterator[str]:
    """Why years have no column, where some have none: the register has nothing from them."""
    unknown = [year for year in years if not reach.known(year)]
    early = [year.label for year in years if since and year.last < since and year != reach.period]
    if unknown:
        yield reach.unknown(unknown[0])
    elif early:
        yield f"Registret har inga sådana poster från {listing(early[::-1])}."
