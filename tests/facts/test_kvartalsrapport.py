"""The quarterly report, counted by hand in tests/render/register with indicators of its own."""

from datetime import date

from kvalitet.facts._catalogue import report_files
from kvalitet.model.dates import period, year_of
from kvalitet.model.document import Facts, Scope
from tests.facts.small import assessment, facts, files, rendered
from tests.facts.test_indikatorer import FED, MONTHLY, OF_INSPECTION, OWN, rows

NAME = "kvartalsrapport"
QUARTER = period("2025-Q2")
assert QUARTER is not None
SCOPE = Scope(QUARTER)

# 2025-Q1: 9 + 7 + 5 of 30 (70,0 %). 2025-Q2: 9 + 9 of 20 (90,0 %): it reaches 80 again
RISING = MONTHLY.replace(
    "täljare: 4, nämnare: 8}", "täljare: 9, nämnare: 10}\n  - {period: 2025-05, täljare: 9, nämnare: 10}"
)


def content(own: str = MONTHLY) -> dict[str, bytes]:
    return {**files(), OWN: own.encode(), FED: OF_INSPECTION.encode()}


def report(own: str = MONTHLY, scope: Scope = SCOPE) -> Facts:
    return facts(NAME, scope, content(own))


def test_the_outcome_of_the_quarter_stands_beside_that_of_the_one_before() -> None:
    found = report(RISING).figures
    assert found["indikatorer.IND-0001.utfall"].value == 90
    assert found["indikatorer.IND-0001.utfall.2025-Q1"].value == 70
    # G3 and G4 in May: 18 + 9 of 30; G2 in February: 16 of 20
    assert found["indikatorer.IND-0002.utfall"].value == 90
    assert found["indikatorer.IND-0002.utfall.2025-Q1"].value == 80
    assert found["indikatorer.når_målet"].ids == ("IND-0001", "IND-0002")


def test_one_that_has_begun_to_reach_its_target_is_told_as_changed_and_one_that_did_all_along_is_not() -> None:
    changes = rows(report(RISING), "kvartal.ändrat")
    assert changes == {
        "Riskbedömning inom ett dygn": (
            "70,0\u00a0%",
            "90,0\u00a0%",
            "Når målet, vilket den inte gjorde förra perioden",
        )
    }


def test_the_deviations_of_the_quarter_stand_beside_those_of_the_one_before() -> None:
    found = report()
    # reported in the second quarter, and in the first
    assert found.figures["avvikelser.antal"].ids == ("AVV-2025-0002",)
    assert found.figures["avvikelser.antal.2025-Q1"].ids == ("AVV-2025-0001",)
    assert rows(found, "nyckeltal")["Rapporterade avvikelser"] == ("1", "1")


def test_an_old_value_and_a_missed_target_without_analysis_are_asked_for() -> None:
    without = MONTHLY[: MONTHLY.index("analyser:")] + MONTHLY[MONTHLY.index("värden:\n  - {period: 2024-11") :]
    found = report(without)
    assert rows(found, "indikatorer.att_göra") == {
        "Riskbedömning inom ett dygn: har passerat gränsen för eskalering. Besluta vad som görs.": (
            "Chefläkare, Hälso- och sjukvården",
            "Snarast",
        ),
        "Riskbedömning inom ett dygn: når inte målet och är inte analyserad. Skriv en analys.": (
            "–",
            "Till nästa möte",
        ),
    }
    assert rows(report(), "indikatorer.att_göra") == {}
    # the latest value is that of March, which was not over three months before the end of June
    assert found.figures["indikatorer.gamla"].ids == ()
    third = period("2025-Q3")
    assert third is not None
    # at the end of September it is older; the inspections of the second quarter are just three months old
    assert report(without, Scope(third)).figures["indikatorer.gamla"].ids == ("IND-0001",)


def test_what_is_late_on_the_last_day_of_the_quarter_is_listed() -> None:
    third, fourth = period("2025-Q3"), period("2025-Q4")
    assert third is not None
    assert fourth is not None
    # by the end of September nothing of the plan was late: A2 was due on that very day
    assert "HPL-0001/A2" not in report(scope=Scope(third)).figures["kvartal.försenade.antal"].ids
    assert "HPL-0001/A2" in report(scope=Scope(fourth)).figures["kvartal.försenade.antal"].ids


