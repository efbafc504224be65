"""Indicators in reports: outcome, target, country, what was done, and charts; counted by hand."""

from collections.abc import Mapping
from datetime import date

import pytest

from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope, Section
from kvalitet.model.figure import Cell, Figure
from tests.facts.small import NARRATIVE, OF_AREA, OF_YEAR, PUBLIC_YEAR, REVIEW, changed, facts, files, rendered

OWN = "indikatorer/IND-0001.yaml"
INSPECTION = "egenkontroller/EGK-0001.yaml"
FED = "indikatorer/IND-0002.yaml"
ENDED = "indikatorer/IND-0003.yaml"

# 2024: 14 of 20 (70,0 %). 2025: 9 + 7 + 5 + 4 = 25 of 10 + 10 + 10 + 8 = 38 (65,8 %). April rests on 8 of the 10
# that it takes, so the latest value is that of March, and February and March miss the target in a row.
MONTHLY = """
id: IND-0001
titel: Riskbedömning inom ett dygn
enhet: medicin
status: aktiv
definition: Andelen inskrivna med riskbedömning inom ett dygn.
måttenhet: procent
minsta_n: 10
start: 2024-11-01
riktning: högre_är_bättre
målnivå: {typ: värde, värde: 80}
gräns_för_eskalering: {värde: 55, till: chefläkare/varden}
fokusområde: säker_vård_här_och_nu
jämförelse:
  - {mot: riket, namn: Riket, värden: [{period: 2024, värde: 75}, {period: 2025, värde: 60}]}
analyser:
  - period: 2025-03
    datum: 2025-04-20
    av: verksamhetschef/medicin
    text: Två av tre missade kom en natt.
    eskalerad: {till: chefläkare/varden, datum: 2025-04-22}
    åtgärder:
      - id: A1
        beskrivning: Lägg bedömningen i nattens checklista.
        ansvarig: verksamhetschef/medicin
        senast: 2025-10-01
        status: pågår
värden:
  - {period: 2024-11, täljare: 6, nämnare: 10}
  - {period: 2024-12, täljare: 8, nämnare: 10}
  - {period: 2025-01, täljare: 9, nämnare: 10}
  - {period: 2025-02, täljare: 7, nämnare: 10}
  - {period: 2025-03, täljare: 5, nämnare: 10}
  - {period: 2025-04, täljare: 4, nämnare: 8}
  - {period: 2026-01, täljare: 9, nämnare: 10}
"""
OF_INSPECTION = """
id: IND-0002
titel: Följsamhet till hygienrutiner
enhet: medicin
status: aktiv
definition: Andelen observationer där allt är rätt.
måttenhet: procent
hämtas_från: EGK-0001
start: 2024-10-01
riktning: högre_är_bättre
målnivå: {typ: värde, värde: 80}
fokusområde: säkra_system_och_enhetliga_processer
"""
NO_MORE = """
id: IND-0003
titel: Granskade journaler med skada
enhet: medicin
status: avvecklad
avvecklad: 2025-06-30
motiv: Jämförelsen har upphört.
definition: Andelen granskade journaler med skada.
måttenhet: procent
start: 2024-01-01
riktning: lägre_är_bättre
målnivå: {typ: värde, värde: 10}
fokusområde: inträffade_vårdskador
värden:
  - {period: 2024, täljare: 6, nämnare: 50}
  - {period: 2025-Q1, täljare: 4, nämnare: 40}
"""


def content() -> dict[str, bytes]:
    return {**files(), OWN: MONTHLY.encode(), FED: OF_INSPECTION.encode(), ENDED: NO_MORE.encode()}


def narrative(scope: Scope = OF_YEAR, today: date = date(2026, 4, 1)) -> Facts:
    return facts(NARRATIVE, scope, content(), today)


