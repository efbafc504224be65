"""Run charts, control charts and trends: where things are drawn, and what is said of them."""

from collections.abc import Callable
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest

from kvalitet.charts.plot import Event, runs, spread
from kvalitet.charts.target import Target
from kvalitet.charts.wording import latest_of
from kvalitet.model.diagram import Diagram
from kvalitet.stats.chart import ChartKind
from kvalitet.stats.points import Phasing
from tests.charts.drawn import corners, every, pairs, parsed, path_places, texts
from tests.charts.samples import control, falls, hygiene, line, waiting


def ticks(root: Element) -> list[tuple[float, float]]:
    """The numbers along the axis with the heights of their lines."""
    lines = {float(line.attrib["y1"]) for line in every(root, "line") if line.attrib["y1"] == line.attrib["y2"]}
    found = []
    for text in every(root, "text"):
        y = float(text.attrib["y"]) - 4
        if text.attrib.get("text-anchor") == "end" and y in lines:
            found.append((float((text.text or "").replace(",", ".").replace("−", "-")), y))
    return sorted(found)


def height(root: Element, value: float) -> float:
    """Where a value is to be drawn, from the lowest tick and the highest."""
    (low, bottom), *_, (high, top) = ticks(root)
    return bottom + (value - low) / (high - low) * (top - bottom)


def marks(root: Element) -> list[Element]:
    return [mark for group in every(root, "g") if group.attrib.get("class") == "varden" for mark in group]


def dashed(root: Element, name: str, dashes: str) -> list[Element]:
    return [element for element in every(root, name) if element.attrib.get("stroke-dasharray") == dashes]


LIMITS, TARGET, GAP = "6 4", "10 3 2 3", "1 3"


def test_limits_centre_and_values_are_where_a_calculation_by_hand_puts_them() -> None:
    # mean 6; 6 + 3 √6 = 13.348, and 6 − 3 √6 is under 0
    root = parsed(control([4, 9, 5, 6], ChartKind.C).svg)
    assert [value for value, _ in ticks(root)] == [0, 5, 10, 15]
    lower, upper, centre = (list(path_places(path.attrib["d"])) for path in every(root, "path"))
    assert [y for _, y in upper] == pytest.approx([height(root, 13.348)] * 2, abs=0.06)
    assert [y for _, y in lower] == pytest.approx([height(root, 0)] * 2, abs=0.06)
    assert [y for _, y in centre] == pytest.approx([height(root, 6)] * 2, abs=0.06)
    (values,) = every(root, "polyline")
    assert [y for _, y in pairs(values.attrib["points"])] == pytest.approx(
        [height(root, v) for v in (4, 9, 5, 6)], abs=0.06
    )
    xs = [x for x, _ in pairs(values.attrib["points"])]
    assert xs[1] - xs[0] == pytest.approx(xs[2] - xs[1], abs=0.11) == pytest.approx(xs[3] - xs[2], abs=0.11)
    assert {"ÖSG 13,3", "USG 0", "Medel 6"} <= set(texts(root))


def test_limits_that_depend_on_the_denominator_are_steps_and_a_run_chart_has_none() -> None:
    lower, upper, *_ = (list(path_places(path.attrib["d"])) for path in dashed(parsed(falls().svg), "path", LIMITS))
    assert len({y for _, y in upper}) > 2
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(upper))
    assert lower[0][0] == upper[0][0]
    assert not dashed(parsed(waiting().svg), "path", LIMITS)


@pytest.mark.parametrize("draw", [control, line])
def test_a_gap_parts_the_line_and_has_no_mark(draw: Callable[[list[float | None]], Diagram]) -> None:
    values: list[float | None] = [1, 2, None, 3, None, None, 4, 5, 6]
    root = parsed(draw(values).svg)
    drawn = [pairs(each.attrib["points"]) for each in every(root, "polyline")]
    assert [len(each) for each in drawn] == [2, 3]
    assert len(marks(root)) == 6
    xs = [(a + b) / 2 for a, b in ((corners(mark)[0][0], corners(mark)[1][0]) for mark in marks(root))]
    pitch = xs[1] - xs[0]
    assert [round((x - xs[0]) / pitch) for x in xs] == [0, 1, 3, 6, 7, 8]
    gaps = [each for each in dashed(root, "line", GAP) if each.attrib["x1"] == each.attrib["x2"]]
    assert len(gaps) == 3
    assert "Värde saknas" in texts(root)


def test_a_gap_is_never_drawn_as_zero() -> None:
    root = parsed(control([5, None, 7, 6, None]).svg)
    floor = height(root, 0)
    assert all(y < floor - 1 for mark in marks(root) for _, y in corners(mark))


@pytest.mark.parametrize("values", [[], [3], [None], [1, None, 2], list(range(120))])
def test_there_is_a_mark_for_each_value(values: list[float | None]) -> None:
    there = sum(value is not None for value in values)
    assert len(marks(parsed(control(values).svg))) == there
    assert len(marks(parsed(line(values).svg))) == there


