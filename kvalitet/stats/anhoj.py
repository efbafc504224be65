"""Anhøj's two run rules: is the longest run too long, are the crossings too few?

Anhøj and Olesen, PLoS ONE 2014, doi 10.1371/journal.pone.0113825; Anhøj, PLoS ONE 2015,
doi 10.1371/journal.pone.0121349.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import comb, log2

ENOUGH = 10
"""The number of useful points from which the rules are applied."""

SAME = 1e-9
"""Two numbers this near each other, as a part of the largest value around, are one."""


def longest_allowed(useful: int) -> int:
    """The longest run that chance explains among so many useful points: round(log2 n) + 3.

    Raises ValueError for no points. Source: Anhøj and Olesen 2014.
    """
    if useful < 1:
        raise ValueError(f"no limit for runs among {useful} points")
    return round(log2(useful)) + 3


def crossings_demanded(useful: int) -> int:
    """The fewest crossings that chance explains: the 5th percentile of Binomial(n − 1, 0.5).

    Computed with whole numbers, so that no rounding decides. Raises ValueError for no points.
    Source: Anhøj and Olesen 2014.
    """
    if useful < 1:
        raise ValueError(f"no limit for crossings among {useful} points")
    trials = useful - 1
    below, fewest = 1, 0
    while 20 * below < 2**trials:
        fewest += 1
        below += comb(trials, fewest)
    return fewest


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """The runs of a phase about its centre line: counts, their limits, and the two signals.

    `useful` points are those not on the line. `members` are the indices, within what was counted,
    of the points in runs longer than allowed. The limits are None where no point is useful.
    `judged` is false where the rules do not apply: then there is neither signal.
    """

    useful: int = 0
    longest: int = 0
    longest_allowed: int | None = None
    crossings: int = 0
    crossings_demanded: int | None = None
    members: frozenset[int] = frozenset()
    judged: bool = False

    @property
    def shift(self) -> bool:
        """Whether a run is longer than chance explains."""
        return self.judged and self.longest_allowed is not None and self.longest > self.longest_allowed

    @property
    def few(self) -> bool:
        """Whether the line is crossed more seldom than chance explains."""
        return self.judged and self.crossings_demanded is not None and self.crossings < self.crossings_demanded


def side(value: float, centre: float, scale: float) -> int:
    """1 over the line, −1 under it, 0 on it; `scale` is the largest value of the phase."""
    distance = value - centre
    if abs(distance) <= SAME * scale:
        return 0
    return 1 if distance > 0 else -1


def count_runs(sides: Sequence[int], *, applies: bool = True) -> Runs:
    """The runs in a row of sides (1, −1, and 0 for what is left out).

    `applies` is false where the rules cannot be used for another reason than too few points.
    """
    useful = [index for index, where in enumerate(sides) if where]
    if not useful:
        return Runs()
    runs = [tuple(run) for _, run in groupby(useful, key=lambda index: sides[index])]
    allowed = longest_allowed(len(useful))
    return Runs(
        useful=len(useful),
        longest=max(map(len, runs)),
        longest_allowed=allowed,
        crossings=len(runs) - 1,
        crossings_demanded=crossings_demanded(len(useful)),
        members=frozenset(index for run in runs if len(run) > allowed for index in run),
        judged=applies and len(useful) >= ENOUGH,
    )
