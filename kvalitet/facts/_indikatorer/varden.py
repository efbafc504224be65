"""The values of an indicator within reach: its own, or those of the inspection or training that feeds it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from kvalitet.facts._base.reach import Reach
from kvalitet.model.dates import Period, days_on
from kvalitet.series import egenkontroller, indikatorer, utbildningar
from kvalitet.series.serie import Reading, Serie
from kvalitet.stats.choose import Measure
from kvalitet.views.egenkontroller import Egenkontroll
from kvalitet.views.frekvenser import length, periods_from
from kvalitet.views.indikatorer import LESS, MORE, Indikator, Matvarde

_WHOLE = 100
_QUARTER = "Q"


@dataclass(frozen=True, slots=True, kw_only=True)
class Varde:
    """The value of a period, None where there is none or too few stand behind it, and what it rests on.

    `part` and `whole` are its numerator and denominator where it has them, those of too few among them.
    """

    period: Period
    number: float | None
    part: float | None = None
    whole: float | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rad:
    """An indicator followed for a unit (empty: its own, or all units within reach together) or a group.

    `values` are in order of time and none is later than the day described. `since` is the day from which they
    can be compared, the first there is without a break. `serie` is the series that is charted, None where the
    values are those of several.
    """

    indikator: Indikator
    values: tuple[Varde, ...]
    since: date
    unit: str = ""
    group: str = ""
    serie: Serie | None = None

    @property
    def key(self) -> str:
        """What the keys of its figures begin with."""
        return ".".join(part for part in ("indikatorer", self.indikator.id, self.unit, self.group) if part)

    @property
    def there(self) -> tuple[Varde, ...]:
        """The values that there are."""
        return tuple(value for value in self.values if value.number is not None)

    @property
    def latest(self) -> Varde | None:
        """The latest value there is."""
        return self.there[-1] if self.there else None

    def compared(self, period: Period) -> tuple[Varde, ...]:
        """The values of a period that can be compared, those that are lacking among them."""
        inside = (v for v in self.values if period.first <= v.period.first and v.period.last <= period.last)
        return tuple(v for v in inside if v.period.first >= self.since)

    def outcome(self, period: Period) -> Varde | None:
        """The value of a whole period, of all values in it that can be compared; None where there is none.

        Shares are weighted by what they are shares of. Of values without a denominator the mean is taken.
        """
        inside = self.compared(period)
        ids = tuple(sorted({name for v in inside for name in v.ids}))
        counted = [v for v in inside if v.part is not None and v.whole]
        if counted:
            part, whole = fsum(v.part or 0 for v in counted), fsum(v.whole or 0 for v in counted)
            scale = self.indikator.scale
            if scale is None or whole < (self.indikator.minsta_n or 0):
                return None
            return Varde(period=period, number=scale * part / whole, part=part, whole=whole, ids=ids)
        numbers = [v.number for v in inside if v.number is not None]
        return Varde(period=period, number=fsum(numbers) / len(numbers), ids=ids) if numbers else None

    def reached(self, value: Varde) -> bool | None:
        """Whether a value reaches what was to be reached; None where that cannot be said."""
        target = self.indikator.target(value.period)
        if target is None or value.number is None or self.indikator.riktning not in {MORE, LESS}:
            return None
        return not self.indikator.worse(value.number, target)

    def better(self, value: Varde) -> bool | None:
        """Whether a value is better than the country's; None where that cannot be said."""
        country = self.indikator.country(value.period)
        if country is None or value.number is None or self.indikator.riktning not in {MORE, LESS}:
            return None
        return value.number > country if self.indikator.riktning == MORE else value.number < country

    @property
    def missed(self) -> tuple[Varde, ...]:
        """The latest values in a row that do not reach the target, the earliest first."""
        row: list[Varde] = []
        for value in reversed(self.there):
            if self.reached(value) is not False or value.period.first < self.since:
                break
            row.append(value)
        return tuple(reversed(row))

    @property
    def beyond(self) -> bool:
        """Whether the latest value lies beyond the limit for escalation."""
        latest = self.latest
        return (
            latest is not None
            and latest.number is not None
            and self.indikator.worse(latest.number, self.indikator.grans)
        )


def rader(reach: Reach, indikator: Indikator) -> tuple[Rad, ...]:
    """The indicator as it is followed within reach: as a whole, and unit by unit where it has no whole there."""
    return tuple(_fed(reach, indikator) if indikator.hamtas_fran else _own(reach, indikator))


def parts(reach: Reach, indikator: Indikator) -> tuple[Rad, ...]:
    """The units that what feeds the indicator is measured at, each by itself; none where it is but one."""
    lines = tuple(_by_unit(reach, indikator)) if indikator.hamtas_fran else ()
    return lines if len(lines) > 1 else ()


def _own(reach: Reach, indikator: Indikator) -> Iterator[Rad]:
    found = indikator.series()
    series = {(s.topic.unit or "", s.topic.group or ""): s for s in _series(reach) if s.topic.record == indikator.id}
    for (unit, group), values in found.items():
        if (group and (unit, "") in found) or not reach.covers(unit or indikator.enhet):
            continue
        yield Rad(
            indikator=indikator,
            unit=unit,
            group=group,
            values=tuple(_value(indikator, unit, v) for v in values if v.period.last <= reach.day),
            since=_since(reach, indikator),
            serie=series.get((unit or indikator.enhet, group)),
        )
    if not found and reach.covers(indikator.enhet):
        yield Rad(indikator=indikator, values=(), since=date.min)


