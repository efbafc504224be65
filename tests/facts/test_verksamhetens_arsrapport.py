"""An operation's yearly return, counted by hand in tests/render/register."""

from datetime import date

from kvalitet.facts._catalogue import report_files
from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope
from tests.facts.small import assessment, facts, files, rendered
from tests.facts.test_indikatorer import FED, MONTHLY, OF_INSPECTION, OWN, rows
from tests.facts.test_narrative import MORE

NAME = "verksamhetens-arsrapport"
SCOPE = Scope(year_of(2025), "medicin")
OWN_PLAN = """
id: HPL-0002
titel: Medicins plan
enhet: medicin
status: beslutad
ansvarig: verksamhetschef/medicin
nivå: verksamhet
överordnad: HPL-0001
period: {från: 2025-01-01, till: 2025-12-31}
beslutad: 2025-02-01
områden:
  - id: O1
    kod: säkerheten_idag
    mål:
      - {id: M1, beskrivning: Alla vet var riskerna finns.}
    aktiviteter:
      - {id: A1, beskrivning: Möts varje morgon., ansvarig: enhetschef/avdelning-1, senast: 2025-03-01, status: klar, klar: 2025-02-20}
      - {id: A2, beskrivning: Pröva en tavla., ansvarig: enhetschef/mottagningen, senast: 2025-10-01, status: pågår}
"""  # noqa: E501  # as a register writes it
PREM = """
id: IND-0005
titel: Patienter som kände sig delaktiga
enhet: medicin
status: aktiv
definition: Andelen som svarat ja i den nationella enkäten.
typ: PREM
måttenhet: procent
start: 2024-01-01
riktning: högre_är_bättre
värden:
  - {period: 2025, täljare: 60, nämnare: 80}
"""


def report(more: dict[str, str] | None = None, scope: Scope = SCOPE) -> Facts:
    return facts(NAME, scope, {**files(), **{path: text.encode() for path, text in (more or {}).items()}})


def test_what_the_operation_answers_for_in_the_plan_above_is_listed_with_its_state() -> None:
    table = report().table["planer.överordnade"]
    assert table.ids == ("HPL-0001/A2", "HPL-0001/A3")
    assert [str(row[4]) for row in table.rows] == ["Försenad", "Pågår"]


def test_its_own_plans_are_counted_and_one_without_says_so() -> None:
    found = report({"handlingsplaner/HPL-0002.yaml": OWN_PLAN})
    assert rows(found, "planer.egna") == {"Medicins plan": ("1", "2", "1", "1")}
    assert report().table["planer.egna"].empty == "Verksamheten har ingen egen handlingsplan."


def test_participation_is_counted() -> None:
    found = report(MORE).figures
    # the risk analysis of 2025 does not say that anybody spoke for the patients; in the event analysis a relative did
    assert found["delaktighet.riskanalyser.antal"].ids == ("RIS-2025-0001",)
    assert found["delaktighet.riskanalyser.med"].ids == ()
    assert found["delaktighet.händelseanalyser.med"].ids == ("HAN-2025-0001",)
    assert found["delaktighet.ronder.antal"].ids == ("RON-2025-0001",)
    assert found["delaktighet.ronder.med"].value == 0


def test_what_is_done_ahead_stands_beside_what_follows_on_events() -> None:
    assert rows(report(MORE), "förebyggande") == {
        # the first of these in the register are of 2025: that there were none before is not known
        "Riskanalyser": ("1", "–"),
        "Patientsäkerhetsronder och dialoger": ("1", "–"),
        # G2, G3 and G4; G1 the year before
        "Tillfällen med egenkontroll": ("3", "1"),
        # one near miss of three deviations
        "Rapporterade risker och tillbud": ("1", "0"),
        "Negativa händelser": ("2", "1"),
        "Klagomål och synpunkter": ("2", "1"),
    }


def test_what_patients_answer_in_surveys_stands_with_their_complaints() -> None:
    found = report({"indikatorer/IND-0005.yaml": PREM})
    section = next(each for each in found.sections if each.id == "år_patienternas_bild")
    assert [table.key for table in section.tables][-1] == "indikatorer.patienternas"
    assert found.figures["indikatorer.IND-0005.utfall"].value == 75


def test_small_numbers_are_shown_to_those_inside() -> None:
    found = report()
    assert found.figures["avvikelser.antal"].value == 3
    assert "intern; små antal visas" in found.edition


def test_a_unit_with_nothing_says_so_in_sentences_and_repeats_none() -> None:
    text = rendered(NAME, Scope(year_of(2023), "mottagningen")).markdown
    assert "Inga indikatorer följdes i verksamheten under 2023." in text
    assert text.count("Inga klagomål eller synpunkter har kommit in.") == 1
    assert "Verksamhetens egen text saknas." in text
    # the register had not begun: that there were none is not known
    assert "*Registret började efter 2023: därifrån finns inga uppgifter.*" in text
    assert "okänt antal" not in text
    assert "som bedömts som stark" not in text
    # of the year, not of all time: actions after something earlier may be done in it
    assert "*Inga åtgärder är beslutade efter något från 2023.*" in text


def test_there_is_one_for_each_operation_once_the_year_has_begun() -> None:
    occasions = report_files()[NAME].occasions
    judged = assessment(today=date(2026, 4, 1))
    assert [(scope.period.text, scope.unit) for scope in occasions(judged, year_of(2025))] == [("2025", "medicin")]
    assert len(occasions(judged, year_of(2026))) == 1
    assert occasions(judged, year_of(2027)) == ()


def test_a_point_without_text_is_a_gap_that_does_not_refuse() -> None:
    prose = """
id: RAP-2026-0009
titel: Årsrapport
enhet: medicin
status: utkast
ansvarig: verksamhetschef/medicin
typ: verksamhetens_årsrapport
period: 2025
avsnitt:
  år_delaktighet: Vi bjuder in till varje analys.
"""
    gaps = report({"rapporter/2026/RAP-2026-0009.yaml": prose}).all_gaps
    untold = [gap.what for gap in gaps if "text saknas" in gap.what]
    # the seven points of the return but one
    assert len(untold) == 6
    assert not any("delaktighet" in what for what in untold)
    assert not any(gap.refuses for gap in gaps)


def test_the_charts_are_those_of_the_indicators_that_miss_their_target() -> None:
    found = report({OWN: MONTHLY, FED: OF_INSPECTION})
    assert {key for key in found.diagram if key.startswith("indikatorer")} == {"indikatorer.IND-0001.utveckling"}
