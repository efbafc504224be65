"""The evidence of a chart: always a probability, told by the strangest, and never by one measured value alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.stats.chart import ChartKind, Signal
from kvalitet.stats.charts import c_chart, draw, i_chart, p_chart
from kvalitet.stats.evidence import weigh
from kvalitet.stats.points import Phasing, Point

KINDS = [kind for kind in ChartKind if kind is not ChartKind.MR]


def counts(*values: float) -> tuple[Point, ...]:
    return tuple(Point(str(index), value) for index, value in enumerate(values))


@st.composite
def series(made: st.DrawFn) -> tuple[Point, ...]:
    sizes = made(st.lists(st.integers(1, 400), min_size=1, max_size=40))
    return tuple(
        Point(str(index), None if made(st.integers(0, 9)) == 0 else made(st.integers(1, n)), n)
        for index, n in enumerate(sizes)
    )


@given(series(), st.sampled_from(KINDS), st.integers(0, 20))
def test_evidence_is_a_probability_and_points_are_of_the_series(
    points: tuple[Point, ...], kind: ChartKind, phase: int
) -> None:
    phasing = Phasing(breaks=[phase] if 0 < phase < len(points) else ())
    chart = draw(kind, points, phasing)
    found = weigh(chart, points)
    assert 0 <= found.chance <= 1
    assert 0 <= found.alarm <= 1
    assert all(0 <= index < len(points) for index in found.points)
    assert bool(found.points) is any(part.signals and part.runs.judged for part in chart.parts)


@pytest.mark.parametrize("kind", KINDS)
def test_points_that_are_all_alike_tell_nothing(kind: ChartKind) -> None:
    points = tuple(Point(str(index), 5, 20) for index in range(20))
    found = weigh(draw(kind, points), points)
    assert (found.chance, found.points) == (1, ())


@pytest.mark.parametrize("rising", [True, False])
def test_a_change_so_strong_that_chance_is_nearly_nothing_begins_where_it_began(rising: bool) -> None:  # noqa: FBT001  # a case
    low, high = [(70, 72)[n % 2] for n in range(12)], [(90, 92)[n % 2] for n in range(22)]
    values = [*low, *high] if rising else [*high[:12], *low, *low[:10]]
    points = tuple(Point(str(index), value, 100) for index, value in enumerate(values))
    found = weigh(p_chart(points), points)
    assert found.rising is rising
    assert found.points[0] == 12


def test_shares_of_what_is_not_whole_are_weighed_by_their_order_alone() -> None:
    """No distribution tells how many of 40.5 there are by chance."""
    values = [(20, 22)[n % 2] for n in range(12)] + [(30, 32)[n % 2] for n in range(12)]
    points = tuple(Point(str(index), value, 40.5) for index, value in enumerate(values))
    found = weigh(p_chart(points), points)
    assert found.points == tuple(range(12, 24))
    assert found.rising
    assert 0 < found.chance < 0.01
    assert 0 < found.alarm < 1


def test_a_rise_and_the_same_as_a_fall_are_as_improbable() -> None:
    rise = (4, 5, 3, 4, 4, 5, 3, 4, 5, 3, 9, 11, 8, 10, 9, 12, 10, 9)
    up, down = (weigh(c_chart(counts(*row)), counts(*row)) for row in (rise, rise[::-1]))
    assert up.rising
    assert not down.rising
    assert up.points == tuple(range(10, 18))
    assert down.points == tuple(range(8, 18))
    assert up.chance == pytest.approx(down.chance, rel=0.2)
    assert up.chance < 0.0001


def test_the_stronger_the_change_the_less_probable() -> None:
    rows = [counts(*[4, 3, 5] * 5, *[high] * 8) for high in (6, 9, 12, 15)]
    found = [weigh(c_chart(points), points).chance for points in rows]
    assert all(later <= earlier for earlier, later in pairwise(found))
    assert found[-1] < found[0] / 1000


def test_a_count_far_out_is_strange_and_a_measured_value_is_not() -> None:
    points = counts(3, 4, 2, 5, 3, 4, 3, 19, 4, 3, 5, 2, 4, 3)
    counted, measured = c_chart(points), i_chart(points)
    assert counted.signals == measured.signals == (Signal.BEYOND,)
    assert weigh(counted, points).chance < 0.001
    assert weigh(measured, points).chance == 1
    assert weigh(counted, points).points == weigh(measured, points).points == (7,)


def test_counts_that_vary_much_from_one_to_the_next_make_one_far_out_less_strange() -> None:
    calm = counts(30, 31, 29, 32, 30, 28, 31, 70, 30, 29, 31, 30, 32, 29)
    wild = counts(45, 16, 44, 17, 43, 15, 46, 58, 16, 44, 15, 43, 17, 45)
    assert weigh(c_chart(calm), calm).chance < 0.01
    assert Signal.BEYOND in c_chart(wild).signals
    assert weigh(c_chart(wild), wild).chance > 0.05


def test_each_phase_is_a_try_of_its_own() -> None:
    row = (4, 5, 3, 4, 4, 5, 3, 4, 5, 3, 9, 11, 8, 10, 9, 12, 10, 9)
    points = tuple(Point(str(index), y, 40) for index, y in enumerate(row * 2))
    whole = weigh(p_chart(points[:18]), points[:18])
    parted = weigh(p_chart(points, Phasing(breaks=[18])), points)
    assert parted.chance == pytest.approx(2 * whole.chance)
    assert parted.alarm == pytest.approx(1 - (1 - whole.alarm) ** 2)
