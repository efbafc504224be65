"""Exemptions that have ended, or that set nothing aside: with the clock and without it."""

from datetime import date

import pytest

from kvalitet.pipeline.assess import Request, assess
from kvalitet.pipeline.load import load
from tests.rules.fixtures import GROUND
from tests.trees import MemoryTree

DOCUMENT = """id: DOK-0001
titel: Rutin för hjärtstopp på vårdavdelning
enhet: kardiologi
status: {status}
ansvarig: verksamhetschef/kardiologi
handlingstyp: rutin
version: "1.0"
giltig_från: 2025-01-20
giltig_till: 2026-08-31
undantag:
"""
APPROVED = """granskningar:
  - {av: verksamhetschef/kardiologi, datum: 2025-01-10, steg: godkänd, version: "1.0"}
"""
SETTINGS = "vårdgivare: Region Exempel\nbörjar: 2025-01-01\nregler: {välj: [KV301, KV303, KV401, KV810]}\n"


def row(code: str, until: str = "2026-12-31") -> str:
    return f"  - {{regel: {code}, motiv: Ersätts i mars., beslutat_av: verksamhetschef/kardiologi, till: {until}}}\n"


def told(
    *rows: str, today: str = "2026-11-22", clock: bool = True, approved: bool = True
) -> list[tuple[str, str, bool]]:
    """What is told of the document: code, message and whether time made it true."""
    ground = {str(p.relative_to(GROUND)): p.read_bytes() for p in GROUND.rglob("*") if p.is_file()}
    text = DOCUMENT.format(status="gällande") + "".join(rows) + (APPROVED if approved else "")
    tree = MemoryTree({**ground, "kvalitet.yaml": SETTINGS.encode(), "dokument/DOK-0001.yaml": text.encode()})
    assessment, _ = assess(load(tree), date.fromisoformat(today), Request(clock=clock))
    assert not assessment.register.rejected
    return [(f.code, f.message, f.clock) for f in assessment.findings]


def test_one_that_is_in_use_is_left_alone() -> None:
    assert told(row("KV301")) == []
    assert told(row("KV303"), row("KV301"), approved=False) == []


def test_one_that_has_ended_is_told_with_what_it_means() -> None:
    expired, ended = told(row("KV301", "2026-11-21"))
    assert expired[0] == "KV301"
    assert ended == (
        "KV810",
        "undantaget från KV301 gick ut 2026-11-21, för 1 dag sedan, och regeln tillämpas igen",
        True,
    )
    (ended,) = told(row("KV301", "2026-06-30"), today="2026-07-01")
    assert ended == ("KV810", "undantaget från KV301 gick ut 2026-06-30, för 1 dag sedan", True)


@pytest.mark.parametrize("today", ["2026-01-01", "2026-11-22", "2030-01-01"])
def test_without_the_clock_no_day_plays_a_part(today: str) -> None:
    assert told(row("KV301", "2026-02-28"), today=today, clock=False) == []
    idle = ("KV810", "undantaget har ingen verkan: KV303 har inget att säga om posten", False)
    assert told(row("KV303", "2026-02-28"), today=today, clock=False) == [idle]


def test_whatever_is_told_without_the_clock_is_told_with_it() -> None:
    rows = [row(code, until) for code in ("KV303", "KV399", "KV203", "KV301") for until in ("2025-06-30", "2027-03-31")]
    without = told(*rows, clock=False)
    assert without == [each for each in told(*rows) if not each[2]]
    assert len(without) == 6


def test_a_rule_of_time_is_judged_to_the_exemptions_last_day() -> None:
    # the document runs out 2026-08-31
    assert told(row("KV301", "2026-09-01"), today="2026-01-01") == []
    idle = "undantaget har ingen verkan: KV301 har inget att säga om posten, varken nu eller 2026-08-31"
    assert told(row("KV301", "2026-08-31"), today="2026-01-01") == [("KV810", idle, True)]


def test_a_rule_that_the_register_has_set_aside_says_nothing_of_its_exemptions() -> None:
    assert [code for code, *_ in told(row("KV305"))] == ["KV301"]


def test_exemptions_from_this_rule_itself_are_never_idle_and_may_end() -> None:
    assert told(row("KV301"), row("KV810")) == []
    assert told(row("KV303"), row("KV301"), row("KV810")) == []
    codes = [code for code, *_ in told(row("KV301"), row("KV810", "2026-11-21"))]
    assert codes == ["KV810"]


def test_two_exemptions_are_two_findings_with_fingerprints_of_their_own() -> None:
    assert [message for _, message, _ in told(row("KV301"), row("KV399"), row("KV203"))] == [
        "undantaget har ingen verkan: regeln KV399 finns inte",
        "undantaget har ingen verkan: från KV203 går det inte att göra undantag",
    ]


CASE = """id: AVV-2026-0001
titel: Larmet hördes inte
enhet: kardiologi
status: avslutad
ansvarig: verksamhetschef/kardiologi
rapporterande_enhet: kardiologi
typ: tillbud
händelsedatum: 2026-02-02
rapporterad: 2026-02-02
påbörjad: 2026-02-05
avslutad: 2026-05-04
beskrivning: Larmet var avstängt på en central.
undantag:
  - {regel: KV401, motiv: Väntar på leverantören., beslutat_av: verksamhetschef/kardiologi, till: 2026-03-31}
"""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (CASE, []),
        (CASE.replace("status: avslutad", "status: utreds").replace("avslutad: 2026-05-04\n", ""), ["KV810"]),
    ],
    ids=["finished", "open"],
)
def test_a_finished_record_keeps_what_it_once_needed(text: str, codes: list[str]) -> None:
    ground = {str(p.relative_to(GROUND)): p.read_bytes() for p in GROUND.rglob("*") if p.is_file()}
    tree = MemoryTree(
        {**ground, "kvalitet.yaml": SETTINGS.encode(), "avvikelser/2026/AVV-2026-0001.yaml": text.encode()}
    )
    assessment, _ = assess(load(tree), date(2026, 11, 22))
    assert not assessment.register.rejected
    assert [f.code for f in assessment.findings] == codes
