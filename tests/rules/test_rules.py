"""Every rule is held to its fixture and to the examples in its own manual page."""

import ast
import inspect
from pathlib import Path

import pytest

from kvalitet.model.assessment import Assessment
from kvalitet.rules.catalogue import RuleFile, rule_files
from kvalitet.rules.manual import manual
from tests.rules.fixtures import fixture

RULES = rule_files()
HERE = Path(__file__).parent

# what commits have done cannot be told by a tree: tests/audit holds those rules to pasts
IN_A_TREE = {code: file for code, file in RULES.items() if not file.on_history}

# what is wrong with a file's own bytes cannot stand in a fixture of several documents:
# test_reading_rules.py holds KV0 to raw files
ON_RECORDS = {code: file for code, file in IN_A_TREE.items() if not code.startswith("KV0")}

every_rule = pytest.mark.parametrize("file", RULES.values(), ids=RULES)
every_rule_in_a_tree = pytest.mark.parametrize("file", IN_A_TREE.values(), ids=IN_A_TREE)
every_rule_on_records = pytest.mark.parametrize("file", ON_RECORDS.values(), ids=ON_RECORDS)


def fixture_path(file: RuleFile) -> Path:
    name = file.module.__name__.rpartition(".")[2]
    return HERE / f"kv{file.rule.code[2]}" / f"{name}.yaml"


def places(assessment: Assessment, code: str) -> list[tuple[str, int, str]]:
    found = [f for f in assessment.findings if f.code == code]
    return sorted((f.path.removeprefix("register/"), f.line, f.code) for f in found)


def said(assessment: Assessment, path: str, line: int, code: str) -> str:
    where = [f for f in assessment.findings if (f.path.removeprefix("register/"), f.line, f.code) == (path, line, code)]
    return "\n".join(f"{f.message}.\n{f.help}\n{f.severity}\n{f.role}\n{f.unit}" for f in where)


@every_rule_on_records
def test_the_fixture_gives_exactly_the_findings_on_the_marked_lines(file: RuleFile) -> None:
    code = file.rule.code
    told = fixture(fixture_path(file).read_text(encoding="utf-8"))
    expected = sorted(place for place in told.expected if place[2] == code)
    assert expected, "a fixture without a finding proves nothing"
    assessment = told.assess()
    assert places(assessment, code) == expected
    assert all(words in said(assessment, *place) for place, words in told.words.items() if place[2] == code)


@every_rule_on_records
def test_the_fixture_leaves_at_least_one_record_of_the_kind_alone(file: RuleFile) -> None:
    told = fixture(fixture_path(file).read_text(encoding="utf-8"))
    broken = {path for path, _, found in told.expected if found == file.rule.code}
    assert set(told.files) - broken


@every_rule_in_a_tree
def test_the_wrong_example_is_found_and_the_right_one_is_not(file: RuleFile) -> None:
    assert places(fixture(file.manual.wrong).assess(), file.rule.code)
    right = fixture(file.manual.right).assess()
    assert not places(right, file.rule.code)
    assert not right.register.rejected


@every_rule
def test_the_manual_page_says_what_why_and_what_to_do(file: RuleFile) -> None:
    page = file.manual
    assert all((page.title, page.what, page.why, page.remedy, page.wrong, page.right))


def test_a_manual_page_without_a_section_is_refused() -> None:
    with pytest.raises(ValueError, match="'Larm' lacks \\['Varför', 'Rätt'\\]"):
        manual("Larm\n\nHörs inte.\n\nGör så här: Byt.\n\nFel:\n    id: X\n")


@every_rule
def test_no_number_of_days_or_months_hides_in_a_rule(file: RuleFile) -> None:
    counting = {"days_on", "months_on", "add_months", "timedelta"}
    for node in ast.walk(ast.parse(inspect.getsource(file.module))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in counting:
            given = [
                part.value for argument in node.args for part in ast.walk(argument) if isinstance(part, ast.Constant)
            ]
            # the day before and the day after are no thresholds, and a date may be written out
            lasting = [number for number in given if isinstance(number, int) and number > 1]
            assert not lasting or "date" in ast.unparse(node), ast.unparse(node)
