"""Every row that asks for a check has a rule or a reason, and every date in the requirements a rule that lists it."""

from itertools import pairwise
from pathlib import Path

import pytest

from kvalitet import shipped
from kvalitet.kinds import schema_set
from kvalitet.model.kind import EACH
from kvalitet.rules.catalogue import rule_files
from tests.requirements.check_page import page
from tests.requirements.checks import CHECKED, DEADLINES, Check, Duty, checks, duties
from tests.requirements.page import ROWS_IN_ALL

RULES = rule_files()
ROWS = checks(CHECKED.read_text(encoding="utf-8"))
DUTIES = duties(DEADLINES.read_text(encoding="utf-8"))

# the rows that are a date or a frequency, read off the requirements themselves
DATED = {8, 9, 29, 31, 36, 97, 129, 146, 238, 254, 269, 287, 293, 295, 297, 331, 350, 369, 379, 394, 414, 423, 430}
DATED |= {470, 472}
IN_THE_ACT = {"PSL 3 kap. 2 §", "PSL 3 kap. 5 §", "PSL 3 kap. 8 §", "PSL 3 kap. 8 b §", "PSL 3 kap. 10 §"}

TELLING_OF_A_DAY = {
    "senast",
    "yttrande_senast",
    "svar_senast",
    "följs_upp_senast",
    "nästa",
    "nästa_avstämning",
    "nästa_granskning",
    "planerat_datum",
    "giltig_till",
    "frekvens",
    "intervall",
    "inom",
    "översyn",
    "väntas_åter",
    "förnyas",
    "eftersläpning",
}
"""The names by which a schema says that something is to be done by a day, or how often."""


def test_the_table_covers_every_row_that_asks_for_a_check() -> None:
    # counted in the requirements themselves, source by source
    asked = {(1, 40): 24, (41, 91): 29, (92, 121): 13, (122, 298): 54, (299, 477): 76}
    assert {(a, b): sum(a <= row.number <= b for row in ROWS) for a, b in asked} == asked
    assert all(before.number < after.number for before, after in pairwise(ROWS))
    assert ROWS[-1].number <= ROWS_IN_ALL


def test_every_row_has_a_rule_or_a_reason() -> None:
    assert [row.number for row in ROWS if not row.codes and not row.remark] == []
    assert [duty.what for duty in DUTIES if not duty.codes and not duty.remark] == []


def test_every_code_is_a_rules() -> None:
    assert {code for row in ROWS for code in row.codes} <= set(RULES)


def test_every_rule_named_for_a_date_lists_deadlines_and_every_rule_that_does_is_named() -> None:
    assert {code for duty in DUTIES for code in duty.codes} == {code for code, f in RULES.items() if f.deadlines}


def test_every_dated_row_and_every_date_in_the_act_has_its_duty() -> None:
    sources = {source for duty in DUTIES for source in duty.sources}
    assert {str(number) for number in DATED} <= sources
    assert sources >= IN_THE_ACT


def test_every_field_that_tells_of_a_day_belongs_to_a_duty() -> None:
    schemas = schema_set(shipped.folder("schemas"))
    held = {field for duty in DUTIES for field in duty.fields}
    missing = set()
    for name in schemas.schemas:
        fields = schemas.fields_of(name).fields
        shapes = {field.pattern: field.shape for field in fields}
        for field in fields:
            if field.key not in TELLING_OF_A_DAY or ("object" in field.types and field.key != "frekvens"):
                continue
            ways = {".".join([name, *(step for step in field.pattern if step != EACH)])}
            ways |= {f"gemensam.{shapes.get(field.pattern[:-1])}.{field.key}"}
            # what a frequency is made of stands within it
            ways |= {way.rpartition(".")[0] for way in ways if ".frekvens." in way}
            if not ways & held:
                missing |= ways
    assert missing == set()


@pytest.mark.parametrize("path", [CHECKED, DEADLINES], ids=lambda path: path.stem)
def test_the_files_are_clean_and_say_each_thing_once(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert [line for line in text.splitlines() if "|" in line or "  " in line] == []
    cells = [cell for line in text.splitlines() for cell in line.split("\t")]
    assert [cell for cell in cells if cell != cell.strip() or cell.endswith((".", ";", ","))] == []
    words = [row.what for row in (ROWS if path == CHECKED else DUTIES)]
    assert len(set(words)) == len(words)
    assert [what for what in words if not 3 <= len(what.split()) <= 12] == []


def test_the_page_shows_rows_under_their_source_dates_and_rules() -> None:
    rows = (
        Check(41, "åtgärden pekar på rutinen", ("KV203", "KV319"), ""),
        Check(360, "antalet stämmer", (), "går inte"),
    )
    text = page(
        rows, (Duty("svaret är lämnat", ("73", "PSL 3 kap. 8 b §"), ("KV507",), (), "målet"),), {"KV319": "Många"}
    )
    assert "vill 2 att något kontrolleras. 1 av dem har" in text
    assert text.index("(rad 41–91)") < text.index("| 41 | åtgärden pekar på rutinen | KV203, KV319 | |\n")
    assert "| 360 | antalet stämmer | – | går inte |\n" in text
    assert "| svaret är lämnat | rad 73; PSL 3 kap. 8 b § | KV507 | målet |\n" in text
    assert "| KV319 | Många | 41 |\n" in text
