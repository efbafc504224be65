"""How often chance alone gives so long a run, or so few crossings: exact, whatever the distribution.

Given how many points lie over the line and how many under it, no change means that every order of
them is equally likely: a line that does not depend on the order (a mean, a median, a level) leaves
it so. The numbers of orders are counted, with whole numbers, so that neither the shape of the
distribution nor a line that divides the points unevenly makes the answer wrong.

Sources: Mood, Annals of Mathematical Statistics 1940, 11(4):367–392 (runs and their lengths, given
both numbers); Swed and Eisenhart, Annals of Mathematical Statistics 1943, 14(1):66–87 (tables).
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb

from kvalitet.stats.anhoj import crossings_demanded, longest_allowed


@dataclass(frozen=True, slots=True)
class Sides:
    """How many points lie over the line and under it. Raises ValueError for less than none."""

    over: int
    under: int

    def __post_init__(self) -> None:
        if min(self.over, self.under) < 0:
            raise ValueError(f"no order of {self.over} points over a line and {self.under} under it")

    @property
    def useful(self) -> int:
        """How many points are counted."""
        return self.over + self.under


def chance_of_run(sides: Sides, longest: int) -> Fraction:
    """The probability of a run so long, or longer."""
    return 1 - _orders(sides, fewest=1, longest=longest - 1)


def chance_of_crossings(sides: Sides, crossings: int) -> Fraction:
    """The probability of so few crossings, or fewer."""
    return 1 - _orders(sides, fewest=crossings + 2, longest=sides.useful)


def chance_of_either(sides: Sides, *, longest: int, crossings: int) -> Fraction:
    """The probability of a run so long or so few crossings, or further from what chance gives."""
    return 1 - _orders(sides, fewest=crossings + 2, longest=longest - 1)


def chance_of_alarm(sides: Sides) -> Fraction:
    """The probability that one of Anhøj's two rules gives a signal though nothing has changed."""
    useful = sides.useful
    return chance_of_either(sides, longest=longest_allowed(useful) + 1, crossings=crossings_demanded(useful) - 1)


@lru_cache(maxsize=10_000)
def chance_of_order(sides: Sides, longest: int, crossings: int) -> Fraction:
    """The probability of an order as strange as one with this longest run and these crossings.

    The stranger of the two is what counts, and that there were two to choose between is paid for:
    the probability that either is as improbable as the more improbable one seen (the smallest p, by
    its own exact distribution: Tippett 1931).
    """
    seen = min(chance_of_run(sides, longest), chance_of_crossings(sides, crossings))
    run = next(n for n in range(1, sides.useful + 2) if chance_of_run(sides, n) <= seen)
    few = next((n for n in range(sides.useful - 1, -1, -1) if chance_of_crossings(sides, n) <= seen), -1)
    return chance_of_either(sides, longest=run, crossings=few)


@lru_cache(maxsize=100_000)
def _orders(sides: Sides, *, fewest: int, longest: int) -> Fraction:
    """The share of all orders with so many runs at least, none of them longer than allowed."""
    many = sum(_with_runs(sides, runs, longest) for runs in range(max(fewest, 1), sides.useful + 1))
    return Fraction(many, comb(sides.useful, sides.over))


def _with_runs(sides: Sides, runs: int, longest: int) -> int:
    """The number of orders with just so many runs, none longer than allowed."""
    half, odd = divmod(runs, 2)
    if not odd:
        return 2 * _parts(sides.over, half, longest) * _parts(sides.under, half, longest)
    return _parts(sides.over, half + 1, longest) * _parts(sides.under, half, longest) + _parts(
        sides.over, half, longest
    ) * _parts(sides.under, half + 1, longest)


@lru_cache(maxsize=100_000)
def _parts(total: int, parts: int, longest: int) -> int:
    """In how many ways a total is the sum of so many runs in order, each from one point to the longest."""
    if parts == 0 or total == 0:
        return int(parts == total)
    return sum(
        (-1) ** over * comb(parts, over) * comb(total - over * longest - 1, parts - 1)
        for over in range(parts + 1)
        if total - over * longest >= parts
    )
