"""`regler_från` on an imported record: what fell due before it is old arrears, and no time is counted from before it.

The days in the table are counted by hand from that day with the target in the rule's own manual page.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from tests.rules.fixtures import fixture
from tests.rules.test_deadlines import CASES, on

ROWS = Path(__file__).with_name("counted_from.tsv")
NO_TIMES_OF_THEIR_OWN = {
    "KV301",
    "KV305",
    "KV310",
    "KV604",
    "KV708",
    "KV711",
    "KV805",
    "KV807",
    "KV817",
    "KV818",
    "KV819",
}
"""A document's validity and approval hold wherever it was drawn up; the others are no records that are imported."""


def rows() -> list[tuple[str, str, str]]:
    with ROWS.open(encoding="utf-8", newline="") as file:
        return [(row["code"], row["from"], row["due"]) for row in csv.DictReader(file, delimiter="\t")]


def imported(text: str, day: str) -> str:
    """The first record of a text, brought in from another system before what it holds was done here."""
    return text.replace("\ntitel: ", f"\nimporterad: 2026-01-02\nregler_från: {day}\ntitel: ", 1)


def test_every_rule_that_counts_days_of_records_has_a_row() -> None:
    assert {code for code, *_ in rows()} == CASES.keys() - NO_TIMES_OF_THEIR_OWN


@pytest.mark.parametrize(("code", "first", "due"), rows())
def test_times_are_counted_from_the_day_that_an_import_gives(code: str, first: str, due: str) -> None:
    text, without = CASES[code]
    assessment = fixture(on(imported(text, first), date(2026, 11, 22))).assess()
    assert not assessment.register.rejected
    told = {str(each.due) for each in assessment.deadlines if each.code == code and each.done is None}
    moved = {without, due} - {"-"}
    assert told & moved == {due} - {"-"}
