"""A change of level: found where it is, as improbable as it is."""

import random
from itertools import combinations
from math import comb
from statistics import NormalDist

import pytest

from kvalitet.stats.shift import by_ranks, by_sums, strongest
from kvalitet.stats.tails import throws


def test_the_distance_of_ranks_is_that_of_counting_all_ways_to_choose_them() -> None:
    before, after = [3, 1, 4, 1, 5, 2, 2], [5, 6, 4, 7, 5, 8]
    # mean ranks, by hand: 1 1 | 2 2 | 3 | 4 4 | 5 5 5 | 6 | 7 | 8
    place = {1: 1.5, 2: 3.5, 3: 5.0, 4: 6.5, 5: 9.0, 6: 11.0, 7: 12.0, 8: 13.0}
    ranks = [place[value] for value in (*before, *after)]
    chosen = [sum(some) for some in combinations(ranks, 7)]
    few = sum(total <= sum(ranks[:7]) for total in chosen) / len(chosen)
    assert by_ranks([*before, *after])[7] == pytest.approx(-NormalDist().inv_cdf(few), rel=1e-12)


def test_two_sides_that_do_not_overlap_are_as_far_apart_as_one_choice_of_all() -> None:
    assert by_ranks(range(21))[12] == pytest.approx(-NormalDist().inv_cdf(1 / comb(21, 12)), rel=1e-9)


@pytest.mark.parametrize("values", [[10, 11, 9, 10, 12, 20, 21, 19, 22, 20], [20, 21, 19, 22, 20, 10, 11, 9, 10, 12]])
def test_a_change_is_found_where_it_is(values: list[float]) -> None:
    found = strongest(by_ranks(values), len(values))
    assert found is not None
    assert found.start == 5
    assert found.rising is (values[0] == 10)


def test_a_series_without_spread_or_too_short_has_no_change() -> None:
    assert strongest(by_ranks([4] * 12), 12) is None
    assert strongest(by_ranks([1, 2, 3, 4, 5]), 5) is None


def test_sums_tell_a_rise_from_a_fall() -> None:
    counts = [4, 5, 3, 4, 4, 9, 8, 10, 9, 8]

    def distances(series: list[int]) -> dict[int, float]:
        tails = [throws(sum(series), place / 10) for place in range(11)]
        return dict(
            by_sums(
                10,
                so_few=lambda place: 1 - tails[place](sum(series[:place]) + 1),
                so_many=lambda place: tails[place](sum(series[:place])),
                spread=1.0,
            )
        )

    rise, fall = distances(counts), distances(counts[::-1])
    assert rise[5] > 2
    assert fall[5] < -2
    assert rise[5] == pytest.approx(-fall[5], rel=0.05)


@pytest.mark.parametrize("count", [12, 24, 36])
def test_chance_finds_a_change_no_oftener_than_is_said(count: int) -> None:
    chance = random.Random(f"ingen förändring {count}")  # noqa: S311  # chance is what is tried
    rounds = 1500
    found = [strongest(by_ranks([chance.random() for _ in range(count)]), count) for _ in range(rounds)]
    for level in (0.1, 0.05, 0.01):
        share = sum(each is not None and each.chance <= level for each in found) / rounds
        assert share <= level
