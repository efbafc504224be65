"""Where a series most looks as if its level changed, and how often chance alone looks as much so.

What came before each place is compared with what came after it, and the place where they differ
most is kept. That it was chosen among many is paid for (`strongest`). How far apart the two sides
are is told as a distance of the standard normal distribution: by ranks, which hold for any
distribution (`by_ranks`), or by the tails of a distribution that is known (`by_sums`).

Sources: Wilcoxon, Biometrics Bulletin 1945, 1(6):80–83 (ranks of two groups, with mean ranks for
ties); Lausen and Schumacher, Biometrics 1992, 48(1):73–85, and Lausen, Sauerbrei and Schumacher in
Computational Statistics (Physica 1994), 483–496 (the largest distance over all places, by an
improved Bonferroni inequality).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from math import comb, exp, fsum, pi, sqrt
from statistics import NormalDist

from kvalitet.stats.points import FEWEST

SHORTEST = 3
"""The fewest points on either side of a change: two can lie high by a single event."""

LEAST = 1e-300
"""A probability that small is as good as none, and the normal distribution still knows its place."""

_TENTH = 10

Distances = Mapping[int, float]
"""For each place (the index of the first point after it) how far the later side lies over the earlier."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of level: the index of the first point after it, whether the level rose, and the probability."""

    start: int
    rising: bool
    chance: float


def strongest(distances: Distances, count: int) -> Shift | None:
    """The place among so many points where the sides differ most; None where there is no place.

    `chance` is the probability that a series without change differs as much somewhere.
    """
    if not distances:
        return None
    # of places that differ alike the latest: the change is not said to be older than it need be
    start = max(distances, key=lambda place: (round(abs(distances[place]), 9), place))
    places = range(min(distances), max(distances) + 1)
    chance = _chance(abs(distances[start]), places, count)
    return Shift(start, rising=distances[start] > 0, chance=chance)


def by_ranks(values: Sequence[float]) -> Distances:
    """The distances by the order of size alone; none for a series too short or without spread.

    How many ways there are to choose so many of the ranks with so low a sum is counted exactly.
    """
    count = len(values)
    ranks = _doubled_ranks(values)
    if len(set(ranks)) < FEWEST:
        return {}
    ways = _ways(ranks)
    before = [0, *accumulate(ranks)]

    def so_few(place: int) -> float:
        return ways(place, before[place]) / comb(count, place)

    def so_many(place: int) -> float:
        return (comb(count, place) - ways(place, before[place] - 1)) / comb(count, place)

    return by_sums(count, so_few, so_many, spread=1.0)


def by_sums(count: int, so_few: Callable[[int], float], so_many: Callable[[int], float], spread: float) -> Distances:
    """The distances by the probabilities of so few, and of so many, events before each place.

    `spread` is how many times more the series varies than the distribution says, 1 at least.
    """
    normal = NormalDist()

    def distance(place: int) -> float:
        few, many = so_few(place), so_many(place)
        sign = 1 if few < many else -1
        return -sign * min(0.0, normal.inv_cdf(min(0.5, max(LEAST, min(few, many))))) / spread

    return {place: distance(place) for place in _places(count)}


def _places(count: int) -> range:
    """Where a change is looked for: a tenth of the points, and three, stand on either side at least."""
    edge = max(SHORTEST, count // _TENTH)
    return range(edge, count - edge + 1)


def _doubled_ranks(values: Sequence[float]) -> list[int]:
    """Twice each value's place in order of size; equal values share the mean of theirs."""
    found = [0] * len(values)
    before = 0
    order = sorted(range(len(values)), key=lambda index: values[index])
    for _, same in groupby(order, key=lambda index: values[index]):
        indices = list(same)
        for index in indices:
            found[index] = 2 * before + len(indices) + 1
        before += len(indices)
    return found


def _ways(ranks: Sequence[int]) -> Callable[[int, int], int]:
    """From a number of ranks and a sum to in how many ways so many of them have that sum or less.

    All sums of so many ranks are kept in one number, each with its ways in digits of its own: to add
    a rank is to shift it, and the sum of the digits is what is left after division by the base less one.
    """
    width = len(ranks) + 1
    found = [1] + [0] * len(ranks)
    for done, rank in enumerate(ranks, start=1):
        for number in range(done, 0, -1):
            found[number] += found[number - 1] << (width * rank)

    def ways(number: int, total: int) -> int:
        return (found[number] & ((1 << width * (total + 1)) - 1)) % ((1 << width) - 1)

    return ways


def _chance(apart: float, places: range, count: int) -> float:
    """The probability that standard normal distances, correlated as those of one series, reach so far."""
    single = 2 * NormalDist().cdf(-apart)
    steps = (sqrt(1 - a * (count - b) / ((count - a) * b)) for a, b in pairwise(places))
    further = fsum(step - (apart**2 / 4 - 1) * step**3 / 6 for step in steps)
    return max(single, min(1.0, single + exp(-(apart**2) / 2) * further / pi))
