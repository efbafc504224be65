"""How often chance alone gives a point so far out: the tails of the distributions that charts assume.

All are held to the sum that was seen, so that no level has to be guessed: counts with a common level
fall on the points as so many throws at random (binomial), shares as a draw without replacement
(hypergeometric), and the times between events that come at random divide the whole time at random.
Sources: Przyborowski and Wilenski, Biometrika 1940, 31:313–323 (counts, given their sum); Fisher,
Journal of the Royal Statistical Society 1935, 98(1):39–82 (shares, given the margins); Fisher,
Proceedings of the Royal Society A 1929, 125:54–59 (the parts of a line divided at random).
"""

from collections.abc import Callable
from math import exp, lgamma, log, log1p

Tail = Callable[[float], float]
"""From a value to the probability of it or more."""

_SMALL = 1e-17


def throws(total: int, share: float) -> Tail:
    """The probability that so many or more, of a total, fall on a point whose part of the base is `share`."""

    def chance(k: int) -> float:
        if not 0 < share < 1:
            return float(k == total * share)
        return exp(_choose(total, k) + k * log(share) + (total - k) * log1p(-share))

    return lambda value: _summed(chance, _least(value), total)


def draws(population: int, marked: int, drawn: int) -> Tail:
    """The probability of so many marked or more among those drawn from a population."""
    last = min(marked, drawn)

    def chance(k: int) -> float:
        if drawn - k > population - marked:
            return 0.0
        return exp(
            _choose(marked, k) + _choose(population - marked, drawn - k) - _choose(population, drawn)
        )

    return lambda value: _summed(chance, _least(value), last)


def parts(count: int, total: float) -> Tail:
    """The probability that one of so many parts of a whole, divided at random, is so large or larger."""
    return lambda value: 1.0 if value <= 0 else max(0.0, 1 - value / total) ** (count - 1)


def _choose(n: int, k: int) -> float:
    """The logarithm of the binomial coefficient."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _least(value: float) -> int:
    """The smallest whole number that is not under a value, from 0; a rounding error apart."""
    nearest = round(value)
    return max(0, nearest if nearest >= value - 1e-9 else nearest + 1)


def _summed(chance: Callable[[int], float], first: int, last: int) -> float:
    """The sum of probabilities from the first to the last, until they no longer add anything."""
    found, before = 0.0, 0.0
    for k in range(first, last + 1):
        here = chance(k)
        found += here
        if here < before and here < _SMALL * found:
            break
        before = here
    return min(1.0, found)