def test_no_line_joins_two_phases_and_each_has_its_own_level() -> None:
    diagram = control([1, 2, 1, 2, 8, 9, 8, 9], phasing=Phasing(breaks=(4,)), breaks=(Event(4, "ny rutin"),))
    root = parsed(diagram.svg)
    first, second = (pairs(each.attrib["points"]) for each in every(root, "polyline"))
    assert (len(first), len(second)) == (4, 4)
    centres = [
        list(path_places(each.attrib["d"])) for each in every(root, "path") if "stroke-dasharray" not in each.attrib
    ]
    assert [each[0][1] for each in centres] == pytest.approx([height(root, 1.5), height(root, 8.5)], abs=0.06)
    assert first[-1][0] < centres[1][0][0] < second[0][0]
    assert "Ny fas från 2024-05 (medel 8,5, i fasen före 1,5): ny rutin" in texts(root)
    assert diagram.rows[4][-1] == "ny fas: ny rutin"


def test_a_break_of_a_trend_parts_its_line_and_says_why() -> None:
    diagram = hygiene()
    root = parsed(diagram.svg)
    own = [pairs(each.attrib["points"]) for each in every(root, "polyline") if "stroke-dasharray" not in each.attrib]
    assert [len(each) for each in own] == [2, 8]
    assert "Tidsseriebrott från 2024-Q1: nytt mätprotokoll" in texts(root)
    assert diagram.rows[4][-1] == "tidsseriebrott: nytt mätprotokoll"
    assert diagram.rows[2][1:] == ("–", "75,9", "70,4", "90", "värde saknas")


def test_points_that_tell_something_have_shapes_of_their_own() -> None:
    values = [5, 6] * 6 + [60, -49] + [5, 6] * 6
    root = parsed(control(values, phasing=Phasing(exclude=(2,))).svg)
    shapes = [mark.tag.rpartition("}")[2] for mark in marks(root)]
    assert shapes == ["circle"] * 2 + ["g"] + ["circle"] * 9 + ["polygon"] * 2 + ["circle"] * 12
    assert {"Värde", "Undantaget värde", "Utanför styrgränserna"} <= set(texts(root))
    run = parsed(waiting().svg)
    assert [mark.tag.rpartition("}")[2] for mark in marks(run)] == ["circle"] * 12 + ["polygon"] * 8
    assert "Del av lång serie" in texts(run)


def test_a_change_is_numbered_on_the_chart_and_explained_under_it() -> None:
    root = parsed(control([1, 2, 3, 4], changes=(Event(2, "larmmattor"), Event(1, "utbildning"))).svg)
    written = texts(root)
    assert written.count("1") + written.count("2") >= 4
    assert "Insats 2024-02: utbildning" in written
    assert "Insats 2024-03: larmmattor" in written


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        (ChartKind.I, "Regler: Anhøj och 3 sigma."),
        (ChartKind.RUN, "Regler: Anhøj."),
        (ChartKind.MR, "Regler: 3 sigma."),
    ],
)
def test_the_rules_are_named_on_the_chart(kind: ChartKind, rules: str) -> None:
    assert any(words.endswith(rules) for words in texts(parsed(control([1, 2, 3, 2], kind).svg)))


def test_the_alt_text_says_span_level_latest_value_target_and_signals() -> None:
    assert waiting().description == (
        "Seriediagram med 20 värden, 2024-01 till 2025-08. Dagar, median per månad. Medianen är 29,5. "
        "Senaste värdet är 24 (2025-08). Målet är högst 28 och nås av det senaste värdet. "
        "Signaler: lång serie med 8 punkter i följd på samma sida, högst 7 är väntat; "
        "mittlinjen korsas 5 gånger, minst 6 är väntat."
    )
    assert control([3, None, 4]).description == (
        "I-diagram med 2 värden, 2024-01 till 2024-03. Enhet. 1 mätpunkt saknar värde. Medelvärdet är 3,5. "
        "Senaste värdet är 4 (2024-03). "
        "Serien bedöms inte: i en fas behövs minst 10 mätpunkter som inte ligger på mittlinjen."
    )
    assert control([]).description == "I-diagram utan värden. Enhet."
    assert hygiene().description == (
        "Trend med 11 värden, 2023-Q1 till 2025-Q4. Andel korrekta moment, procent. 1 period saknar värde. "
        "Region Exempel: från 71,2 till 88,6 (2025-Q4). Målet är minst 90 och nås inte av det senaste värdet. "
        "Riket: från 75,0 till 79,5 (2025-Q3). Året före: från 69,0 till 82,9 (2025-Q4). "
        "Tidsseriebrott från 2024-Q1: nytt mätprotokoll. Insats 2024-Q3: hygienombud på alla enheter."
    )


@pytest.mark.parametrize(
    ("values", "kind", "said"),
    [
        ([5, 6] * 8, ChartKind.I, "Inga signaler: variationen kan förklaras av slumpen."),
        ([5, 6] * 8, ChartKind.MR, "Inga signaler: variationen kan förklaras av slumpen."),
        (
            [4] * 12,
            ChartKind.RUN,
            "Serien bedöms inte: i en fas behövs minst 10 mätpunkter som inte ligger på mittlinjen.",
        ),
        ([5, 6] * 5 + [40, -29] + [5, 6] * 5, ChartKind.I, "Signal: utanför styrgränserna: 2024-11 och 2024-12."),
        ([1] * 12 + [9] * 12, ChartKind.RUN, "mittlinjen korsas en gång, minst 8 är väntat."),
        ([None], ChartKind.I, "I-diagram utan värden. Enhet."),
    ],
)
def test_the_verdict_is_said_in_words(values: list[float | None], kind: ChartKind, said: str) -> None:
    assert control(values, kind).description.endswith(said)