@pytest.mark.parametrize(
    ("key", "value", "ids"),
    [
        ("indikatorer.IND-0001.utfall", 65.789474, "värden.2 värden.3 värden.4 värden.5"),
        ("indikatorer.IND-0001.utfall.2024", 70, "värden.0 värden.1"),
        ("indikatorer.IND-0001.senaste", 50, "värden.4"),
        ("indikatorer.IND-0001.riket", 60, ""),
        ("indikatorer.IND-0001.i_rad", 2, "värden.3 värden.4"),
        ("indikatorer.IND-0003.utfall", 10, "värden.1"),
        ("indikatorer.IND-0003.utfall.2024", 12, "värden.0"),
    ],
)
def test_a_value_is_what_a_hand_count_gives(key: str, value: float, ids: str) -> None:
    figure = narrative().figures[key]
    name = key.split(".")[1]
    assert figure.value == value
    assert figure.ids == (tuple(f"{name}/{each}" for each in ids.split()) or (name,))


@pytest.mark.parametrize(
    ("key", "value", "ids"),
    [
        ("indikatorer.IND-0002.utfall", 86, "G2 G3 G4"),
        ("indikatorer.IND-0002.utfall.2024", 75, "G1"),
        ("indikatorer.IND-0002.senaste", 90, "G3 G4"),
        ("indikatorer.IND-0002.avdelning-1.utfall", 85, "G2 G3"),
        ("indikatorer.IND-0002.mottagningen.utfall", 90, "G4"),
    ],
)
def test_one_that_an_inspection_feeds_has_its_values_from_there(key: str, value: float, ids: str) -> None:
    figure = narrative().figures[key]
    assert figure.value == value
    assert figure.ids == tuple(f"EGK-0001/{each}" for each in ids.split())


def test_how_many_reach_their_target_is_counted() -> None:
    found = narrative().figures
    assert found["indikatorer.antal"].ids == ("IND-0001", "IND-0002", "IND-0003")
    assert found["indikatorer.når_målet"].ids == ("IND-0002", "IND-0003")
    assert found["indikatorer.missar_målet"].ids == ("IND-0001",)
    assert found["indikatorer.utan_bedömning"].ids == ()
    assert found["indikatorer.utan_mål"].ids == ()
    assert found["indikatorer.utanför_gränsen"].ids == ("IND-0001",)


def section(found: Facts, title: str) -> Section:
    return next(each for each in found.sections if each.title == title)


def test_each_stands_under_the_heading_that_its_focus_area_is_called_that_year() -> None:
    found = narrative()
    today = section(found, "Öka medvetenheten om hur säker vården är idag")
    assert "indikatorer.säkerheten_idag.läge" in {table.key for table in today.tables}
    assert [diagram.key for diagram in today.diagrams] == ["indikatorer.IND-0001.utveckling"]
    before = facts(NARRATIVE, Scope(year_of(2024), auditor=True), content())
    # the code named is the new one, which had not come in 2024
    under = section(before, "Tillförlitliga och säkra system och processer")
    assert [table.key for table in under.tables] == ["indikatorer.tillförlitliga_system_och_processer.läge"]
    assert all("Fler uppgifter" not in each.title for each in found.sections)


def rows(found: Facts, key: str) -> Mapping[str, tuple[str, ...]]:
    return {words(row[0]): tuple(words(cell) for cell in row[1:]) for row in found.table[key].rows}


def words(cell: Cell) -> str:
    parts = cell if isinstance(cell, tuple) else (cell,)
    return "".join(part.text if isinstance(part, Figure) else part for part in parts)


def test_the_table_says_outcome_target_country_and_whether_it_is_reached() -> None:
    assert rows(narrative(), "indikatorer.säkerheten_idag.läge") == {
        "Riskbedömning inom ett dygn": (
            "70,0\u00a0%",
            "65,8\u00a0%",
            "minst 80\u00a0%",
            "60\u00a0%",
            "Nej",
            "50,0\u00a0%, mars 2025",
        )
    }


def test_what_was_done_where_the_target_was_missed_is_told() -> None:
    (row,) = rows(narrative(), "indikatorer.missade").values()
    assert row == (
        "2, sedan februari 2025",
        "Två av tre missade kom en natt.",
        "Chefläkare, Hälso- och sjukvården, 22\u00a0april\u00a02025",
        "Lägg bedömningen i nattens checklista (försenad, senast 1\u00a0oktober\u00a02025)",
    )


