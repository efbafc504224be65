"""On a limit and just beside it, and what is left out: each from its source, counted by another way."""

from math import comb, exp, pi, sqrt
from statistics import NormalDist

import pytest

from kvalitet.stats.anhoj import count_runs
from kvalitet.stats.arrangements import Sides, chance_of_alarm
from kvalitet.stats.chart import ChartKind
from kvalitet.stats.charts import c_chart, draw, run_chart
from kvalitet.stats.choose import Measure, choose
from kvalitet.stats.evidence import weigh
from kvalitet.stats.null import Null, null_of
from kvalitet.stats.points import Phasing, Point, numbers
from kvalitet.stats.ranges import mean_range
from kvalitet.stats.sampling import binomial, sigma_z
from kvalitet.stats.shift import strongest


def series(*values: float | None) -> tuple[Point, ...]:
    return tuple(Point(str(index), value) for index, value in enumerate(values))


@pytest.mark.parametrize(("longest", "members"), [(7, set[int]()), (8, set(range(8)))])
def test_a_run_as_long_as_allowed_marks_no_points(longest: int, members: set[int]) -> None:
    """Twenty points allow a run of seven (Anhøj and Olesen 2014)."""
    sides = [1] * longest + [-1 if index % 2 else 1 for index in range(1, 21 - longest)]
    runs = count_runs(sides)
    assert (runs.longest_allowed, runs.longest) == (7, longest)
    assert set(runs.members) == members


def test_a_value_that_only_rounding_parts_from_the_line_lies_on_it() -> None:
    """0.1 + 0.2 and 0.3 are one number; that another point is 0 makes no difference."""
    (part,) = run_chart(series(0, 0.1 + 0.2, 0.3, 1)).parts
    assert part.runs.useful == 2
    (level,) = run_chart(series(*[0] * 12)).parts
    assert level.runs.useful == 0


def test_ten_periods_are_enough_to_call_events_rare_and_what_is_excluded_is_not_asked() -> None:
    rare = [Point(str(index), y) for index, y in enumerate((0, 0, 1, 0, 0, 2, 0, 0, 1, 0))]
    seen = Phasing()
    assert "har 0" in choose(Measure.COUNT, rare, seen).why
    assert "har 0" not in choose(Measure.COUNT, rare[:9], seen).why
    common = [Point(str(index), y) for index, y in enumerate((3, 2, 4, 3, 2, 3, 4, 2, 3, 4, *[0] * 12))]
    assert "har 0" in choose(Measure.COUNT, common, seen).why
    assert "har 0" not in choose(Measure.COUNT, common, Phasing(exclude=range(10, 22))).why


@pytest.mark.parametrize("kind", [ChartKind.RUN, ChartKind.C])
def test_a_gap_and_an_excluded_point_weigh_nothing(kind: ChartKind) -> None:
    low, high = (3, 5, 4, 2, 5, 3, 4, 2, 4, 3), (9, 11, 8, 10, 12, 9, 11, 8, 10, 9)
    plain = series(*low, *high)
    gap, odd = series(*low, None, *high), series(*low, 40, *high)
    alone = weigh(draw(kind, plain), plain)
    assert alone.chance < 0.01
    for points, phasing in ((gap, Phasing()), (odd, Phasing(exclude=(10,)))):
        found = weigh(draw(kind, points, phasing), points)
        assert (found.chance, found.alarm) == pytest.approx((alone.chance, alone.alarm))


def test_a_false_alarm_is_as_likely_as_the_sides_of_the_own_line_make_it() -> None:
    points = series(*[10, 20] * 10)
    alarm = weigh(run_chart(points), points).alarm
    assert alarm == pytest.approx(float(chance_of_alarm(Sides(10, 10))))


def counted(*values: float) -> Null:
    points = series(*values)
    (part,) = c_chart(points).parts
    return null_of(ChartKind.C, part.marks, points)


def test_only_a_point_outside_the_limits_is_asked_how_far_out_it_is() -> None:
    assert counted(2, 3, 2, 4, 3, 2, 3, 8, 2, 3).furthest() == 1
    # of 38 events each falls with one chance in ten on the last of ten days; either side, and any of the ten
    far = sum(comb(38, k) * 0.1**k * 0.9 ** (38 - k) for k in range(20, 39))
    assert counted(*[2] * 9, 20).furthest() == pytest.approx(10 * 2 * far, rel=1e-6)


def test_times_between_events_vary_as_their_spread_says_though_some_are_none() -> None:
    """The standard deviation of 0, 0, 30, 30 is 2/√3 times their mean; that of exponential times is 1."""
    points = series(0, 0, 30, 30)
    (part,) = draw(ChartKind.G, points).parts
    assert null_of(ChartKind.G, part.marks, points).spread == pytest.approx(2 / sqrt(3))


def test_a_gap_with_a_denominator_asks_nothing_of_the_measured_values() -> None:
    assert numbers([Point("a", 4), Point("b", None, 5)]) == (4, None)


def test_a_range_of_just_so_many_times_the_mean_is_screened() -> None:
    """Nelson 1982: 3.267 times the mean or more."""
    assert mean_range([3267, 433, 433, 433, 434], screened=True) == pytest.approx(433.25)


@pytest.mark.parametrize("counts", [0, 10])
def test_where_nothing_or_everything_is_counted_chance_has_no_spread(counts: int) -> None:
    assert binomial(counts / 10, 10) == 0
    assert sigma_z([Point(str(index), counts, 10) for index in range(12)], binomial) is None


def test_a_share_near_nothing_has_a_spread_of_its_own() -> None:
    assert binomial(0.005, 199) == pytest.approx(0.005)


@pytest.mark.parametrize("apart", [2.5, 3.0, 3.5])
def test_a_change_at_either_of_two_places_is_as_likely_as_two_correlated_distances(apart: float) -> None:
    """After 10 and after 11 of 21 points the distances have the correlation √(10 · 10 / (11 · 11)); counted out."""
    found = strongest({10: apart, 11: 0.0}, 21)
    assert found is not None
    normal, rho, step = NormalDist(), 10 / 11, 0.001
    within, left = 0.0, sqrt(1 - rho**2)
    for index in range(int(2 * apart / step)):
        x = -apart + (index + 0.5) * step
        inside = normal.cdf((apart - rho * x) / left) - normal.cdf((-apart - rho * x) / left)
        within += exp(-(x**2) / 2) / sqrt(2 * pi) * inside * step
    assert found.chance == pytest.approx(1 - within, rel=0.05)
