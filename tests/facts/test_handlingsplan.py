"""The facts of one plan of action, counted by hand in tests/render/register and a local plan written here."""

import pytest

from kvalitet.facts._base.att_besluta import Decision, foremost
from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import Figure
from tests.facts.occasions import occasions
from tests.facts.small import changed, facts, files, rendered

REPORT = "handlingsplan"
PLAN = Scope(year_of(2025), record="HPL-0001")
LOCAL = """
id: HPL-0002
titel: Medicins plan
enhet: medicin
status: beslutad
ansvarig: verksamhetschef/medicin
nivå: verksamhet
överordnad: HPL-0001
period: {från: 2025-03-01, till: 2026-12-31}
beslutad: 2025-03-01
områden:
  - id: O1
    kod: säkerhetskultur
    mål:
      - {id: M1, beskrivning: Alla vågar fråga.}
    aktiviteter:
      - {id: A1, beskrivning: Öva morgonmöten., ansvarig: verksamhetschef/medicin, senast: 2025-06-30, status: klar,
         klar: 2025-06-20, bidrar_till: HPL-0001/A2}
      - {id: A2, beskrivning: Mät kulturen., ansvarig: verksamhetschef/medicin, senast: 2026-12-01, status: planerad}
"""
WITH_LOCAL = {**files(), "handlingsplaner/HPL-0002.yaml": LOCAL.encode()}


def numbers(found: Facts, *keys: str) -> list[float | None]:
    return [found.figures[f"plan.{key}"].value for key in keys]


def test_the_activities_are_counted_by_their_state_at_the_end_of_the_year() -> None:
    found = facts(REPORT, PLAN)
    keys = ("antal", "klar", "pågår", "planerad", "försenad", "avbruten")
    assert numbers(found, *(f"aktiviteter.{key}" for key in keys)) == [3, 1, 1, 0, 1, 0]
    assert found.figures["plan.aktiviteter.försenad"].ids == ("HPL-0001/A2",)


def test_what_is_late_comes_first_and_what_is_done_is_not_taken_up() -> None:
    now = Scope(year_of(2026), record="HPL-0001")
    rows = facts(REPORT, now).table["plan.att_göra"].rows
    assert [row[0] for row in rows] == ["Inför morgonmöten om säkerhet.", "Följ beläggningen varje dag."]
    assert facts(REPORT, PLAN).table["plan.att_göra"].ids == ("HPL-0001/A2",)


def test_a_check_that_fears_a_delay_takes_an_activity_up() -> None:
    check = (
        "        nästa_avstämning: 2026-12-01\n"
        "        avstämningar:\n"
        "          - {datum: 2025-10-01, läge: risk_för_försening}\n"
        "          - {datum: 2026-02-01, läge: enligt_plan}\n"
    )
    content = changed("handlingsplaner/HPL-0001.yaml", "        nästa_avstämning: 2026-06-30\n", check)
    rows = facts(REPORT, PLAN, content).table["plan.att_göra"].rows
    assert [row[0] for row in rows] == ["Inför morgonmöten om säkerhet.", "Följ beläggningen varje dag."]
    assert rows[1][3] == "Pågår; avstämd 1\u00a0oktober\u00a02025: risk för försening"
    now = Scope(year_of(2026), record="HPL-0001")
    assert facts(REPORT, now, content).table["plan.att_göra"].ids == ("HPL-0001/A2",)


def test_local_activities_stand_under_the_one_that_they_contribute_to() -> None:
    (culture, today) = facts(REPORT, PLAN, WITH_LOCAL).sections
    assert [row[0] for row in today.tables[0].rows] == [
        "Inför morgonmöten om säkerhet.",
        "I planen för Medicin: Öva morgonmöten.",
        "Följ beläggningen varje dag.",
    ]
    assert culture.id == "patienten_som_medskapare"


def test_the_cover_of_an_area_counts_what_stands_in_it_and_what_contributes_to_it() -> None:
    found = facts(REPORT, PLAN, WITH_LOCAL)
    assert numbers(found, "täckning.säkerheten_idag.i_planen", "täckning.säkerheten_idag.under") == [2, 1]
    assert numbers(found, "täckning.säkerhetskultur.i_planen", "täckning.säkerhetskultur.under") == [0, 2]
    rows = {row[0]: row[3] for row in found.table["plan.täckning"].rows}
    assert rows["En god säkerhetskultur"] == "Medicin"
    assert rows["Patienten som medskapare"] == "Ingen"