def test_the_open_rendition_says_that_there_is_an_analysis_but_not_what_it_tells_of_single_persons() -> None:
    (row,) = rows(narrative(PUBLIC_YEAR), "indikatorer.missade").values()
    assert row[1] == "Skriven 20\u00a0april\u00a02025"


def test_one_that_has_ended_is_told_with_the_reason() -> None:
    assert [tuple(map(words, row)) for row in narrative().table["indikatorer.ändrade"].rows] == [
        ("Granskade journaler med skada", "Avvecklad", "30\u00a0juni\u00a02025", "Jämförelsen har upphört.")
    ]


def test_the_state_is_that_of_the_day_described() -> None:
    found = narrative(OF_YEAR, date(2025, 3, 15))
    # March is not over: the latest value is that of February, and the analysis is not written
    assert found.figures["indikatorer.IND-0001.senaste"].value == 70
    # none had been analysed by then: the columns that would say so are one sentence
    assert found.table["indikatorer.missade"].headings == ("Indikator", "Värden i rad som inte når målet")
    assert "Ingen av dem är analyserad, förd vidare eller har en" in found.table["indikatorer.missade"].note


def test_a_unit_has_its_own_values_and_a_unit_without_any_has_no_table() -> None:
    found = facts(NARRATIVE, Scope(year_of(2025), "mottagningen", auditor=True), content())
    assert found.figures["indikatorer.IND-0002.utfall"].value == 90
    assert "indikatorer.säkerheten_idag.läge" not in found.table
    none = facts(NARRATIVE, OF_YEAR)
    assert none.figures["indikatorer.antal"].value == 0
    assert none.table["indikatorer.missade"].empty == ""


def test_a_trend_leaves_a_gap_where_a_period_is_missing_and_a_break_is_not_compared_across() -> None:
    broken = MONTHLY.replace("analyser:", "tidsseriebrott: [{datum: 2025-01-01, orsak: Ny räkning}]\nanalyser:")
    broken = broken.replace("  - {period: 2025-02, täljare: 7, nämnare: 10}\n", "")
    found = facts(NARRATIVE, OF_YEAR, {**files(), OWN: broken.encode()})
    assert found.figures["indikatorer.IND-0001.utfall.2024"].value is None
    table = {words(row[0]): words(row[1]) for row in found.table["indikatorer.IND-0001.utveckling"].rows}
    assert table == {
        "November 2024": "60,0\u00a0%",
        "December 2024": "80,0\u00a0%",
        "Januari 2025": "90,0\u00a0%",
        "Februari 2025": "–",
        "Mars 2025": "50,0\u00a0%",
        "April 2025": "–",
    }
    assert "Ny räkning" in found.diagram["indikatorer.IND-0001.utveckling"].description


def test_there_is_a_control_chart_where_there_are_points_enough() -> None:
    # 24 months, every one of 100
    values = "".join(
        f"  - {{period: {year}-{month:02}, täljare: {70 + month}, nämnare: 100}}\n"
        for year in (2024, 2025)
        for month in range(1, 13)
    )
    long = MONTHLY[: MONTHLY.index("värden:\n  - {period: 2024-11")] + "värden:\n" + values
    found = facts(NARRATIVE, OF_YEAR, {**files(), OWN: long.replace("start: 2024-11-01", "start: 2024-01-01").encode()})
    chart = found.diagram["indikatorer.IND-0001.utveckling"]
    assert "24 värden" in chart.description
    assert "Trend" not in chart.description
    assert found.figures["indikatorer.IND-0001.utveckling.2025-12"].value == 82


def test_the_review_has_them_under_goals_and_measures_with_the_charts_of_those_that_miss() -> None:
    found = facts(REVIEW, OF_AREA, content())
    part = next(each for each in found.sections if each.id == "mål_och_mått")
    assert [table.key for table in part.tables][:2] == ["indikatorer.läge", "indikatorer.missade"]
    assert [diagram.key for diagram in part.diagrams] == ["indikatorer.IND-0001.utveckling"]


