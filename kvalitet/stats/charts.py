"""The charts, one function each: what is plotted, the centre line and the limits three sigma away.

Each takes the points in order and how they are cut into phases, and returns a Chart, without parts
for an empty series. Each raises ValueError for a phasing that does not suit the length of the
series and for the input its own lines name. `screened` leaves out large moving ranges once.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from math import fsum, sqrt
from statistics import median

from kvalitet.stats.assemble import Limits, Lines, Series, assemble
from kvalitet.stats.chart import Chart, ChartKind
from kvalitet.stats.points import WHOLE, Phasing, Point, counts, numbers, rates, shares, times
from kvalitet.stats.ranges import D4, mean_range, sigma
from kvalitet.stats.sampling import Spread, binomial, level, poisson, sigma_z

_WEIBULL = 3.6
"""The power that makes exponential times nearly normal (Nelson 1994)."""


def run_chart(points: Iterable[Point], phasing: Phasing = WHOLE) -> Chart:
    """A run chart: the values about their median, without limits.

    Takes any numbers, y or y over n. Source: Anhøj and Olesen, PLoS ONE 2014,
    doi 10.1371/journal.pone.0113825.
    """
    series = tuple(points)

    def fit(base: Sequence[Point]) -> Lines:
        return Lines(centre=median(_there(numbers(base))), limits=lambda _: None)

    return assemble(Series(kind=ChartKind.RUN, points=series, plotted=numbers(series), fit=fit), phasing)


def i_chart(points: Iterable[Point], phasing: Phasing = WHOLE, *, screened: bool = False) -> Chart:
    """An I chart: single measured values about their mean, ± 3 mean moving ranges over 1.128.

    Takes any numbers, y or y over n. No limits where no two baseline values are neighbours.
    Source: Montgomery, Introduction to Statistical Quality Control; Nelson, Journal of Quality
    Technology 1982, 14(3):172–173 (screening).
    """
    series = tuple(points)

    def fit(base: Sequence[Point]) -> Lines:
        values = numbers(base)
        centre = _mean(_there(values))
        return Lines(centre=centre, limits=_constant(centre, sigma(values, screened=screened)))

    return assemble(Series(kind=ChartKind.I, points=series, plotted=numbers(series), fit=fit), phasing)


def mr_chart(points: Iterable[Point], phasing: Phasing = WHOLE, *, screened: bool = False) -> Chart:
    """A moving range chart, beside an I chart: the distance of each value to the one before it.

    Takes any numbers, y or y over n. Limits 0 and 3.267 times the mean range. The first point of a
    phase, an excluded point and a point after a gap have no range. Only points outside the limits
    are signals. Source: Montgomery, Introduction to Statistical Quality Control.
    """
    series = tuple(points)
    ranges = _ranges(series, numbers(series), phasing)
    marked = tuple(Point(point.label, y) for point, y in zip(series, ranges, strict=True))

    def fit(base: Sequence[Point]) -> Lines:
        found = _there(numbers(base))
        centre = mean_range(found, screened=screened) or 0.0
        return Lines(centre=centre, limits=lambda _: (0.0, D4 * centre))

    return assemble(Series(kind=ChartKind.MR, points=marked, plotted=ranges, fit=fit), phasing)


def c_chart(points: Iterable[Point], phasing: Phasing = WHOLE) -> Chart:
    """A c chart: counts from periods of equal size about their mean, ± 3 sqrt(mean), not under 0.

    Takes whole numbers from 0; denominators are not used. Source: Montgomery, Introduction to
    Statistical Quality Control.
    """
    series = tuple(points)

    def fit(base: Sequence[Point]) -> Lines:
        centre = _mean(_there(counts(base)))
        return Lines(centre=centre, limits=_constant(centre, sqrt(centre), floor=0))

    return assemble(Series(kind=ChartKind.C, points=series, plotted=counts(series), fit=fit), phasing)


def u_chart(points: Iterable[Point], phasing: Phasing = WHOLE) -> Chart:
    """A u chart: counts per denominator, ± 3 sqrt(centre / n), not under 0.

    Takes whole numbers from 0 over denominators over 0. Source: Montgomery, Introduction to
    Statistical Quality Control.
    """
    series = tuple(points)
    fit = partial(_sampled, spread=poisson)
    return assemble(Series(kind=ChartKind.U, points=series, plotted=rates(series), fit=fit), phasing)


def p_chart(points: Iterable[Point], phasing: Phasing = WHOLE) -> Chart:
    """A p chart: shares, ± 3 sqrt(centre (1 − centre) / n), from 0 to 1.

    Takes whole numbers from 0 over denominators that are over 0 and not less than they. Source:
    Montgomery, Introduction to Statistical Quality Control.
    """
    series = tuple(points)
    fit = partial(_sampled, spread=binomial, ceiling=1)
    return assemble(Series(kind=ChartKind.P, points=series, plotted=shares(series), fit=fit), phasing)


def u_prime_chart(points: Iterable[Point], phasing: Phasing = WHOLE, *, screened: bool = False) -> Chart:
    """A u′ chart: as a u chart, with the limits multiplied by sigma z, the series' own spread.

    Takes what a u chart takes. Sigma z under 1 narrows the limits. No limits where no two baseline
    values are neighbours. Source: Laney, Quality Engineering 2002, 14(4):531–537.
    """
    series = tuple(points)
    fit = partial(_sampled, spread=poisson, prime=partial(sigma_z, spread=poisson, screened=screened))
    return assemble(Series(kind=ChartKind.U_PRIME, points=series, plotted=rates(series), fit=fit), phasing)


def p_prime_chart(points: Iterable[Point], phasing: Phasing = WHOLE, *, screened: bool = False) -> Chart:
    """A p′ chart: as a p chart, with the limits multiplied by sigma z, the series' own spread.

    Takes what a p chart takes. Sigma z under 1 narrows the limits. No limits where no two baseline
    values are neighbours. Source: Laney, Quality Engineering 2002, 14(4):531–537.
    """
    series = tuple(points)
    prime = partial(sigma_z, spread=binomial, screened=screened)
    fit = partial(_sampled, spread=binomial, ceiling=1, prime=prime)
    return assemble(Series(kind=ChartKind.P_PRIME, points=series, plotted=shares(series), fit=fit), phasing)


def g_chart(points: Iterable[Point], phasing: Phasing = WHOLE) -> Chart:
    """A g chart: cases, or whole units of time, between rare events; limits mean ± 3 sqrt(mean (mean + 1)).

    Takes whole numbers from 0. The lower limit is not under 0 and the line drawn is the median.
    Source: Benneyan, Health Care Management Science 2001, 4(4):305–318; Provost and Murray, The
    Health Care Data Guide.
    """
    series = tuple(points)

    def fit(base: Sequence[Point]) -> Lines:
        values = _there(counts(base))
        mean = _mean(values)
        return Lines(centre=median(values), limits=_constant(mean, sqrt(mean * (mean + 1)), floor=0))

    return assemble(Series(kind=ChartKind.G, points=series, plotted=counts(series), fit=fit), phasing)


def t_chart(points: Iterable[Point], phasing: Phasing = WHOLE, *, screened: bool = False) -> Chart:
    """A t chart: time between rare events; an I chart of y^(1/3.6), with its lines raised to 3.6 again.

    Takes times over 0: two events at once have no time between them. The lower limit is not under
    0. Source: Nelson, Journal of Quality Technology 1994, 26(3):239–240; Provost and Murray, The
    Health Care Data Guide.
    """
    series = tuple(points)

    def fit(base: Sequence[Point]) -> Lines:
        roots = [None if y is None else y ** (1 / _WEIBULL) for y in times(base)]
        centre = _mean(_there(roots))
        lines = _constant(centre, sigma(roots, screened=screened), floor=0)(None)
        limits = None if lines is None else (lines[0] ** _WEIBULL, lines[1] ** _WEIBULL)
        return Lines(centre=centre**_WEIBULL, limits=lambda _: limits)

    return assemble(Series(kind=ChartKind.T, points=series, plotted=times(series), fit=fit), phasing)


def draw(kind: ChartKind, points: Iterable[Point], phasing: Phasing = WHOLE) -> Chart:
    """The chart of a kind. Raises ValueError as the chart's own function does."""
    functions: dict[ChartKind, Callable[[Iterable[Point], Phasing], Chart]] = {
        ChartKind.RUN: run_chart,
        ChartKind.I: i_chart,
        ChartKind.MR: mr_chart,
        ChartKind.C: c_chart,
        ChartKind.U: u_chart,
        ChartKind.P: p_chart,
        ChartKind.U_PRIME: u_prime_chart,
        ChartKind.P_PRIME: p_prime_chart,
        ChartKind.G: g_chart,
        ChartKind.T: t_chart,
    }
    return functions[kind](points, phasing)