def test_what_the_plan_does_not_cover_is_told() -> None:
    found = facts(REPORT, PLAN, WITH_LOCAL)
    # nine areas in the national plan of 2025, of which the plan has activities in two
    assert numbers(found, "täcker_inte.områden", "täcker_inte.utan_lokala") == [7, 1]
    assert found.figures["plan.täcker_inte.utan_lokala"].ids == ("HPL-0001/A3",)
    assert "plan.täcker_inte.verksamheter" not in found.figures
    assert facts(REPORT, PLAN).figures["plan.täcker_inte.verksamheter"].ids == ("medicin",)


def test_a_local_plan_says_what_it_does_beside_the_plan_above() -> None:
    found = facts(REPORT, Scope(year_of(2025), record="HPL-0002"), WITH_LOCAL)
    assert found.unit == "Medicin"
    assert found.details["above"] == "Handlingsplan för patientsäkerhet"
    assert found.figures["plan.täcker_inte.utan_överordnad"].ids == ("HPL-0002/A2",)
    assert found.figures["plan.täcker_inte.mål"].ids == ("HPL-0002/M1",)


def test_a_plan_without_activities_is_told_in_sentences() -> None:
    text = LOCAL.split("    aktiviteter:", maxsplit=1)[0]
    content = {**files(), "handlingsplaner/HPL-0002.yaml": text.encode()}
    document = rendered(REPORT, Scope(year_of(2025), record="HPL-0002"), content)
    assert document.markdown.startswith("**Planen har inga aktiviteter.**")
    assert "## Aktiviteter och mätetal" not in document.markdown


@pytest.mark.parametrize(("year", "plans"), [(2024, []), (2025, ["HPL-0001"]), (2027, ["HPL-0001"]), (2028, [])])
def test_there_is_one_for_each_plan_that_governs_the_year(year: int, plans: list[str]) -> None:
    assert [scope.record for scope in occasions("small", REPORT, year)] == plans


def test_what_to_decide_of_the_plan_stands_before_how_it_goes() -> None:
    text = rendered(REPORT, PLAN).markdown
    assert "se ”Vad planen inte täcker”" not in text
    decide = text.partition("## Att besluta\n")[2].partition("## Att ta upp nu")[0]
    goals = "Patienter deltar i varje riskanalys; Risker det närmaste dygnet är kända"
    assert f"- **Mål utan utfall (2):** {goals}. Bestäm vilken indikator som ska visa utfallet." in decide


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("Ett.", "Två, tre."), "Ett; Två, tre"),
        (tuple("abcde"), "a; b; c; d; e"),
        (tuple("abcdefg"), "a; b; c; d; e; och 2 till"),
    ],
)
def test_up_to_five_of_what_is_left_out_are_named(names: tuple[str, ...], told: str) -> None:
    assert foremost(names) == told


def test_names_that_are_sentences_stand_each_for_itself() -> None:
    long = "Den som söker vård hos oss ska kunna lita på att risker är sedda innan de blir skador"
    assert Decision("Mål", "Bestäm.", (long, "Kort."), Figure(key="mål", value=2)).points == (long, "Kort")
    assert Decision("Mål", "Bestäm.", (long,), Figure(key="mål", value=1)).points == ()
    assert Decision("Mål", "Bestäm.", ("Ett", "Två"), Figure(key="mål", value=2)).points == ()


def test_a_check_that_is_to_come_after_the_period_is_no_part_of_how_it_stood() -> None:
    def due(scope: Scope) -> list[object]:
        return [row[2] for section in facts(REPORT, scope).sections for t in section.tables for row in t.rows]

    assert "löpande" in due(PLAN)
    assert "löpande, nästa avstämning 30\u00a0juni\u00a02026" in due(Scope(year_of(2026), record="HPL-0001"))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("status: klar, klar: 2025-06-20", "klar"),
        ("status: pågår", "försenad"),
        ("status: planerad", "försenad"),
    ],
)
def test_a_plan_with_one_activity_does_not_count_it(state: str, words: str) -> None:
    plan = LOCAL.partition("    aktiviteter:")[0] + (
        "    aktiviteter:\n      - {id: A1, beskrivning: Öva., ansvarig: verksamhetschef/medicin, senast: 2025-06-30, "
        f"{state}}}\n"
    )
    content = {**files(), "handlingsplaner/HPL-0002.yaml": plan.encode()}
    text = rendered(REPORT, Scope(year_of(2025), record="HPL-0002"), content).markdown
    assert text.startswith(f"**Planens enda aktivitet är {words} den 31 december 2025.**")
