"""The facts of the combined analysis, counted by hand in tests/render/register."""

import pytest

from kvalitet.facts._handelser.samlat import Side, Sign, side_table
from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import Figure
from tests.facts.small import changed, facts, files, rendered
from tests.facts.written import firsts, rows

REPORT = "samlad-analys"
YEAR = Scope(year_of(2025))
WARD = Scope(year_of(2025), "avdelning-1")
DEVIATION = "avvikelser/2025/AVV-2025-0001.yaml"
COMPLAINT = "klagomal/2025/KLA-2025-0001.yaml"
ANALYSIS = "riskanalyser/2025/RIS-2025-0001.yaml"
PROCESS = b"id: PRO-0001\ntitel: Stroke\nenhet: medicin\nstatus: identifierad\ntyp: k\xc3\xa4rnprocess\n"


def with_process() -> dict[str, bytes]:
    """The register with a deviation, a complaint and a risk analysis of one process."""
    content = {**files(), "processer/PRO-0001.yaml": PROCESS}
    content = changed(DEVIATION, "kategori:", "process: PRO-0001\nkategori:", content)
    content = changed(COMPLAINT, "kategori:", "process: PRO-0001\nkategori:", content)
    return changed(ANALYSIS, "slag: förändring", "slag: förändring\nprocess: PRO-0001", content)


