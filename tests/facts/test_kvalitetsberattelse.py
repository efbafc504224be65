"""The quality narrative, counted by hand in tests/render/register with indicators of its own."""

from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope
from tests.facts.small import changed, facts, files, rendered
from tests.facts.test_indikatorer import FED, MONTHLY, OF_INSPECTION, OWN, rows

NAME = "kvalitetsberattelse"
SCOPE = Scope(year_of(2025))
PROCESSES = {
    f"processer/PRO-000{n}.yaml": f"id: PRO-000{n}\ntitel: {name}\nenhet: varden\nstatus: identifierad\ntyp: {sort}\n"
    for n, name, sort in ((1, "Stroke", "kärnprocess"), (2, "Höft", "kärnprocess"), (3, "Städning", "stödprocess"))
}
# better than the country in 2025 (65,8 against 60) and not in 2024 (70 against 75); it misses its own target of 80
OF_PROCESS = MONTHLY + "dimension: kunskapsbaserad\nprocesser: [PRO-0001]\n"
# begun in 2025, better the lower: 4 of 40 (10,0 %) against 8
LOWER = """
id: IND-0004
titel: Omoperation inom ett år
enhet: medicin
status: aktiv
definition: Andelen opererade som opereras på nytt.
måttenhet: procent
start: 2025-01-01
riktning: lägre_är_bättre
målnivå: {typ: bättre_än_riket}
dimension: säker
typ: PROM
processer: [PRO-0002]
jämförelse:
  - {mot: riket, namn: Riket, värden: [{period: 2025, värde: 8}]}
värden:
  - {period: 2025, täljare: 4, nämnare: 40}
"""


def content() -> dict[str, bytes]:
    more = {**PROCESSES, OWN: OF_PROCESS, FED: OF_INSPECTION, "indikatorer/IND-0004.yaml": LOWER}
    return {**files(), **{path: text.encode() for path, text in more.items()}}


def report(scope: Scope = SCOPE) -> Facts:
    return facts(NAME, scope, content())


def test_the_share_that_is_better_than_the_country_is_told_year_by_year() -> None:
    found = report()
    assert rows(found, "indikatorer.bättre_än_riket") == {
        "2025": ("2", "1", "50\u00a0%"),
        "2024": ("1", "0", "0\u00a0%"),
    }
    assert found.figures["indikatorer.bättre_än_riket.antal"].ids == ("IND-0001",)
    assert found.figures["indikatorer.jämförda"].ids == ("IND-0001", "IND-0004")


def test_core_processes_without_a_measure_are_named_in_a_sentence_and_not_as_rows_of_noughts() -> None:
    only = facts(NAME, SCOPE, {**files(), **{path: text.encode() for path, text in PROCESSES.items()}})
    empty = "Ingen indikator följs i kärnprocesserna Stroke; Höft: registret visar inte vilka resultat de ger."
    assert (only.table["processer.mått"].rows, only.table["processer.mått"].empty) == ((), empty)
    of_one = facts(
        NAME, SCOPE, {**content(), "indikatorer/IND-0004.yaml": LOWER.replace("PRO-0002", "PRO-0001").encode()}
    )
    note = "Ingen indikator följs i kärnprocessen Höft: registret visar inte vilka resultat den ger."
    assert of_one.table["processer.mått"].note == note


def test_results_are_told_by_core_process_and_one_without_a_measure_has_none() -> None:
    assert rows(report(), "processer.mått") == {
        "Stroke": ("1", "0", "0", "1", "1"),
        "Höft": ("1", "1", "0", "1", "0"),
    }


def test_results_are_told_by_dimension_and_what_has_none_is_not_lost() -> None:
    found = report()
    section = next(each for each in found.sections if each.id == "kvalitet_resultat")
    keys = [table.key for table in section.tables]
    at = keys.index("indikatorer.kunskapsbaserad.läge")
    assert keys[at : at + 3] == [
        "indikatorer.kunskapsbaserad.läge",
        "indikatorer.säker.läge",
        "indikatorer.ingen_dimension.läge",
    ]
    assert list(rows(found, "indikatorer.ingen_dimension.läge")) == ["Följsamhet till hygienrutiner"]


def test_actions_after_the_analyses_of_the_year_before_are_followed_up() -> None:
    found = report(Scope(year_of(2026)))
    # decided in April 2025 and due in October; judged on 1 April 2026
    assert rows(found, "indikatorer.förra_årets_åtgärder") == {
        "Lägg bedömningen i nattens checklista.": (
            "Riskbedömning inom ett dygn",
            "Verksamhetschef, Medicin",
            "Försenad",
            "–",
        )
    }
    assert rows(report(), "indikatorer.förra_årets_åtgärder") == {}


