"""Every row that asks for something to be compiled has a document or a reason, and what is named is there."""

import re
from functools import cache
from itertools import pairwise

import pytest

from kvalitet.discovery import module_names
from kvalitet.facts._catalogue import report_files
from tests.facts.occasions import drafted, occasions
from tests.requirements.page import ROWS_IN_ALL
from tests.requirements.reports import RENDERED, shown

ROWS = shown(RENDERED.read_text(encoding="utf-8"))
HEADING = re.compile(r"^#{2,} +(.+)$", re.MULTILINE)
CAPTION = re.compile(r"^: (.+)$", re.MULTILINE)


@cache
def headings(report: str) -> str:
    """All headings and captions of a report, of every occasion in two years of the shipped register."""
    texts = (drafted("shipped", report, scope).markdown for scope in occasions("shipped", report, 2025, 2026))
    return "\n".join(line for text in texts for line in (*HEADING.findall(text), *CAPTION.findall(text)))


def test_the_table_covers_every_row_that_asks_for_something_to_be_shown() -> None:
    # counted in the requirements themselves, source by source
    asked = {(1, 40): 16, (41, 91): 23, (92, 121): 7, (122, 298): 49, (299, 477): 77}
    assert {(a, b): sum(a <= row.number <= b for row in ROWS) for a, b in asked} == asked
    assert all(before.number < after.number for before, after in pairwise(ROWS))
    assert ROWS[-1].number <= ROWS_IN_ALL


def test_every_row_has_a_place_or_a_reason() -> None:
    assert [row.number for row in ROWS if not row.places and not row.remark] == []


@pytest.mark.parametrize("report", report_files())
def test_every_heading_that_is_named_stands_in_the_report(report: str) -> None:
    named = {place.heading for row in ROWS for place in row.places if place.name == report}
    assert [heading for heading in sorted(named) if heading not in headings(report)] == []


def test_what_is_no_report_is_a_command() -> None:
    named = {place.name for row in ROWS for place in row.places if place.name not in report_files()}
    assert named <= {name.rpartition(".")[2] for name in module_names("kvalitet.cli")}
