"""Värde saknas för en period.

En aktiv indikator har inget värde för en period som är slut, fast tiden som värdet brukar dröja också har gått.
Perioderna räknas från indikatorns eller registrets start, och för en underliggande enhet från dess första värde. Ett
databortfall som är inskrivet räknas inte som saknat, och en indikator som hämtar sina värden från en egenkontroll eller
en utbildning har inga egna. Saknas flera perioder i rad sägs det en gång.

Varför: En lucka som ingen har förklarat går inte att skilja från ett värde som ingen ville visa. Hur ofta det mäts
och hur länge värdet får dröja har verksamheten själv bestämt.

Gör så här: Skriv in värdet. Finns det inget, skriv in perioden under databortfall med orsaken. Dröjer värdena alltid,
ändra eftersläpningen.

Fel:
    id: IND-0001
    titel: Väntetid till första besök
    enhet: kardiologi
    status: aktiv
    definition: Medianen av antalet dagar från remiss till besök.
    måttenhet: dagar
    eftersläpning: P2W
    frekvens: {intervall: P3M}
    start: 2026-01-01
    värden:
      - {period: 2026-Q1, värde: 41}
      - {period: 2026-Q3, värde: 38}
Rätt:
    id: IND-0001
    titel: Väntetid till första besök
    enhet: kardiologi
    status: aktiv
    definition: Medianen av antalet dagar från remiss till besök.
    måttenhet: dagar
    eftersläpning: P2W
    frekvens: {intervall: P3M}
    start: 2026-01-01
    databortfall:
      - {period: 2026-Q2, orsak: Remisserna fördes över till ett nytt system och gick inte att räkna.}
    värden:
      - {period: 2026-Q1, värde: 41}
      - {period: 2026-Q3, värde: 38}
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from kvalitet.model.dates import Period, after, days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath
from kvalitet.model.wording import listing
from kvalitet.views.frekvenser import length, next_after, periods_from
from kvalitet.views.indikatorer import Indikator, Matvarde

SEVERITY = Severity.WARNING
BASIS = own_target("indikatorns egen frekvens")

FARTHEST = 1100
"""More periods than this in a row are a slip of the hand in a value's year, not a gap."""


@dataclass(frozen=True, slots=True)
class _Series:
    """The values of one unit (empty: the indicator's own), and the days within which they are to come."""

    unit: str
    begins: date
    ends: date
    values: Sequence[Matvarde]

    def before(self, indikator: Indikator, when: date) -> FieldPath:
        """Where a value of a period that begins on a day is to be written: after the one before it."""
        earlier = [value.path for value in self.values if value.period.first < when]
        return earlier[-1] if earlier else indikator.at("frekvens")


@dataclass(frozen=True, slots=True)
class _Missing:
    """Periods in a row that lack a value: how many, what the first is called, and when its value is due."""

    first: date
    due: date
    label: str = ""
    count: int = 1

    def words(self, where: str) -> str:
        """The gap as a message begins, with the units that it concerns."""
        if self.count > 1:
            return f"värdena för {self.count} perioder från {self.label}{where} saknas, det första skulle ha funnits"
        return (
            f"värdet för {self.label}{where} skulle ha funnits"
            if self.label
            else f"ett nytt värde{where} skulle ha funnits"
        )


def deadlines(
    register: Register,
    *,
    dagar: Annotated[
        int, "så många dagar efter periodens slut ska värdet finnas när indikatorn inte anger någon eftersläpning"
    ] = 30,
) -> Iterator[Deadline]:
    """The first period without a value of each gap, and the next that is to come; units that lack the same as one."""
    for indikator in Indikator.all(register):
        if not indikator.active or indikator.hamtas_fran:
            continue
        found: dict[_Missing, list[_Series]] = {}
        for series in _expected(register, indikator):
            for missing in _missing(indikator, series, dagar):
                found.setdefault(missing, []).append(series)
        for missing, where in found.items():
            yield _deadline(register, indikator, missing, where)


