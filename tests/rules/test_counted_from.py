"""What fell due before a first day is old arrears, and no time is counted from before it.

An imported record has such a day of its own (`regler_från`), the register has one for all (`börjar`). The days in the
table are counted by hand from it, with the target in the rule's own manual page.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from tests.rules.fixtures import fixture
from tests.rules.test_deadlines import CASES, DEVIATION, HEAD, OWNER, PLAN, on

ROWS = Path(__file__).with_name("counted_from.tsv")
NO_TIMES_OF_THEIR_OWN = {
    *("KV301", "KV305", "KV310", "KV604", "KV708", "KV711", "KV805", "KV807", "KV817", "KV818", "KV819"),
}
"""A document's validity and approval hold wherever it was drawn up; the others are no records that are imported."""

REPORTED = f"{HEAD}{DEVIATION}händelsedatum: 2026-11-20\nrapporterad: 2026-11-20\n"
BEGUN = f"id: AVV-2026-0001\ntitel: Svar\nstatus: utreds\nansvarig: verksamhetschef/kardiologi\n{REPORTED}"
BEGUN += "påbörjad: 2026-11-21\n"
COMPLAINT = f"{OWNER}källa: patient\nbeskrivning: Sju timmar.\n"
SUPPORT = f"id: KUN-0001\ntitel: Vårdförlopp\n{OWNER}utgivare: Programområdet\nmottagen: 2026-08-31\n"

MORE: dict[str, tuple[str, str]] = {
    "KV416 avstämning": (
        (
            f"id: HPL-0001\ntitel: Plan\n{PLAN}områden:\n  - id: O1\n    titel: Övergångar\n    aktiviteter:\n"
            "      - {id: A1, beskrivning: Mät., start: 2026-02-28, nästa_avstämning: 2027-02-28, senast: 2028-06-30,"
            " status: pågår}\n"
        ),
        "2027-02-28",
    ),
    "KV505 beslut": (f"{BEGUN}lagrum: hsl\nlex_maria: {{bedömd: 2026-11-20, beslut: anmäls}}\n", "2027-01-19"),
    "KV505 utredning": (
        (
            f"id: ARE-2026-0001\ntitel: Svar\nstatus: inskickat\n{OWNER}typ: lex_maria\nöppnad: 2026-11-10\n"
            "beslutad: 2026-11-16\nanmäld: 2026-11-17\n"
        ),
        "2027-01-15",
    ),
    "KV506 bedömning": (f"{BEGUN}lagrum: sol\nskala: 4x4@1\nallvarlighetsgrad: 3\n", "2026-12-04"),
    "KV509 beslut": (f"{BEGUN}utredningsnivå: händelseanalys\n", "2026-12-20"),
    "KV519 besked": (
        (
            f"id: KLA-2026-0001\ntitel: Väntan\nstatus: utreds\n{COMPLAINT}slag: klagomål\nmottagen: 2026-11-12\n"
            "upptagen: 2026-11-13\n"
        ),
        "2026-11-26",
    ),
    "KV519 synpunkt": (
        f"id: KLA-2026-0001\ntitel: Väntan\nstatus: mottaget\n{COMPLAINT}slag: synpunkt\nmottagen: 2026-11-20\n",
        "2026-11-27",
    ),
    "KV520 klagomål": (
        (
            f"id: KLA-2026-0001\ntitel: Väntan\nstatus: utreds\n{COMPLAINT}slag: klagomål\nmottagen: 2026-11-12\n"
            "upptagen: 2026-11-13\nyttrande_senast: 2026-12-15\n"
        ),
        "2026-12-15",
    ),
    "KV713 gap": (
        (
            f"{SUPPORT}status: gapanalys\ngapanalys:\n  datum: 2026-11-01\n"
            "  rader: [{id: G1, rekommendation: Stödsamtal., gap: Erbjuds inte.}]\n"
        ),
        "2026-12-31",
    ),
    "KV713 gammal": (f"{SUPPORT}status: införs\ngapanalys: {{datum: 2026-11-01}}\n", "2028-11-01"),
    "KV804 ändring": (
        (
            f"id: LAG-0001\ntitel: Krav\n{OWNER}status: gällande\nförfattning: SOSFS 2011:9\nkrav: Risker bedöms.\n"
            "nästa_granskning: 2027-05-01\nbevakning: [{datum: 2027-01-01, ändring: En ny definition.}]\n"
        ),
        "2027-01-01",
    ),
    "KV808 svarsdag": (
        (
            f"id: REV-2026-0001\ntitel: Revision\nstatus: rapporterad\n{OWNER}slag: intern\nrevisor: Revisionsenheten\n"
            "omfattning: Larm.\ndatum: 2026-10-01\nsvar_senast: 2026-12-15\n"
            "rekommendationer: [{id: R1, text: Skriv en rutin.}]\n"
        ),
        "2026-12-15",
    ),
}
"""The other times of rules that have several, each with the day that falls due where nothing is counted anew."""


def rows() -> list[tuple[str, str, str, str]]:
    with ROWS.open(encoding="utf-8", newline="") as file:
        found = csv.DictReader(file, delimiter="\t")
        return [(row["case"], row["key"], row["from"], row["due"]) for row in found]


def begun(text: str, key: str, day: str) -> str:
    """A text whose first record was brought in on a day, or whose register begins on it."""
    if key == "regler_från":
        return text.replace("\ntitel: ", f"\nimporterad: 2026-01-02\nregler_från: {day}\ntitel: ", 1)
    return f"{text}---\n# fil: kvalitet.yaml\nvårdgivare: Region Exempel\nbörjar: {day}\n"


def due(text: str, code: str) -> list[str]:
    assessment = fixture(on(text, date(2026, 11, 22))).assess()
    assert not assessment.register.rejected
    return sorted(str(each.due) for each in assessment.deadlines if each.code == code and each.done is None)


def test_every_rule_that_counts_days_of_records_has_a_row() -> None:
    counted = {case for case, key, *_ in rows() if key == "regler_från"}
    assert counted == (CASES.keys() - NO_TIMES_OF_THEIR_OWN) | MORE.keys()


@pytest.mark.parametrize("case", MORE)
def test_each_of_a_rules_times_is_counted(case: str) -> None:
    text, day = MORE[case]
    assert day in due(text, case.partition(" ")[0])


@pytest.mark.parametrize(("case", "key", "first", "day"), rows())
def test_times_are_counted_from_the_first_day(case: str, key: str, first: str, day: str) -> None:
    text, without = (CASES | MORE)[case]
    told = set(due(begun(text, key, first), case.partition(" ")[0]))
    assert told & ({without, day} - {"-"}) == {day} - {"-"}