@pytest.mark.parametrize(
    ("scope", "key", "ids"),
    [
        (YEAR, "avvikelser", ("AVV-2025-0001", "AVV-2025-0002", "AVV-2025-0003")),
        (YEAR, "klagomål", ("KLA-2025-0001", "KLA-2025-0002")),
        # 16 of 20, where 90 percent is the target
        (YEAR, "egenkontroller", ("EGK-0001/G2",)),
        # R1 is no more high; R4 is high, but for those who work there
        (YEAR, "risker", ("RIS-2025-0001/R2",)),
        (YEAR, "risker.antal", ("RIS-2025-0001/R1", "RIS-2025-0001/R2", "RIS-2025-0001/R3")),
        (YEAR, "risker.utan_svar", ()),
        (YEAR, "utan_åtgärd", ("EGK-0001/G2",)),
        (WARD, "avvikelser", ("AVV-2025-0001", "AVV-2025-0003")),
        (WARD, "klagomål", ("KLA-2025-0001",)),
        (WARD, "egenkontroller", ("EGK-0001/G2",)),
        (WARD, "risker", ()),
        (Scope(year_of(2026)), "risker", ()),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(scope: Scope, key: str, ids: tuple[str, ...]) -> None:
    assert facts(REPORT, scope).figures[f"samlad.{key}"].ids == ids


def values(found: Facts, *keys: str) -> list[float | None]:
    return [found.figures[f"samlad.blick.{key}"].value for key in keys]


def test_what_looks_ahead_is_told_from_what_has_happened() -> None:
    found = facts(REPORT, YEAR)
    # two events, two complaints; a near miss, a risk analysis and three inspections: five of nine
    keys = ("negativ_händelse", "klagomål", "tillbud", "riskanalys", "egenkontroll", "rond", "förslag", "antal")
    assert values(found, *keys) == [2, 2, 1, 1, 3, 0, 0, 9]
    assert found.figures["samlad.blick.andel_framåt"].text == "56\u00a0%"
    # one event, one complaint and one inspection the year before
    assert found.figures["samlad.blick.andel_framåt.2024"].text == "33\u00a0%"


def test_the_sources_stand_side_by_side_for_each_unit() -> None:
    content = changed(COMPLAINT, "enhet: avdelning-1", "enhet: varden")
    assert rows(facts(REPORT, YEAR, content), "samlad.enhet") == [
        ["Medicin", "3", "1", "1", "1", "4"],
        ["Hälso- och sjukvården", "0", "1", "0", "0", "1"],
        ["Totalt", "3", "2", "1", "1", "4"],
    ]


def test_where_there_is_one_unit_alone_it_is_not_set_beside_itself() -> None:
    assert "Det samlade underlaget efter enhet" not in rendered(REPORT, YEAR).markdown


def test_what_three_sources_speak_of_is_a_pattern() -> None:
    found = facts(REPORT, YEAR, with_process())
    assert rows(found, "samlad.process") == [
        ["Stroke", "1", "1", "0", "1", "3"],
        ["Ej angivet", "2", "1", "1", "0", "3"],
        ["Totalt", "3", "2", "1", "1", "4"],
    ]
    text = rendered(REPORT, YEAR, with_process()).markdown
    assert "- Processer som minst tre av de fyra källorna talar om: Stroke. Utse för var och en vem" in text
    assert "Verksamheter som minst tre" not in text


def test_the_themes_are_the_causes_of_the_event_and_of_its_analysis() -> None:
    causes = "orsaker:\n  - {id: O1, orsaksområde: utbildning_och_kompetens, beskrivning: Ny här.}\nåtgärder:"
    content = changed(DEVIATION, "åtgärder:", causes)
    found = facts(REPORT, YEAR, content)
    assert firsts(found, "samlad.tema") == ["Utbildning och kompetens", "Ej angivet", "Totalt"]
    assert found.figures["samlad.tema.utbildning_och_kompetens.avvikelser"].ids == ("AVV-2025-0001",)


def test_actions_are_told_apart_by_what_they_change() -> None:
    content = changed(DEVIATION, "    styrka: svag\n", "    styrka: svag\n    avser: [DOK-0001]\n")
    found = facts(REPORT, YEAR, content)
    assert found.figures["samlad.åtgärder.dokument.antal"].ids == ("AVV-2025-0001/A2",)
    # one more of the deviation, one of the inspection, two of the risks and two of the review
    assert found.figures["samlad.åtgärder.verksamhet.antal"].value == 6


def test_each_question_has_what_answers_it() -> None:
    before, now, ahead = facts(REPORT, YEAR).sections
    assert [before.title, now.title, ahead.title] == [
        "Har vården varit säker?",
        "Är vården säker nu?",
        "Ökar riskmedvetenheten och beredskapen?",
    ]
    assert "avvikelser.vårdskada" in {table.key for table in before.tables}
    assert {"samlad.höga", "egenkontroller.resultat"} <= {table.key for table in now.tables}
    assert [diagram.key for diagram in now.diagrams] == ["samlad.matris.4x4@1"]
    assert "samlad.blick" in {table.key for table in ahead.tables}


def test_the_prose_of_a_report_stands_under_its_question() -> None:
    record = """
id: RAP-2026-0009
titel: Samlad analys 2025
enhet: varden
status: utkast
ansvarig: chefläkare/varden
typ: samlad_analys
period: 2025
avsnitt:
  analys_är_vården_säker_nu: Läget är stabilt, med [[samlad.risker]] hög risk.
"""
    content = {**files(), "rapporter/2026/RAP-2026-0009.yaml": record.encode()}
    assert "Läget är stabilt, med 1 hög risk." in rendered(REPORT, YEAR, content).markdown
    assert not any(gap.refuses for gap in facts(REPORT, YEAR).all_gaps)


def test_areas_that_no_indicator_follows_are_named() -> None:
    uncovered = facts(REPORT, YEAR).details["uncovered"]
    assert isinstance(uncovered, tuple)
    assert len(uncovered) == 9


def test_small_numbers_are_shown_to_those_inside() -> None:
    document = rendered(REPORT, WARD)
    assert document.figures["avvikelser.antal"].text == "2"
    assert document.metadata.edition.startswith("intern")


def test_a_unit_with_nothing_is_told_in_sentences() -> None:
    text = rendered(REPORT, Scope(year_of(2026), "mottagningen")).markdown
    lead = "inga avvikelser som rör patientsäkerheten, och inga klagomål eller synpunkter kom in.**"
    assert text.startswith(f"**Under 2026 rapporterades {lead}")
    assert "## De fyra källorna tillsammans" not in text
    assert "*Inga klagomål eller synpunkter har kommit in under 2026 (2025: 1).*" in text
    assert "- Ingen indikator har egna värden här. Bestäm vad som ska mätas." in text
    assert "som ingen indikator följer" not in text


def test_where_deviations_of_other_areas_are_left_out_the_tables_say_which_are_counted() -> None:
    counted = "Här räknas de som lagarna om hälso- och sjukvård och tandvård gäller"
    notes = {table.key: table.notes for table in facts(REPORT, YEAR).tables}
    assert any(counted in note for note in notes["avvikelser.typ"])
    assert any(counted in note for note in notes["avvikelser.vårdskada"])
    assert not [table.key for table in facts("avvikelser", YEAR).tables if counted in " ".join(table.notes)]


def test_those_that_fewer_than_three_sources_speak_of_are_one_row_with_their_number() -> None:
    three = ("avvikelser", "klagomål", "risker")
    found = [
        *(Sign(id=f"{unit}/{source}", source=source, unit=unit) for unit in "ab" for source in three),
        *(Sign(id=f"{unit}/1", source="avvikelser", unit=unit) for unit in "cdef"),
        Sign(id="ingen", source="klagomål", unit=""),
    ]
    side = Side("enhet", "Efter enhet", "Enhet", lambda sign: (sign.unit,), str.upper)
    rows = [[cell.text if isinstance(cell, Figure) else cell for cell in row] for row in side_table(side, found).rows]
    assert rows == [
        ["A", "1", "1", "0", "1", "3"],
        ["B", "1", "1", "0", "1", "3"],
        ["Övriga (4)", "4", "0", "0", "0", "1"],
        ["Ej angivet", "0", "1", "0", "0", "1"],
        ["Totalt", "6", "3", "0", "2", "3"],
    ]
    # with few groups each has its row
    few = [sign for sign in found if sign.unit in set("abc")]
    assert [row[0] for row in side_table(side, few).rows] == ["A", "B", "C", "Totalt"]
