"""What the law fixes and what the care provider has set for itself are told apart, record by record."""

from kvalitet.model.finding import BasisType, Finding, Severity
from tests.rules.fixtures import fixture

DEVIATION = """
id: AVV-2026-0001
titel: Förväxlade läkemedel i förrådet
enhet: kardiologi
status: rapporterad
rapporterande_enhet: kardiologi
typ: tillbud
händelsedatum: 2026-10-12
rapporterad: 2026-10-12
beskrivning: Två läkemedel låg på samma hylla.
"""

ACTION = """
åtgärder:
  - {id: A1, beskrivning: Flytta läkemedlen., ansvarig: verksamhetschef/kardiologi, status: planerad}
"""

DOCUMENT = """
id: DOK-0001
titel: Hjärtstopp på vårdavdelning
enhet: kardiologi
status: gällande
ansvarig: verksamhetschef/kardiologi
version: "2.0"
giltig_från: 2026-01-20
"""


def found(text: str, code: str) -> list[Finding]:
    return [finding for finding in fixture(text).assess().findings if finding.code == code]


def test_an_action_for_patients_without_a_date_breaks_the_act_on_patient_safety() -> None:
    (finding,) = found(f"{DEVIATION}lagrum: hsl{ACTION}", "KV403")
    assert finding.severity is Severity.ERROR
    assert finding.basis is not None
    assert finding.basis.type is BasisType.LAG
    assert "3 kap. 2 §" in finding.basis.ref


def test_an_action_for_the_working_environment_without_a_date_misses_an_own_target() -> None:
    for other in ("lagrum: arbetsmiljö", "lagrum: lss", "område: brandsäkerhet", "berör: [medarbetare]"):
        (finding,) = found(f"{DEVIATION}{other}{ACTION}", "KV403")
        assert finding.severity is Severity.WARNING
        assert finding.basis is not None
        assert finding.basis.type is BasisType.EGET_MÅL


def test_an_action_against_a_risk_is_judged_by_whom_the_risk_strikes() -> None:
    analysis = """
id: RIS-2026-0001
titel: Flytt till nya lokaler
enhet: kardiologi
status: pågår
ansvarig: verksamhetschef/kardiologi
slag: förändring
risker:
  - id: R1
    beskrivning: Tunga lyft i trånga rum.
    perspektiv: {whom}
    status: identifierad
    åtgärder:
      - {{id: A1, beskrivning: Sätt upp taklyft., ansvarig: verksamhetschef/kardiologi, status: planerad}}
"""
    (strikes_patients,) = found(analysis.format(whom="patient"), "KV403")
    (strikes_staff,) = found(analysis.format(whom="medarbetare"), "KV403")
    assert strikes_patients.severity is Severity.ERROR
    assert strikes_staff.severity is Severity.WARNING


def test_only_the_approval_of_routines_is_said_to_be_prescribed() -> None:
    (routine,) = found(f"{DOCUMENT}handlingstyp: rutin", "KV303")
    (checklist,) = found(f"{DOCUMENT}handlingstyp: checklista", "KV303")
    assert routine.basis is not None
    assert routine.basis.type is BasisType.FÖRESKRIFT
    assert checklist.basis is not None
    assert checklist.basis.type is BasisType.EGET_MÅL


def test_the_end_of_validity_is_told_at_180_days_and_warned_of_at_60() -> None:
    told = {}
    for last_day in ("2027-05-22", "2027-05-21", "2027-01-22", "2027-01-21", "2026-11-22", "2026-11-21"):
        findings = found(f"{DOCUMENT}handlingstyp: rutin\ngiltig_till: {last_day}", "KV302")
        told[last_day] = [finding.severity for finding in findings]
    assert told == {
        "2027-05-22": [],
        "2027-05-21": [Severity.INFO],
        "2027-01-22": [Severity.INFO],
        "2027-01-21": [Severity.WARNING],
        "2026-11-22": [Severity.WARNING],
        "2026-11-21": [],
    }
