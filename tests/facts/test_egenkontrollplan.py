"""The facts of the plan of inspections, counted by hand in tests/render/register.

EGK-0001 is made every third month at two units from October 2024.
"""

from datetime import date

import pytest

from kvalitet.charts.year_entries import Done
from kvalitet.facts._base.ofta import often
from kvalitet.facts._base.reach import reach
from kvalitet.facts._egenkontroller.arshjul import turns
from kvalitet.model.dates import year_of
from kvalitet.model.document import Scope
from kvalitet.model.figure import Figure
from kvalitet.views.egenkontroller import Egenkontroll
from tests.facts.small import assessment, changed, facts, files, rendered

REPORT = "egenkontrollplan"
YEAR = Scope(year_of(2025))
INSPECTION = "egenkontroller/EGK-0001.yaml"


@pytest.mark.parametrize(
    ("scope", "key", "value"),
    [
        # in 2025: at the ward in February and May, at the clinic in May
        (YEAR, "egenkontrollplan.gjorda", 3),
        # at the ward in August and November; at the clinic in January too, but April's was made in May
        (YEAR, "egenkontrollplan.missade", 5),
        (YEAR, "egenkontrollplan.återstår", 0),
        # in 2026 by 1 April: February's at both, with three more at each
        (Scope(year_of(2026)), "egenkontrollplan.gjorda", 0),
        (Scope(year_of(2026)), "egenkontrollplan.missade", 2),
        (Scope(year_of(2026)), "egenkontrollplan.återstår", 6),
        (Scope(year_of(2026), "mottagningen"), "egenkontrollplan.återstår", 3),
        (YEAR, "egenkontroller.kedja.tillfällen", 3),
        # 16 of 20 is below 90 percent; 18 of 20 and 9 of 10 are not
        (YEAR, "egenkontroller.kedja.utanför", 1),
        (YEAR, "egenkontroller.kedja.analyserade", 0),
        (YEAR, "egenkontroller.kedja.med_åtgärd", 0),
        (YEAR, "egenkontroller.kedja.åtgärder", 1),
        (YEAR, "egenkontroller.kedja.klara", 0),
        (YEAR, "egenkontrollplan.utan_åtgärd", 1),
        # the register demands none, so all eight areas but patient safety
        (YEAR, "egenkontrollplan.områden_utan", 7),
    ],
)
def test_a_figure_is_what_a_hand_count_gives(scope: Scope, key: str, value: float) -> None:
    assert facts(REPORT, scope).figures[key].value == value


@pytest.mark.parametrize(
    ("today", "planned"),
    [
        # at each of the two units by the end of March, June, September and December
        (date(2025, 3, 30), 0),
        (date(2025, 3, 31), 2),
        (date(2025, 11, 22), 6),
        (date(2025, 12, 31), 8),
        (date(2026, 4, 1), 8),
    ],
)
def test_what_begins_on_new_years_day_is_planned_as_often_that_year_as_its_frequency_says(
    today: date, planned: float
) -> None:
    content = changed(INSPECTION, "start: 2024-10-01", "start: 2025-01-01", files())
    assert facts(REPORT, YEAR, content, today).figures["egenkontroller.planerade"].value == planned


def test_what_was_missed_is_told_with_its_days_and_who_collects() -> None:
    rows = facts(REPORT, YEAR).table["egenkontrollplan.missade"].rows
    assert [row[1:3] for row in rows] == [
        ("Mottagningen", "1\u00a0januari\u00a02025, 14\u00a0augusti\u00a02025, 14\u00a0november\u00a02025"),
        ("Avdelning 1", "13\u00a0augusti\u00a02025, 13\u00a0november\u00a02025"),
    ]
    assert {row[3] for row in rows} == {"Verksamhetschef, Medicin"}


def test_an_occasion_is_not_missed_before_the_grace_is_over() -> None:
    held = "  - {id: G5, datum: 2025-12-20, enhet: avdelning-1, antal: 10, uppfyllda: 10}\n"
    content = {**files(), INSPECTION: files()[INSPECTION] + held.encode()}
    judged = assessment(content)
    ward = reach(judged, Scope(year_of(2026), "avdelning-1"))
    found = turns(ward, Egenkontroll.all(judged.register))
    # due on 20 March, and on 1 April still within two weeks
    assert [(turn.day.month, turn.state) for turn in found] == [
        (3, Done.PLANNED),
        (6, Done.PLANNED),
        (9, Done.PLANNED),
        (12, Done.PLANNED),
    ]


