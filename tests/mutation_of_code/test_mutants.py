"""Mutants are of code and not of text, every one is code again, and a seed draws the same ones each time."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.mutation_of_code import __main__ as command
from tests.mutation_of_code import mutants as made
from tests.mutation_of_code.belonging import ROOT, belonging, users
from tests.mutation_of_code.mutants import Mutant, drawn, mutants
from tests.mutation_of_code.survivors import as_listed, listed, outlived, row
from tests.mutation_of_code.trial import KILLED, SURVIVED

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
    chronicle = ROOT / "kvalitet" / "rules" / "chronicle.py"
    assert str(ROOT / "tests" / "audit" / "test_audit_rules.py") in belonging(chronicle).first


RANGES = ROOT / "kvalitet" / "stats" / "ranges.py"
TAILS = ROOT / "kvalitet" / "stats" / "tails.py"


def judged_by(said: Callable[[Mutant], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a verdict in the place of the tests that it takes minutes to run."""

    class Bench:
        def __init__(self, path: Path) -> None:
            self.path = path

        verdict = staticmethod(said)

    monkeypatch.setattr(command, "Bench", Bench)


def test_a_survivor_that_is_listed_is_told_apart_from_a_new_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, third = mutants(RANGES)[:3]
    judged_by(lambda mutant: KILLED if str(mutant) == str(third) else SURVIVED, monkeypatch)
    monkeypatch.setattr(command, "listed", lambda: {as_listed(first): "nothing is seen of it"})
    tally = command.tried([RANGES], lambda found: found[:3], row)
    assert capsys.readouterr().out == f"survived: {row(second)}\n"
    assert list(tally.lines()) == ["stats: 3 mutants: 1 killed, 1 known to survive, 1 survived\n"]
    assert tally.code == 1
    monkeypatch.setattr(command, "listed", lambda: dict.fromkeys(map(as_listed, (first, second)), "so"))
    assert command.tried([RANGES], lambda found: found[:3]).code == 0


def test_a_file_whose_tests_fail_and_an_end_before_time_still_give_a_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    def verdict(mutant: Mutant) -> str:
        if mutant.path == RANGES:
            raise RuntimeError("ranges.py: tests fail before anything is changed")
        if str(mutant) == str(mutants(TAILS)[1]):
            raise KeyboardInterrupt
        return KILLED

    judged_by(verdict, monkeypatch)
    tally = command.tried([RANGES, TAILS], lambda found: found)
    assert list(tally.lines()) == [
        "stats: 1 mutants: 1 killed\n",
        "not tried: ranges.py: tests fail before anything is changed\n",
        "not tried: kvalitet/stats/tails.py from there on: interrupted\n",
    ]
    assert tally.code == 1


def test_every_survivor_that_is_listed_still_stands_in_the_code_and_has_its_reason() -> None:
    known = listed()
    assert list(outlived(known)) == []
    assert all(known.values())
    assert list(known) == sorted(known)


def test_a_listed_survivor_that_the_code_no_longer_gives_is_found() -> None:
    here = as_listed(mutants(RANGES)[0])
    moved, gone = replace(here, after="0"), replace(here, file="kvalitet/stats/gone.py")
    assert list(outlived([here, moved, gone])) == [moved, gone]
