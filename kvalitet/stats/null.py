"""What each kind of chart says that chance does when nothing changes: distances, outliers, false alarms."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, floor, fsum, prod
from statistics import NormalDist, fmean, stdev

from kvalitet.stats.anhoj import SAME
from kvalitet.stats.chart import ChartKind, Mark
from kvalitet.stats.points import FEWEST, Point
from kvalitet.stats.sampling import binomial, overdispersed, poisson, sigma_z
from kvalitet.stats.shift import LEAST, Distances, by_sums
from kvalitet.stats.tails import Tail, draws, parts, throws

_THREE_SIGMA = 2 * NormalDist().cdf(-3)
_COUNTED = frozenset({ChartKind.C, ChartKind.U, ChartKind.P})
_BETWEEN = frozenset({ChartKind.T, ChartKind.G})


@dataclass(frozen=True, slots=True, kw_only=True)
class Null:
    """The counted points of a phase, as chance would have them.

    `tails` has the distribution of each point, and is empty where none is known. `spread` is how
    many times more than it the series varies between neighbours, 1 where that may be chance.
    """

    kind: ChartKind
    marks: Sequence[Mark]
    points: Sequence[Point]
    tails: Sequence[Tail]
    spread: float

    def distances(self) -> Distances:
        """How far apart the sums before and after each place lie; none where the chart does not count."""
        if self.kind not in _COUNTED or not self.tails:
            return {}
        sums = list(accumulate(int(point.y or 0) for point in self.points))
        bases = list(accumulate(point.n or 1.0 for point in self.points))
        tails = [_tail(self.kind, base, sums[-1], bases[-1]) for base in bases]
        return by_sums(
            len(sums),
            so_few=lambda place: tails[place - 1].to(sums[place - 1]),
            so_many=lambda place: tails[place - 1](sums[place - 1]),
            spread=self.spread,
        )

    def furthest(self) -> float:
        """The probability that any point is as far out as the furthest one outside the limits; 1 for none."""
        out = [
            _both(tail, point.y or 0.0)
            for mark, point, tail in zip(self.marks, self.points, self.tails, strict=False)
            if mark.beyond
        ]
        return min((min(1.0, len(self.points) * _weakened(chance, self.spread)) for chance in out), default=1.0)

    def outside(self) -> float:
        """The probability that chance puts any point outside its limits.

        Charts whose limits follow the spread of the series itself are near that of the normal distribution.
        """
        if self.kind in _COUNTED and self.tails:
            each = [self._outside(*one) for one in zip(self.marks, self.points, self.tails, strict=True)]
        else:
            each = [0.0 if mark.upper is None else _THREE_SIGMA for mark in self.marks]
        return 1 - prod(1 - chance for chance in each)

    def _outside(self, mark: Mark, point: Point, tail: Tail) -> float:
        if mark.lower is None or mark.upper is None:
            return 0.0
        n = 1.0 if self.kind is ChartKind.C else point.n or 1.0
        return tail(floor(mark.upper * n + SAME) + 1) + tail.to(ceil(mark.lower * n - SAME) - 1)


def null_of(kind: ChartKind, marks: Sequence[Mark], points: Sequence[Point]) -> Null:
    """The counted points of a phase of a chart, with the distributions that the chart assumes."""
    total = fsum(point.y or 0.0 for point in points)
    base = fsum(point.n or 1.0 for point in points)
    tails: list[Tail] = []
    if kind in _COUNTED and not (kind is ChartKind.P and any((point.n or 0) % 1 for point in points)):
        tails = [_tail(kind, 1.0 if kind is ChartKind.C else point.n or 1.0, int(total), base) for point in points]
    elif kind in _BETWEEN and total:
        tails = [parts(len(points), total) for _ in points]
    return Null(kind=kind, marks=marks, points=points, tails=tails, spread=_spread(kind, points))


def _tail(kind: ChartKind, n: float, total: int, base: float) -> Tail:
    """The distribution of what is counted on a part of the base, given the whole."""
    return draws(int(base), total, int(n)) if kind is ChartKind.P else throws(total, n / base)


def _spread(kind: ChartKind, points: Sequence[Point]) -> float:
    if len(points) < FEWEST:
        return 1.0
    if kind in _BETWEEN:
        values = [point.y or 0.0 for point in points]
        return max(1.0, stdev(values) / fmean(values)) if any(values) else 1.0
    if kind not in _COUNTED:
        return 1.0
    counts = [Point(point.label, point.y, point.n or 1.0) for point in points]
    # screened: the outlier that is to be judged must not excuse itself
    found = sigma_z(counts, binomial if kind is ChartKind.P else poisson, screened=True)
    return found if found is not None and overdispersed(found, len(points)) else 1.0


def _both(tail: Tail, value: float) -> float:
    """The probability of a value so far from the middle, on either side."""
    return min(1.0, 2 * min(tail(value), tail.to(value)))


def _weakened(chance: float, spread: float) -> float:
    """The probability of what is so many times less strange, on the scale of the normal distribution."""
    normal = NormalDist()
    return 2 * normal.cdf(normal.inv_cdf(max(chance, LEAST) / 2) / spread)