def test_a_goal_for_each_unit_is_judged_unit_by_unit() -> None:
    def judged(target: int, goal: str) -> object:
        plan = "mått: Andel enheter med morgonmöte, målvärde: minst 90 %"
        linked = changed("handlingsplaner/HPL-0001.yaml", plan, f"indikator: IND-0002, målvärde: {goal}", content())
        linked[FED] = OF_INSPECTION.replace("värde: 80", f"värde: {target}").encode()
        (row,) = rows(facts(NARRATIVE, OF_YEAR, linked), "mål.uppföljning").values()
        return row[3]

    # 34 of 40 (85 %) on the ward and 9 of 10 (90 %) at the clinic, 86 % together
    assert judged(86, "minst 86 %") == "Ja"
    # the ward's latest is 18 of 20 (90 %)
    assert judged(86, "minst 86 % på varje enhet") == "Nej, inte på Avdelning 1; ja med det senaste värdet"
    assert judged(91, "minst 91 % på varje enhet") == "Nej, inte på Avdelning 1 och Mottagningen"
    assert judged(85, "minst 85 % på varje enhet") == "Ja, på varje enhet"


def test_a_target_that_the_whole_reaches_and_a_unit_misses_is_told_with_the_unit() -> None:
    # 86 % together reaches it, and so does 9 of 10 at the clinic; 34 of 40 on the ward does not
    uneven = {**content(), FED: OF_INSPECTION.replace("värde: 80", "värde: 86").encode()}
    text = rendered(NARRATIVE, PUBLIC_YEAR, uneven).markdown
    said = "Under 2025 nåddes målet för ”Följsamhet till hygienrutiner” sammantaget, men inte på Avdelning 1.\n"
    assert said in text
    assert "nådde 2 målet under 2025 (men 1 av dem inte på varje enhet), och 1 gjorde det inte." in text
    assert "| minst 86 % | Ja, men inte på Avdelning 1 |" in text.replace("\u00a0", " ")
    even = rendered(NARRATIVE, PUBLIC_YEAR, content()).markdown
    assert "sammantaget" not in even
    assert "nådde 2 målet under 2025, och 1 gjorde det inte." in even


def test_how_many_results_missed_and_what_followed_is_counted_beside_the_prose() -> None:
    # G2, 16 of 20, is under 90 %
    found = changed(
        INSPECTION, "antal: 20, uppfyllda: 16}", "antal: 20, uppfyllda: 16, analys: Ny personal.}", content()
    )
    text = rendered(NARRATIVE, PUBLIC_YEAR, found).markdown
    assert "Utanför målet låg 1 resultat. En analys finns till 1 av dem, och en åtgärd till inget.\n" in text


def test_an_indicator_without_a_target_is_not_one_that_cannot_be_judged() -> None:
    aimless = OF_INSPECTION.replace("målnivå: {typ: värde, värde: 80}\n", "")
    found = facts(NARRATIVE, OF_YEAR, {**content(), FED: aimless.encode()}).figures
    assert found["indikatorer.utan_mål"].ids == ("IND-0002",)
    assert found["indikatorer.utan_bedömning"].ids == ()


def test_a_goal_is_followed_from_indicator_to_what_is_done_next() -> None:
    plan = "handlingsplaner/HPL-0001.yaml"
    linked = changed(plan, "mått: Andel enheter med morgonmöte,", "mått: Andel, indikator: IND-0001,", content())
    linked = changed(plan, "        status: pågår\n      - id: A3", "        status: pågår\n        bidrar_till: M2\n"
                     "      - id: A3", linked)  # fmt: skip
    (row,) = rows(facts(NARRATIVE, OF_YEAR, linked), "mål.uppföljning").values()
    assert row == (
        "Riskbedömning inom ett dygn",
        "65,8\u00a0%",
        "minst 80\u00a0%",
        "Nej",
        "Två av tre missade kom en natt.",
        "Inför morgonmöten om säkerhet",
    )


def test_values_declared_missing_are_told_with_the_cause() -> None:
    lost = MONTHLY.replace("analyser:\n", "databortfall: [{period: 2025-06, orsak: Bytt journalsystem}]\nanalyser:\n")
    table = facts(NARRATIVE, OF_YEAR, {**files(), OWN: lost.encode()}).table["indikatorer.bortfall"]
    assert [tuple(map(words, row)) for row in table.rows] == [
        ("Riskbedömning inom ett dygn", "juni 2025", "Bytt journalsystem", "–")
    ]


