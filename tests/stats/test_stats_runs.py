"""Anhøj's rules: the published limits, and what counts as a run."""

from itertools import pairwise
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.stats.anhoj import count_runs, crossings_demanded, longest_allowed
from kvalitet.stats.chart import Signal
from kvalitet.stats.charts import i_chart, mr_chart, run_chart
from kvalitet.stats.points import Phasing, Point


def series(*values: float | None) -> tuple[Point, ...]:
    return tuple(Point(str(i), y) for i, y in enumerate(values))


@pytest.mark.parametrize(
    ("useful", "longest", "crossings"),
    [
        (10, 6, 2),
        (12, 7, 3),
        (15, 7, 4),
        (20, 7, 6),
        (24, 8, 8),
        (30, 8, 10),
        (36, 8, 13),
        (50, 9, 19),
        (60, 9, 23),
        (100, 10, 41),
        (120, 10, 51),
    ],
)
def test_the_limits_are_those_of_the_published_table(useful: int, longest: int, crossings: int) -> None:
    assert longest_allowed(useful) == longest
    assert crossings_demanded(useful) == crossings


@given(st.integers(1, 400))
def test_fewer_crossings_than_demanded_happen_by_chance_at_most_one_time_in_twenty(useful: int) -> None:
    trials, demanded = useful - 1, crossings_demanded(useful)
    chances = [comb(trials, crossings) for crossings in range(demanded + 1)]
    assert 20 * sum(chances[:-1]) < 2**trials <= 20 * sum(chances)


def test_no_points_have_no_limits() -> None:
    with pytest.raises(ValueError, match="0 points"):
        longest_allowed(0)
    with pytest.raises(ValueError, match="0 points"):
        crossings_demanded(0)


def test_a_point_on_the_line_neither_extends_nor_ends_a_run() -> None:
    runs = count_runs([1, 1, 0, 1, -1, 0, -1, 1])
    assert (runs.useful, runs.longest, runs.crossings) == (6, 3, 2)


def test_a_long_run_is_a_shift_and_names_its_points() -> None:
    part = run_chart(series(*[1, 1, 9] * 8, *[9] * 8)).parts[0]
    assert (part.centre, part.runs.useful) == (5, 32)
    assert (part.runs.longest, part.runs.longest_allowed) == (9, 8)
    assert part.runs.crossings == 15
    assert part.signals == (Signal.SHIFT,)
    assert [i for i, mark in enumerate(part.marks) if mark.shift] == list(range(23, 32))


def test_few_crossings_are_a_signal_without_any_long_run() -> None:
    part = run_chart(series(*[1] * 6, *[9] * 6)).parts[0]
    assert (part.runs.longest, part.runs.longest_allowed) == (6, 7)
    assert part.runs.crossings == 1
    assert part.signals == (Signal.CROSSINGS,)
    assert not any(mark.shift for mark in part.marks)


def test_fewer_than_ten_useful_points_are_not_judged() -> None:
    ten = run_chart(series(1, 1, 1, 1, 1, 9, 9, 9, 9, 9)).parts[0]
    assert (ten.centre, ten.runs.useful, ten.runs.crossings) == (5, 10, 1)
    assert ten.signals == (Signal.CROSSINGS,)
    nine = run_chart(series(1, 1, 1, 1, 1, 5, 5, 9, 9, 9, 9)).parts[0]
    assert (nine.centre, nine.runs.useful, nine.runs.crossings) == (5, 9, 1)
    assert nine.runs.crossings_demanded == 2
    assert not nine.runs.judged
    assert nine.signals == ()


def test_a_median_at_the_end_of_the_scale_divides_nothing() -> None:
    part = run_chart(series(*[0, 0, 3] * 12, 0)).parts[0]
    assert (part.centre, part.runs.useful, part.runs.longest) == (0, 12, 12)
    assert part.runs.longest_allowed == 7
    assert part.signals == ()


def test_moving_ranges_have_no_run_signals_for_neighbours_share_a_point() -> None:
    values = series(*[0, 1] * 10, *[0, 9] * 10)
    assert mr_chart(values).parts[0].runs.longest > longest_allowed(39)
    assert Signal.SHIFT not in mr_chart(values).signals
    assert not mr_chart(values).parts[0].runs.judged


def test_runs_are_counted_over_the_whole_phase_also_when_lines_are_frozen() -> None:
    part = i_chart(series(*[4, 6] * 6, *[7] * 12), Phasing(freeze=12)).parts[0]
    assert part.centre == 5
    assert (part.runs.useful, part.runs.longest) == (24, 13)
    assert part.runs.shift


@given(st.lists(st.sampled_from([-1, 0, 1]), max_size=60))
def test_runs_and_crossings_agree(sides: list[int]) -> None:
    runs = count_runs(sides)
    useful = [where for where in sides if where]
    assert runs.useful == len(useful)
    assert runs.crossings == sum(a != b for a, b in pairwise(useful))
    assert runs.longest <= runs.useful <= runs.longest * (runs.crossings + 1)
    assert all(sides[index] for index in runs.members)
