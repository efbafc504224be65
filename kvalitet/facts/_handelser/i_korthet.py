"""Breakdowns of events in brief: a line each where there are few, a table each where there are enough to compare."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import UNSAID_LABEL, Gathered
from kvalitet.facts._handelser.fordelning import has_several
from kvalitet.model.figure import Cell, Figure, Table
from kvalitet.model.wording import listing

FEW = 50
"""With fewer events in the period a table is mostly of ones and noughts: a line tells as much, and is read."""

_SUM = "Totalt"
_OPERATION = ".verksamhet"
"""That a unit's events are those of the operation which it belongs to is no breakdown."""
_SILENCE_TOLD = frozenset({"avvikelser.vårdform"})
"""The breakdowns whose groups with none are named: that little is heard from them is to be seen."""


@dataclass(frozen=True, slots=True)
class Share:
    """A group of a breakdown: its label, and the keys of how many there are and how many there were before."""

    label: str
    key: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A breakdown in a line: what it goes by, the groups that have any, and those without where that matters."""

    what: str
    shares: tuple[Share, ...]
    without: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """Breakdowns: those told in a line each with a note of what they count, and the keys of those shown as tables."""

    lines: tuple[Line, ...] = ()
    tables: tuple[str, ...] = ()
    note: str = ""


def is_few(total: Figure) -> bool:
    """Whether there are too few events for tables to tell more than a line does; so too where it is not known."""
    return (total.value or 0) < FEW


def spread(reach: Reach, found: Gathered, keys: Sequence[str], note: str, *, few: bool) -> Spread:
    """The breakdowns with the keys given, in their order.

    A line is told where there are few events, or where a table would have one row alone; none where it would tell
    nothing.
    """
    tables = {table.key: table for table in found.tables}
    chosen = [tables[key] for key in keys if key in tables and tables[key].rows]
    chosen = [table for table in chosen if not table.key.endswith(_OPERATION) or has_several((table,), table.key)]
    brief = [table for table in chosen if few or len(_groups(table)) == 1]
    lines = [line for table in brief if (line := in_line(table)) and not _tells_nothing(reach, line)]
    before = reach.years(2)[1:]
    compared = any(share.before for line in lines for share in line.shares)
    counts = f"Antal {reach.period.label}"
    told = f"{counts}, och inom parentes {before[0].label}" if before and compared else counts
    return Spread(tuple(lines), tuple(table.key for table in chosen if table not in brief), f"{told}. {note}".strip())


@dataclass(frozen=True, slots=True)
class Under:
    """What stands under a heading: the breakdowns by the ends of their keys, those of them for many only, a note."""

    ways: tuple[str, ...]
    for_many: tuple[str, ...] = ()
    note: str = ""


def under_headings(
    reach: Reach, found: Gathered, prefix: str, headings: Mapping[str, Under], *, few: bool
) -> dict[str, Spread]:
    """The breakdowns by the headings they stand under, and the actions."""
    spreads: dict[str, Spread] = {}
    for name, under in headings.items():
        ways = under.ways if few else (*under.ways, *under.for_many)
        spreads[name] = spread(reach, found, [f"{prefix}.{way}" for way in ways], under.note, few=few)
    return {**spreads, "actions": actions_in_brief(found, few=few)}


def in_line(table: Table) -> Line | None:
    """A table as a line of the groups that have any in the period; None where no group has."""
    now = table.headings.index(_SUM) if _SUM in table.headings else 1
    shares = tuple(share for row in _groups(table) for share in _share(str(row[0]), row[now:]))
    told = {share.label for share in shares}
    without = [str(row[0]) for row in _groups(table) if row[0] not in told] if table.key in _SILENCE_TOLD else []
    return Line(table.headings[0], shares, listing(without)) if shares else None


def sums_in_line(table: Table, what: str) -> Line | None:
    """The row of sums as a line, by the headings of its columns; None where it has none."""
    sums: Mapping[str, Sequence[Cell]] = {str(row[0]): row for row in table.rows}
    cells = zip(table.headings[1:-1], sums[_SUM][1:-1], strict=True) if _SUM in sums else ()
    shares = tuple(share for heading, cell in cells for share in _share(heading, (cell,)))
    return Line(what, shares) if shares else None


def actions_in_brief(found: Gathered, *, few: bool) -> Spread:
    """The actions after events by strength, state and effect."""
    strength, effect = (_one(found.tables, f"åtgärder.{key}") for key in ("styrka", "effekt"))
    as_tables = tuple(table for table in (strength, effect) if not few or not table.rows)
    told = ((in_line(strength), strength), (sums_in_line(strength, "Deras läge"), None), (in_line(effect), effect))
    lines = (replace(line, what=_without_way(table.caption)) if table else line for line, table in told if line and few)
    return Spread(tuple(lines), tuple(table.key for table in as_tables), strength.note if strength.rows and few else "")


def _without_way(caption: str) -> str:
    return caption.rpartition(", efter ")[0]


def _one(tables: Iterable[Table], key: str) -> Table:
    return next(table for table in tables if table.key == key)


def _groups(table: Table) -> tuple[tuple[Cell, ...], ...]:
    return tuple(row for row in table.rows if row[0] != _SUM)


def _share(label: str, cells: Sequence[Cell]) -> Iterator[Share]:
    now, *before = (cell for cell in cells if isinstance(cell, Figure))
    if now.some:
        yield Share(label, now.key, before[0].key if before and before[0].known else "")


def _tells_nothing(reach: Reach, line: Line) -> bool:
    """Whether all of them are of the unit that the report is about, or of no known group."""
    return [share.label for share in line.shares] in ([reach.unit_name], [UNSAID_LABEL])
