"""`check` finds in the shipped register every fault that was built into it, and nothing else."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kvalitet import shipped
from kvalitet.model.source import Origin
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import load
from kvalitet.rules.catalogue import rule_files
from kvalitet.store.worktree import WorkTree

DAY = date(2026, 11, 22)
TABLES = sorted((Path(__file__).parent / "facit").glob("*.tsv"))
ROWS = [
    row for table in TABLES for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines(), delimiter="\t")
]
FOUND = assess(load(WorkTree(shipped.folder("register"), Origin("register", None, dirty=False))), DAY)[0].findings
FAMILIES = tuple(f"KV{number}" for number in range(2, 9))
UNIQUE_IDS = "KV201"
"""Its records would be rejected, and nothing could be rendered from the register."""


@pytest.mark.parametrize("family", FAMILIES)
def test_every_built_in_fault_is_found_and_nothing_else(family: str) -> None:
    found = Counter((f.code, f.id or f.unit) for f in FOUND if f.code.startswith(family))
    built_in = Counter((row["kod"], row["post"]) for row in ROWS if row["kod"].startswith(family))
    assert {"not found": dict(built_in - found), "not in the tables": dict(found - built_in)} == {
        "not found": {},
        "not in the tables": {},
    }


def test_every_rule_on_the_register_is_broken_somewhere() -> None:
    every = {code for code in rule_files() if code.startswith(FAMILIES)} - {UNIQUE_IDS}
    assert every - {row["kod"] for row in ROWS} == set()


def test_no_other_family_finds_anything() -> None:
    assert [f"{f.code} {f.path}" for f in FOUND if not f.code.startswith(FAMILIES)] == []


def test_most_records_are_in_order() -> None:
    faulty = {row["post"] for row in ROWS}
    records = load(WorkTree(shipped.folder("register"), Origin("register", None, dirty=False))).register.records
    assert len([r for r in records if r.id in faulty]) < len(records) / 3


def test_every_fault_has_a_reason() -> None:
    assert [row for row in ROWS if len(row["skäl"]) < 20] == []
