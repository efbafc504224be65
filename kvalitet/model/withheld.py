"""What stands in the place of tables whose rows may not be shown: one sentence for a run of them, and their sums."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kvalitet.model.diagram import Diagram
from kvalitet.model.figure import Figure, Table, Withheld
from kvalitet.model.wording import listing, lowered


@dataclass(frozen=True, slots=True)
class Untold:
    """A run of tables that are withheld, as readers see it: the sentences in their place, and the tables' notes.

    `sums` has the keys of the numbers that are said.
    """

    text: str
    shared: tuple[str, ...]
    notes: tuple[str, ...]
    sums: frozenset[str] = frozenset()


def told_together(
    parts: Iterable[Table | Diagram], shown: Collection[str] = frozenset()
) -> Iterator[Table | Diagram | Untold]:
    """The parts, with each run of tables that are withheld as one.

    `shown` has the keys of the numbers that other tables of the document show: a sum that is there is not said again.
    """
    for withheld, run in groupby(parts, lambda part: isinstance(part, Table) and part.withheld is not None):
        if withheld:
            yield untold([part for part in run if isinstance(part, Table)], shown)
        else:
            yield from _unrepeated(run)


def _unrepeated(parts: Iterable[Table | Diagram]) -> Iterator[Table | Diagram]:
    """The parts without the tables that have nothing but a sentence that one before them has said."""
    said = set[str]()
    for part in parts:
        sentence = "" if isinstance(part, Diagram) or part.rows else part.empty
        if not sentence or sentence not in said:
            yield part
        said.add(sentence)


def untold(tables: Sequence[Table], shown: Collection[str] = frozenset()) -> Untold:
    """What stands in the place of tables that are withheld."""
    found = [table.withheld for table in tables if table.withheld]
    sums = _sums(found, shown)
    # what things are counted by is of no use to who is told no number
    told = tables if any(_known(each) for each in found) else ()
    return Untold(
        text=_sentences(found, sums),
        shared=tuple(dict.fromkeys(sentence for table in told for sentence in table.shared)),
        notes=tuple(dict.fromkeys(table.note for table in told if table.note)),
        sums=frozenset(figure.key for known in sums.values() for _, figure in known),
    )


_Sums = Mapping[str, tuple[tuple[str, Figure], ...]]
"""The sums of each thing, each with its period."""


def _sentences(found: Sequence[Withheld], sums: _Sums) -> str:
    """What is not broken down by what, why, and the sums.

    "Klagomål delas inte upp efter avsändare eller väg in: … Totalt: 13 (2025) och 12 (2024)."
    """
    ways: dict[str, list[str]] = {}
    for each in found:
        ways.setdefault(each.what, []).append(each.by)
    (what, first), *others = ways.items()
    clauses = [f"{what} delas inte upp efter {listing(first, 'eller')}"]
    clauses += [f"{lowered(what)} inte efter {listing(by, 'eller')}" for what, by in others]
    reasons = dict.fromkeys(each.why for each in found)
    return " ".join((f"{listing(clauses)}.", *reasons, *_totals(sums, named=len(ways) > 1)))


def _sums(found: Sequence[Withheld], shown: Collection[str]) -> _Sums:
    """The sums that are known and stand nowhere else."""
    return {each.what: known for each in found if (known := _known(each)) and any(f.key not in shown for _, f in known)}


def _totals(sums: _Sums, *, named: bool) -> Iterator[str]:
    if sums:
        yield f"Totalt: {'; '.join(_sum(what, known, named=named) for what, known in sums.items())}."


def _known(each: Withheld) -> tuple[tuple[str, Figure], ...]:
    return tuple((period, figure) for period, figure in each.total if figure.known)


def _sum(what: str, known: Iterable[tuple[str, Figure]], *, named: bool) -> str:
    """A sum for each period, periods with the same together: "färre än 5 (2025 och 2024) och 7 (2023)"."""
    periods: dict[str, list[str]] = {}
    for period, figure in known:
        periods.setdefault(figure.text, []).append(period)
    said = listing([f"{text} ({listing(names)})" for text, names in periods.items()])
    return f"{lowered(what)} {said}" if named else said
