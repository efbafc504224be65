"""Which chart a series gets, and the Swedish sentence that says why.

The order is that of the books: first whether the events are too rare to be counted per period,
then whether there is enough to judge, then the chart that the kind of number calls for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import fsum

from kvalitet.model.wording import capital, counted, number_text
from kvalitet.stats.anhoj import ENOUGH
from kvalitet.stats.chart import ChartKind
from kvalitet.stats.charts import run_chart
from kvalitet.stats.points import WHOLE, Phasing, Point, counts, numbers, rates, shares, times
from kvalitet.stats.sampling import binomial, overdispersed, poisson, sigma_z

LIMITS_FROM = 12
"""The number of values from which limits are drawn, as trial limits: a dozen, chosen here as a year of months."""

FIRM_FROM = 20
"""The number of values from which limits are firm (Montgomery: 20 to 25 samples)."""

LARGE = 1000
"""The mean denominator from which a prime chart is considered.

The literature speaks of very large subgroups without a bound (Laney 2002; Provost and Murray), so
this one is chosen here: under it chance itself leaves wide limits, and there is little to mend.
"""

_TWO_EVENTS = 2


class Measure(StrEnum):
    """What kind of number a series holds."""

    COUNT = "antal"
    RATE = "antal per bas"
    SHARE = "andel"
    VALUE = "mätvärde"
    TIME_BETWEEN = "tid mellan händelser"
    CASES_BETWEEN = "fall mellan händelser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The chart a series gets, and why.

    `measure` is the series the chart takes: where it differs from the one given, a rate over equal
    denominators is drawn as its counts, and rare events need the times or cases between them
    gathered instead. `judged` is whether there are enough points to tell chance from pattern;
    false where another series must be gathered. `preliminary` is whether the limits rest on fewer
    than 20 values. `why` is a Swedish sentence, or two.
    """

    kind: ChartKind
    measure: Measure
    judged: bool
    preliminary: bool
    why: str


def choose(measure: Measure, points: Iterable[Point], phasing: Phasing = WHOLE) -> Choice:
    """The chart for a series, judged by its phase with the most useful points.

    * Ten values or more, two events or more, and more than half of the values 0 (for shares also: 1),
      so that the median lies at the end of the scale and divides nothing: the events are rare, and
      a t chart (counts, rates) or g chart (shares) of what lies between them is called for. Source:
      Perla, Provost and Murray, BMJ Quality & Safety 2011, 20:46–51.
    * Fewer than 10 useful points: a run chart, not judged. Source: as `anhoj`.
    * Fewer than 12 values for the lines to rest on: a run chart.
    * Counts: c. Rates: c when all denominators are equal, otherwise u. Shares: p. Measured values:
      I. Cases between events: g. Times between events: t, or g where whole and some are 0, or a run
      chart where some are 0 and not all whole.
    * u and p become u′ and p′ with 20 values or more, a mean denominator of 1 000 or more, and a
      sigma z over 1 by more than two standard errors. Source: Laney 2002, Cryer and Ryan 1990.

    Raises ValueError for what the chart of the measure cannot take, and for denominators where the
    measure has none.
    """
    series = tuple(points)
    phase = _fullest(series, _plotted(measure, series), phasing)
    return _rare(measure, phase) or _few(measure, phase) or _charted(measure, phase)


def _plotted(measure: Measure, series: Sequence[Point]) -> tuple[float | None, ...]:
    match measure:
        case Measure.RATE:
            return rates(series)
        case Measure.SHARE:
            return shares(series)
        case Measure.VALUE:
            return numbers(series)
    if bare := next((point for point in series if point.n is not None), None):
        raise ValueError(f"{bare.label}: only rates, shares and measured values have a denominator, {measure} has none")
    if measure is Measure.TIME_BETWEEN:
        times(point for point in series if point.y != 0)
        return numbers(series)
    return counts(series)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phase:
    """A phase without its excluded points, gaps in their place.

    `equal` is whether all values of the whole series have the same denominator.
    """

    row: tuple[Point, ...] = ()
    useful: int = 0
    baseline: int = 0
    equal: bool = True

    @property
    def values(self) -> tuple[tuple[float, float], ...]:
        """Each value with its denominator, 1 where there is none."""
        return tuple((point.y, 1 if point.n is None else point.n) for point in self.row if point.y is not None)


def _fullest(series: Sequence[Point], plotted: Sequence[float | None], phasing: Phasing) -> _Phase:
    """The phase with the most useful points about its median; the first of equals."""
    about = (Point(point.label, y) for point, y in zip(series, plotted, strict=True))
    part = max(run_chart(about, phasing).parts, key=lambda part: part.runs.useful, default=None)
    if part is None:
        return _Phase()
    marked = zip(series[part.start :], part.marks, strict=False)
    row = tuple(point for point, mark in marked if not mark.excluded or mark.y is None)
    equal = len({point.n for point in series if point.y is not None}) == 1
    return _Phase(row=row, useful=part.runs.useful, baseline=part.baseline, equal=equal)


