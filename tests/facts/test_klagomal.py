"""The report on complaints and comments, counted by hand in tests/render/register on 1 April 2026."""

import pytest

from kvalitet.model.dates import year_of
from kvalitet.model.document import Scope
from kvalitet.model.figure import Cell, Figure
from tests.facts.small import changed, facts, files, rendered

REPORT = "klagomal"
YEAR = Scope(year_of(2025))
COMPLAINT = "klagomal/2025/KLA-2025-0001.yaml"
ANSWER = "besvarad: {datum: 2025-03-20, förklaring: true}\n"


def texts(row: tuple[Cell, ...]) -> list[str]:
    return [cell.text if isinstance(cell, Figure) else str(cell) for cell in row]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("klagomål.antal", 2),
        ("klagomål.antal.2024", 1),
        ("klagomål.klagomål", 1),
        ("klagomål.synpunkter", 1),
        ("klagomål.besvarade", 1),
        ("klagomål.obesvarade", 0),
        ("klagomål.källa.patient", 1),
        ("klagomål.källa.närstående", 1),
        ("klagomål.bekräftade", 0),
        ("klagomål.med_åtgärd", 0),
        # from 1 to 20 March
        ("tid_klagomal_till_svar.median", 19),
        ("andel_klagomal_besvarade_i_tid.andel", 100),
        ("klagomål.enhet.avdelning-1.klagomål", 1),
        ("klagomål.enhet.mottagningen.synpunkt", 1),
        ("klagomål.enhet.mottagningen.antal.före", 1),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(key: str, value: float) -> None:
    assert facts(REPORT, YEAR).figures[key].value == value


def test_who_was_told_and_what_led_to_something_is_counted() -> None:
    more = f"""{ANSWER}bekräftad: 2025-03-04
återkoppling: {{avsändare: 2025-04-01, arbetsplatsträff: 2025-04-15}}
åtgärder:
  - {{id: A1, beskrivning: Fråga vid varje samtal., ansvarig: enhetschef/avdelning-1, senast: 2025-09-30, status: klar,
     klar: 2025-09-01, styrka: medel}}
"""
    figures = facts(REPORT, YEAR, changed(COMPLAINT, ANSWER, more)).figures
    for key in ("bekräftade", "återkopplade", "på_träff", "med_åtgärd"):
        assert figures[f"klagomål.{key}"].ids == ("KLA-2025-0001",)
    assert figures["åtgärder.styrka.medel.antal"].ids == ("KLA-2025-0001/A1",)
    assert figures["åtgärder.genomförda"].ids == ("KLA-2025-0001/A1",)


def test_what_was_taken_up_or_broken_off_after_the_year_is_not_told_of_it() -> None:
    later = f"""{ANSWER}återkoppling: {{arbetsplatsträff: 2026-01-01}}
åtgärder:
  - {{id: A1, beskrivning: Fråga vid varje samtal., ansvarig: enhetschef/avdelning-1, senast: 2025-09-30,
     status: avbruten, motiv: Ersatt av en annan.}}
"""
    figures = facts(REPORT, YEAR, changed(COMPLAINT, ANSWER, later)).figures
    assert figures["klagomål.på_träff"].ids == ()
    assert figures["klagomål.med_åtgärd"].ids == ()


def test_a_complaint_without_an_answer_is_asked_for_first() -> None:
    unanswered = changed(COMPLAINT, ANSWER, "", changed(COMPLAINT, "status: besvarat", "status: utreds"))
    assert facts(REPORT, YEAR, unanswered).figures["klagomål.obesvarade"].ids == ("KLA-2025-0001",)
    first, _, _ = rendered(REPORT, YEAR, unanswered).markdown.partition("## Utveckling över tid")
    assert "hade fått det den 31 december 2025: 1 klagomål." in first
    handed_over = changed(COMPLAINT, ANSWER, "överlämnad: {till: Region Bok, datum: 2025-03-05}\n", unanswered_base())
    assert facts(REPORT, YEAR, handed_over).figures["klagomål.obesvarade"].ids == ()


def unanswered_base() -> dict[str, bytes]:
    return changed(COMPLAINT, "status: besvarat", "status: utreds")


def test_categories_are_set_against_the_way_in_with_a_column_for_what_is_not_said() -> None:
    through = changed(COMPLAINT, "källa: patient\n", "källa: patient\nkanal: patientnämnd\n")
    table = facts(REPORT, YEAR, through).table["klagomål.kategori_kanal"]
    assert table.headings[1:] == (
        "Direkt till vården", "Via patientnämnden", "Via IVO", "Ej angivet", "Totalt", "2024",
    )  # fmt: skip
    numbers = [texts(row)[1:] for row in table.rows]
    assert ["0", "1", "0", "0", "1", "0"] in numbers
    # waiting and getting in touch are both accessibility: one this year, the other the year before
    assert ["0", "0", "0", "1", "1", "1"] in numbers


def test_the_lessons_of_a_complaint_are_also_those_of_the_deviation_that_it_was_made_into() -> None:
    lesson = """
id: LAR-2025-0001
titel: Fråga en gång till
enhet: avdelning-1
status: spridd
ansvarig: enhetschef/avdelning-1
slag: händelse
datum: 2025-08-15
från: [AVV-2025-0001]
vad_hände: Ingen frågade.
vad_lärde_vi: Den som frågar får veta.
spridning:
  - {datum: 2025-09-02, målgrupp: Alla}
"""
    tree = changed(COMPLAINT, ANSWER, f"{ANSWER}avvikelse: AVV-2025-0001\n")
    tree["lardomar/2025/LAR-2025-0001.yaml"] = lesson.encode()
    assert facts(REPORT, YEAR, tree).figures["klagomål.lärdomar"].ids == ("LAR-2025-0001",)
    assert (
        facts(REPORT, YEAR, {**files(), "lardomar/2025/LAR-2025-0001.yaml": lesson.encode()})
        .figures["klagomål.lärdomar"]
        .ids
        == ()
    )


def test_only_what_is_due_in_complaints_is_told() -> None:
    told = [str(row[0]) for row in facts(REPORT, YEAR).table["att_göra"].rows]
    assert any(row.startswith("Synpunkten tas upp") for row in told)
    assert not any("utredas" in row for row in told)


def test_a_unit_without_any_has_a_sentence() -> None:
    empty = {path: text for path, text in files().items() if not path.startswith("klagomal/")}
    assert rendered(REPORT, Scope(year_of(2025), "avdelning-1"), empty).markdown == (
        "Under 2025 och de två åren före kom det inga klagomål eller synpunkter.\n"
    )


def test_the_commonest_is_named_only_where_one_is_commoner_than_the_others() -> None:
    assert "Vanligast" not in rendered(REPORT, YEAR).markdown
    same = changed("klagomal/2025/KLA-2025-0002.yaml", "kategori: väntetid", "kategori: bemötande")
    assert "Vanligast är ”Kommunikation” med 2." in rendered(REPORT, YEAR, same).markdown
