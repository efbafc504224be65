"""What cannot stand in a rule's own fixture, because it changes what every other record there is judged by."""

from datetime import date

import pytest

from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import load
from kvalitet.series.signals import survey
from tests.rules.fixtures import TODAY, fixture
from tests.rules.test_counted_from import BEGUN
from tests.rules.test_deadlines import CASES, HEAD, OWNER, SETTINGS, on
from tests.trees import MemoryTree

MEASURED = f"id: IND-0001\ntitel: Mått\n{OWNER}status: aktiv\ndefinition: Andelen.\nstart: 2026-01-01\n"
ANSWERED = (
    f"id: KLA-2026-0001\ntitel: Väntan\nstatus: avslutat\n{OWNER}källa: patient\nbeskrivning: Sju timmar.\n"
    "mottagen: 2026-11-12\nupptagen: 2026-11-14\nbekräftad: 2026-11-15\nbesvarad: {datum: 2026-11-18}\n"
    "avslutad: 2026-11-20\n"
)
_ANALYSIS = f"{OWNER}slag: proaktiv\nuppdragsgivare: verksamhetschef/kardiologi\nskala: 4x4@1\n"
_RISK = "risker: [{id: R1, beskrivning: Larmet hörs inte., perspektiv: patient, sannolikhet: 1, konsekvens: 1}]\n"
FOLLOWED = (
    f"id: RIS-2026-0001\ntitel: Larm\nstatus: följs_upp\n{_ANALYSIS}datum: 2026-01-10\nbeslutad: 2026-01-15\n"
    f"uppföljning: {{metod: Mät., senast: 2026-11-01, utförd: 2026-10-20}}\n{_RISK}"
)
RENEWED = (
    f"id: RIS-2026-0002\ntitel: Larm igen\nstatus: beslutad\n{_ANALYSIS}datum: 2026-11-10\nbeslutad: 2026-11-15\n"
    f"ersätter: RIS-2026-0001\n{_RISK}"
)
UNREADABLE = "---\nid: DOK-0001\ntitel: Rutin\nstatus: okänd\n"


def found(text: str, code: str, day: date = TODAY) -> list[tuple[str, int]]:
    return [
        (f.path.removeprefix("register/"), f.line) for f in fixture(on(text, day)).assess().findings if f.code == code
    ]


def due(text: str, code: str) -> list[date]:
    return sorted(each.due for each in fixture(on(text, TODAY)).assess().deadlines if each.code == code)


def test_an_indicator_may_be_used_in_a_file_that_cannot_be_read() -> None:
    assert found(MEASURED, "KV711") == [("indikatorer/IND-0001.yaml", 5)]
    assert found(MEASURED + UNREADABLE, "KV711") == []


def test_a_rule_that_is_set_aside_is_silent_and_no_other() -> None:
    aside = f"{MEASURED}---\n{SETTINGS}regler: {{ignorera: [KV711]}}\n"
    assert found(aside, "KV711") == []
    assert due(aside, "KV604") == [date(2029, 1, 1)] * 2


def test_no_periods_running_are_as_good_as_one() -> None:
    """The threshold of KV704 may be set to 0: one period under the target is enough then, and none is not."""
    target = f"{MEASURED}riktning: högre_är_bättre\nmålnivå: {{typ: värde, värde: 80}}\nvärden:\n"
    settings = f"---\n{SETTINGS}trösklar: {{KV704: {{perioder: 0}}}}\n"
    assert found(f"{target}  - {{period: 2026-09, värde: 79}}\n{settings}", "KV704") == [
        ("indikatorer/IND-0001.yaml", 11)
    ]
    assert found(f"{target}  - {{period: 2026-09, värde: 80}}\n{settings}", "KV704") == []


def test_the_last_meeting_of_a_leap_year_may_be_held_on_its_last_day() -> None:
    forum = f"id: FRM-0001\ntitel: Råd\n{OWNER}status: aktivt\ntyp: råd\nfrekvens: {{per_år: [1, 1]}}\n"
    assert due(f"{forum}start: 2027-02-01\n", "KV813") == [date(2028, 1, 14)]
    assert due(f"{forum}start: 2028-02-01\n", "KV813") == [date(2029, 1, 14)]