def _sampled(
    base: Sequence[Point],
    *,
    spread: Spread,
    ceiling: float | None = None,
    prime: Callable[[Sequence[Point]], float | None] | None = None,
) -> Lines:
    centre = level(base)
    factor = prime(base) if prime else 1.0

    def limits(n: float | None) -> Limits:
        if factor is None or n is None or not n > 0:
            return None
        return _around(centre, factor * spread(centre, n), floor=0, ceiling=ceiling)

    return Lines(centre=centre, limits=limits)


def _constant(
    centre: float, deviation: float | None, *, floor: float | None = None
) -> Callable[[float | None], Limits]:
    limits = None if deviation is None else _around(centre, deviation, floor=floor)
    return lambda _: limits


def _around(
    centre: float, deviation: float, *, floor: float | None, ceiling: float | None = None
) -> tuple[float, float]:
    lower, upper = centre - 3 * deviation, centre + 3 * deviation
    return lower if floor is None else max(floor, lower), upper if ceiling is None else min(ceiling, upper)


def _ranges(series: Sequence[Point], values: Sequence[float | None], phasing: Phasing) -> tuple[float | None, ...]:
    ranges: list[float | None] = []
    for phase in phasing.phases(len(series)):
        before: float | None = None
        for index in phase:
            value = values[index]
            skipped = index in phasing.exclude and value is not None
            ranges.append(None if skipped or value is None or before is None else abs(value - before))
            before = before if skipped else value
    return tuple(ranges)


def _there(values: Iterable[float | None]) -> tuple[float, ...]:
    return tuple(value for value in values if value is not None)


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values)