def test_the_wheel_has_one_entry_for_the_units_of_a_month() -> None:
    rows = facts(REPORT, YEAR).diagram["egenkontrollplan.årshjul"].rows
    assert [(month, what, state) for _, month, what, state in rows] == [
        ("januari", "Basala hygienrutiner, Mottagningen", "missad"),
        ("februari", "Basala hygienrutiner, Avdelning 1", "klar"),
        ("maj", "Basala hygienrutiner, 2 enheter", "klar"),
        ("augusti", "Basala hygienrutiner, 2 enheter", "missad"),
        ("november", "Basala hygienrutiner, 2 enheter", "missad"),
    ]


def test_an_area_that_the_management_is_to_review_is_inspected_or_named() -> None:
    demands = "\nkrav: {genomgångar: {områden: [patientsäkerhet, arbetsmiljö]}}\n"
    content = {**files(), "kvalitet.yaml": files()["kvalitet.yaml"] + demands.encode()}
    assert facts(REPORT, YEAR, content).figures["egenkontrollplan.områden_utan"].ids == ("arbetsmiljö",)


def test_a_core_process_is_inspected_through_itself_or_is_named() -> None:
    process = b"id: PRO-0001\ntitel: Stroke\nenhet: medicin\nstatus: identifierad\ntyp: k\xc3\xa4rnprocess\n"
    content = {**files(), "processer/PRO-0001.yaml": process}
    assert facts(REPORT, YEAR, content).figures["egenkontrollplan.processer_utan"].ids == ("PRO-0001",)
    text = rendered(REPORT, YEAR, content).markdown
    assert "- **Kärnprocesser utan egenkontroll (1):** Stroke. Besluta om en egenkontroll" in text
    content = changed(INSPECTION, "område:", "avser: [PRO-0001]\nområde:", content)
    assert facts(REPORT, YEAR, content).figures["egenkontrollplan.processer_utan"].ids == ()


def test_a_unit_on_contract_reports_inspections_too() -> None:
    content = changed("organisation.yaml", "    namn: Mottagningen\n", "    namn: Mottagningen\n    regi: avtal\n")
    found = facts(REPORT, YEAR, content)
    assert found.figures["egenkontrollplan.avtal_utan"].ids == ()
    # made on 14 May; not on 1 January, and not within three and six months of that
    (row,) = found.table["egenkontrollplan.avtal"].rows
    assert [cell.text if isinstance(cell, Figure) else cell for cell in row] == ["Mottagningen", "1", "1", "3", "0"]
    assert "## Enheter på avtal\n" in rendered(REPORT, YEAR, content).markdown
    assert "## Enheter på avtal\n" not in rendered(REPORT, YEAR).markdown
    content = changed(INSPECTION, "enheter: [avdelning-1, mottagningen]", "enheter: [avdelning-1]", content)
    assert facts(REPORT, YEAR, content).figures["egenkontrollplan.avtal_utan"].ids == ("mottagningen",)
    assert "- **Enheter på avtal utan egenkontroll (1):** Mottagningen." in rendered(REPORT, YEAR, content).markdown


def test_a_unit_without_inspections_is_told_in_a_sentence() -> None:
    text = rendered(REPORT, Scope(year_of(2023))).markdown
    assert text.startswith("**Ingen egenkontroll är planerad under 2023.**")
    assert "## Planen" not in text


@pytest.mark.parametrize(
    ("interval", "least", "words"),
    [
        ("P1M", None, "varje månad"),
        ("P2Y", None, "vartannat år"),
        ("P2W", None, "varannan vecka"),
        ("P3M", None, "var tredje månad"),
        ("P3Y", None, "vart tredje år"),
        ("P10D", None, "var 10:e dag"),
        ("", 1, "minst 1 gång per år"),
        ("", 4, "minst 4 gånger per år"),
        ("", None, "utan bestämd tid"),
    ],
)
def test_a_frequency_is_written_as_people_say_it(interval: str, least: int | None, words: str) -> None:
    assert often(interval, least) == words


def test_when_the_year_is_over_the_plan_names_no_day_to_come() -> None:
    assert facts("egenkontrollplan", Scope(year_of(2025))).table["egenkontrollplan.plan"].headings[-1] == "Samlar in"
    assert facts("egenkontrollplan", Scope(year_of(2026))).table["egenkontrollplan.plan"].headings[-1] == "Nästa senast"
