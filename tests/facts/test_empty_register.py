"""What each report says where the register holds nothing yet: sentences, and no headings or tables without content."""

import re
from functools import cache

import pytest

from kvalitet.model.dates import year_of
from kvalitet.model.document import Scope
from tests.facts.small import rendered

NOTHING = {
    "kvalitet.yaml": b"v\xc3\xa5rdgivare: Region Alm\ntidszon: Europe/Stockholm\nb\xc3\xb6rjar: 2026-01-01\n",
    "organisation.yaml": b"enheter:\n  - id: varden\n    namn: V\xc3\xa5rden\n    niv\xc3\xa5: f\xc3\xb6rvaltning\n",
}
OF_ALL = (
    "avvikelser",
    "klagomal",
    "lex-maria",
    "forbattringsarbete",
    "egenkontrollplan",
    "kvalitetsberattelse",
    "ledningssystemets-status",
    "samlad-analys",
    "processmatris",
    "ansvarsfordelning",
    "processkarta",
    "lagkravslista",
    "dokumentforteckning",
    "riskregister",
)
CASES = [*((name, "", year) for name in OF_ALL for year in (2025, 2026)), ("apt-underlag", "varden", 2026)]
EMPTY_HEADING = re.compile(r"^(#+) .*\n+(?=#{1,2} |\Z)", re.MULTILINE)
"""A heading with nothing below it but another of its own level or above, or the end."""


@cache
def text(name: str, unit: str, year: int) -> str:
    return rendered(name, Scope(year_of(year), unit or None), NOTHING).markdown


@pytest.mark.parametrize(("name", "unit", "year"), CASES)
def test_no_heading_and_no_table_stands_empty(name: str, unit: str, year: int) -> None:
    found = text(name, unit, year)
    assert EMPTY_HEADING.findall(found) == []
    assert re.findall(r"^\|[:|-]+\|\n(?!\|)", found, re.MULTILINE) == []
    assert "0 av 0" not in found


@pytest.mark.parametrize(("name", "unit", "year"), CASES)
def test_it_begins_with_a_sentence_and_says_nothing_twice(name: str, unit: str, year: int) -> None:
    paragraphs = [part for part in text(name, unit, year).split("\n\n") if part.strip()]
    assert re.match(r"\*{0,2}[A-ZÅÄÖ].*\.", paragraphs[0], re.DOTALL)
    sentences = [part for part in paragraphs if not part.startswith(("#", "|", ":"))]
    assert sorted({each for each in sentences if sentences.count(each) > 1}) == []


def test_a_board_is_not_told_that_all_is_well_where_nothing_is_known() -> None:
    status = text("ledningssystemets-status", "", 2026)
    assert "Registret visar inget som behöver avgöras" not in status
    assert "Bestäm vad som ska föras in först, och vem som gör det." in status