def _rare(measure: Measure, phase: _Phase) -> Choice | None:
    """A chart of what lies between the events, where more than half of the values are at the end of the scale."""
    values = phase.values
    if measure not in {Measure.COUNT, Measure.RATE, Measure.SHARE} or len(values) < ENOUGH:
        return None
    if 2 * (none := sum(y == 0 for y, _ in values)) > len(values) and fsum(y for y, _ in values) >= _TWO_EVENTS:
        what, how = "händelserna", f"{number_text(none)} av {counted(len(values), 'period', 'perioder')} har 0"
    elif (
        measure is Measure.SHARE
        and 2 * (every := sum(y == n for y, n in values)) > len(values)
        and fsum(n - y for y, n in values) >= _TWO_EVENTS
    ):
        what, how = (
            "undantagen",
            f"{number_text(every)} av {counted(len(values), 'period', 'perioder')} når 100 procent",
        )
    else:
        return None
    kind, between, over = (
        (ChartKind.G, Measure.CASES_BETWEEN, "antalet fall")
        if measure is Measure.SHARE
        else (ChartKind.T, Measure.TIME_BETWEEN, "tiden")
    )
    why = f"{kind.swedish} över {over} mellan {what}, eftersom de är sällsynta: {how}."
    return Choice(kind=kind, measure=between, judged=False, preliminary=False, why=why)


def _few(measure: Measure, phase: _Phase) -> Choice | None:
    """A run chart, where the points are too few to judge or to draw limits from."""
    plain = Choice(kind=ChartKind.RUN, measure=measure, judged=phase.useful >= ENOUGH, preliminary=False, why="")
    if not plain.judged:
        there = f"bara har {counted(phase.useful, 'användbar mätpunkt', 'användbara mätpunkter')}"
        there = there if phase.useful else "saknar användbara mätpunkter"
        why = f"utan bedömning, eftersom serien {there}: minst {ENOUGH} behövs för att skilja slump från mönster"
        return replace(plain, why=f"{capital(ChartKind.RUN.swedish)} {why}.")
    if phase.baseline < LIMITS_FROM:
        there = counted(phase.baseline, "mätpunkt", "mätpunkter")
        why = f"utan styrgränser, eftersom gränser inte kan vila på {there}: minst {LIMITS_FROM} behövs"
        return replace(plain, why=f"{capital(ChartKind.RUN.swedish)} {why}.")
    return None


def _charted(measure: Measure, phase: _Phase) -> Choice:
    """The chart that the kind of number calls for."""
    kind, drawn, why = _called_for(measure, phase)
    preliminary = phase.baseline < FIRM_FROM and kind is not ChartKind.RUN
    why = f"{capital(kind.swedish)}, eftersom {why}."
    if preliminary:
        there = counted(phase.baseline, "mätpunkt", "mätpunkter")
        why += f" Styrgränserna är preliminära: de vilar på {there}, och först {FIRM_FROM} ger säkra gränser."
    return Choice(kind=kind, measure=drawn, judged=True, preliminary=preliminary, why=why)


def _called_for(measure: Measure, phase: _Phase) -> tuple[ChartKind, Measure, str]:
    match measure:
        case Measure.COUNT:
            return ChartKind.C, measure, "serien är antal händelser per period"
        case Measure.RATE:
            return _prime(phase) or _per_base(phase)
        case Measure.SHARE:
            return _prime(phase, share=True) or (ChartKind.P, measure, "serien är andelar av ett känt antal")
        case Measure.VALUE:
            return ChartKind.I, measure, "serien är ett mätvärde per period"
        case Measure.CASES_BETWEEN:
            return ChartKind.G, measure, "serien är antalet fall mellan händelser"
        case Measure.TIME_BETWEEN:
            return _times(phase)


def _per_base(phase: _Phase) -> tuple[ChartKind, Measure, str]:
    if phase.equal:
        return ChartKind.C, Measure.COUNT, "basen är lika stor i alla perioder, så att antalen kan jämföras direkt"
    return ChartKind.U, Measure.RATE, "serien är antal i förhållande till en bas som varierar mellan perioderna"


def _prime(phase: _Phase, *, share: bool = False) -> tuple[ChartKind, Measure, str] | None:
    """The prime chart, where a large series varies more than chance lets it."""
    values = phase.values
    if phase.baseline < FIRM_FROM or fsum(n for _, n in values) < LARGE * len(values):
        return None
    observed = sigma_z(phase.row, binomial if share else poisson)
    if observed is None or not overdispersed(observed, len(values)):
        return None
    kind, measure = (ChartKind.P_PRIME, Measure.SHARE) if share else (ChartKind.U_PRIME, Measure.RATE)
    what = "andelarna" if share else "antalen"
    much = f"spridningen är {number_text(observed, 1)} gånger den väntade"
    return kind, measure, f"{what} varierar mer än slumpen ensam förklarar när basen är stor: {much}"


def _times(phase: _Phase) -> tuple[ChartKind, Measure, str]:
    times_between = [y for y, _ in phase.values]
    if all(times_between):
        return ChartKind.T, Measure.TIME_BETWEEN, "serien är tiden mellan händelser"
    if all(y == int(y) for y in times_between):
        return (
            ChartKind.G,
            Measure.TIME_BETWEEN,
            "serien är tiden mellan händelser och några av dem har skett samtidigt",
        )
    why = "några händelser har skett samtidigt, och ett T-diagram kräver att tid har gått mellan dem"
    return ChartKind.RUN, Measure.TIME_BETWEEN, why