def test_the_years_of_narratives_are_not_known_without_the_settings() -> None:
    report = (
        f"id: RAP-2026-0001\ntitel: Berättelse\n{HEAD}status: utkast\ntyp: patientsäkerhetsberättelse\nperiod: 2024\n"
    )
    files = dict(fixture(report).tree.files)
    assert [d.due.year for d in assess(load(MemoryTree(files)), TODAY)[0].deadlines if d.code == "KV807"] == [
        *(2024, 2025, 2026, 2027),
    ]
    del files["kvalitet.yaml"]
    assert [d for d in assess(load(MemoryTree(files)), TODAY)[0].deadlines if d.code == "KV807"] == []


def test_events_that_come_more_seldom_contradict_no_judgement() -> None:
    """KV514 speaks of events that have become more; the dates are those of its fixture, turned round."""
    apart = [0, 21, 38, 63, 77, 100, 119, 141, 210, 280, 345, 420, 480, 545, 616]
    days = [date.fromordinal(date(2024, 10, 1).toordinal() + each) for each in apart]
    text = "---\n".join(
        f"id: AVV-{day.year}-{index + 1:04}\ntitel: Fall\nenhet: hjartavdelningen\nstatus: rapporterad\n"
        "rapporterande_enhet: hjartavdelningen\ntyp: negativ_händelse\nkategori: fall_på_egen_hand\n"
        f"händelsedatum: {day}\nrapporterad: {day}\nbeskrivning: Fall.\nbedömning: enskild_händelse\n"
        for index, day in enumerate(days)
    )
    register = fixture(on(text, TODAY)).assess().register
    assert {pattern.rising for pattern in survey(register, TODAY).patterns} == {False}
    assert found(text, "KV514") == []


def test_a_number_of_a_person_in_the_name_of_a_file_is_found_and_not_shown() -> None:
    name = "bilagor/19121212-1212.txt"  # a number from the authority's list for tests
    files = {**fixture("id: DOK-0001\ntitel: R\n").tree.files, name: b"Text.\n"}
    told = [f for f in assess(load(MemoryTree(files)), TODAY)[0].findings if f.code == "KV901"]
    assert [(f.line, "1212" in f.path) for f in told] == [(1, False)]


@pytest.mark.parametrize(
    ("code", "text", "done"),
    [
        ("KV502", BEGUN, ["2026-11-21"]),
        (
            "KV502",
            BEGUN.replace("påbörjad: 2026-11-21", "avslutad: 2026-11-22").replace("utreds", "avslutad"),
            ["2026-11-22"],
        ),
        ("KV519", f"{ANSWERED}slag: synpunkt\n", ["2026-11-14"]),
        ("KV519", f"{ANSWERED}slag: klagomål\n", ["2026-11-14", "2026-11-15"]),
        ("KV602", f"{FOLLOWED}---\n{RENEWED}", ["2026-10-20"]),
    ],
)
def test_what_is_done_is_told_with_its_day(code: str, text: str, done: list[str]) -> None:
    """A calendar shows it as done, and does not lose it."""
    deadlines = fixture(on(text, TODAY)).assess().deadlines
    assert sorted(str(each.done) for each in deadlines if each.code == code) == done


def test_the_goals_of_a_year_that_has_passed_are_not_asked_for() -> None:
    assert due(CASES["KV818"][0], "KV818") == [date(2026, 12, 31)]


def test_both_sorts_of_risk_analysis_fall_due_where_none_is_planned_in_time() -> None:
    """KV604: one that is planned for the last day is awaited, one for the day after is not."""
    unit, last = CASES["KV604"][0], date(2029, 5, 1)
    planned = "---\nid: RIS-2026-0001\ntitel: Läkemedel\nenhet: barn\nstatus: planerad\nslag: proaktiv\ndatum: {}\n"
    assert due(unit, "KV604") == [last, last]
    assert due(unit + planned.format(last), "KV604") == [last, last]
    assert due(unit + planned.format("2029-05-02"), "KV604") == [last, last, date(2029, 5, 2)]
