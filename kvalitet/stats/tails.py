"""How often chance alone gives a point so far out: the tails of the distributions that charts assume.

All are held to the sum that was seen, so that no level has to be guessed: counts with a common level
fall on the points as so many throws at random (binomial), shares as a draw without replacement
(hypergeometric), and the times between events that come at random divide the whole time at random.
Sources: Przyborowski and Wilenski, Biometrika 1940, 31:313–323 (counts, given their sum); Fisher,
Journal of the Royal Statistical Society 1935, 98(1):39–82 (shares, given the margins); Fisher,
Proceedings of the Royal Society A 1929, 125:54–59 (the parts of a line divided at random).
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, expm1, lgamma, log, log1p
from typing import Protocol

from kvalitet.stats.anhoj import SAME


class Tail(Protocol):
    """A distribution by its two ends.

    Each is summed by itself: one less the other is lost where the other is near one.
    """

    def __call__(self, value: float, /) -> float:
        """The probability of a value or more."""
        ...

    def to(self, value: float, /) -> float:
        """The probability of a value or less."""
        ...


_NOTHING = 1e-17


def throws(total: int, share: float) -> Tail:
    """How many of a total fall on a point whose part of the base is `share`."""
    if not 0 < share < 1:
        return _Certain(total * share)
    odds = share / (1 - share)

    def chance(k: int) -> float:
        return exp(_choose(total, k) + k * log(share) + (total - k) * log1p(-share))

    def next_to(k: int) -> float:
        return (total - k) / (k + 1) * odds

    return _Counts(0, total, total * share, chance, next_to)


def draws(population: int, marked: int, drawn: int) -> Tail:
    """How many marked there are among those drawn from a population."""
    rest = population - marked

    def chance(k: int) -> float:
        return exp(_choose(marked, k) + _choose(rest, drawn - k) - _choose(population, drawn))

    def next_to(k: int) -> float:
        return (marked - k) * (drawn - k) / ((k + 1) * (rest - drawn + k + 1))

    return _Counts(max(0, drawn - rest), min(marked, drawn), drawn * marked / population, chance, next_to)


def parts(count: int, total: float) -> Tail:
    """How large one of so many parts of a whole is, divided at random."""
    return _Parts(count, total)


@dataclass(frozen=True, slots=True)
class _Certain:
    """What is always the same."""

    sure: float

    def __call__(self, value: float) -> float:
        return float(value <= self.sure)

    def to(self, value: float) -> float:
        return float(value >= self.sure)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a line divided at random."""

    count: int
    total: float

    def __call__(self, value: float) -> float:
        return 1.0 if value <= 0 else max(0.0, 1 - value / self.total) ** (self.count - 1)

    def to(self, value: float) -> float:
        if value <= 0:
            return 0.0
        return 1.0 if value >= self.total else -expm1((self.count - 1) * log1p(-value / self.total))


@dataclass(frozen=True, slots=True)
class _Counts:
    """A distribution of counts: the least and the most, the mean, and each probability by that beside it."""

    least: int
    most: int
    mean: float
    chance: Callable[[int], float]
    next_to: Callable[[int], float]

    def __call__(self, value: float) -> float:
        nearest = round(value)
        first = nearest if nearest >= value - SAME else nearest + 1
        if first <= self.least:
            return 1.0
        if first > self.most:
            return 0.0
        # summed from the value and outwards, where the terms grow smaller
        return self._up(first) if first > self.mean else 1 - self._down(first - 1)

    def to(self, value: float) -> float:
        nearest = round(value)
        last = nearest if nearest <= value + SAME else nearest - 1
        if last >= self.most:
            return 1.0
        if last < self.least:
            return 0.0
        return self._down(last) if last < self.mean else 1 - self._up(last + 1)

    def _up(self, k: int) -> float:
        found = here = self.chance(k)
        while k < self.most and here > _NOTHING * found:
            here *= self.next_to(k)
            k += 1
            found += here
        return found

    def _down(self, k: int) -> float:
        found = here = self.chance(k)
        while k > self.least and here > _NOTHING * found:
            k -= 1
            here /= self.next_to(k)
            found += here
        return found


def _choose(n: int, k: int) -> float:
    """The logarithm of the binomial coefficient."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
