"""Whatever the numbers and the words are, a chart is well formed and inside its bounds."""

from math import isfinite

from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.charts.control import ControlChart, control_chart
from kvalitet.charts.pareto import Pareto, pareto
from kvalitet.charts.plot import Event
from kvalitet.charts.process_map import ProcessMap, process_map
from kvalitet.charts.process_tree import Process, ProcessKind
from kvalitet.charts.risk_matrix import Band, RiskMatrix, Step, risk_matrix
from kvalitet.charts.target import Target
from kvalitet.charts.trend import Compared, Trend, trend
from kvalitet.charts.year_entries import Done, Entered
from kvalitet.charts.year_wheel import YearWheel, year_wheel
from kvalitet.model.diagram import Diagram
from kvalitet.stats import charts
from kvalitet.stats.points import Phasing, Point
from tests.charts.drawn import corners, every, parsed, size

WORDS = st.text(st.characters(), max_size=60)
NAMES = WORDS.filter(str.strip)
MEASURED = st.none() | st.floats(-1e9, 1e9) | st.integers(-100, 100)
TARGETS = st.none() | st.builds(Target, st.floats(-1e6, 1e6), st.none() | st.booleans())


def events(length: int, first: int = 0) -> st.SearchStrategy[tuple[Event, ...]]:
    if length <= first:
        return st.just(())
    return st.lists(st.builds(Event, st.integers(first, length - 1), WORDS), max_size=5).map(tuple)


@st.composite
def controls(draw: st.DrawFn) -> Diagram:
    values = draw(st.lists(MEASURED, max_size=30))
    points = [Point(draw(WORDS), value) for value in values]
    breaks = draw(events(len(values), 1))
    exclude = draw(st.sets(st.integers(0, len(values) - 1), max_size=3)) if values else set()
    function = draw(st.sampled_from([charts.run_chart, charts.i_chart, charts.mr_chart]))
    chart = function(points, Phasing(breaks=frozenset(event.at for event in breaks), exclude=frozenset(exclude)))
    diagram = control_chart(
        ControlChart(
            key=draw(WORDS), title=draw(WORDS), unit=draw(WORDS), chart=chart,
            breaks=breaks, changes=draw(events(len(values))), target=draw(TARGETS),
        )
    )  # fmt: skip
    root = parsed(diagram.svg)
    marked = [mark for group in every(root, "g") if group.attrib.get("class") == "varden" for mark in group]
    assert len(marked) == sum(mark.y is not None for mark in chart.marks)
    return diagram


@st.composite
def trends(draw: st.DrawFn) -> Diagram:
    length = draw(st.integers(0, 20))
    series = st.lists(MEASURED, min_size=length, max_size=length).map(tuple)
    return trend(
        Trend(
            key=draw(WORDS), title=draw(WORDS), unit=draw(WORDS), name=draw(WORDS),
            periods=tuple(draw(WORDS) for _ in range(length)), values=draw(series),
            compared=tuple(draw(st.lists(st.builds(Compared, WORDS, series), max_size=3))),
            target=draw(TARGETS), breaks=draw(events(length)), changes=draw(events(length)),
        )
    )  # fmt: skip


@st.composite
def paretos(draw: st.DrawFn) -> Diagram:
    counts = draw(st.lists(st.tuples(WORDS, st.integers(0, 10**12)), max_size=45))
    most = draw(st.none() | st.integers(1, 10))
    return pareto(Pareto(key=draw(WORDS), title=draw(WORDS), noun=draw(WORDS), counts=tuple(counts), most=most))


@st.composite
def matrices(draw: st.DrawFn) -> Diagram:
    up, along = draw(st.integers(1, 10)), draw(st.integers(1, 10))
    counts = st.dictionaries(st.tuples(st.integers(1, up), st.integers(1, along)), st.integers(0, 10**6), max_size=8)
    bands = [Band(low, low + 9, draw(WORDS)) for low in range(1, up * along + 1, 10)]
    return risk_matrix(
        RiskMatrix(
            key=draw(WORDS), title=draw(WORDS), bands=tuple(bands),
            likelihood=tuple(Step(value, draw(WORDS)) for value in range(1, up + 1)),
            consequence=tuple(Step(value, draw(WORDS)) for value in range(1, along + 1)),
            before=draw(counts), after=draw(st.none() | counts),
        )
    )  # fmt: skip


@st.composite
def maps(draw: st.DrawFn) -> Diagram:
    ids = [f"P{n}" for n in range(draw(st.integers(0, 14)))]
    parent, kind = st.none() | st.sampled_from([*ids, "P99"]), st.sampled_from(ProcessKind)
    nodes = [Process(id=i, name=draw(NAMES), kind=draw(kind), parent=draw(parent), state=draw(WORDS)) for i in ids]
    diagram = process_map(ProcessMap(key=draw(WORDS), title=draw(WORDS), processes=tuple(nodes)))
    assert len(diagram.rows) == len(nodes)
    return diagram


@st.composite
def wheels(draw: st.DrawFn) -> Diagram:
    entries = draw(st.lists(st.builds(Entered, st.integers(1, 12), WORDS, st.sampled_from(Done)), max_size=60))
    return year_wheel(YearWheel(key=draw(WORDS), title=draw(WORDS), entries=tuple(entries)))


@given(st.one_of(controls(), trends(), paretos(), matrices(), maps(), wheels()))
@settings(max_examples=120, deadline=None)
def test_any_chart_is_well_formed_and_inside_its_bounds(diagram: Diagram) -> None:
    root = parsed(diagram.svg)
    width, height = size(root)
    assert "nan" not in diagram.description
    for element in root.iter():
        for x, y in corners(element):
            assert isfinite(x)
            assert isfinite(y)
            assert 0 <= x <= width
            assert 0 <= y <= height
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(set(ids)) == 3
    assert all(len(row) == len(diagram.headings) for row in diagram.rows)
    diagram.svg.encode()
    diagram.description.encode()
