"""The facts of the report on lex Maria, counted by hand in tests/render/register and in the cases written here."""

import pytest

from kvalitet.model.dates import year_of
from kvalitet.model.document import Scope
from tests.facts.small import facts, files, rendered

REPORT = "lex-maria"
FOR_AUDITORS = Scope(year_of(2026), auditor=True)

# Notified on the 67th day after the decision, and the investigation is not sent on 1 April, the 89th.
NOTIFIED = """
id: ARE-2026-0001
titel: Utebliven dos vid flytt
enhet: avdelning-1
status: inskickat
ansvarig: chefläkare/varden
typ: lex_maria
händelsedatum: 2025-12-28
öppnad: 2026-01-02
beslutad: 2026-01-02
anmäld: 2026-03-10
avvikelser: [AVV-2025-0003]
""".encode()
CLAIM = """
id: ARE-2026-0002
titel: Anspråk efter fall
enhet: avdelning-1
status: öppnat
ansvarig: chefläkare/varden
typ: löf
öppnad: 2026-02-15
avvikelser: [AVV-2025-0001]
""".encode()
ANALYSIS = """
id: HAN-2026-0001
titel: Utebliven dos vid flytt
enhet: avdelning-1
status: slutförd
ansvarig: verksamhetschef/medicin
avvikelser: [AVV-2025-0003]
uppdragsgivare: chefläkare/varden
analysledare: verksamhetschef/medicin
beslutad: 2026-01-05
slutförd: 2026-02-20
orsaker:
  - {id: O1, orsaksområde: kommunikation_och_information, beskrivning: Listan fördes över för hand.}
  - {id: O2, orsaksområde: kommunikation_och_information, beskrivning: Ingen läste listan högt.}
  - {id: O3, orsaksområde: teknik_utrustning_och_apparatur, beskrivning: Systemen talar inte med varandra.}
åtgärder:
  - id: A1
    beskrivning: För över ordinationerna utan att skriva om dem.
    ansvarig: verksamhetschef/medicin
    senast: 2026-06-01
    status: planerad
    styrka: stark
""".encode()
LESSON = """
id: LAR-2026-0001
titel: Skriv inte om en lista
enhet: varden
status: spridd
ansvarig: chefläkare/varden
slag: händelse
datum: 2026-03-01
från: [HAN-2026-0001]
vad_hände: En dos föll bort när en lista skrevs om.
vad_lärde_vi: Det som skrivs om blir fel.
spridning:
  - {datum: 2026-03-15, målgrupp: Alla avdelningar}
""".encode()


