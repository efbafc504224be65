"""Mutants are of code and not of text, every one is code again, and a seed draws the same ones each time."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mutation_of_code import mutants as made
from tests.mutation_of_code.belonging import ROOT, belonging, users
from tests.mutation_of_code.mutants import drawn, mutants

Told = Callable[[str], set[str]]


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    """What the mutants of a text are, each without the place that it stands at."""
    monkeypatch.setattr(made, "ROOT", tmp_path)

    def of(text: str) -> set[str]:
        path = tmp_path / "part.py"
        path.write_text(text, encoding="utf-8")
        return {re.sub(r"^part\.py:[0-9]+: ", "", str(each)) for each in mutants(path)}

    return of


def test_a_limit_is_moved_to_its_other_side_and_turned_round(told: Told) -> None:
    assert told("late = due < today") == {
        "boundary: due < today -> due <= today",
        "comparison: due < today -> due >= today",
    }


def test_a_number_is_one_more_and_one_less(told: Told) -> None:
    assert told("DAYS = 30") == {"number: 30 -> 31", "number: 30 -> 29"}


def test_each_part_of_a_condition_is_left_out(told: Told) -> None:
    assert told("x = a and b") == {
        "junction: a and b -> a or b",
        "junction: a and b -> b",
        "junction: a and b -> a",
    }


def test_what_is_yielded_or_called_is_left_out(told: Told) -> None:
    assert told("def f():\n    yield day\n    tell()") == {
        "step: yield day -> yield from ()",
        "step: tell() -> pass",
    }


def test_a_pattern_loses_a_condition_and_counts_otherwise(told: Told) -> None:
    assert told(r"P = re.compile(r'\bx{6}')") == {
        r"pattern: re.compile('\\bx{6}') -> re.compile('x{6}')",
        r"pattern: re.compile('\\bx{6}') -> re.compile('\\bx{5}')",
        r"pattern: re.compile('\\bx{6}') -> re.compile('\\bx{7}')",
    }


def test_text_for_people_types_and_imports_are_left_alone(told: Told) -> None:
    text = '"""Says 1."""\nfrom a import b\n\n\n@c(1)\ndef f(x: Literal[1]) -> Literal[2]:\n    """Says 2."""\n'
    assert told(f"{text}    y = f'är {{x}} dagar'\n    z = 'hela meningar'\n") == set()


def test_every_mutant_is_code_that_differs(tmp_path: Path) -> None:
    path = ROOT / "kvalitet" / "stats" / "ranges.py"
    as_it_stands = compile(path.read_text(encoding="utf-8"), str(path), "exec")
    found = mutants(path)
    assert found
    assert all(each.compiled() != as_it_stands for each in found)
    assert drawn(found, 7, seed=3) == drawn(reversed(found), 7, seed=3)
    assert not list(tmp_path.iterdir())


def test_a_rule_is_held_by_its_own_tests_and_what_rests_on_a_module_is_known() -> None:
    (rule,) = (ROOT / "kvalitet" / "rules" / "kv4").glob("kv402_*.py")
    assert belonging(rule).first[-2:] == ("-k", "KV402")
    assert "kvalitet.stats.evidence" in users(ROOT / "kvalitet" / "stats" / "tails.py")
    with pytest.raises(ValueError, match="no tests are known"):
        belonging(ROOT / "kvalitet" / "project.py")
