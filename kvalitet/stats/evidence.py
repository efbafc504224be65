"""How strong the signals of a chart are: the probability that chance alone gives something as strange.

A chart gives a signal or none; among many charts some give one by chance. What separates them is
how improbable each signal is. For the two run rules that is known whatever the distribution is
(`arrangements`). For a point outside the limits it rests on the distribution that the chart assumes
(`tails`): a series that varies more than that between neighbours has its points counted as so much
less strange, as Laney's charts do with their limits. For measured values and prime charts no
distribution is known: there a single point proves nothing, and only the runs count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, fsum, prod
from statistics import NormalDist, fmean, stdev

from kvalitet.stats.anhoj import SAME, side
from kvalitet.stats.arrangements import Sides, chance_of_alarm, chance_of_crossings, chance_of_order, chance_of_run
from kvalitet.stats.chart import Chart, ChartKind, Mark, Part, Signal
from kvalitet.stats.points import Point
from kvalitet.stats.sampling import binomial, poisson, sigma_z
from kvalitet.stats.tails import Tail, draws, parts, throws

_THREE_SIGMA = 2 * NormalDist().cdf(-3)
_LEAST = 1e-300
_UNKNOWN = frozenset({ChartKind.I, ChartKind.U_PRIME, ChartKind.P_PRIME})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What chance has to say of a chart.

    `chance` is the probability of signals as strange as the strangest one in the chart, if nothing has
    changed; `alarm` the probability of any signal at all. `strangest` is that signal and `phase` the
    number of the phase it stands in, None where there is no signal.
    """

    chance: float
    alarm: float
    strangest: Signal | None = None
    phase: int | None = None


def weigh(chart: Chart, points: Iterable[Point]) -> Evidence:
    """The evidence of a chart over its points. Phases count as tries of their own."""
    series = tuple(points)
    judged = [(number, part) for number, part in enumerate(chart.parts) if part.runs.judged]
    weighed = [(number, _weigh(chart.kind, part, series)) for number, part in judged]
    alarm = 1 - prod(1 - found.alarm for _, found in weighed)
    number, best = min(weighed, key=lambda pair: pair[1].chance, default=(None, None))
    if best is None or best.strangest is None:
        return Evidence(chance=1.0, alarm=alarm)
    chance = min(1.0, best.chance * len(weighed))
    return Evidence(chance=chance, alarm=alarm, strangest=best.strangest, phase=number)


def _weigh(kind: ChartKind, part: Part, series: Sequence[Point]) -> Evidence:
    counted = [(mark, point) for mark, point in zip(part.marks, series, strict=True) if _counts(mark)]
    tails = _tails(kind, [point for _, point in counted])
    limited = [(mark, point, tail) for (mark, point), tail in zip(counted, tails, strict=False) if mark.upper is not None]
    spread = _spread(kind, [point for _, point in counted]) if limited else 1.0
    out = [_both(tail, point.y or 0, whole=kind is not ChartKind.T) for mark, point, tail in limited if mark.beyond]
    sides = _sides(part)
    found: Mapping[Signal, float] = {
        Signal.SHIFT: float(chance_of_run(sides, part.runs.longest)),
        Signal.CROSSINGS: float(chance_of_crossings(sides, part.runs.crossings)),
        Signal.BEYOND: min((len(limited) * _weakened(chance, spread) for chance in out), default=1.0),
    }
    order = float(chance_of_order(sides, part.runs.longest, part.runs.crossings))
    inside = prod(1 - _outside(kind, mark, point, tail) for mark, point, tail in limited)
    if kind in _UNKNOWN and any(mark.upper is not None for mark, _ in counted):
        inside = (1 - _THREE_SIGMA) ** len(counted)
    return Evidence(
        chance=min(1.0, 2 * min(order, found[Signal.BEYOND]) if limited else order),
        alarm=1 - (1 - float(chance_of_alarm(sides))) * inside,
        strangest=min(part.signals, key=lambda signal: found[signal], default=None),
    )


def _counts(mark: Mark) -> bool:
    return mark.y is not None and not mark.excluded


def _sides(part: Part) -> Sides:
    """How many points are counted on each side of the line."""
    scale = max((abs(mark.y) for mark in part.marks if mark.y is not None and not mark.excluded), default=0.0)
    seen = [side(mark.y, part.centre or 0.0, scale) for mark in part.marks if mark.y is not None and not mark.excluded]
    return Sides(seen.count(1), seen.count(-1))


def _tails(kind: ChartKind, points: Sequence[Point]) -> Sequence[Tail]:
    """For each point the tail of its distribution; none where it is not known."""
    total = fsum(point.y or 0 for point in points)
    base = fsum(point.n or 1 for point in points)
    match kind:
        case ChartKind.C:
            return [throws(int(total), 1 / len(points)) for _ in points]
        case ChartKind.U:
            return [throws(int(total), (point.n or 1) / base) for point in points]
        case ChartKind.P if all(point.n == int(point.n or 0) for point in points):
            return [draws(int(base), int(total), int(point.n or 0)) for point in points]
        case ChartKind.T | ChartKind.G if total:
            return [parts(len(points), total) for _ in points]
    return ()


def _spread(kind: ChartKind, points: Sequence[Point]) -> float:
    """How much more the series varies than its distribution says; 1 where it varies less."""
    if kind in {ChartKind.T, ChartKind.G}:
        values = [point.y or 0 for point in points]
        return max(1.0, stdev(values) / fmean(values)) if len(values) > 1 else 1.0
    counts = [Point(point.label, point.y, point.n or 1) for point in points]
    return max(1.0, sigma_z(counts, binomial if kind is ChartKind.P else poisson) or 1.0)


def _both(tail: Tail, value: float, *, whole: bool) -> float:
    """The probability of a value so far from the middle, on either side."""
    return min(1.0, 2 * min(tail(value), 1 - tail(value + 1 if whole else value)))


def _weakened(chance: float, spread: float) -> float:
    """The probability of what is so many times less strange, on the scale of the normal distribution."""
    normal = NormalDist()
    return 2 * normal.cdf(normal.inv_cdf(max(chance, _LEAST) / 2) / spread)


def _outside(kind: ChartKind, mark: Mark, point: Point, tail: Tail) -> float:
    """The probability that chance puts a point outside its limits."""
    if mark.lower is None or mark.upper is None:
        return 0.0
    n = point.n or 1.0 if kind in {ChartKind.U, ChartKind.P} else 1.0
    if kind is ChartKind.T:
        return tail(mark.upper) + 1 - tail(mark.lower)
    return tail(floor(mark.upper * n + SAME) + 1) + 1 - tail(ceil(mark.lower * n - SAME))
