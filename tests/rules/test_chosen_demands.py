"""What a care provider may choose to demand beyond the rules as they come, and of whom it is then asked."""

import pytest

from tests.rules.fixtures import fixture

CLOSED = """
---
id: AVV-2026-0001
titel: Försenat provsvar
enhet: kardiologi
status: avslutad
ansvarig: verksamhetschef/kardiologi
rapporterande_enhet: kardiologi
typ: tillbud
händelsedatum: 2026-09-16
rapporterad: 2026-09-17
påbörjad: 2026-09-20
avslutad: 2026-11-10
beskrivning: Svaret låg oläst.
utredningsnivå: förenklad
slutsats: Ingen hade uppdraget.
"""
CHANGE = """
---
id: BES-2026-0001
titel: Stängning av en avdelning
enhet: kardiologi
status: fattat
instans: Ledningsgruppen
datum: 2026-10-20
förändring_från: 2027-02-01
beskrivning: Avdelningen stängs.
---
id: RIS-2026-0001
titel: Stängningen
enhet: kardiologi
status: pågår
ansvarig: verksamhetschef/kardiologi
slag: förändring
datum: 2026-10-01
beslut: BES-2026-0001
risker: [{id: R1, beskrivning: Längre väg., perspektiv: patient}]
"""
TEAM = """
---
id: FOR-2026-0001
titel: Processteam hjärtsvikt
enhet: kardiologi
status: pågår
ansvarig: verksamhetschef/kardiologi
slag: processteam
beskrivning: En gemensam väg.
inlämnad: 2026-02-02
godkänd: 2026-02-20
mandat: Teamet beslutar.
processteam: [{roll: verksamhetschef/kardiologi, uppdrag: ordförande}, {uppdrag: patientrepresentant}]
stödfunktioner: [{funktion: kommunikation}]
fas: [{kod: fas_3, påbörjad: 2026-06-01}]
"""


def settings(rest: str = "") -> str:
    return f"# fil: kvalitet.yaml\nvårdgivare: Region Exempel\nbörjar: 2026-01-01\n{rest}"


def messages(text: str, code: str) -> list[str]:
    assessment = fixture(text).assess()
    assert not assessment.register.rejected
    return [finding.message for finding in assessment.findings if finding.code == code]


@pytest.mark.parametrize(("key", "record"), [("process", CLOSED), ("nyckelord", CLOSED)])
def test_a_closed_deviation_needs_a_process_or_keywords_only_where_that_is_demanded(key: str, record: str) -> None:
    assert messages(settings() + record, "KV501") == []
    (told,) = messages(settings(f"trösklar: {{KV501: {{{key}: 1}}}}\n") + record, "KV501")
    assert told == f"avslutad utan {key} (utredningsnivå förenklad)"


def test_an_analysis_before_a_change_takes_the_side_of_those_who_work_there_only_where_that_is_demanded() -> None:
    assert messages(settings() + CHANGE, "KV606") == []
    (told,) = messages(settings("trösklar: {KV606: {medarbetare: 1}}\n") + CHANGE, "KV606")
    assert told == "analysen inför BES-2026-0001 bedömer ingen risk ur medarbetarnas perspektiv"


def test_a_process_team_lacks_its_coordinator_and_the_support_that_nobody_gives() -> None:
    (told,) = messages(settings() + TEAM, "KV714")
    assert told.endswith("utan koordinator och kontakt för stödet kommunikation")


def test_what_the_settings_demand_is_asked_of_the_highest_unit() -> None:
    findings = fixture(settings("krav: {ämnen: [klagomål]}\n")).assess().findings
    assert [finding.unit for finding in findings if finding.code == "KV314"] == ["region-exempel"]


def test_how_early_somebody_is_told_of_a_target_is_the_care_providers_own() -> None:
    case = """
---
id: ARE-2026-0001
titel: Förväxlade läkemedel
enhet: kardiologi
status: öppnat
typ: lex_maria
öppnad: 2026-10-02
beslutad: 2026-10-15
"""
    assert not messages(settings() + case, "KV505")
    (told,) = messages(settings("trösklar: {KV505: {dagar_innan: 30}}\n") + case, "KV505")
    assert told.endswith("2026-12-14, om 22 dagar")
