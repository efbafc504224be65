"""Runs and crossings by chance: every order counted, published tables, and coins."""

from fractions import Fraction
from itertools import combinations, groupby
from math import comb

import pytest

from kvalitet.stats.anhoj import crossings_demanded, longest_allowed
from kvalitet.stats.arrangements import (
    Sides,
    chance_of_alarm,
    chance_of_crossings,
    chance_of_either,
    chance_of_order,
    chance_of_run,
)

SMALL = [(0, 4), (1, 5), (3, 4), (2, 7), (5, 5)]

# the fewest runs that are not significant less one: the largest number of runs whose probability is at most
# 0.025, for as many points on each side, as printed by Swed and Eisenhart 1943
SWED_EISENHART = {
    5: 2,
    6: 3,
    7: 3,
    8: 4,
    9: 5,
    10: 6,
    11: 7,
    12: 7,
    13: 8,
    14: 9,
    15: 10,
    16: 11,
    17: 11,
    18: 12,
    20: 14,
}


def every_order(over: int, under: int) -> list[tuple[int, int]]:
    """The longest run and the crossings of each order of the points, by making them all."""
    found = []
    for places in combinations(range(over + under), over):
        runs = [len(list(run)) for _, run in groupby(index in places for index in range(over + under))]
        found.append((max(runs), len(runs) - 1))
    return found


@pytest.mark.parametrize(("over", "under"), SMALL)
def test_each_probability_is_what_counting_all_orders_gives(over: int, under: int) -> None:
    orders, sides = every_order(over, under), Sides(over, under)

    def share(held: int) -> Fraction:
        return Fraction(held, len(orders))

    for longest, crossings in set(orders):
        run = share(sum(a >= longest for a, _ in orders))
        few = share(sum(b <= crossings for _, b in orders))
        assert chance_of_run(sides, longest) == run
        assert chance_of_crossings(sides, crossings) == few
        either = share(sum(a >= longest or b <= crossings for a, b in orders))
        assert chance_of_either(sides, longest=longest, crossings=crossings) == either
        stranger = [
            min(sum(c >= a for c, _ in orders), sum(d <= b for _, d in orders)) <= len(orders) * min(run, few)
            for a, b in orders
        ]
        assert chance_of_order(sides, longest, crossings) == share(sum(stranger))


@pytest.mark.parametrize(("each", "runs"), SWED_EISENHART.items())
def test_few_runs_agree_with_the_published_table(each: int, runs: int) -> None:
    sides = Sides(each, each)
    assert chance_of_crossings(sides, runs - 1) <= Fraction(25, 1000) < chance_of_crossings(sides, runs)


@pytest.mark.parametrize("useful", [6, 10, 17, 24])
def test_over_all_ways_to_fall_on_two_sides_crossings_are_those_of_a_coin(useful: int) -> None:
    for crossings in range(useful):
        coins = sum(
            comb(useful, over) * chance_of_crossings(Sides(over, useful - over), crossings)
            for over in range(useful + 1)
        )
        assert coins / 2**useful == Fraction(sum(comb(useful - 1, c) for c in range(crossings + 1)), 2 ** (useful - 1))


@pytest.mark.parametrize(("tosses", "longest"), [(10, 4), (15, 3), (20, 5)])
def test_over_all_ways_to_fall_on_two_sides_runs_are_those_of_a_coin(tosses: int, longest: int) -> None:
    # Schilling, The College Mathematics Journal 1990, 21(3):196-207: sequences without a longer run of heads
    # follow A(n) = A(n-1) + ... + A(n-x-1), and those without one of either side are 2 A(n-1) with x one less
    counted = [2**n for n in range(longest)]
    while len(counted) < tosses:
        counted.append(sum(counted[-longest:]))
    without = sum(
        comb(tosses, over) * (1 - chance_of_run(Sides(over, tosses - over), longest + 1)) for over in range(tosses + 1)
    )
    assert without == 2 * counted[tosses - 1]


def test_a_signal_by_chance_is_a_run_too_long_or_crossings_too_few() -> None:
    orders = every_order(6, 7)
    alarms = sum(a > longest_allowed(13) or b < crossings_demanded(13) for a, b in orders)
    assert chance_of_alarm(Sides(6, 7)) == Fraction(alarms, len(orders))


def test_fewer_points_than_none_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 points over"):
        Sides(-1, 4)