def content() -> dict[str, bytes]:
    return {
        **files(),
        "arenden/2026/ARE-2026-0001.yaml": NOTIFIED,
        "arenden/2026/ARE-2026-0002.yaml": CLAIM,
        "handelseanalyser/2026/HAN-2026-0001.yaml": ANALYSIS,
        "lardomar/2026/LAR-2026-0001.yaml": LESSON,
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("lex_maria.ärenden.lex_maria", 1),
        ("lex_maria.ärenden.löf", 1),
        ("lex_maria.ärenden.antal", 2),
        # the first case in the register is of 2026
        ("lex_maria.ärenden.antal.2025", None),
        ("lex_maria.beslut.anmäls", 1),
        ("lex_maria.tider.anmälan.inom", 0),
        ("lex_maria.tider.anmälan.inte", 1),
        ("lex_maria.tider.utredning.inte", 1),
        ("lex_maria.orsaker.kommunikation_och_information", 2),
        ("lex_maria.orsaker.antal", 3),
        ("lex_maria.kategorier.läkemedel", 1),
        ("lex_maria.kategorier.fall", 1),
        ("åtgärder.ärenden.antal", 3),
        ("åtgärder.ärenden.klar", 2),
        ("åtgärder.ärenden.stark.antal", 2),
        ("åtgärder.ärenden.svag.antal", 1),
        ("lex_maria.utan_lärdom", 1),
        ("lex_maria.att_göra", 1),
        ("lex_maria.försenade", 1),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(key: str, value: float | None) -> None:
    assert facts(REPORT, FOR_AUDITORS, content()).figures[key].value == value


@pytest.mark.parametrize(("step", "days"), [("rapport", 2), ("beslut", 3), ("anmälan", 67), ("utredning", None)])
def test_the_median_of_a_step_is_its_days_and_unknown_while_the_step_is_not_taken(
    step: str, days: float | None
) -> None:
    figures = facts(REPORT, FOR_AUDITORS, content()).figures
    assert figures[f"tider.lex_maria.tider.{step}.median"].value == days


def test_what_a_case_without_a_lesson_or_a_late_investigation_asks_for_stands_before_the_facts() -> None:
    text = rendered(REPORT, FOR_AUDITORS, content()).markdown
    first, _, rest = text.partition("## Ärenden och bedömningar")
    assert "Målet för att skicka utredningen hölls inte för 1 ärende" in first
    assert "längre än målet" in first
    assert "För över ordinationerna utan att skriva om dem." in first
    assert "Skriv inte om en lista" in rest


def test_what_was_done_since_the_year_is_not_asked_for_in_the_report_of_it() -> None:
    claim = CLAIM.replace(b"ARE-2026-0002", b"ARE-2025-0002").replace(b"2026-02-15", b"2025-11-15")
    found = {**files(), "arenden/2025/ARE-2025-0002.yaml": claim}
    text = rendered(REPORT, Scope(year_of(2025), auditor=True), found).markdown
    # the second action of the deviation was late on the last day of 2025 and done in February 2026
    assert "varav 1 var klar \\[" in text
    first, _, rest = text.partition("## Ärenden och bedömningar")
    assert "Gör klart eller ompröva" not in first
    assert "Ingen åtgärd efter ärendena återstår." in first
    assert "| Svaga | 0 | 0 | 0 | 1 | 0 | 1 |" in rest


def test_the_open_rendition_lists_no_case_and_shows_no_time_that_rests_on_one() -> None:
    text = rendered(REPORT, Scope(year_of(2026)), content()).markdown
    assert "Utebliven dos" not in text
    assert "För över ordinationerna" not in text
    assert "Tiderna visas inte" in text
    assert "Det som skrivs om blir fel." in text


def test_a_lesson_that_is_not_told_yet_is_left_out_of_the_open_rendition_alone() -> None:
    untold = LESSON.replace(b"status: spridd", b"status: klar").partition(b"spridning:")[0]
    told = {**content(), "lardomar/2026/LAR-2026-0001.yaml": untold}
    assert "Det som skrivs om blir fel." not in rendered(REPORT, Scope(year_of(2026)), told).markdown
    assert "Det som skrivs om blir fel." in rendered(REPORT, FOR_AUDITORS, told).markdown


def test_of_a_unit_the_open_rendition_does_not_even_say_whether_there_is_a_case() -> None:
    with_case, without = (
        rendered(REPORT, Scope(year_of(2026), unit), content()).markdown for unit in ("avdelning-1", "mottagningen")
    )
    assert with_case == "Vad Avdelning 1 har anmält under 2026 visas inte, för att ingen ska kunna pekas ut.\n"
    assert without == with_case.replace("Avdelning 1", "Mottagningen")


def test_a_unit_without_a_case_has_a_sentence() -> None:
    text = rendered(REPORT, Scope(year_of(2026), "mottagningen", auditor=True), content()).markdown
    assert text.startswith("Under 2026 gjordes ingen anmälan enligt lex Maria")
    assert "## Tider" not in text
    assert "## Åtgärder" not in text


def test_cases_without_causes_and_deviations_are_cases_all_the_same() -> None:
    bare = NOTIFIED.decode().replace("avvikelser: [AVV-2025-0003]\n", "").encode()
    found = facts(REPORT, FOR_AUDITORS, {**files(), "arenden/2026/ARE-2026-0001.yaml": bare})
    assert found.figures["lex_maria.ärenden.antal"].value == 1
    assert found.table["lex_maria.orsaker"].empty == "Inga orsaker är beskrivna."
    assert found.table["lex_maria.kategorier"].empty == "Inga avvikelser finns bakom ärendena."
