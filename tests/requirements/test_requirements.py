"""Each fact that the requirements ask for has one place in the register, or a reason to have none."""

import dataclasses
from itertools import pairwise

import pytest

from kvalitet import shipped
from kvalitet.kinds import schema_set
from tests.requirements.page import ROWS_IN_ALL, SOURCES, page
from tests.requirements.table import TABLE, Places, Row, rows

SCHEMAS = schema_set(shipped.folder("schemas"))
PLACES = Places(SCHEMAS, frozenset(path.stem for path in shipped.folder("schemas").glob("kodverk/*.yaml")))
TEXT = TABLE.read_text(encoding="utf-8")
ROWS = rows(TEXT)


def row(*places: str, remark: str = "") -> Row:
    return Row(number=1, fact="när det hände", places=places, remark=remark)


def test_row_numbers_are_unique_and_in_order() -> None:
    assert all(before.number < after.number for before, after in pairwise(ROWS))
    assert ROWS[0].number >= 1
    assert ROWS[-1].number <= ROWS_IN_ALL


def test_the_table_covers_every_row_that_asks_for_a_fact() -> None:
    # counted in the requirements themselves, source by source
    asked = {(1, 40): 30, (41, 91): 39, (92, 121): 28, (122, 298): 146, (299, 477): 100}
    assert {(a, b): sum(a <= row.number <= b for row in ROWS) for a, b in asked} == asked


def test_every_place_exists() -> None:
    assert {row.number: PLACES.missing(row) for row in ROWS if PLACES.missing(row)} == {}


@pytest.mark.parametrize(
    "place",
    ["avvikelse.händelsedag", "händelse.datum", "avvikelse.åtgärder.*.senast", "kodverk:väder", "avvikelse", ""],
)
def test_a_place_that_does_not_exist_is_found_out(place: str) -> None:
    assert PLACES.missing(row("avvikelse.händelsedatum", place)) == (place,)


def test_a_place_inside_a_list_is_written_without_list_marks() -> None:
    ways = ("avvikelse.åtgärder.senast", "handlingsplan.områden.aktiviteter.bidrar_till", "kodverk:kategorier")
    assert PLACES.missing(row(*ways)) == ()


def test_every_row_has_a_place_or_a_reason() -> None:
    assert [row.number for row in ROWS if not row.places and not row.remark] == []


def test_a_fact_in_more_than_one_kind_says_why() -> None:
    assert [row.number for row in ROWS if len(PLACES.homes(row)) > 1 and not row.remark] == []


def test_a_field_and_the_list_of_its_codes_are_one_home() -> None:
    assert PLACES.homes(row("avvikelse.kategori", "kodverk:kategorier")) == {"avvikelse"}
    assert PLACES.homes(row("forbattring.fas", "kodverk:faser")) == {"forbattring"}


def test_two_kinds_or_the_codes_of_another_field_are_two_homes() -> None:
    assert PLACES.homes(row("avvikelse.status", "klagomal.status")) == {"avvikelse", "klagomal"}
    assert PLACES.homes(row("avvikelse.kategori", "kodverk:faser")) == {"avvikelse", "kodverk:faser"}


def test_no_place_stands_twice_in_a_row() -> None:
    assert [row.number for row in ROWS if len(set(row.places)) < len(row.places)] == []


def test_a_fact_is_told_in_a_few_words() -> None:
    assert [row.number for row in ROWS if not 3 <= len(row.fact.split()) <= 12] == []


def test_no_two_facts_are_told_in_the_same_words() -> None:
    assert len({row.fact for row in ROWS}) == len(ROWS)


def test_the_file_is_clean() -> None:
    assert TEXT.endswith("\n")
    assert [line for line in TEXT.splitlines() if line.count("\t") != 3 or "|" in line or "  " in line] == []
    cells = [cell for line in TEXT.splitlines() for cell in line.split("\t")]
    assert [cell for cell in cells if cell != cell.strip() or cell.endswith((".", ";", ","))] == []


def test_the_page_counts_rows_in_all_held_and_not_held() -> None:
    two = (row("avvikelse.händelsedatum"), dataclasses.replace(row(remark="räknas ut"), number=300))
    text = page(two, {"avvikelse": "Avvikelse"})
    assert "| i allt | 477 |" in text
    assert "| gäller en uppgift | 2 |" in text
    assert "| finns i registret | 1 |" in text
    assert "| finns inte, av valda skäl | 1 |" in text
    assert "| Avvikelse | `avvikelse` | 1 |" in text


def test_the_page_lists_a_row_under_its_source() -> None:
    text = page((dataclasses.replace(row(remark="räknas ut"), number=91),), {})
    source = text.index("## Vägledning i systematiskt förbättringsarbete (rad 41–91)")
    after = text.index("## Regional och lokal förbättringsprocess (rad 92–121)")
    assert source < text.index("| 91 | när det hände | – | räknas ut |") < after


def test_the_sources_end_with_the_last_row() -> None:
    assert list(SOURCES) == sorted(SOURCES)
    assert list(SOURCES)[-1] == ROWS_IN_ALL
