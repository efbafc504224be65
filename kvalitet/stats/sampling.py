"""The spread that chance alone gives counts and shares, and how far a series goes beyond it.

Montgomery, Introduction to Statistical Quality Control, the chapter on attributes (Poisson and
binomial); Laney, Quality Engineering 2002, 14(4):531–537 (sigma z); Cryer and Ryan, Journal of
Quality Technology 1990, 22(3):187–192 (how uncertain a sigma from moving ranges is).
"""

from collections.abc import Callable, Sequence
from math import fsum, sqrt

from kvalitet.stats.points import FEWEST, Point, denominator
from kvalitet.stats.ranges import sigma

Spread = Callable[[float, float], float]
"""From a level and a denominator to the standard deviation of what is plotted."""


def poisson(level: float, n: float) -> float:
    """The standard deviation of a count per denominator: sqrt(level / n)."""
    return sqrt(level / n)


def binomial(level: float, n: float) -> float:
    """The standard deviation of a share: sqrt(level (1 − level) / n)."""
    return sqrt(max(0.0, level * (1 - level)) / n)


def level(points: Sequence[Point]) -> float:
    """The sum of numerators over the sum of denominators, gaps left out. Needs one value at least."""
    values = [(point.y, denominator(point)) for point in points if point.y is not None]
    return fsum(y for y, _ in values) / fsum(n for _, n in values)


def sigma_z(points: Sequence[Point], spread: Spread, *, screened: bool = False) -> float | None:
    """Laney's sigma z: the spread between neighbours as a multiple of what chance gives.

    1 where chance explains all, over 1 where the series varies more. None where chance gives no
    spread (nothing or everything counted) and where no two values are neighbours.
    """
    centre = level(points)
    if not spread(centre, 1):
        return None

    def standardised(point: Point) -> float | None:
        if point.y is None:
            return None
        n = denominator(point)
        return (point.y / n - centre) / spread(centre, n)

    return sigma([standardised(point) for point in points], screened=screened)


def overdispersed(observed: float, count: int) -> bool:
    """Whether a sigma z from so many neighbouring points is over 1 by more than chance gives it.

    The bound is two standard errors over 1; a sigma from the moving ranges of m points has the
    variance (0.8264 m − 1.082) / (m − 1)² when the true one is 1 (Cryer and Ryan 1990).
    Raises ValueError for fewer than two points.
    """
    if count < FEWEST:
        raise ValueError(f"{count} points have no moving range")
    return observed > 1 + 2 * sqrt(0.8264 * count - 1.082) / (count - 1)
