"""Pareto, risk matrix, process map and year wheel: what is drawn, and what is said of it."""

from collections import Counter

import pytest

from kvalitet.charts.pareto import Pareto, pareto
from kvalitet.charts.process_map import ProcessMap, process_map
from kvalitet.charts.process_tree import Process, ProcessKind, branches
from kvalitet.charts.risk_matrix import Band
from kvalitet.charts.year_entries import Done, Entered
from kvalitet.charts.year_wheel import YearWheel, year_wheel
from kvalitet.model.diagram import Diagram
from tests.charts.drawn import corners, every, luminance, pairs, parsed, texts
from tests.charts.samples import BANDS, categories, matrix, processes, risks, year

K, L, S = ProcessKind.KARNA, ProcessKind.LEDNING, ProcessKind.STOD
NBSP = "\u00a0"


def bars(*counts: tuple[str, int], most: int | None = None) -> Diagram:
    return pareto(Pareto(key="k", title="Titel", noun="avvikelser", counts=counts, most=most))


def names(diagram: Diagram) -> list[str]:
    return [row[0] for row in diagram.rows]


def test_the_largest_bar_is_first_and_equal_ones_stand_by_name() -> None:
    assert names(bars(("b", 2), ("a", 2), ("c", 9), ("d", 0))) == ["c", "a", "b", "d"]


def test_the_tail_is_gathered_last_and_only_when_told() -> None:
    counts = (("a", 1), ("b", 9), ("c", 8), ("d", 7), ("e", 7))
    assert names(bars(*counts)) == ["b", "c", "d", "e", "a"]
    gathered = bars(*counts, most=2)
    assert names(gathered) == ["b", "c", "Övriga (3)"]
    assert gathered.rows[2] == ("Övriga (3)", "15", f"47{NBSP}%", f"100{NBSP}%")
    # one that would be gathered alone keeps its name
    assert names(bars(*counts, most=4)) == names(bars(*counts))


def test_bars_are_as_long_as_their_counts_and_the_vital_few_are_dark() -> None:
    root = parsed(bars(("a", 60), ("b", 20), ("c", 15), ("d", 5)).svg)
    drawn = [rect for rect in every(root, "rect") if rect.attrib["height"] == "14"]
    widths = [float(rect.attrib["width"]) for rect in drawn]
    assert [width / widths[0] for width in widths] == pytest.approx([1, 1 / 3, 1 / 4, 1 / 12], abs=0.001)
    dark = [luminance(rect.attrib["fill"]) < 0.2 for rect in drawn]
    assert dark == [True, True, False, False]


def test_the_cumulative_line_ends_at_the_whole_and_crosses_the_line_at_four_fifths() -> None:
    root = parsed(bars(("a", 60), ("b", 20), ("c", 15), ("d", 5)).svg)
    (shares,) = every(root, "polyline")
    (fifths,) = [
        line
        for line in every(root, "line")
        if line.attrib.get("stroke-dasharray") == "5 4" and line.attrib["x1"] == line.attrib["x2"]
    ]
    xs = [x for x, _ in pairs(shares.attrib["points"])]
    assert xs == sorted(xs)
    assert xs[1] == float(fifths.attrib["x1"])
    assert f"100{NBSP}%" in texts(root)


def test_a_pareto_chart_is_told_in_words() -> None:
    assert categories().description == (
        "Paretodiagram: antal avvikelser 442 i 10 grupper. Flest: Läkemedel (131), Fall (84) och "
        f"Informationsöverföring (66). De 5 översta staplarna står tillsammans för 81{NBSP}%."
    )
    assert bars(("a", 3)).description.endswith(f"Den översta stapeln står för 100{NBSP}%.")
    assert bars(("a", 0)).description == "Paretodiagram utan avvikelser: det finns inget att räkna."
    assert bars(("a", 0)).rows == (("a", "0", "–", "–"),)


def test_counts_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="a: a count is not under zero"):
        bars(("a", -1))
    with pytest.raises(ValueError, match="0 bars"):
        bars(("a", 1), most=0)