def _since(reach: Reach, indikator: Indikator) -> date:
    """The latest break that had come by the day described."""
    days = (happening.day for happening in indikatorer.declared(indikator).breaks)
    return max((when for when in days if when <= reach.day), default=date.min)


def _value(indikator: Indikator, unit: str, value: Matvarde) -> Varde:
    ids = (f"{indikator.id}/{'.'.join(map(str, value.path))}",)
    if any(gap.excuses(value.period, unit) for gap in indikator.gaps):
        return Varde(period=value.period, number=None, ids=ids)
    row = next(row for row in indikator.varden if row.path == value.path)
    parts_ = (row.taljare, row.namnare) if row.varde is None else (None, None)
    return Varde(
        period=value.period, number=None if value.few else value.number, part=parts_[0], whole=parts_[1], ids=ids
    )


def _series(reach: Reach) -> tuple[Serie, ...]:
    """The series of indicators, inspections and training as they stood on the day described."""
    register, day = reach.register, reach.day
    after = days_on(day, 1)  # a period that ends on the day is over

    def found() -> tuple[Serie, ...]:
        return (
            *indikatorer.series(register, after),
            *egenkontroller.series(register, day),
            *utbildningar.series(register, after),
        )

    return register.once((_series, day), found)


def _feeding(reach: Reach, indikator: Indikator) -> tuple[Serie, ...]:
    found = (serie for serie in _series(reach) if serie.topic.record == indikator.hamtas_fran)
    return tuple(serie for serie in found if reach.covers(serie.topic.unit))


def _fed(reach: Reach, indikator: Indikator) -> Iterator[Rad]:
    series = _feeding(reach, indikator)
    if len({serie.topic.unit for serie in series}) == 1:
        yield from _by_unit(reach, indikator, named=False)
        return
    shares = [s for s in series if s.measure is not Measure.VALUE]
    if shares:
        readings = [reading for serie in shares for reading in serie.readings]
        values = tuple(_summed(indikator, readings, _letter(reach, indikator)))
        yield Rad(indikator=indikator, values=values, since=_since(reach, indikator))
    elif series:
        # measured values of several units have no sum
        yield from _by_unit(reach, indikator)
    elif reach.covers(indikator.enhet):
        yield Rad(indikator=indikator, values=(), since=date.min)


def _by_unit(reach: Reach, indikator: Indikator, *, named: bool = True) -> Iterator[Rad]:
    letter = _letter(reach, indikator)
    by_unit: dict[str, list[Serie]] = {}
    for serie in _feeding(reach, indikator):
        by_unit.setdefault(serie.topic.unit or "", []).append(serie)
    for unit, series in by_unit.items():
        readings = [reading for serie in series for reading in serie.readings]
        values = tuple(_summed(indikator, readings, letter))
        only = series[0] if len(series) == 1 else None
        yield Rad(
            indikator=indikator,
            unit=unit if named else "",
            values=values,
            since=_since(reach, indikator),
            serie=only,
        )


def _letter(reach: Reach, indikator: Indikator) -> str:
    """The letter of the periods that occasions are put together by: as often as they are to be made."""
    record = reach.register.by_id.get(indikator.hamtas_fran)
    if record is None or record.kind != Egenkontroll.kind:
        return ""
    kontroll = Egenkontroll(record, record.data)
    return length(kontroll.intervall, kontroll.minst_per_ar) or _QUARTER


def _summed(indikator: Indikator, readings: Iterable[Reading], letter: str) -> Iterator[Varde]:
    """The readings put together by period: by the letter's, or (empty) by their own."""
    by_period: dict[Period, list[Reading]] = {}
    for reading in readings:
        if reading.y is not None:
            by_period.setdefault(_period(reading, letter), []).append(reading)
    for when in sorted(by_period):
        yield _sum(indikator, when, by_period[when])


def _period(reading: Reading, letter: str) -> Period:
    if letter:
        return next(periods_from(reading.last, letter))
    held = (next(periods_from(reading.first, each)) for each in "WMQTHY")
    return next((p for p in held if (p.first, p.last) == (reading.first, reading.last)), _day(reading.last))


def _day(when: date) -> Period:
    return Period(when, when, when.isoformat())


def _sum(indikator: Indikator, when: Period, readings: Sequence[Reading]) -> Varde:
    ids = tuple(sorted({name for reading in readings for name in reading.ids}))
    counted = [reading for reading in readings if reading.n]
    if not counted:
        return Varde(period=when, number=readings[-1].y, ids=readings[-1].ids)
    part, whole = fsum(reading.y or 0 for reading in counted), fsum(reading.n or 0 for reading in counted)
    number = None if whole < (indikator.minsta_n or 0) else (indikator.scale or _WHOLE) * part / whole
    return Varde(period=when, number=number, part=part, whole=whole, ids=ids)


def by_area(lines: Iterable[Rad]) -> Mapping[str, tuple[Rad, ...]]:
    """The lines by the focus area that their indicators name."""
    found: dict[str, list[Rad]] = {}
    for line in lines:
        found.setdefault(line.indikator.fokusomrade, []).append(line)
    return {area: tuple(rows) for area, rows in found.items()}
