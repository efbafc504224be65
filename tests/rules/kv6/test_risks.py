"""What fixtures of one register without rejected files cannot show of the rules on risk."""

from tests.rules.fixtures import fixture

ORGANISATION = """# fil: organisation.yaml
enheter:
  - {id: region-exempel, namn: Region Exempel, nivå: region}
  - {id: kardiologi, namn: Kardiologi, nivå: verksamhet, överordnad: region-exempel}
  - {id: kirurgi, namn: Kirurgi, nivå: verksamhet, överordnad: region-exempel}
"""

ANALYSIS = """---
id: RIS-2025-0001
titel: Läkemedel på natten
enhet: kardiologi
status: pågår
ansvarig: verksamhetschef/kardiologi
slag: proaktiv
datum: 2025-03-03
"""

DECISION = """---
id: BES-2026-0001
titel: Kvällsmottagningen flyttas
enhet: kardiologi
status: fattat
instans: Ledningsgruppen
datum: 2026-09-01
beskrivning: Kvällsmottagningen samlas på ett ställe.
förändring_från: 2027-01-01
"""

PLAN = """
id: RIS-2026-0001
titel: Byte av infusionspumpar
enhet: kardiologi
status: följs_upp
ansvarig: verksamhetschef/kardiologi
slag: förändring
uppdragsgivare: verksamhetschef/kardiologi
datum: 2026-01-12
beslutad: 2026-01-20
skala: 4x4@1
risker:
  - id: R1
    beskrivning: Pumpen ställs in för fel läkemedel.
    sannolikhet: 3
    konsekvens: 3
    status: hanteras
    status_sedan: 2025-01-20
    åtgärder:
      - id: A1
        beskrivning: Inför läkemedelsbibliotek i alla pumpar.
        ansvarig: verksamhetschef/kardiologi
        senast: 2026-03-31
        status: klar
        klar: 2026-03-20
        uppföljning: {utförd: 2026-04-20, effekt: uppnådd}
"""

ANOTHER_RISK = """  - id: R2
    beskrivning: Larmet hörs inte i alla rum.
    sannolikhet: 1
    konsekvens: 1
    åtgärder:
      - {id: A2, beskrivning: Flytta larmet., ansvarig: verksamhetschef/kardiologi, senast: 2027-03-31, status: pågår}
"""


def found(text: str, *codes: str) -> list[tuple[str, str | None]]:
    findings = fixture(text).assess().findings
    return sorted((finding.code, finding.unit) for finding in findings if finding.code in codes)


def test_each_unit_is_told_once_of_each_sort_of_analysis_that_it_lacks() -> None:
    lacking = [(unit, name) for unit in ("Kardiologi", "Kirurgi") for name in ("proaktiv riskanalys", "risk- och")]
    messages = [f.message for f in fixture(ORGANISATION).assess().findings if f.code == "KV604"]
    assert len(messages) == len(lacking)
    assert all(any(m.startswith(f"{unit} saknar aktuell {name}") for m in messages) for unit, name in lacking)


def test_a_unit_with_a_rejected_analysis_is_left_alone_and_the_others_are_not() -> None:
    rejected = ANALYSIS.replace("slag: proaktiv", "slag: okänt")
    assert found(f"{ORGANISATION}{ANALYSIS}", "KV604") == [
        ("KV604", "kardiologi"),
        ("KV604", "kirurgi"),
        ("KV604", "kirurgi"),
    ]
    assert found(f"{ORGANISATION}{rejected}", "KV604") == [("KV604", "kirurgi"), ("KV604", "kirurgi")]


def test_without_a_first_day_there_is_nothing_to_count_an_interval_from() -> None:
    settings = "---\n# fil: kvalitet.yaml\nvårdgivare: Region Exempel\n"
    old = ANALYSIS.replace("datum: 2025-03-03", "datum: 2019-03-03")
    assert found(f"{ORGANISATION}{settings}", "KV604") == []
    assert found(f"{ORGANISATION}{settings}{old}", "KV604") == [("KV604", "kardiologi")]


def test_a_decision_is_not_called_unanalysed_while_an_analysis_is_rejected() -> None:
    rejected = ANALYSIS.replace("slag: proaktiv", "slag: okänt")
    assert found(DECISION, "KV606") == [("KV606", "kardiologi")]
    assert found(f"{DECISION}{rejected}", "KV606") == []


def test_a_risk_that_was_never_judged_again_is_told_by_one_rule() -> None:
    assert [code for code, _ in found(PLAN, "KV601", "KV603", "KV605", "KV609")] == ["KV603"]
    assert [code for code, _ in found(f"{PLAN}{ANOTHER_RISK}", "KV601", "KV603", "KV605", "KV609")] == ["KV605"]


def test_a_risk_left_as_high_is_told_by_one_rule() -> None:
    judged = "    kvarstående: {sannolikhet: 3, konsekvens: 3, datum: 2026-05-22}\n"
    assert [code for code, _ in found(f"{PLAN}{judged}", "KV601", "KV603", "KV605")] == ["KV605"]