def _deadline(register: Register, indikator: Indikator, missing: _Missing, where: Sequence[_Series]) -> Deadline:
    units = [series.unit for series in where if series.unit]
    names = f" på {listing([register.organisation.name(unit) for unit in units])}" if units else ""
    return Deadline(
        due=missing.due,
        what=f"värdet {f'för {missing.label} ' if missing.label else ''}skrivs in{names}",
        passed=f"{missing.words(names)} senast",
        help="Skriv in värdet, eller skriv under databortfall varför det saknas.",
        path=indikator.record.path,
        field=where[0].before(indikator, missing.first),
        record=indikator.record,
        unit=units[0] if len(where) == 1 and units else None,
        role=indikator.dataansvarig or None,
    )


def _expected(register: Register, indikator: Indikator) -> Iterator[_Series]:
    """The series that are to go on: the indicator's own where it has one or nothing else, and each unit's."""
    values: dict[str, list[Matvarde]] = {}
    for (unit, _), series in indikator.series().items():
        values.setdefault(unit, []).extend(series)
    for unit in values or {"": []}:
        held = sorted(values.get(unit, ()), key=lambda value: value.period)
        first = held[0].period.first if held and (unit or not indikator.start) else indikator.start
        starts = [first, register.settings.starts, indikator.regler_fran]
        known = register.organisation.units.get(unit or indikator.enhet)
        ends = known.until if known and known.until else date.max
        begins = max((day for day in starts if day), default=None)
        if begins:
            yield _Series(unit, begins, ends, held)


def _missing(indikator: Indikator, series: _Series, days: int) -> Iterator[_Missing]:
    letter = length(indikator.intervall, indikator.minst_per_ar)
    if letter:
        yield from _in_calendar(indikator, series, letter, days)
        return
    # no calendar has periods of this length: only the next value can be told
    last = max((value.period.last for value in series.values), default=days_on(series.begins, -1))
    excused = [gap.last for gap in indikator.gaps if gap.unit in {"", series.unit}]
    since = max([last, days_on(series.begins, -1), *excused])
    ends = next_after(since, indikator.intervall, indikator.minst_per_ar)
    if ends and ends <= series.ends:
        yield _Missing(days_on(since, 1), _due(indikator, ends, days))


def _in_calendar(indikator: Indikator, series: _Series, letter: str, days: int) -> Iterator[_Missing]:
    """Each gap among the values, and the first period after them."""
    held = _covered(series, letter)
    gaps = indikator.gaps
    latest = max((value.period.first for value in series.values), default=date.min)
    row: list[Period] = []
    for period in periods_from(series.begins, letter):
        if period.first < series.begins:
            continue
        if period.last > series.ends:
            return
        if period in held or any(gap.excuses(period, series.unit) for gap in gaps):
            if row:
                yield _gap(indikator, row, days)
            row = []
            continue
        row.append(period)
        if period.first > latest or len(row) > FARTHEST:
            yield _gap(indikator, row, days)
            return


def _covered(series: _Series, letter: str) -> frozenset[Period]:
    """The periods of the calendar that any value speaks of: a part of one, or several at once."""
    found = set[Period]()
    for value in series.values:
        for period in periods_from(value.period.first, letter):
            found.add(period)
            if period.last >= value.period.last:
                break
    return frozenset(found)


def _gap(indikator: Indikator, row: Sequence[Period], days: int) -> _Missing:
    return _Missing(row[0].first, _due(indikator, row[0].last, days), row[0].label, len(row))


def _due(indikator: Indikator, ends: date, days: int) -> date:
    """The day by which the value of a period that ends on a day is to be there."""
    # from the first day after it: a month after the end of February is the end of March
    late = after(days_on(ends, 1), indikator.efterslapning) if indikator.efterslapning else None
    return days_on(late, -1) if late else days_on(ends, days)