def test_each_cell_of_a_matrix_has_its_value_its_level_and_the_number_of_risks() -> None:
    written = Counter(texts(parsed(risks().svg)))
    for value, cells in Counter(a * b for a in range(1, 5) for b in range(1, 5)).items():
        assert written[str(value)] == cells
    assert {label: written[label] for label in ("Låg", "Måttlig", "Hög", "Mycket hög")} == {
        "Låg": 5, "Måttlig": 5, "Hög": 3, "Mycket hög": 3,
    }  # fmt: skip
    assert written["4 → 5"] == 1
    assert sum(count for words, count in written.items() if "→" in words and "Antal" not in words) == 16
    plain = Counter(texts(parsed(matrix(before={(2, 2): 7}).svg)))
    assert (plain["7"], plain["0"]) == (1, 15)


def test_the_highest_likelihood_is_on_top_and_the_worst_consequence_to_the_right() -> None:
    root = parsed(matrix(before={(4, 1): 71, (1, 4): 72}).svg)
    places = {text.text: corners(text)[0] for text in every(root, "text")}
    assert places["71"][0] < places["72"][0]
    assert places["71"][1] < places["72"][1]


def test_higher_levels_are_darker_so_that_a_grey_copy_shows_them() -> None:
    for count in range(2, 7):
        bands = tuple(Band(low, low, f"Nivå {low}") for low in range(1, count + 1))
        root = parsed(matrix(3, bands).svg)
        fills = [rect.attrib["fill"] for rect in every(root, "rect")][-count:]
        light = [luminance(fill) for fill in fills]
        assert light == sorted(light, reverse=True)
        assert len(set(light)) == count


def test_levels_whose_names_do_not_fit_are_numbered() -> None:
    written = texts(parsed(matrix(4, (Band(1, 7, "Låg"), Band(8, 16, "Oacceptabelt hög risknivå"))).svg))
    assert written.count("N1") == 10
    assert "N2 Oacceptabelt hög risknivå (8–16)" in written
    assert "Mycket hög (12–16)" in texts(parsed(matrix().svg))


def test_a_matrix_is_told_in_words_and_as_a_table() -> None:
    assert risks().description == (
        "Riskmatris 4 × 4 med sannolikhet och konsekvens. Före åtgärder: 18 risker (mycket hög 3, hög 4, måttlig 4, "
        "låg 7). Efter åtgärder: 18 risker (måttlig 9, låg 9)."
    )
    assert matrix().description.endswith("Inga risker.")
    assert matrix(bands=BANDS[1:], before={(1, 1): 1}).description.endswith("1 risk (utan nivå 1).")
    assert risks().headings[0] == "Sannolikhet"
    assert risks().rows[0] == (
        "4 Mycket stor",
        "0 → 0 (värde 4)",
        "1 → 0 (värde 8)",
        "0 → 0 (värde 12)",
        "1 → 0 (värde 16)",
    )


def test_a_risk_outside_the_scales_is_refused() -> None:
    with pytest.raises(ValueError, match=r"cell \(5, 1\)"):
        matrix(before={(5, 1): 1})
    with pytest.raises(ValueError, match=r"cell \(1, 1\)"):
        matrix(before={}, after={(1, 1): -1})
    with pytest.raises(ValueError, match="steps on both scales"):
        matrix(0)


def node(name: str, parent: str | None = None, kind: ProcessKind = K) -> Process:
    return Process(id=name, name=name, kind=kind, parent=parent)


def test_processes_stand_in_three_bands_with_their_parts_inside() -> None:
    diagram = processes()
    root = parsed(diagram.svg)
    top = {words: corners(text)[0][1] for text in every(root, "text") if (words := text.text or "")}
    assert top["Ledningsprocesser"] < top["Kärnprocesser"] < top["Stödprocesser"]
    assert top["Kärnprocesser"] < top["Rehabilitera"] < top["Stödprocesser"]
    assert len(every(root, "polygon")) == 2
    assert "– Trombolys (beskriven)" in top
    assert diagram.rows[5] == ("Trombolys", "kärnprocess", "Utreda och behandla akut", "beskriven")
    assert len(diagram.rows) == 13


def test_a_map_is_told_in_words() -> None:
    assert processes().description == (
        "Processkarta. 2 ledningsprocesser: Leda och planera verksamheten och Följa upp och förbättra. "
        "2 kärnprocesser: Stroke, från första tecken till vardagen hemma med 5 delprocesser och Hjärtsvikt. "
        "4 stödprocesser: Läkemedelsförsörjning, Medicinteknik, Kompetensförsörjning och Vårdhygien."
    )
    one = process_map(ProcessMap(key="k", title="T", processes=(node("a"), node("b", "a"))))
    assert (
        one.description
        == "Processkarta. Inga ledningsprocesser. 1 kärnprocess: a med 1 delprocess. Inga stödprocesser."
    )


