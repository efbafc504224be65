"""The spread of a series from how much neighbours differ: moving ranges.

Montgomery, Introduction to Statistical Quality Control, the chapter on individual measurements
(d2, D4); Nelson, Journal of Quality Technology 1982, 14(3):172–173 (screening).
"""

from collections.abc import Sequence
from itertools import pairwise
from math import fsum

D2 = 1.128
"""The mean range of two normal observations, in standard deviations, as the tables print it."""

D4 = 3.267
"""The upper limit of ranges of two observations, as a multiple of their mean."""


def moving_ranges(values: Sequence[float | None]) -> tuple[float, ...]:
    """The distances between neighbours; none to or from a gap."""
    return tuple(abs(b - a) for a, b in pairwise(values) if a is not None and b is not None)


def mean_range(ranges: Sequence[float], *, screened: bool = False) -> float | None:
    """The mean of moving ranges, None where there are none.

    `screened` leaves out, once, the ranges of 3.267 times the mean or more (Nelson 1982).
    """
    if not ranges:
        return None
    mean = fsum(ranges) / len(ranges)
    kept = [each for each in ranges if each < D4 * mean] if screened else []
    return fsum(kept) / len(kept) if kept else mean


def sigma(values: Sequence[float | None], *, screened: bool = False) -> float | None:
    """The standard deviation within a series: mean moving range over d2. None without neighbours."""
    mean = mean_range(moving_ranges(values), screened=screened)
    return None if mean is None else mean / D2