def test_an_operation_without_values_of_its_own_is_named() -> None:
    assert rows(report(), "verksamheter.utan_mått") == {}
    without = facts(NAME, SCOPE)
    assert rows(without, "verksamheter.utan_mått") == {"Medicin": ("Hälso- och sjukvården",)}


def test_the_point_stands_first_and_small_numbers_of_persons_are_not_told() -> None:
    text = rendered(NAME, SCOPE, content()).markdown
    first = text.partition("## ")[0]
    assert "Av 3 indikatorer nådde 1 målet under 2025, och 2 gjorde det inte." in first
    assert "Av 2 som går att jämföra med riket var 1 bättre. Året före var ingen bättre än riket." in first
    assert report().figures["klagomål.antal"].value is None


def test_a_register_without_indicators_says_so() -> None:
    text = rendered(NAME, SCOPE).markdown
    assert "Inga indikatorer följdes under 2025." in text
    assert "Ingen indikator har ett värde för riket att jämföra med." in text
    assert "Registret har inga kärnprocesser." in text


def test_each_part_that_the_general_advice_asks_for_has_its_heading_and_its_law() -> None:
    sections = {each.title: each.basis for each in report().sections}
    law = ("SOSFS 2011:9 7 kap. 1 § (allmänna råd)",)
    assert sections["Så har kvalitetsarbetet bedrivits"] == law
    assert sections["Vidtagna åtgärder"] == law
    assert sections["Uppnådda resultat"] == law


def test_what_is_to_be_decided_stands_before_the_facts() -> None:
    found = report()
    # both miss their targets; the other one has an analysis with an action
    told = found.table["indikatorer.att_göra"]
    assert [row[0] for row in told.rows] == [
        "Omoperation inom ett år: når inte målet och är inte analyserad. Skriv en analys."
    ]
    text = rendered(NAME, SCOPE, content()).markdown
    assert text.index("## Att ta ställning till") < text.index(": Indikatorer som väntar på analys")
    assert text.index(": Indikatorer som väntar på analys") < text.index("## Så har kvalitetsarbetet bedrivits")


def test_a_goal_without_a_value_and_an_operation_without_one_are_to_be_decided() -> None:
    found = facts(NAME, SCOPE)
    # the plan's goals are followed in words alone
    assert found.figures["mål.utan_utfall"].ids == ("HPL-0001/M1", "HPL-0001/M2")
    assert "**Verksamheter utan egna värden för någon indikator:** Medicin." in rendered(NAME, SCOPE).markdown


def test_a_unit_without_a_plan_of_its_own_is_not_asked_about_the_goals_of_others() -> None:
    ward = Scope(year_of(2025), "avdelning-1")
    text = rendered(NAME, ward).markdown
    assert "**Mål utan utfall:**" not in text
    assert "*Enheten har ingen egen beslutad handlingsplan med mål.*" in text
    assert facts(NAME, ward).figures["mål.utan_utfall"].ids == ()


def test_a_plan_above_the_unit_is_its_own_where_the_unit_answers_for_it() -> None:
    plan = "handlingsplaner/HPL-0001.yaml"
    ward = Scope(year_of(2025), "avdelning-1")
    answered = changed(plan, "ansvarig: ", "ansvarig: enhetschef/avdelning-1 #")
    assert facts(NAME, ward, answered).figures["mål.utan_utfall"].ids == ("HPL-0001/M1", "HPL-0001/M2")


def test_of_the_inspections_those_made_too_seldom_stand_alone() -> None:
    caption = ": Egenkontroller som gjordes färre gånger än planerat 2025"
    text = rendered(NAME, SCOPE).markdown
    assert "skulle 8 tillfällen genomföras, och 3 genomfördes." in text
    assert "| Basala hygienrutiner | 8 | 3 |" in text.partition(caption)[0].rpartition("## ")[2]
    yearly = changed("egenkontroller/EGK-0001.yaml", "intervall: P3M", "intervall: P1Y")
    assert caption not in rendered(NAME, SCOPE, yearly).markdown


def test_one_that_misses_by_its_latest_value_alone_has_no_chart() -> None:
    found = facts(NAME, SCOPE, {**files(), OWN: OF_PROCESS.encode()})
    assert [diagram.key for diagram in found.diagrams] == ["indikatorer.IND-0001.utveckling"]
    easier = OF_PROCESS.replace("värde: 80}", "värde: 60}")
    assert not facts(NAME, SCOPE, {**files(), OWN: easier.encode()}).diagrams


def test_one_indicator_alone_is_told_in_words() -> None:
    first = rendered(NAME, SCOPE, {**files(), OWN: OF_PROCESS.encode()}).markdown.partition("## ")[0]
    assert "Den enda indikatorn nådde inte målet under 2025." in first
    assert "En enda går att jämföra med riket, och den var bättre." in first
