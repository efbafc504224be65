"""What the deviations of the year are mostly about: the main categories as a Pareto chart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kvalitet.charts.pareto import Pareto, pareto
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import UNSAID, Gathered
from kvalitet.model.figure import Cell, Figure, Table
from kvalitet.model.wording import alphabetical

KEY = "avvikelser.vanligast"

_FEWEST_GROUPS = 3
"""With fewer, the table of categories says it as clearly."""

_MOST_BARS = 20
"""More are not told apart at a glance and make a page of letters too small to read; the table has them all."""


def commonest(
    reach: Reach, figures: Iterable[Figure], groups: Mapping[str, str], counted_by: Sequence[str]
) -> Gathered:
    """The chart and its numbers, of the figures of the groups with their labels; what they are counted by is said.

    Nothing where there are too few groups to compare, or where a number is not known or not to be shown.
    """
    by_key = {figure.key: figure for figure in figures}
    found = [(label, by_key[key]) for key, label in groups.items() if key in by_key]
    some = sorted(
        ((label, f) for label, f in found if f.some), key=lambda row: (-(row[1].value or 0), alphabetical(row[0]))
    )
    if len(some) < _FEWEST_GROUPS or any(figure.mask or not figure.known for _, figure in found):
        return Gathered()
    drawn = Pareto(
        key=KEY,
        title=f"Vanligaste huvudkategorier av avvikelser, {reach.period.label}",
        noun="avvikelser",
        counts=tuple((label, int(figure.value or 0)) for label, figure in some),
        most=_MOST_BARS,
    )
    return Gathered((_table(reach, some, counted_by),), diagrams=(pareto(drawn),))


def _table(reach: Reach, some: Sequence[tuple[str, Figure]], counted_by: Sequence[str]) -> Table:
    return Table(
        key=KEY,
        caption=f"Huvudkategoriernas andel av avvikelserna, {reach.period.label}",
        headings=("Kategori", "Antal", "Andel", "Ackumulerad andel"),
        rows=tuple(_rows(some)),
        shared=tuple(counted_by),
        note=(
            "Den vanligaste kategorin står först. Den ackumulerade andelen är kategorins egen och alla "
            "deras som står ovanför."
        ),
    )


def _rows(some: Sequence[tuple[str, Figure]]) -> Iterator[tuple[Cell, ...]]:
    total = sum(figure.value or 0 for _, figure in some)
    above: tuple[str, ...] = ()
    upto = 0.0
    for label, figure in some:
        above, upto = (*above, *figure.ids), upto + (figure.value or 0)
        own = _share(f"{figure.key}.andel", 100 * (figure.value or 0) / total, figure.ids)
        yield label, figure, own, _share(f"{figure.key}.ackumulerad", 100 * upto / total, above)


def _share(key: str, value: float, ids: Iterable[str]) -> Figure:
    return Figure(key=key, value=value, ids=tuple(sorted(set(ids))), unit="%", decimals=0)


@dataclass(frozen=True, slots=True)
class Largest:
    """The group that there is most of: the key of its figure, and its label."""

    key: str
    label: str


def largest(figures: Iterable[Figure], groups: Mapping[str, str]) -> Largest | None:
    """The key and the label of the group that is larger than all others; None where none is, or none may be shown."""
    found = {f.key: f.value for f in figures if f.key in groups and f.value and not f.key.endswith(f".{UNSAID}")}
    most = [key for key, size in found.items() if size == max(found.values())]
    return Largest(most[0], groups[most[0]]) if len(most) == 1 else None
