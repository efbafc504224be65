"""How the values of an indicator were read and what was decided, there or in the inspection that feeds it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._indikatorer.varden import Rad, Varde
from kvalitet.views.atgarder import Atgard
from kvalitet.views.egenkontroller import Egenkontroll, Genomforande
from kvalitet.views.utbildningar import Utbildning

_LATEST = 3
"""The values missed in a row that an analysis may be of: what was said of what came long before explains nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analys:
    """What was written of some values on a day, what was decided then, and to whom it was taken further when."""

    day: date | None
    text: str
    actions: tuple[Atgard, ...] = ()
    told: str = ""
    taken: date | None = None


def analyses(reach: Reach, line: Rad) -> tuple[Analys, ...]:
    """What was written by the day of the line's values in the period, or of the latest that missed, newest first."""
    of_period = [value for value in line.there if value.period.last >= reach.period.first]
    values = [*of_period, *line.missed[-_LATEST:]]
    found = [a for a in (*_own(reach, line, values), *_fed(reach, line, values)) if a.day is None or a.day <= reach.day]
    return tuple(sorted(found, key=lambda a: a.day or date.min, reverse=True))


def _own(reach: Reach, line: Rad, values: Sequence[Varde]) -> Iterator[Analys]:
    for analys in line.indikator.analyser:
        unit = line.indikator.unit_of(analys.enhet)
        of_line = unit in {"", line.unit} or (line.indikator.hamtas_fran and not line.unit and reach.covers(unit))
        if of_line and any(analys.concerns(value.period) for value in values):
            yield Analys(
                day=analys.datum,
                text=analys.text,
                actions=analys.atgarder,
                told=analys.eskalerad_till,
                taken=analys.eskalerad,
            )


def _fed(reach: Reach, line: Rad, values: Sequence[Varde]) -> Iterator[Analys]:
    record = reach.register.by_id.get(line.indikator.hamtas_fran)
    if record is None:
        return
    wanted = {name for value in values for name in value.ids}
    if record.kind == Egenkontroll.kind:
        for occasion in Egenkontroll(record, record.data).genomforanden:
            if f"{record.id}/{occasion.id}" in wanted and _says(occasion):
                yield Analys(day=occasion.datum, text=occasion.analys, actions=occasion.atgarder)
    elif record.kind == Utbildning.kind:
        for row in Utbildning(record, record.data).genomforande:
            if f"{record.id}/{'.'.join(map(str, row.path))}" in wanted and row.kommentar:
                yield Analys(day=row.period.last if row.period else None, text=row.kommentar)


def _says(occasion: Genomforande) -> bool:
    return bool(occasion.analys or occasion.atgarder)