def test_what_patients_answer_stands_under_the_patient_as_co_creator_where_no_focus_area_is_named() -> None:
    survey = OF_INSPECTION.replace("fokusområde: säkra_system_och_enhetliga_processer", "typ: PREM")
    found = facts(NARRATIVE, OF_YEAR, {**files(), FED: survey.encode()})
    keys = [table.key for table in section(found, "Patienten som medskapare").tables]
    assert "indikatorer.patienten_som_medskapare.läge" in keys


def test_what_an_inspection_found_out_is_the_analysis_of_the_indicator_that_it_feeds() -> None:
    # 27 of 30 in the second quarter and 43 of 50 in the year miss 95; action A1 was decided at G3
    missed = {**files(), FED: OF_INSPECTION.replace("värde: 80", "värde: 95").encode()}
    told = changed(
        INSPECTION, "    uppfyllda: 18\n", "    uppfyllda: 18\n    analys: Spriten stod för långt bort.\n", missed
    )
    (row,) = rows(facts(NARRATIVE, OF_YEAR, told), "indikatorer.missade").values()
    assert row == (
        "3, sedan kvartal 4 2024",
        "Spriten stod för långt bort.",
        "–",
        "Flytta handspriten närmare sängarna (planerad, senast 1\u00a0mars\u00a02026)",
    )


# three quarters of 2025, of whole numbers without a denominator: the outcome is their mean, 20, and not their sum
OF_COUNTS = """
id: IND-0001
titel: Anmälda skador
enhet: medicin
status: aktiv
definition: Antal anmälningar.
måttenhet: anmälningar
start: 2025-01-01
riktning: lägre_är_bättre
fokusområde: säker_vård_här_och_nu
värden:
  - {period: 2025-Q1, värde: 17}
  - {period: 2025-Q2, värde: 24}
  - {period: 2025-Q3, värde: 19}
"""


def test_a_mean_of_counts_is_not_taken_for_their_sum_and_counts_have_no_decimals() -> None:
    found = facts(NARRATIVE, OF_YEAR, {**files(), OWN: OF_COUNTS.encode()})
    state = next(table for key, table in found.table.items() if key.endswith(".läge") and "Målet nås" in table.headings)
    assert state.rows[0][0] == "Anmälda skador (anmälningar, medel av kvartalen)"
    assert found.figures["indikatorer.IND-0001.utfall"].text == "20"
    assert any("av andra värden tas medelvärdet" in note for note in state.shared)
    assert [row[1] for row in rows(found, "indikatorer.IND-0001.utveckling").items()] == [("17",), ("24",), ("19",)]


def test_one_value_alone_is_no_mean_and_a_weighted_outcome_neither() -> None:
    alone = OF_COUNTS.replace("  - {period: 2025-Q2, värde: 24}\n  - {period: 2025-Q3, värde: 19}\n", "")
    for text, label in ((alone, "Anmälda skador (anmälningar)"), (MONTHLY, "Riskbedömning inom ett dygn")):
        found = facts("kvartalsrapport", OF_YEAR, {**files(), OWN: text.encode()})
        assert [row[0] for row in found.table["indikatorer.läge"].rows] == [label]


def test_what_was_begun_or_ended_elsewhere_is_no_change_of_a_unit() -> None:
    ended = {**files(), ENDED: NO_MORE.replace("enhet: medicin", "enhet: varden").encode()}
    changed_here = "indikatorer.ändrade"
    assert changed_here in facts(NARRATIVE, OF_YEAR, ended).table
    assert changed_here not in facts(NARRATIVE, Scope(year_of(2025), "avdelning-1"), ended).table


@pytest.mark.parametrize(("text", "there"), [(MONTHLY, True), (OF_COUNTS, False)])
def test_the_country_has_a_column_where_there_is_a_value_of_it(text: str, *, there: bool) -> None:
    found = facts("kvartalsrapport", OF_YEAR, {**files(), OWN: text.encode()})
    assert ("Riket" in found.table["indikatorer.läge"].headings) is there
