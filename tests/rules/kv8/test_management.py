"""What fixtures of one day and the shipped thresholds cannot show of the rules on the management system."""

from kvalitet.rules.kv8 import kv809_enhet_utan_rapporterade_avvikelser as kv809
from kvalitet.rules.kv8 import kv812_mycket_hanger_pa_en_roll as kv812
from tests.rules.fixtures import TODAY, fixture

DOCUMENT = """
---
id: DOK-{number:04}
titel: Rutin nummer {number}
enhet: kardiologi
status: {status}
ansvarig: verksamhetschef/kardiologi
handlingstyp: rutin
version: "1.0"
giltig_från: 2026-01-15
"""

PROCESS = """
---
id: PRO-0001
titel: Hjärtsvikt, från misstanke till uppföljning
enhet: kardiologi
status: fastställd
typ: kärnprocess
syfte: Att den som har hjärtsvikt får rätt behandling i tid.
processägare: verksamhetschef/kardiologi
processledare: kvalitetssamordnare/kardiologi
patientmedverkan: En patientföreträdare är med när processen ses över.
aktiviteter:
  - {id: S1, vad: Bedöma symtomen, dokument: [DOK-0001]}
kvalitetskrav:
  - {id: K1, beskrivning: Alla har fått tid inom två veckor.}
fastställd: 2026-03-10
"""

NARRATIVE = """
---
id: RAP-2026-0001
titel: Patientsäkerhetsberättelse 2025
enhet: region-exempel
status: {status}
typ: patientsäkerhetsberättelse
period: 2025
"""

UNREADABLE = """
---
id: {id}
titel: Går inte att läsa in
status: påhittad
"""

REPORTED = """
---
id: AVV-2026-0001
titel: Larm hördes inte i korridoren
enhet: {unit}
status: rapporterad
rapporterande_enhet: {unit}
typ: tillbud
händelsedatum: 2026-09-12
rapporterad: 2026-09-12
beskrivning: Larmet var nedskruvat.
"""


def settings(rest: str = "", begins: str = "2025-01-01") -> str:
    return f"---\n# fil: kvalitet.yaml\nvårdgivare: Region Exempel\nbörjar: {begins}\n{rest}"


def messages(text: str, code: str) -> list[str]:
    return [finding.message for finding in fixture(text).assess().findings if finding.code == code]


def test_documents_are_counted_for_a_role_when_they_are_in_force_and_more_than_the_limit() -> None:
    documents = [DOCUMENT.format(number=number, status="gällande") for number in (1, 2)]
    register = fixture("".join([*documents, DOCUMENT.format(number=3, status="utkast")])).assess().register
    (found,) = kv812.check(register, antal=1)
    assert found.role == "verksamhetschef/kardiologi"
    assert "2 gällande dokument" in found.message
    assert not list(kv812.check(register, antal=2))
    assert not list(kv812.check(register))


def test_a_core_process_is_not_said_to_lack_what_an_unreadable_file_may_hold() -> None:
    (told,) = messages(PROCESS, "KV802")
    assert told.endswith("saknar indikator")
    assert not messages(PROCESS + UNREADABLE.format(id="IND-0001"), "KV802")


def test_no_narrative_is_missing_where_a_report_cannot_be_read() -> None:
    year = settings(begins="2026-01-01")
    assert len(messages(f"# idag: 2027-03-02\n{year}", "KV807")) == 1
    assert not messages(f"# idag: 2027-03-02\n{year}{UNREADABLE.format(id='RAP-2027-0001')}", "KV807")


def test_a_narrative_of_a_year_before_the_register_is_not_asked_for() -> None:
    assert not messages(f"# idag: 2027-02-14\n{settings(begins='2027-01-01')}", "KV807")


def test_nothing_in_the_calendar_is_asked_for_until_the_care_provider_demands_it() -> None:
    assert not messages(settings() + REPORTED.format(unit="kardiologi"), "KV817")
    demand = settings("krav:\n  rapporter: [kvartalsrapport]\n")
    (told,) = messages(demand + REPORTED.format(unit="kardiologi"), "KV817")
    assert "kvartal 4 2025" in told


def test_a_report_that_cannot_be_read_is_not_missing_from_the_calendar() -> None:
    demand = settings("krav:\n  rapporter: [kvartalsrapport]\n")
    assert not messages(demand + REPORTED.format(unit="kardiologi") + UNREADABLE.format(id="RAP-2026-0001"), "KV817")


def test_a_narrative_that_is_not_drawn_up_is_told_of_once_and_what_comes_after_it_then() -> None:
    demand = settings("krav:\n  rapporter: [patientsäkerhetsberättelse_nämnd]\n")
    draft = NARRATIVE.format(status="utkast")
    assert (len(messages(demand + draft, "KV807")), messages(demand + draft, "KV817")) == (1, [])
    drawn_up = NARRATIVE.format(status="upprättad\nupprättad: 2026-02-20\nansvarig: verksamhetschef/kardiologi")
    (told,) = messages(demand + drawn_up, "KV817")
    assert "skulle ha fastställts" in told


def test_the_years_goals_are_not_asked_for_until_the_duty_is_demanded() -> None:
    reported = REPORTED.format(unit="kardiologi")
    demand = settings("krav:\n  skyldigheter: [årliga_mål]\n")
    assert not messages(settings() + reported, "KV818")
    assert len(messages(demand + reported, "KV818")) == 1
    assert not messages(demand + reported + UNREADABLE.format(id="BES-2025-0001"), "KV818")


def test_silence_is_told_of_only_where_others_report_and_the_register_is_old_enough() -> None:
    reported = REPORTED.format(unit="halso-och-sjukvard")
    (told,) = messages(settings() + reported, "KV809")
    assert "Kardiologi" in told
    assert not messages(settings(), "KV809")
    assert messages(settings(begins="2025-11-22") + reported, "KV809") == [told]
    assert not messages(settings(begins="2025-11-23") + reported, "KV809")


def test_how_long_a_unit_may_be_silent_is_the_care_providers_own() -> None:
    register = fixture(settings() + REPORTED.format(unit="hjartavdelningen")).assess().register
    assert not list(kv809.check(register, TODAY))
    assert [fault.unit for fault in kv809.check(register, TODAY, månader=2)] == ["kardiologi"]
