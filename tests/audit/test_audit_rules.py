"""The rules on history are held to the pasts in their own manual pages, made with real git."""

from pathlib import Path

import pytest

from kvalitet.rules.catalogue import RuleFile, rule_files
from tests.audit.conftest import Audit, findings
from tests.audit.told import made

RULES = {code: file for code, file in rule_files().items() if file.on_history}

every_rule = pytest.mark.parametrize("file", RULES.values(), ids=RULES)


@every_rule
def test_the_wrong_past_is_found_and_nothing_else_in_it(file: RuleFile, tmp_path: Path, audit: Audit) -> None:
    ran = audit(made(file.manual.wrong, tmp_path), "--format", "json")
    assert ({each["code"] for each in findings(ran)}, ran.err) == ({file.rule.code}, "")


@every_rule
def test_in_the_right_past_nothing_is_found(file: RuleFile, tmp_path: Path, audit: Audit) -> None:
    ran = audit(made(file.manual.right, tmp_path), "--format", "json")
    assert (findings(ran), ran.err) == ([], "")
