"""Series that a record holds: readings of a unit put in order, cut to what is watched, and given a chart."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import fsum

from kvalitet.model.dates import Period
from kvalitet.model.wording import capital
from kvalitet.series.reorganisation import Heirs
from kvalitet.series.serie import BETWEEN, LONGEST, Gathered, Happening, Reading, Serie, empty, in_phase
from kvalitet.stats.chart import ChartKind
from kvalitet.stats.choose import Choice, Measure
from kvalitet.views.frekvenser import periods_from

_OF_KIND = {
    ChartKind.C: Measure.COUNT,
    ChartKind.U: Measure.RATE,
    ChartKind.U_PRIME: Measure.RATE,
    ChartKind.P: Measure.SHARE,
    ChartKind.P_PRIME: Measure.SHARE,
    ChartKind.G: Measure.CASES_BETWEEN,
    ChartKind.T: Measure.TIME_BETWEEN,
}


def charted(gathered: Gathered) -> Serie:
    """The series with the chart that its record declares, or else the one that its numbers call for."""
    readings = gathered.readings[-LONGEST:]
    if not readings:
        return empty(gathered.topic, "Inga värden från perioder som är slut.")
    breaks = in_phase(gathered.breaks, readings[0].first, readings[-1].last)
    cut = replace(gathered, readings=readings, breaks=breaks)
    return _declared(cut) or _fitting(cut)


def _declared(gathered: Gathered) -> Serie | None:
    """The series with the chart that its record declares; None where it declares none, or one that does not fit."""
    kind = gathered.declared
    if kind is None:
        return None
    measure = _OF_KIND.get(kind, gathered.measure)
    why = f"{capital(kind.swedish)}, som indikatorn själv anger."
    try:
        serie = gathered.serie(Choice(kind=kind, measure=measure, judged=True, preliminary=False, why=why))
    except ValueError:
        return None
    judged = serie.chart is not None and any(part.runs.judged for part in serie.chart.parts)
    # too few points, or a chart whose runs say nothing: why is said by the choice
    return serie if judged else None


def _fitting(gathered: Gathered) -> Serie:
    """The series with the chart that its numbers call for; as measured values where they do not fit their kind."""
    try:
        choice = gathered.chosen()
    except ValueError:
        gathered = replace(gathered, measure=Measure.VALUE)
        choice = gathered.chosen()
    if choice.measure in BETWEEN and gathered.measure not in BETWEEN:
        what = "antalet" if choice.measure is Measure.CASES_BETWEEN else "tiden"
        why = f"{choice.why} Men {what} framgår inte av summor per period, så serien bedöms inte."
        choice = replace(choice, why=why)
    return gathered.serie(choice)


def in_order(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The readings of a unit by time; two of the same days, from units since merged, are added where they can be."""
    found: dict[tuple[date, date], Reading] = {}
    for reading in readings:
        before = found.get((reading.first, reading.last))
        found[reading.first, reading.last] = reading if before is None else _added(before, reading)
    return tuple(found[days] for days in sorted(found))


def _added(one: Reading, other: Reading) -> Reading:
    ids = (*one.ids, *other.ids)
    if one.y is None or other.y is None or one.n is None or other.n is None:
        # two measured values have no sum: what they are together is not known
        return replace(one, y=None, n=None, ids=ids)
    return replace(one, y=fsum((one.y, other.y)), n=fsum((one.n, other.n)), ids=ids)


def with_gaps(readings: Sequence[tuple[Period, Reading]], today: date, starts: date) -> tuple[Reading, ...]:
    """The readings of whole periods that are over, of the length that most of them have; gaps between them."""
    over = [(when, each) for when, each in readings if when.last < today and when.first >= starts]
    lengths = Counter(letter_of(when) for when, _ in over)
    if not lengths:
        return ()
    letter = max(sorted(lengths), key=lambda each: lengths[each])
    there = in_order(each for when, each in over if letter_of(when) == letter)
    by_day = {reading.first: reading for reading in there}
    found: list[Reading] = []
    for when in periods_from(there[0].first, letter):
        if when.first > there[-1].first:
            break
        gap = Reading(label=when.label, first=when.first, last=when.last, y=None)
        found.append(by_day.get(when.first, gap))
    return tuple(found)


def letter_of(when: Period) -> str:
    """The letter of the period's length: W, M, Q, T, H or Y."""
    _, dash, rest = when.text.partition("-")
    if not dash:
        return "Y"
    return "M" if rest.isdigit() else rest[0]


def breaks_of(heirs: Heirs, unit: str | None, breaks: Iterable[Happening]) -> tuple[Happening, ...]:
    """The breaks of a record's series, with those of the unit's own reorganisations, by day."""
    own = heirs.breaks(unit) if unit else ()
    return tuple(sorted((*breaks, *own), key=lambda each: each.day))
