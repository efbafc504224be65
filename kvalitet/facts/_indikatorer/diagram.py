"""The chart of an indicator: a control chart where there are points enough to judge, else a trend."""

from collections.abc import Iterator, Sequence

from kvalitet.charts.plot import Event
from kvalitet.charts.target import Target
from kvalitet.charts.trend import Compared, Trend, trend
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered
from kvalitet.facts._indikatorer.celler import whole_numbers
from kvalitet.facts._indikatorer.serier import Drawing, charted
from kvalitet.facts._indikatorer.varden import Rad, Varde
from kvalitet.model.figure import Cell, Figure, Table
from kvalitet.model.wording import capital
from kvalitet.series.indikatorer import declared
from kvalitet.series.measured import letter_of
from kvalitet.series.serie import Happening
from kvalitet.stats.choose import Measure
from kvalitet.views.frekvenser import periods_from
from kvalitet.views.indikatorer import LESS, MORE

_MOST = 13
"""The periods of a trend: a year of months, and the month of the year before to see the season beside."""

_FEWEST = 3
"""The values below which there is no trend to see."""


def drawn(reach: Reach, line: Rad, title: str) -> Gathered:
    """The chart with its numbers; nothing where there are too few values."""
    return _control(reach, line, title) or _trend(line, title) or Gathered()


def _control(reach: Reach, line: Rad, title: str) -> Gathered | None:
    serie = line.serie
    if serie is None or serie.chart is None:
        return None
    sums = any(reading.n is not None for reading in serie.readings)
    if sums and serie.measure is Measure.VALUE:
        return None  # numerators that do not fit their denominators: not what the indicator measures
    scaled = serie.measure in {Measure.SHARE, Measure.RATE}
    how = Drawing(
        key=f"{line.key}.utveckling",
        title=title,
        unit=capital(line.indikator.mattenhet or "procent"),
        factor=(line.indikator.scale or 1) if scaled else 1,
        decimals=1,
        target=_target(line),
    )
    return charted(reach, serie, how)


def _target(line: Rad) -> Target | None:
    view, latest = line.indikator, line.latest
    aim = view.target(latest.period) if latest else view.malvarde
    at_least = {MORE: True, LESS: False}.get(view.riktning)
    return None if aim is None else Target(aim, at_least, farthest=view.share and aim == (100 if at_least else 0))


def _trend(line: Rad, title: str) -> Gathered | None:
    values = _regular(line.values)[-_MOST:]
    if len([value for value in values if value.number is not None]) < _FEWEST:
        return None
    view, key = line.indikator, f"{line.key}.utveckling"
    countries = tuple(view.country(value.period) for value in values)
    said = declared(view)
    spec = Trend(
        key=key,
        title=title,
        unit=capital(view.mattenhet or "procent"),
        periods=tuple(value.period.label for value in values),
        values=tuple(value.number for value in values),
        compared=(Compared("Riket", countries),) if any(each is not None for each in countries) else (),
        target=_target(line) if view.mal_typ != "bättre_än_riket" else None,
        breaks=tuple(event for event in _events(values, said.breaks) if event.at),
        changes=tuple(_events(values, said.marks)),
    )
    return Gathered((_table(line, key, title, values),), diagrams=(trend(spec),))


def _regular(values: Sequence[Varde]) -> Sequence[Varde]:
    """The values with gaps where periods are missing between them, where they are of one length."""
    letters = {letter_of(value.period) for value in values}
    if len(letters) != 1 or any(value.period.first == value.period.last for value in values):
        return values
    there = {value.period: value for value in values}
    found: list[Varde] = []
    for when in periods_from(values[0].period.first, letters.pop()):
        found.append(there.get(when) or Varde(period=when, number=None))
        if when.last >= values[-1].period.last:
            break
    return found


def _events(values: Sequence[Varde], happenings: Sequence[Happening]) -> Iterator[Event]:
    """What happened, at the first value whose period ends on the day or later."""
    for each in happenings:
        if each.day >= values[0].period.first:
            at = next((index for index, value in enumerate(values) if value.period.last >= each.day), None)
            if at is not None:
                yield Event(at, each.what)


def _table(line: Rad, key: str, title: str, values: Sequence[Varde]) -> Table:
    view, decimals = line.indikator, 0 if whole_numbers(line) else 1
    unit = "%" if view.share else ""
    rows: list[tuple[Cell, ...]] = []
    for value in values:
        number = None if value.number is None else round(value.number, 6)
        name = f"{key}.{value.period.text}"
        outcome = Figure(key=name, value=number, ids=value.ids, unit=unit, decimals=decimals)
        country = Figure(key=f"{name}.riket", value=view.country(value.period), ids=(view.id,), unit=unit)
        rows.append((capital(value.period.label), outcome, country))
    compared = any(isinstance(row[2], Figure) and row[2].known for row in rows)
    lacking = any(isinstance(cell, Figure) and not cell.known for row in rows for cell in row[1 : 3 if compared else 2])
    columns = 3 if compared else 2
    return Table(
        key=key,
        caption=f"{title}: värden",
        headings=("Period", "Utfall", "Riket")[:columns],
        rows=tuple(row[:columns] for row in rows),
        note="Ett streck betyder att värdet saknas eller vilar på för få." if lacking else "",
    )
