"""A series in a document: its run or control chart, and its numbers as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kvalitet.charts.control import ControlChart, control_chart
from kvalitet.charts.plot import Event
from kvalitet.charts.target import Target
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered
from kvalitet.model.dates import add_months, days_on
from kvalitet.model.figure import Cell, Figure, Table
from kvalitet.series.serie import Happening, Reading, Serie
from kvalitet.stats.chart import Chart, Mark

_MANY = 8
"""The points that have a row each at most, where they are neither months nor quarters."""
_DECLARED = "som indikatorn själv anger."
_OF_PERSONS = frozenset({"avvikelse", "klagomal"})
SHORT_MONTHS = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
_QUARTERS = ("Kvartal 1", "Kvartal 2", "Kvartal 3", "Kvartal 4")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """How a series is shown. `key` is that of its chart and table, and what the keys of its numbers begin with.

    `unit` says what is counted: "Avvikelser per månad", "Andel uppfyllda, procent". `factor` is what the
    plotted numbers are multiplied by, 100 for shares; `decimals` how many of them are written.
    """

    key: str
    title: str
    unit: str
    factor: float = 1
    decimals: int | None = None
    target: Target | None = None


def charted(reach: Reach, serie: Serie, how: Drawing) -> Gathered:
    """The chart with its numbers; nothing where there is too little to judge.

    Nothing either where the numbers are counts of persons and small ones are to be left out: a month seldom has many.
    """
    if serie.chart is None or (reach.scope.masks and serie.topic.source in _OF_PERSONS):
        return Gathered()
    chart = serie.chart if how.factor == 1 else serie.chart.scaled(how.factor)
    chart = _shortened(chart, serie.readings)
    drawn = ControlChart(
        key=how.key,
        title=how.title,
        unit=how.unit,
        chart=chart,
        breaks=tuple(_breaks(serie, chart)),
        changes=tuple(_changes(serie)),
        target=how.target,
    )
    table = _table(serie, chart, how)
    # which chart was chosen says nothing to who only reads it; that the indicator names it is for auditors
    read = reach.scope.masks or (serie.why.endswith(_DECLARED) and not reach.scope.auditor)
    told = replace(table, shared=tuple(_how_to_read(chart))) if read else replace(table, note=serie.why)
    return Gathered((told,), diagrams=(control_chart(drawn),))


def _how_to_read(chart: Chart) -> Iterator[str]:
    if any(mark.upper is not None for mark in chart.marks):
        yield "Mellan styrgränserna ligger den variation som slumpen brukar ge."
    yield "En signal är ett mönster som slumpen sällan ger."


def _shortened(chart: Chart, readings: Sequence[Reading]) -> Chart:
    """The chart with its months called so that they fit below it: "sep 2025"."""
    short = {
        each.label: f"{SHORT_MONTHS[each.first.month - 1]} {each.first.year}" for each in readings if _spans(each, 1)
    }
    parts = (
        replace(part, marks=tuple(replace(mark, label=short.get(mark.label, mark.label)) for mark in part.marks))
        for part in chart.parts
    )
    return replace(chart, parts=tuple(parts))


def _breaks(serie: Serie, chart: Chart) -> Iterator[Event]:
    """Why each phase begins."""
    starts = {part.start for part in chart.parts[1:]}
    said: dict[int, list[str]] = {}
    for each in serie.breaks:
        at = next((index for index, reading in enumerate(serie.readings) if reading.first >= each.day), -1)
        said.setdefault(at, []).append(each.what)
    yield from (Event(at, "; ".join(texts)) for at, texts in sorted(said.items()) if at in starts)


def _changes(serie: Serie) -> Iterator[Event]:
    """What was done, at the first point that ends on the day or later."""
    for each in serie.marks:
        at = _point(serie.readings, each)
        if at is not None:
            yield Event(at, each.what)


def _point(readings: Sequence[Reading], happening: Happening) -> int | None:
    if not readings or happening.day < readings[0].first:
        return None
    return next((index for index, reading in enumerate(readings) if reading.last >= happening.day), None)


def _table(serie: Serie, chart: Chart, how: Drawing) -> Table:
    figures = tuple(_figures(serie.readings, chart.marks, how))
    headings, rows = _laid_out(serie.readings, figures, how)
    return Table(key=how.key, caption=f"{how.title}: värden", headings=headings, rows=rows)


def _figures(readings: Sequence[Reading], marks: Sequence[Mark], how: Drawing) -> Iterator[Figure]:
    seen: dict[str, int] = {}
    for reading, mark in zip(readings, marks, strict=True):
        name = _name(reading)
        seen[name] = seen.get(name, 0) + 1
        key = f"{how.key}.{name}" if seen[name] == 1 else f"{how.key}.{name}.{seen[name]}"
        value = None if mark.y is None else round(mark.y, 6)
        yield Figure(key=key, value=value, ids=tuple(sorted(set(reading.ids))), decimals=how.decimals)


def _name(reading: Reading) -> str:
    if _spans(reading, 1):
        return f"{reading.first:%Y-%m}"
    if _spans(reading, len(SHORT_MONTHS) // len(_QUARTERS)):
        return f"{reading.first.year}-Q{_quarter(reading.first) + 1}"
    return reading.last.isoformat()


def _spans(reading: Reading, months: int) -> bool:
    """Whether a reading is a calendar month, or a quarter of a year for three months."""
    starts = reading.first.day == 1 and (reading.first.month - 1) % months == 0
    return starts and days_on(add_months(reading.first, months), -1) == reading.last


def _quarter(day: date) -> int:
    return (day.month - 1) // 3


def _laid_out(
    readings: Sequence[Reading], figures: Sequence[Figure], how: Drawing
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Headings and rows: a row for each year where the points are months or quarters, else one for each point."""
    if all(_spans(reading, 1) for reading in readings):
        places = [(reading.first.year, reading.first.month - 1) for reading in readings]
        return ("År", *SHORT_MONTHS), _by_year(places, figures, len(SHORT_MONTHS))
    if all(_spans(reading, 3) for reading in readings):
        places = [(reading.first.year, _quarter(reading.first)) for reading in readings]
        return ("År", *_QUARTERS), _by_year(places, figures, len(_QUARTERS))
    if len(readings) > _MANY:
        return ("År", f"{how.unit}, och mätpunkten"), _in_a_row(readings, figures)
    rows = tuple((reading.label, figure) for reading, figure in zip(readings, figures, strict=True))
    return ("Mätpunkt", how.unit), rows


def _in_a_row(readings: Sequence[Reading], figures: Sequence[Figure]) -> tuple[tuple[Cell, ...], ...]:
    """A row for each year with its numbers one after another, each with its point: "62 (21 mars), 83 (12 juni)"."""
    found: dict[str, list[Figure | str]] = {}
    for reading, figure in zip(readings, figures, strict=True):
        year = str(reading.last.year)
        cell = found.setdefault(year, [])
        cell += [*([", "] if cell else []), figure, f" ({reading.label.removesuffix(year).rstrip()})"]
    return tuple((year, tuple(cell)) for year, cell in found.items())


def _by_year(
    places: Sequence[tuple[int, int]], figures: Sequence[Figure], columns: int
) -> tuple[tuple[Cell, ...], ...]:
    found: dict[int, list[Cell]] = {}
    for (year, column), figure in zip(places, figures, strict=True):
        found.setdefault(year, [""] * columns)[column] = figure
    return tuple((str(year), *cells) for year, cells in sorted(found.items()))