@pytest.mark.parametrize(
    ("given", "shape"),
    [
        ((node("a"), node("b", "a"), node("c", "b")), [(0, "a"), (1, "b"), (2, "c")]),
        ((node("a", "gone"),), [(0, "a")]),
        ((node("a", "a"),), [(0, "a")]),
        ((node("a", "b"), node("b", "a")), [(0, "a"), (1, "b")]),
        ((node("c", "b"), node("a", "b"), node("b", "a")), [(0, "c"), (0, "a"), (1, "b")]),
        ((node("b", "a", S), node("a", None, L)), [(0, "a"), (1, "b")]),
    ],
)
def test_every_process_is_there_once_also_when_they_go_in_circles(
    given: tuple[Process, ...], shape: list[tuple[int, str]]
) -> None:
    found = [(depth, process.id) for branch in branches(given) for depth, process in branch.walk()]
    assert sorted(name for _, name in found) == sorted(process.id for process in given)
    assert found == shape


def test_processes_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="the same id"):
        branches((node("a"), node("a")))
    with pytest.raises(ValueError, match="has no name"):
        Process(id="PRO-1", name=" ", kind=K)


def wheel(*entries: tuple[int, str, Done]) -> Diagram:
    return year_wheel(YearWheel(key="k", title="Titel", entries=tuple(Entered(*entry) for entry in entries)))


def test_entries_are_numbered_by_month_in_the_wheel_and_in_the_table() -> None:
    diagram = wheel((12, "Sist", Done.PLANNED), (3, "Först", Done.DONE), (3, "Sedan", Done.MISSED))
    assert diagram.rows == (
        ("1", "mars", "Först", "klar"),
        ("2", "mars", "Sedan", "missad"),
        ("3", "december", "Sist", "planerad"),
    )
    written = Counter(texts(parsed(diagram.svg)))
    assert all(written[number] == 1 for number in "123")
    assert {"Numren förklaras i diagrammets tabell.", "Klar", "Missad", "Planerad"} <= set(written)


def test_how_an_entry_went_is_told_by_its_shape() -> None:
    diagram = wheel((1, "A", Done.DONE), (2, "B", Done.PLANNED), (3, "C", Done.MISSED))
    signs = {}
    for group in every(parsed(diagram.svg), "g"):
        if "transform" not in group.attrib and len(group) == 2:
            shape, number = group
            dark = luminance(shape.attrib["fill"]) < 0.4
            signs[number.text] = (shape.tag.rpartition("}")[2], dark)
    assert signs == {"1": ("circle", True), "2": ("circle", False), "3": ("rect", True)}


def test_what_a_month_has_no_room_for_is_counted_in_the_wheel_and_named_in_the_table() -> None:
    diagram = wheel(*((2, f"Nr {n}", Done.PLANNED) for n in range(1, 41)))
    written = Counter(texts(parsed(diagram.svg)))
    in_wheel = [n for n in range(1, 41) if written[str(n)]]
    assert in_wheel == list(range(1, len(in_wheel) + 1))
    assert written[f"+{40 - len(in_wheel)}"] == 1
    assert [row[2] for row in diagram.rows] == [f"Nr {n}" for n in range(1, 41)]


def test_a_wheel_is_told_in_words() -> None:
    assert year().description == (
        "Årshjul med 12 poster: 6 klara, 4 planerade och 2 missade. Flest i mars (3). Missat: Mätning av basala "
        "hygienrutiner (mars) och Egenkontroll av läkemedelsförråd (maj)."
    )
    assert wheel((1, "A", Done.DONE)).description == "Årshjul med 1 post: 1 klar. Flest i januari (1)."
    assert wheel().description == "Årshjul utan poster."
    many = wheel(*((month, "A", Done.MISSED) for month in range(1, 13))).description
    assert "Flest i januari, februari, mars, april och 8 till (1)." in many


def test_a_thirteenth_month_is_refused() -> None:
    with pytest.raises(ValueError, match="no month 13"):
        wheel((13, "A", Done.DONE))
