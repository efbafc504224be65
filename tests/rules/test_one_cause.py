"""One cause gives one finding: what two rules could both say of a record is said by one of them."""

from tests.rules.fixtures import fixture

PLAN = """
id: HPL-0001
titel: Handlingsplan för ökad patientsäkerhet
enhet: region-exempel
status: beslutad
ansvarig: regiondirektör/region-exempel
nivå: region
period: {från: 2024-01, till: 2027-12}
beslutad: 2024-01-10
översyn: {genomförda: [{datum: 2026-09-01, utfall: kvarstår}]}
områden:
  - id: O1
    titel: Säkra övergångar
"""

ACTIVITY = """
    aktiviteter:
      - id: A1
        beskrivning: Håll dialogmöten med kommunerna.
        ansvarig: regiondirektör/region-exempel
        status: pågår
"""

COMPLAINT = """
id: KLA-2026-0001
titel: Väntetid på akutmottagningen
enhet: kardiologi
status: mottaget
slag: klagomål
källa: patient
mottagen: {received}
beskrivning: Patienten väntade i sju timmar.
"""


def codes(text: str, *among: str) -> list[str]:
    assessment = fixture(text).assess()
    assert not assessment.register.rejected
    return sorted(finding.code for finding in assessment.findings if finding.code in among)


def test_an_area_whose_goals_lack_measures_is_told_of_once() -> None:
    goals = "    mål: [{id: M1, beskrivning: Alla får sin läkemedelslista.}]"
    assert codes(f"{PLAN}{ACTIVITY}", "KV408", "KV414") == ["KV408"]
    assert codes(f"{PLAN}{goals}{ACTIVITY}", "KV408", "KV414") == ["KV414"]


def test_a_standing_activity_without_any_day_is_told_of_once_however_old_it_is() -> None:
    standing = f"{PLAN}    mätetal: [IND-0001]{ACTIVITY}        löpande: true\n        start: 2024-02-01\n"
    assert codes(standing, "KV401", "KV403", "KV416") == ["KV403"]


def test_a_standing_activity_with_both_a_last_day_and_a_day_for_its_check_stands_once_in_the_list() -> None:
    standing = f"{PLAN}    mätetal: [IND-0001]{ACTIVITY}        löpande: true\n        start: 2024-02-01\n"
    both = fixture(f"{standing}        senast: 2027-06-30\n        nästa_avstämning: 2026-12-15\n").assess()
    assert not both.register.rejected
    told = [(due.code, due.due.isoformat()) for due in both.deadlines if due.code in {"KV401", "KV416"}]
    assert told == [("KV401", "2026-12-15")]


def test_an_activity_that_nobody_checks_is_told_of_before_its_last_day_and_as_late_after_it() -> None:
    for last_day, told in (("2027-06-30", ["KV416"]), ("2026-06-30", ["KV401"])):
        dated = f"{PLAN}    mätetal: [IND-0001]{ACTIVITY}        start: 2024-02-01\n        senast: {last_day}\n"
        assert codes(dated, "KV401", "KV403", "KV416") == told


def test_a_complaint_that_nobody_has_touched_is_told_of_by_the_step_that_passed_last() -> None:
    for received, told in (("2026-11-20", []), ("2026-11-09", ["KV519"]), ("2026-09-01", ["KV507"])):
        assert codes(COMPLAINT.format(received=received), "KV507", "KV519") == told


def test_both_steps_of_an_untouched_complaint_stand_in_the_list_beforehand() -> None:
    deadlines = fixture(COMPLAINT.format(received="2026-11-20")).assess().deadlines
    told = {(due.code, due.due.isoformat()) for due in deadlines if due.id == "KLA-2026-0001"}
    assert {("KV519", "2026-11-27"), ("KV507", "2026-12-18")} <= told


def test_a_deviation_that_nobody_has_begun_in_a_year_is_told_of_once() -> None:
    deviation = """
id: AVV-2025-0001
titel: Förväxlade läkemedel i förrådet
enhet: kardiologi
status: rapporterad
rapporterande_enhet: kardiologi
typ: tillbud
händelsedatum: {reported}
rapporterad: {reported}
beskrivning: Två läkemedel låg på samma hylla.
lagrum: hsl
"""
    for reported, told in (("2026-10-01", ["KV502"]), ("2025-10-01", ["KV503"])):
        number = reported[:4]
        text = deviation.format(reported=reported).replace("AVV-2025", f"AVV-{number}")
        assert codes(text, "KV502", "KV503") == told


def test_an_activity_in_a_plan_that_is_still_a_draft_is_not_late() -> None:
    late = f"{PLAN}{ACTIVITY}        senast: 2026-01-31\n"
    assert codes(late, "KV401") == ["KV401"]
    assert codes(late.replace("status: beslutad", "status: utkast"), "KV401") == []