def test_a_centre_line_that_divides_nothing_is_not_judged_by() -> None:
    diagram = control([5, 5, *[6] * 12], ChartKind.RUN, phasing=Phasing(freeze=2))
    assert diagram.description.endswith("Serien bedöms inte: mittlinjen har inte punkter på båda sidor.")


def test_a_phase_too_short_to_judge_is_said_to_be() -> None:
    diagram = control([5, 6] * 8 + [5, 6], phasing=Phasing(breaks=(16,)))
    assert "Den sista fasen är för kort för att bedömas." in diagram.description


def test_a_description_with_many_events_tells_the_latest_and_counts_the_rest() -> None:
    diagram = control(range(12), changes=tuple(Event(at, f"steg {at}") for at in range(10)))
    assert "Dessutom 6 tidigare händelser. Insats 2024-07: steg 6." in diagram.description
    assert "steg 5" not in diagram.description
    assert diagram.rows[5][-1] == "insats: steg 5"


@pytest.mark.parametrize(
    ("target", "label", "reached"),
    [
        (Target(4), "Mål 4", "Målet är 4."),
        (Target(4, at_least=True), "Mål minst 4", "Målet är minst 4 och nås av det senaste värdet."),
        (Target(5, at_least=True), "Mål minst 5", "Målet är minst 5 och nås inte av det senaste värdet."),
        (Target(3, at_least=False), "Mål högst 3", "Målet är högst 3 och nås inte av det senaste värdet."),
        (Target(4, at_least=True, farthest=True), "Mål 4", "Målet är 4 och nås av det senaste värdet."),
        (Target(2.5, at_least=True), "Mål minst 2,5", "Målet är minst 2,5 och nås av det senaste värdet."),
    ],
)
def test_the_target_is_a_line_with_its_name_and_a_sentence(target: Target, label: str, reached: str) -> None:
    for diagram in (control([1, 4], target=target), line([1, 4], target=target)):
        root = parsed(diagram.svg)
        assert label in texts(root)
        assert reached in diagram.description
        (drawn, _) = dashed(root, "line", TARGET)
        assert float(drawn.attrib["y1"]) == pytest.approx(height(root, target.value), abs=0.06)


def test_the_table_of_a_control_chart_has_the_columns_that_say_something() -> None:
    assert falls().headings == ("Mätpunkt", "Värde", "Bas", "Medel", "Undre styrgräns", "Övre styrgräns", "Anmärkning")
    assert falls().rows[8] == ("2024-09", "17,0", "1\u2009822", "6,7", "0,9", "12,4", "utanför styrgränserna")
    assert waiting().headings == ("Mätpunkt", "Värde", "Median", "Anmärkning")
    assert waiting().rows[12] == ("2025-01", "27", "29,5", "del av lång serie")


def test_an_event_that_is_nowhere_on_the_chart_is_refused() -> None:
    nowhere = (Event(9, "x"),)
    with pytest.raises(ValueError, match="no phase begins at 9"):
        control([1, 2, 3], breaks=nowhere)
    with pytest.raises(ValueError, match="no point 9"):
        control([1, 2, 3], changes=nowhere)
    with pytest.raises(ValueError, match="no period 9"):
        line([1, 2, 3], breaks=nowhere)
    with pytest.raises(ValueError, match="no period 9"):
        line([1, 2, 3], changes=nowhere)


def test_series_that_do_not_belong_together_are_refused() -> None:
    from kvalitet.charts.trend import Compared

    with pytest.raises(ValueError, match="for each of 2 periods"):
        line([1, 2], compared=(Compared("Riket", (1,)),))
    with pytest.raises(ValueError, match="cannot be told apart"):
        line([1, 2], compared=(Compared("A", (1, 2)),) * 4)
    with pytest.raises(ValueError, match="no chart reaches"):
        line([float("nan")])


def test_runs_are_cut_at_what_is_missing() -> None:
    assert list(runs([None, 1, 2, None, 3])) == [((1, 1), (2, 2)), ((4, 3),)]
    assert list(runs([])) == []


def test_labels_are_moved_apart_within_the_field() -> None:
    assert spread([10, 10, 10], 5, 0, 100) == [10, 15, 20]
    assert spread([98, 99], 5, 0, 100) == [95, 100]
    assert spread([10, 50], 5, 0, 100) == [10, 50]


def test_a_note_that_is_a_sentence_has_one_full_stop() -> None:
    assert list(latest_of(["Ny fas från maj 2025: räknas i vardagar.", "Insats maj 2025: utbildning"])) == [
        "Ny fas från maj 2025: räknas i vardagar.",
        "Insats maj 2025: utbildning.",
    ]
