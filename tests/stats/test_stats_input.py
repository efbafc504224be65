"""Input that a chart cannot take, and what it makes of very little."""

from collections.abc import Callable

import pytest

from kvalitet.stats import charts
from kvalitet.stats.chart import Chart, ChartKind
from kvalitet.stats.charts import draw
from kvalitet.stats.points import Phasing, Point
from kvalitet.stats.sampling import overdispersed

Draw = Callable[[list[Point]], Chart]


@pytest.mark.parametrize(
    ("function", "point", "fault"),
    [
        (charts.p_chart, Point("2026-03", 3, 0), "2026-03: the denominator is 0"),
        (charts.p_chart, Point("2026-03", 3), "2026-03: the denominator is None"),
        (charts.p_chart, Point("2026-03", 5, 4), "2026-03: the numerator 5 is over the denominator 4"),
        (charts.p_prime_chart, Point("2026-03", 5, 4), "2026-03: the numerator 5 is over the denominator 4"),
        (charts.u_chart, Point("2026-03", 5, -4), "2026-03: the denominator is -4"),
        (charts.u_chart, Point("2026-03", 5, float("inf")), "2026-03: the denominator is inf"),
        (charts.u_prime_chart, Point("2026-03", -1, 4), "2026-03: -1 is not a count"),
        (charts.c_chart, Point("2026-03", 2.5), "2026-03: 2.5 is not a count"),
        (charts.g_chart, Point("2026-03", -2), "2026-03: -2 is not a count"),
        (charts.t_chart, Point("2026-03", 0), "2026-03: a t chart takes times over zero"),
        (charts.t_chart, Point("2026-03", -1), "2026-03: a t chart takes times over zero"),
        (charts.i_chart, Point("2026-03", float("nan")), "2026-03: nan is not a number"),
        (charts.run_chart, Point("2026-03", float("inf")), "2026-03: inf is not a number"),
    ],
)
def test_wrong_input_is_named_with_its_point(function: Draw, point: Point, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        function([Point("2026-02", None), point])


def test_values_with_and_without_denominators_do_not_mix() -> None:
    with pytest.raises(ValueError, match="b: the denominator is None"):
        charts.run_chart([Point("a", 1, 2), Point("b", 1)])


@pytest.mark.parametrize(
    ("phasing", "fault"),
    [
        (Phasing(breaks=(0,)), "no phase can begin at 0"),
        (Phasing(breaks=(4,)), "no phase can begin at 4"),
        (Phasing(exclude=(4,)), "no point 4"),
        (Phasing(exclude=(-1,)), "no point -1"),
        (Phasing(freeze=1), "frozen on 1"),
        (Phasing(freeze=5), "frozen on 5"),
        (Phasing(breaks=(2,), freeze=3), "frozen on 3"),
    ],
)
def test_a_phasing_outside_the_series_is_refused(phasing: Phasing, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        charts.run_chart([Point("a", 1), Point("b", 2), Point("c", 3), Point("d", 4)], phasing)


@pytest.mark.parametrize("kind", list(ChartKind))
def test_an_empty_series_has_no_parts(kind: ChartKind) -> None:
    chart = draw(kind, [])
    assert (chart.kind, chart.parts, chart.marks, chart.signals) == (kind, (), (), ())


@pytest.mark.parametrize("kind", list(ChartKind))
def test_one_value_has_no_lines_and_no_signal(kind: ChartKind) -> None:
    chart = draw(kind, [Point("a", 3, 9), Point("b", None, 0)])
    assert [(mark.centre, mark.lower, mark.upper) for mark in chart.marks] == [(None, None, None)] * 2
    assert chart.parts[0].centre is None
    assert chart.signals == ()


def test_values_that_are_never_neighbours_have_a_centre_but_no_limits() -> None:
    chart = charts.i_chart([Point("a", 3), Point("b", None), Point("c", 5)])
    assert [(mark.y, mark.centre, mark.lower, mark.upper) for mark in chart.marks] == [
        (3, 4, None, None),
        (None, 4, None, None),
        (5, 4, None, None),
    ]


def test_a_gap_gives_no_moving_range_on_either_side() -> None:
    chart = charts.mr_chart([Point(str(y), y) for y in (1, 4, None, 9, 11)])
    assert [mark.y for mark in chart.marks] == [None, 3, None, None, 2]
    assert chart.parts[0].centre == 2.5


def test_the_moving_range_passes_over_an_excluded_point() -> None:
    points = [Point(str(y), y) for y in (1, 4, 100, 9, 11)]
    ranges = charts.mr_chart(points, Phasing(exclude=(2,)))
    assert [mark.y for mark in ranges.marks] == [None, 3, None, 5, 2]
    single = charts.i_chart(points, Phasing(exclude=(2,)))
    assert single.parts[0].centre == 6.25
    assert single.marks[0].upper == pytest.approx(6.25 + 3 * (10 / 3) / 1.128)


def test_an_excluded_point_is_still_held_against_the_limits() -> None:
    part = charts.c_chart([Point(str(y), y) for y in (4, 5, 3, 40, 4, 4)], Phasing(exclude=(3,))).parts[0]
    assert part.centre == 4
    assert part.beyond == (3,)
    assert part.marks[3].excluded


def test_points_outside_the_limits_are_named_by_their_place_in_the_whole_series() -> None:
    quiet = [4, 5, 3, 4, 4, 5, 3]
    points = [Point(str(i), y) for i, y in enumerate([*quiet, *quiet, 40, *quiet])]
    chart = charts.c_chart(points, Phasing(breaks=(7,)))
    assert [part.beyond for part in chart.parts] == [(), (14,)]


def test_limits_without_width_are_none() -> None:
    frozen = charts.c_chart([Point("a", 0)] * 12 + [Point("b", 1)], Phasing(freeze=12))
    assert (frozen.parts[0].centre, frozen.marks[-1].upper) == (0, None)
    assert frozen.signals == ()


def test_a_gap_has_limits_where_its_denominator_is_known() -> None:
    chart = charts.u_chart([Point("a", 4, 4), Point("b", 12, 12), Point("c", None, 9), Point("d", None)])
    assert [(mark.centre, mark.lower, mark.upper) for mark in chart.marks[2:]] == [(1, 0, 2), (1, None, None)]


@pytest.mark.parametrize("function", [charts.u_prime_chart, charts.p_prime_chart])
def test_a_prime_chart_of_nothing_at_all_has_a_centre_but_no_limits(function: Draw) -> None:
    chart = function([Point("a", 0, 40), Point("b", 0, 50), Point("c", 0, 60)])
    assert [(mark.centre, mark.lower, mark.upper) for mark in chart.marks] == [(0, None, None)] * 3


def test_overdispersion_takes_two_points() -> None:
    with pytest.raises(ValueError, match="1 points have no moving range"):
        overdispersed(2.0, 1)
