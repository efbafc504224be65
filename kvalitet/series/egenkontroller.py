"""The series of inspections in use: the result of each occasion, by unit."""

from collections.abc import Iterator
from datetime import date

from kvalitet.model.register import Register
from kvalitet.series.indikatorer import Declared, feeding
from kvalitet.series.measured import breaks_of, charted, in_order
from kvalitet.series.reorganisation import Heirs, heirs
from kvalitet.series.serie import Gathered, Reading, Serie, Topic
from kvalitet.stats.choose import Measure
from kvalitet.views.egenkontroller import Egenkontroll, Genomforande


def series(register: Register, today: date) -> tuple[Serie, ...]:
    """The series of inspections."""
    declared = feeding(register)
    starts = register.settings.starts or date.min
    return tuple(
        charted(gathered)
        for kontroll in Egenkontroll.all(register)
        if kontroll.active
        for gathered in _gathered(heirs(register), kontroll, declared.get(kontroll.id, Declared()), (starts, today))
    )


def _gathered(heirs_: Heirs, kontroll: Egenkontroll, said: Declared, days: tuple[date, date]) -> Iterator[Gathered]:
    found: dict[tuple[str, Measure], list[Reading]] = {}
    for tillfalle in kontroll.genomforanden:
        if tillfalle.datum is None or not days[0] <= tillfalle.datum <= days[1]:
            continue
        measure = Measure.VALUE if tillfalle.varde is not None else Measure.SHARE
        reading = _reading(kontroll, tillfalle, tillfalle.datum)
        if reading.y is not None:
            unit = heirs_.of(tillfalle.enhet) if tillfalle.enhet else ""
            found.setdefault((unit, measure), []).append(reading)
    for (unit, measure), readings in found.items():
        where = unit or kontroll.enhet or None
        yield Gathered(
            topic=Topic(source=kontroll.kind, what=kontroll.record.title, unit=where, record=kontroll.id),
            readings=in_order(readings),
            measure=measure,
            breaks=breaks_of(heirs_, where, said.breaks),
            marks=said.marks,
            declared=said.kind,
        )


def _reading(kontroll: Egenkontroll, tillfalle: Genomforande, when: date) -> Reading:
    y, n = (tillfalle.varde, None) if tillfalle.varde is not None else (tillfalle.uppfyllda, tillfalle.antal)
    if tillfalle.varde is None and not n:
        y = n = None
    return Reading(label=when.isoformat(), first=when, last=when, y=y, n=n, ids=(f"{kontroll.id}/{tillfalle.id}",))