def test_a_late_action_of_an_event_analysis_is_listed_though_an_analysis_has_no_safety_area() -> None:
    second, third = period("2025-Q2"), period("2025-Q3")
    assert second is not None
    assert third is not None
    found = {**content(), "handelseanalyser/2025/HAN-2025-0001.yaml": ANALYSIS.encode()}
    # due on the last day of June: late from the day after
    assert "HAN-2025-0001/A1" not in facts(NAME, Scope(second), found).figures["kvartal.försenade.antal"].ids
    assert "HAN-2025-0001/A1" in facts(NAME, Scope(third), found).figures["kvartal.försenade.antal"].ids
    elsewhere = Scope(third, "mottagningen")
    assert "HAN-2025-0001/A1" not in facts(NAME, elsewhere, found).figures["kvartal.försenade.antal"].ids


ANALYSIS = """
id: HAN-2025-0001
titel: Fall ur sängen
enhet: avdelning-1
status: slutförd
ansvarig: verksamhetschef/medicin
avvikelser: [AVV-2025-0001]
uppdragsgivare: chefläkare/varden
analysledare: verksamhetschef/medicin
beslutad: 2025-03-01
slutförd: 2025-04-20
orsaker: [{id: O1, orsaksområde: teknik_utrustning_och_apparatur, beskrivning: Sängen gick inte att sänka.}]
åtgärder:
  - {id: A1, beskrivning: Byt sängarna., ansvarig: verksamhetschef/medicin, senast: 2025-06-30, status: planerad}
"""


def test_there_is_one_for_each_quarter_that_has_begun() -> None:
    occasions = report_files()[NAME].occasions
    judged = assessment(content(), date(2026, 5, 2))
    assert [scope.period.text for scope in occasions(judged, year_of(2026))] == ["2026-Q1", "2026-Q2"]
    assert len(occasions(judged, year_of(2025))) == 4
    assert occasions(judged, year_of(2027)) == ()


def test_a_register_without_indicators_says_so_and_shows_no_empty_table() -> None:
    found = rendered(NAME, SCOPE)
    assert "Inga indikatorer följs." in found.markdown
    assert "Indikatorer som inte når målet" not in found.markdown


def test_the_point_stands_before_the_first_heading() -> None:
    text = rendered(NAME, SCOPE, content()).markdown
    first = text.partition("## ")[0]
    assert "Av 2 indikatorer nådde 1 målet under kvartal 2 2025. För 1 går det inte att bedöma." in first
    assert "Riskbedömning inom ett dygn" in first
    assert "har passerat gränsen för eskalering" in first


def test_the_prose_of_the_quarter_stands_under_its_headings() -> None:
    prose = """
id: RAP-2025-0001
titel: Kvartalsrapport
enhet: varden
status: utkast
ansvarig: chefläkare/varden
typ: kvartalsrapport
period: 2025-Q2
avsnitt:
  kvartal_analys: Natten behöver en egen lösning.
"""
    found = rendered(NAME, SCOPE, {**content(), "rapporter/2025/RAP-2025-0001.yaml": prose.encode()}).markdown
    assert "## Analys\n\nNatten behöver en egen lösning." in found


def test_a_unit_has_its_own() -> None:
    found = report(scope=Scope(SCOPE.period, "mottagningen"))
    assert found.figures["indikatorer.IND-0002.utfall"].ids == ("EGK-0001/G4",)
    assert "indikatorer.IND-0001.utfall" not in found.figures


def test_a_pattern_is_told_with_what_was_done_near_it_and_drawn_though_the_target_is_reached() -> None:
    # twelve months about 71 percent, then twelve about 79: above a target of 60
    values = "".join(
        f"  - {{period: {year}-{month:02}, täljare: {level + month % 2 * 2}, nämnare: 100}}\n"
        for year, level in ((2024, 70), (2025, 78))
        for month in range(1, 13)
    )
    risen = (
        MONTHLY[: MONTHLY.index("analyser:")]
        .replace("start: 2024-11-01", "start: 2024-01-01")
        .replace("värde: 80}", "värde: 60}")
    )
    risen += "insatser: [{datum: 2025-01-01, beskrivning: Checklista på natten}]\nvärden:\n" + values
    last = period("2025-Q4")
    assert last is not None
    found = report(risen, Scope(last))
    assert found.figures["signaler.antal"].value == 1
    ((what, near, _),) = rows(found, "signaler").values()
    assert what.startswith("Högre från och med januari 2025: ")
    assert near == "Checklista på natten"
    assert list(found.diagram) == ["indikatorer.IND-0001.utveckling"]
    assert rows(found, "indikatorer.missade") == {}


def test_names_that_hold_commas_are_told_apart_by_quotation_marks() -> None:
    first = rendered(NAME, SCOPE, content(MONTHLY.replace("titel: Risk", "titel: Fall, risk"))).markdown
    assert "senaste värde: ”Fall, riskbedömning inom ett dygn”." in first.partition("## ")[0]
