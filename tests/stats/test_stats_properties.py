"""What holds for any series."""

from itertools import chain
from math import isclose, isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.stats import charts
from kvalitet.stats.chart import ChartKind
from kvalitet.stats.charts import draw
from kvalitet.stats.points import Phasing, Point

VALUES = st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda value: round(value, 3))
COUNTS = st.integers(0, 200)
MEASURED = st.lists(VALUES, min_size=2, max_size=30)


@st.composite
def over(draw_: st.DrawFn, *, share: bool = False) -> Point:
    n = draw_(st.integers(1, 5000))
    y = draw_(st.none() | st.integers(0, n if share else 300))
    return Point("p", y, n)


SERIES: dict[ChartKind, st.SearchStrategy[list[Point]]] = {
    ChartKind.RUN: st.lists(st.builds(Point, st.just("p"), st.none() | VALUES), max_size=30),
    ChartKind.I: st.lists(st.builds(Point, st.just("p"), st.none() | VALUES), max_size=30),
    ChartKind.MR: st.lists(st.builds(Point, st.just("p"), st.none() | VALUES), max_size=30),
    ChartKind.C: st.lists(st.builds(Point, st.just("p"), st.none() | COUNTS), max_size=30),
    ChartKind.U: st.lists(over(), max_size=30),
    ChartKind.U_PRIME: st.lists(over(), max_size=30),
    ChartKind.P: st.lists(over(share=True), max_size=30),
    ChartKind.P_PRIME: st.lists(over(share=True), max_size=30),
    ChartKind.G: st.lists(st.builds(Point, st.just("p"), st.none() | COUNTS), max_size=30),
    ChartKind.T: st.lists(st.builds(Point, st.just("p"), st.none() | st.floats(0.001, 1e4)), max_size=30),
}
FLOORS: dict[ChartKind, float] = {kind: 0.0 for kind in ChartKind if kind not in {ChartKind.RUN, ChartKind.I}}
CEILINGS: dict[ChartKind, float] = {ChartKind.P: 1.0, ChartKind.P_PRIME: 1.0}


@st.composite
def phased(draw_: st.DrawFn, kind: ChartKind) -> tuple[list[Point], Phasing]:
    points = draw_(SERIES[kind])
    indices = st.integers(0, len(points) - 1) if points else st.nothing()
    exclude = draw_(st.sets(indices, max_size=4)) if points else set()
    breaks = draw_(st.sets(indices.filter(bool), max_size=2)) if len(points) > 1 else set()
    first = min(breaks, default=len(points))
    freeze = draw_(st.none() | st.integers(2, first)) if first >= 2 else None
    return points, Phasing(breaks=frozenset(breaks), freeze=freeze, exclude=frozenset(exclude))


@pytest.mark.parametrize("kind", list(ChartKind))
@given(data=st.data())
@settings(max_examples=25)
def test_every_number_is_finite_and_every_limit_in_bounds(kind: ChartKind, data: st.DataObject) -> None:
    points, phasing = data.draw(phased(kind))
    chart = draw(kind, points, phasing)
    assert [mark.label for mark in chart.marks] == [point.label for point in points]
    for mark in chart.marks:
        assert all(isfinite(number) for number in (mark.y, mark.centre, mark.lower, mark.upper) if number is not None)
        assert (mark.lower is None) == (mark.upper is None)
        if mark.lower is not None and mark.upper is not None:
            assert FLOORS.get(kind, -float("inf")) <= mark.lower < mark.upper <= CEILINGS.get(kind, float("inf"))
            assert mark.centre is not None


@pytest.mark.parametrize("kind", list(ChartKind))
@given(data=st.data())
@settings(max_examples=12)
def test_what_an_excluded_point_says_moves_no_line_and_no_run(kind: ChartKind, data: st.DataObject) -> None:
    points, phasing = data.draw(phased(kind))
    there = [i for i in phasing.exclude if points[i].y is not None]
    for i in there:
        points[i] = Point("p", 1, 1 if points[i].n is not None else None)
    before = draw(kind, points, phasing)
    for i in there:
        points[i] = Point("p", 77, 100 if points[i].n is not None else None)
    after = draw(kind, points, phasing)
    assert [part.centre for part in before.parts] == [part.centre for part in after.parts]
    assert [part.runs.useful for part in before.parts] == [part.runs.useful for part in after.parts]


@given(MEASURED, st.sampled_from([0.125, 0.5, 2.0, 1024.0]))
@settings(max_examples=25)
def test_scaling_the_values_scales_the_lines_of_an_i_chart(values: list[float], factor: float) -> None:
    plain = charts.i_chart(Point("p", y) for y in values)
    scaled = charts.i_chart(Point("p", y * factor) for y in values)
    assert scaled.marks == plain.scaled(factor).marks
    assert scaled.signals == plain.signals


