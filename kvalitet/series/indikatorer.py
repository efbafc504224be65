"""The series of indicators in use: the own values of each, by unit and group.

A break in the time series begins a phase, what is declared missing is a gap, what was done is
marked. A value that rests on fewer than the indicator's least number is a gap too. What an
inspection or a training feeds is gathered where it stands (`feeding`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kvalitet.model.dates import Period, day
from kvalitet.model.register import Register
from kvalitet.model.value import Value
from kvalitet.series.measured import breaks_of, charted, with_gaps
from kvalitet.series.reorganisation import Heirs, heirs
from kvalitet.series.serie import Gathered, Happening, Reading, Serie, Topic
from kvalitet.stats.chart import ChartKind
from kvalitet.stats.choose import Measure
from kvalitet.views.indikatorer import Indikator, Varde

_DIAGRAM = {"up": ChartKind.U_PRIME, "pp": ChartKind.P_PRIME}

Rows = list[tuple[Period, Varde]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What an indicator says of its series: breaks, what was done, and the chart it asks for."""

    breaks: tuple[Happening, ...] = ()
    marks: tuple[Happening, ...] = ()
    kind: ChartKind | None = None


def series(register: Register, today: date) -> tuple[Serie, ...]:
    """The series of indicators."""
    starts = register.settings.starts or date.min
    return tuple(
        charted(gathered)
        for indikator in Indikator.all(register)
        if indikator.active and not indikator.hamtas_fran
        for gathered in _gathered(heirs(register), indikator, today, max(starts, indikator.regler_fran or date.min))
    )


def feeding(register: Register) -> Mapping[str, Declared]:
    """What indicators declare of series that stand in other records, by the id of those."""
    return {each.hamtas_fran: declared(each) for each in Indikator.all(register) if each.active and each.hamtas_fran}


def declared(indikator: Indikator) -> Declared:
    """What an indicator says of its series."""
    return Declared(
        breaks=tuple(_happenings(indikator.brott, "orsak")),
        marks=tuple(_happenings(indikator.insatser, "beskrivning")),
        kind=_DIAGRAM.get(indikator.diagram) or (ChartKind(indikator.diagram) if indikator.diagram else None),
    )


def _happenings(rows: tuple[Mapping[str, Value], ...], what: str) -> Iterator[Happening]:
    for row in rows:
        if when := day(row.get("datum")):
            yield Happening(when, str(row.get(what, "")))


def _gathered(heirs_: Heirs, indikator: Indikator, today: date, starts: date) -> Iterator[Gathered]:
    rows: dict[tuple[str, str], Rows] = {}
    for row in indikator.varden:
        if row.period:
            unit = indikator.unit_of(heirs_.of(row.enhet)) if row.enhet else ""
            rows.setdefault((unit, row.grupp), []).append((row.period, row))
    said = declared(indikator)
    for (unit, group), found in rows.items():
        where = unit or indikator.enhet or None
        measure = _measure(indikator, found)
        readings = [(when, _reading(indikator, when, row, measure)) for when, row in found]
        yield Gathered(
            topic=Topic(
                source=indikator.kind, what=indikator.record.title, unit=where, record=indikator.id, group=group or None
            ),
            readings=with_gaps(readings, today, starts),
            measure=measure,
            breaks=breaks_of(heirs_, where, said.breaks),
            marks=said.marks,
            declared=said.kind,
        )


def _measure(indikator: Indikator, rows: Rows) -> Measure:
    if any(row.varde is not None for _, row in rows):
        return Measure.VALUE
    return Measure.SHARE if indikator.share else Measure.RATE


def _reading(indikator: Indikator, when: Period, row: Varde, measure: Measure) -> Reading:
    y, n = row.taljare, row.namnare
    if measure is Measure.VALUE:
        y, n = row.varde, None
        if y is None and indikator.scale and row.namnare and row.taljare is not None:
            y = indikator.scale * row.taljare / row.namnare
    few = n is not None and n < max(indikator.minsta_n or 0, 1)
    lost = any(gap.excuses(when, indikator.unit_of(row.enhet)) for gap in indikator.gaps)
    if few or lost or y is None:
        y = n = None
    address = f"{indikator.id}/{'.'.join(map(str, row.path))}"
    return Reading(label=when.label, first=when.first, last=when.last, y=y, n=n, ids=(address,))
