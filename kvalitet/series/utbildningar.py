"""The series of compulsory training in use: the share that has taken the course, by period and unit."""

from collections.abc import Iterator
from datetime import date

from kvalitet.model.dates import Period
from kvalitet.model.register import Register
from kvalitet.series.indikatorer import Declared, feeding
from kvalitet.series.measured import breaks_of, charted, with_gaps
from kvalitet.series.reorganisation import Heirs, heirs
from kvalitet.series.serie import Gathered, Reading, Serie, Topic
from kvalitet.stats.choose import Measure
from kvalitet.views.utbildningar import Utbildning, Utbildningsresultat


def series(register: Register, today: date) -> tuple[Serie, ...]:
    """The series of training."""
    declared = feeding(register)
    starts = register.settings.starts or date.min
    return tuple(
        charted(gathered)
        for utbildning in Utbildning.all(register)
        if utbildning.active
        for gathered in _gathered(heirs(register), utbildning, declared.get(utbildning.id, Declared()), (starts, today))
    )


def _gathered(heirs_: Heirs, utbildning: Utbildning, said: Declared, days: tuple[date, date]) -> Iterator[Gathered]:
    found: dict[str, list[tuple[Period, Reading]]] = {}
    for row in utbildning.genomforande:
        if row.period:
            unit = heirs_.of(row.enhet) if row.enhet else ""
            found.setdefault(unit, []).append((row.period, _reading(utbildning, row, row.period)))
    for unit, readings in found.items():
        where = unit or utbildning.enhet or None
        yield Gathered(
            topic=Topic(source=utbildning.kind, what=utbildning.record.title, unit=where, record=utbildning.id),
            readings=with_gaps(readings, days[1], days[0]),
            measure=Measure.SHARE,
            breaks=breaks_of(heirs_, where, said.breaks),
            marks=said.marks,
            declared=said.kind,
        )


def _reading(utbildning: Utbildning, row: Utbildningsresultat, when: Period) -> Reading:
    address = f"{utbildning.id}/{'.'.join(map(str, row.path))}"
    there = bool(row.antal) and row.genomfort is not None
    return Reading(
        label=when.label,
        first=when.first,
        last=when.last,
        y=row.genomfort if there else None,
        n=row.antal if there else None,
        ids=(address,),
    )