@pytest.mark.parametrize("kind", list(ChartKind))
@given(y=st.integers(1, 50), length=st.integers(0, 40), parts=st.integers(1, 7))
@settings(max_examples=12)
def test_a_constant_series_has_no_run_signal_and_no_point_outside(
    kind: ChartKind, y: int, length: int, parts: int
) -> None:
    based = kind in {ChartKind.U, ChartKind.P, ChartKind.U_PRIME, ChartKind.P_PRIME}
    value = y / parts if kind in {ChartKind.RUN, ChartKind.I, ChartKind.MR, ChartKind.T} else y
    chart = draw(kind, [Point("p", value, 60 if based else None)] * length)
    assert chart.signals == ()


@given(st.integers(1, 9), st.lists(st.integers(1, 400), min_size=12, max_size=40))
@settings(max_examples=25)
def test_the_same_share_of_different_denominators_is_no_pattern(part: int, sizes: list[int]) -> None:
    points = [Point("p", part * size, 10 * size) for size in sizes]
    for kind in (ChartKind.U, ChartKind.P, ChartKind.U_PRIME, ChartKind.P_PRIME, ChartKind.RUN):
        assert draw(kind, points).signals == ()


@pytest.mark.parametrize("kind", list(ChartKind))
@given(data=st.data())
@settings(max_examples=12)
def test_phases_know_nothing_of_each_other(kind: ChartKind, data: st.DataObject) -> None:
    some = st.lists(SERIES[kind], min_size=2, max_size=3)
    phases = [phase for phase in data.draw(some) if phase]
    order = data.draw(st.permutations(range(len(phases))))

    def parts(rows: list[list[Point]]) -> list[tuple[object, ...]]:
        starts = [sum(map(len, rows[:i])) for i in range(1, len(rows))]
        chart = draw(kind, list(chain.from_iterable(rows)), Phasing(breaks=starts))
        return [(part.marks, part.centre, part.baseline, part.runs) for part in chart.parts]

    plain = parts(phases)
    assert plain == [one for phase in phases for one in parts([phase])]
    assert parts([phases[i] for i in order]) == [plain[i] for i in order]


@pytest.mark.parametrize("kind", list(ChartKind))
@given(data=st.data())
@settings(max_examples=12)
def test_gaps_at_either_end_change_nothing(kind: ChartKind, data: st.DataObject) -> None:
    points = data.draw(SERIES[kind].filter(bool))
    gap = Point("gap", None)
    plain, wider = draw(kind, points).parts[0], draw(kind, [gap, *points, gap, gap]).parts[0]
    assert wider.marks[1:-2] == plain.marks
    assert wider.centre == plain.centre
    assert wider.runs.useful == plain.runs.useful
    assert [mark.y for mark in (wider.marks[0], wider.marks[-1])] == [None, None]


@pytest.mark.parametrize("kind", [ChartKind.RUN, ChartKind.C, ChartKind.U, ChartKind.P, ChartKind.G])
@given(data=st.data())
@settings(max_examples=12)
def test_a_gap_never_counts_as_zero_wherever_it_stands(kind: ChartKind, data: st.DataObject) -> None:
    points = data.draw(SERIES[kind])
    dense = draw(kind, [point for point in points if point.y is not None])
    sparse = draw(kind, points)
    assert [mark for mark in sparse.marks if mark.y is not None] == list(dense.marks)


@given(st.lists(VALUES, min_size=3, max_size=20))
@settings(max_examples=25)
def test_the_centre_of_the_moving_ranges_gives_the_limits_of_the_i_chart(values: list[float]) -> None:
    points = [Point("p", y) for y in values]
    for screened in (False, True):
        single = charts.i_chart(points, screened=screened).marks[0]
        ranges = charts.mr_chart(points, screened=screened).parts[0]
        if single.upper is not None and single.centre is not None:
            assert ranges.centre is not None
            assert isclose(single.upper - single.centre, 3 * ranges.centre / 1.128, rel_tol=1e-6, abs_tol=1e-6)


def test_a_chart_per_thousand_has_its_values_and_lines_multiplied() -> None:
    points = [Point("p", y, n) for y, n in ((4, 1000), (6, 1000), (2, 1000), (4, 1000))]
    chart = charts.u_chart(points).scaled(1000)
    first = chart.marks[0]
    assert [mark.y for mark in chart.marks] == pytest.approx([4, 6, 2, 4])
    assert (first.centre, first.lower, first.upper) == pytest.approx((4, 0, 10))
    assert chart.parts[0].centre == pytest.approx(4)
    assert first.n == 1000
    with pytest.raises(ValueError, match="scaled by 0"):
        chart.scaled(0)
