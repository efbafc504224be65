"""`check` finds in the shipped register every fault that was built into it, and nothing else."""

import pytest

from kvalitet import shipped
from kvalitet.model.source import Origin
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import load
from kvalitet.rules.catalogue import rule_files
from kvalitet.selftest.answers import DAY, built_in, compared
from kvalitet.selftest.trial import FAMILIES, NOT_BUILT_IN
from kvalitet.store.worktree import WorkTree

LOADED = load(WorkTree(shipped.folder("register"), Origin("register", None, dirty=False)))
FOUND = assess(LOADED, DAY)[0].findings


@pytest.mark.parametrize("family", FAMILIES)
def test_every_built_in_fault_is_found_and_nothing_else(family: str) -> None:
    result = compared(FOUND, family)
    assert {"not found": dict(result.missed), "not in the tables": dict(result.unexpected)} == {
        "not found": {},
        "not in the tables": {},
    }
    assert result.agreed > 0


def test_every_rule_on_the_register_is_broken_somewhere() -> None:
    every = {code for code in rule_files() if code.startswith(tuple(FAMILIES))} - NOT_BUILT_IN
    assert every - {fault.code for fault in built_in()} == set()


def test_no_other_family_finds_anything() -> None:
    assert [f"{f.code} {f.path}" for f in FOUND if not f.code.startswith(tuple(FAMILIES))] == []


def test_most_records_are_in_order() -> None:
    faulty = {fault.subject for fault in built_in()}
    assert len([r for r in LOADED.register.records if r.id in faulty]) < len(LOADED.register.records) / 3


def test_every_fault_has_a_reason() -> None:
    assert [fault for fault in built_in() if len(fault.why) < 20] == []
