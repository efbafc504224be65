"""The charts of the reports, counted by hand in tests/render/register."""

from dataclasses import replace

import pytest

from kvalitet.facts._base.reach import reach
from kvalitet.facts._handelser.vanligast import commonest
from kvalitet.model.diagram import Diagram
from kvalitet.model.document import Facts
from kvalitet.model.figure import Cell, Figure, Table
from kvalitet.render.diagrams import _share
from tests.facts.small import NARRATIVE, OF_AREA, OF_YEAR, REVIEW, assessment, changed, facts, files

MATRIX = "risker.matris.4x4@1"
COMMONEST = "avvikelser.vanligast"
SCOPES = {NARRATIVE: OF_YEAR, REVIEW: OF_AREA}
ANALYSIS = "riskanalyser/2025/RIS-2025-0001.yaml"


def words(cell: Cell) -> str:
    """A cell as a reader sees it, with plain spaces."""
    parts = cell if isinstance(cell, tuple) else (cell,)
    return " ".join("".join(part.text if isinstance(part, Figure) else part for part in parts).split())


def rows(table: Table) -> list[list[str]]:
    return [[words(cell) for cell in row] for row in table.rows]


def drawn(diagram: Diagram) -> list[list[str]]:
    return [[" ".join(cell.split()) for cell in row] for row in diagram.rows]


@pytest.mark.parametrize("name", SCOPES)
def test_the_risks_stand_in_their_cells_before_actions_and_by_the_latest_judgement_of_the_year(name: str) -> None:
    found = facts(name, SCOPES[name])
    some = {
        key.removeprefix(f"{MATRIX}."): figure.ids
        for key, figure in found.figures.items()
        if key.startswith(MATRIX) and figure.some
    }
    # R2 was judged again after the year, R4 is a risk to the staff
    assert some == {
        "före.3x3": ("RIS-2025-0001/R1",),
        "före.2x4": ("RIS-2025-0001/R2",),
        "före.2x1": ("RIS-2025-0001/R3",),
        "efter.1x3": ("RIS-2025-0001/R1",),
        "efter.2x4": ("RIS-2025-0001/R2",),
        "efter.2x1": ("RIS-2025-0001/R3",),
    }
    assert found.diagram[MATRIX].description == (
        "Riskmatris 4 × 4 med sannolikhet och konsekvens. Före åtgärder: 3 risker (hög 2, låg 1). "
        "Efter åtgärder: 3 risker (hög 1, låg 2)."
    )


@pytest.mark.parametrize("name", SCOPES)
def test_a_chart_draws_the_figures_of_the_table_beside_it(name: str) -> None:
    for found in (facts(name, SCOPES[name]), facts(name, SCOPES[name], spread())):
        assert found.diagram
        for key, diagram in found.diagram.items():
            assert rows(found.table[key]) == drawn(diagram)


def placed(found: Facts) -> dict[str, list[str]]:
    return {s.id: [d.key for d in s.diagrams] for s in found.sections if s.diagrams}


def test_the_matrix_stands_under_risks_in_both_reports() -> None:
    assert placed(facts(NARRATIVE, OF_YEAR)) == {"riskhantering": [MATRIX]}
    assert placed(facts(REVIEW, OF_AREA)) == {"risker": [MATRIX]}


def test_each_scale_has_a_matrix_of_its_own_that_names_it() -> None:
    other = files()[ANALYSIS].decode().replace("RIS-2025-0001", "RIS-2025-0002").replace("4x4@1", "5x5@1")
    found = facts(NARRATIVE, OF_YEAR, {**files(), "riskanalyser/2025/RIS-2025-0002.yaml": other.encode()})
    titles = [each.title for each in found.diagrams if each.key.startswith("risker.matris.")]
    assert len(titles) == 2
    assert titles[0].endswith("(Riskmatris för patientsäkerhet)")
    assert titles[1].endswith("(Riskmatris för arbetsmiljö)")
    assert placed(found) == {"riskhantering": [MATRIX, "risker.matris.5x5@1"]}


def test_a_year_without_risks_has_no_matrix() -> None:
    without = {path: data for path, data in files().items() if path != ANALYSIS}
    assert facts(NARRATIVE, OF_YEAR, without).diagram == {}


def spread() -> dict[str, bytes]:
    """The register with the three deviations of the year in three main categories, and a fourth in one of them."""
    content = changed("avvikelser/2025/AVV-2025-0002.yaml", "kategori: läkemedel_ordination", "kategori: trycksår")
    more = content["avvikelser/2025/AVV-2025-0001.yaml"].decode().replace("AVV-2025-0001", "AVV-2025-0009")
    return {**content, "avvikelser/2025/AVV-2025-0009.yaml": more.encode()}


def test_the_commonest_categories_are_charted_with_their_shares_in_the_review() -> None:
    found = facts(REVIEW, OF_AREA, spread())
    assert placed(found)["avvikelser"] == [COMMONEST]
    table = found.table[COMMONEST]
    assert rows(table) == [
        ["Fall", "2", "50 %", "50 %"],
        ["Läkemedel", "1", "25 %", "75 %"],
        ["Trycksår", "1", "25 %", "100 %"],
    ]
    assert found.figures["avvikelser.kategori.fall.andel"].value == 50
    assert found.figures["avvikelser.kategori.fall.andel"].ids == ("AVV-2025-0001", "AVV-2025-0009")


def test_two_categories_are_told_by_their_table_alone() -> None:
    assert COMMONEST not in facts(REVIEW, OF_AREA).diagram


def test_of_many_categories_a_chart_shows_the_commonest_and_the_table_all() -> None:
    found = reach(assessment(), OF_YEAR)
    figures = [Figure(key=f"k.{number}", value=number, ids=()) for number in range(1, 46)]
    groups = {
        figure.key: f"Kategori {figure.key} med ett namn som är så långt att det tar två rader" for figure in figures
    }
    made = commonest(found, figures, groups, "Avvikelser räknas.")
    (chart,), (table,) = made.diagrams, made.tables
    assert len(table.rows) == 45
    assert [row[:2] for row in chart.rows][-2:] == [(groups["k.26"], "26"), ("Övriga (25)", "325")]
    # a chart as wide as the text has letters of 8,3 points; a taller one would be made smaller
    assert _share(chart) == 1


def test_two_charts_of_one_key_are_refused() -> None:
    found = facts(NARRATIVE, OF_YEAR)
    other = replace(found.diagrams[0], title="En annan")
    with pytest.raises(ValueError, match="two charts are called"):
        replace(found, diagrams=(*found.diagrams, other))
