"""One thing broken at a time in records that are in order: the rule for it finds it, or there is a reason not to."""

from collections import Counter
from functools import cache

import pytest

from kvalitet.rules.catalogue import rule_files
from tests.mutation.operators import OPERATORS
from tests.mutation.run import SEED, Result, ground_of_register, table, tried, verdict

NUMBER = 300
"""All of them, one for each operator in each field and more, are tried by `python -m tests.mutation`."""


@cache
def results() -> tuple[Result, ...]:
    return tuple(tried(ground_of_register(), NUMBER, SEED))


def test_every_mutant_is_found_by_the_rule_that_should_or_is_right_not_to_be() -> None:
    assert len(results()) == NUMBER
    assert [f"{r.mutant.name}: {sorted(r.found)}" for r in results() if r.verdict == "survived"] == []


def test_every_way_to_break_a_record_is_tried_and_most_are_found() -> None:
    told = Counter((result.mutant.operator, result.verdict) for result in results())
    assert {operator for operator, _ in told} == {operator.name for operator in OPERATORS}
    # who has a role may be anybody, and most fields may be left out: of everything else nearly all must be found
    lenient = {"swap a role", "drop a field"}
    right = sum(count for (operator, verdict), count in told.items() if verdict == "right" and operator not in lenient)
    assert right < NUMBER / 50


def test_a_mutant_that_nothing_finds_survives() -> None:
    found = [result for result in results() if result.mutant.operator == "dangle a reference"]
    assert {verdict(result.mutant, result.found) for result in found} == {"killed"}
    assert {verdict(result.mutant, frozenset({"KV301"})) for result in found} == {"survived"}


@pytest.mark.parametrize("name", ["found", "right"])
def test_the_tables_speak_of_what_there_is(name: str) -> None:
    kinds = ground_of_register().register.kinds
    operators = {operator.name for operator in OPERATORS}
    for row in table(name):
        assert row.operator in operators
        assert row.kind == "*" or set(row.kind.split()) <= set(kinds), row
        assert row.told
        if name == "found":
            assert set(row.told.split()) <= set(rule_files()), row
