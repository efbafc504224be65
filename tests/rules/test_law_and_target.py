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


def test_the_act_and_the_regulation_each_demand_their_contents_of_the_narrative() -> None:
    narrative = """
id: RAP-2026-0001
titel: Patientsäkerhetsberättelse 2025
enhet: region-exempel
status: upprättad
ansvarig: chefläkare/halso-och-sjukvard
typ: patientsäkerhetsberättelse
period: 2025
upprättad: 2026-02-20
"""
    contents = [finding for finding in found(narrative, "KV807") if finding.field.startswith("avsnitt")]
    told = {finding.basis.type: finding for finding in contents if finding.basis}
    assert {finding.severity for finding in contents} == {Severity.ERROR}
    assert set(told) == {BasisType.LAG, BasisType.FÖRESKRIFT}
    assert told[BasisType.LAG].message.startswith("3 obligatoriska rubriker")
    assert told[BasisType.FÖRESKRIFT].message.startswith("6 obligatoriska rubriker")


def test_a_narrative_in_the_making_is_told_at_60_days_warned_of_at_14_and_wrong_after_the_first_of_march() -> None:
    register = """
---
# fil: kvalitet.yaml
vårdgivare: Region Exempel
börjar: 2026-01-01
---
id: RAP-2026-0001
titel: Patientsäkerhetsberättelse 2026
enhet: region-exempel
status: utkast
typ: patientsäkerhetsberättelse
period: 2026
"""
    days = ("2026-12-30", "2026-12-31", "2027-02-14", "2027-02-15", "2027-03-01", "2027-03-02")
    told = {day: [finding.severity for finding in found(f"# idag: {day}{register}", "KV807")] for day in days}
    assert told == {
        "2026-12-30": [],
        "2026-12-31": [Severity.INFO],
        "2027-02-14": [Severity.INFO],
        "2027-02-15": [Severity.WARNING],
        "2027-03-01": [Severity.WARNING],
        "2027-03-02": [Severity.ERROR],
    }


def test_a_report_that_only_the_calendar_asks_for_misses_an_own_target() -> None:
    register = """
---
# fil: kvalitet.yaml
vårdgivare: Region Exempel
börjar: 2025-01-01
krav:
  rapporter: [kvalitetsberättelse]
---
id: RAP-2026-0001
titel: Kvalitetsberättelse 2025
enhet: region-exempel
status: utkast
typ: kvalitetsberättelse
period: 2025
"""
    (finding,) = found(register, "KV817")
    assert finding.severity is Severity.WARNING
    assert finding.basis is not None
    assert finding.basis.type is BasisType.EGET_MÅL


def test_a_requirement_not_met_is_a_warning_until_somebody_works_at_it() -> None:
    requirement = """
id: LAG-0001
titel: Egenkontroll
enhet: kardiologi
status: gällande
författning: SOSFS 2011:9
krav: Verksamheten ska följas upp genom egenkontroll.
bedömning: ej
"""
    (left,) = found(requirement, "KV803")
    (worked_at,) = found(f"{requirement}åtgärder: [{{id: A1, beskrivning: Börja mäta., status: pågår}}]", "KV803")
    assert left.severity is Severity.WARNING
    assert worked_at.severity is Severity.INFO


def test_a_number_that_cannot_be_right_is_an_error_and_one_that_is_hard_to_trust_a_warning() -> None:
    indicator = """
id: IND-0001
titel: Strokepatienter på strokeenhet
enhet: kardiologi
status: planerad
"""
    (wrong,) = found(f"{indicator}värden: [{{period: 2025, täljare: 3, nämnare: 2}}]", "KV706")
    (weak,) = found(
        f"{indicator.replace('planerad', 'aktiv')}definition: Andelen.\nstart: 2026-01-01\n"
        "täckningsgrad: {andel: 84, minst: 85}",
        "KV706",
    )
    assert wrong.severity is Severity.ERROR
    assert weak.severity is Severity.WARNING


def test_training_under_its_target_is_a_warning_until_somebody_says_what_is_done() -> None:
    course = """
id: UTB-0001
titel: Hjärt-lungräddning
enhet: kardiologi
status: aktiv
ansvarig: verksamhetschef/kardiologi
målgrupp: {nyanställda: true}
frekvens: {intervall: P1Y}
start: 2026-01-01
mål: {minst: 90}
"""
    (silent,) = found(f"{course}genomförande: [{{period: 2026-H1, antal: 9, genomfört: 8}}]", "KV707")
    (explained,) = found(
        f"{course}genomförande: [{{period: 2026-H1, antal: 9, genomfört: 8, kommentar: Kurs i januari.}}]", "KV707"
    )
    assert silent.severity is Severity.WARNING
    assert explained.severity is Severity.INFO
    assert silent.basis is not None
    assert silent.basis.type is BasisType.EGET_MÅL


def test_an_indicator_that_nothing_uses_is_worth_knowing_and_one_withdrawn_without_reason_needs_somebody() -> None:
    indicator = "id: IND-0001\ntitel: Utskrivna journaler\nenhet: kardiologi\n"
    (unused,) = found(f"{indicator}status: aktiv\ndefinition: Antalet.\nstart: 2026-01-01", "KV711")
    (withdrawn,) = found(f"{indicator}status: avvecklad\navvecklad: 2026-01-01", "KV711")
    assert unused.severity is Severity.INFO
    assert withdrawn.severity is Severity.WARNING


def test_what_the_act_on_patient_safety_demands_of_a_closed_case_is_an_error_and_its_days_are_own_targets() -> None:
    harmed = f"{DEVIATION}vårdskadebedömning: {{utfall: vårdskada, datum: 2026-10-13}}\n"
    case = """
id: ARE-2026-0001
titel: Förväxlade läkemedel i förrådet
enhet: kardiologi
status: öppnat
typ: lex_maria
öppnad: 2026-03-02
beslutad: 2026-03-03
"""
    for still_open, closed, code, paragraph in (
        (harmed, harmed.replace("rapporterad\n", "avslutad\navslutad: 2026-11-02\n", 1), "KV516", "3 kap. 8 §"),
        (case, case.replace("öppnat\n", "avslutat\navslutad: 2026-11-02\n", 1), "KV505", "3 kap. 5 §"),
    ):
        (late,) = found(still_open, code)
        (undone,) = found(closed, code)
        assert late.severity is Severity.WARNING
        assert undone.severity is Severity.ERROR
        assert late.basis is not None
        assert undone.basis is not None
        assert late.basis.type is BasisType.EGET_MÅL
        assert "snarast" in late.basis.ref
        assert undone.basis.type is BasisType.LAG
        assert paragraph in undone.basis.ref


def test_a_late_report_and_an_analysis_without_patients_are_worth_knowing() -> None:
    (late,) = found(DEVIATION.replace("rapporterad: 2026-10-12", "rapporterad: 2026-11-12"), "KV512")
    (alone,) = found(
        """
id: RIS-2026-0001
titel: Flytt till nya lokaler
enhet: kardiologi
status: beslutad
ansvarig: verksamhetschef/kardiologi
uppdragsgivare: verksamhetschef/kardiologi
slag: förändring
datum: 2026-02-02
beslutad: 2026-02-10
patientmedverkan: ingen
skala: 4x4@1
risker: [{id: R1, beskrivning: Larmet hörs inte., perspektiv: patient, sannolikhet: 1, konsekvens: 1}]
""",
        "KV607",
    )
    for finding in (late, alone):
        assert finding.severity is Severity.INFO
        assert finding.basis is not None
        assert finding.basis.type is BasisType.EGET_MÅL
