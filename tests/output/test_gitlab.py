"""GitLab Code Quality. No reader of it is to be had, so its form is written here from GitLab's documentation.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format: a list of violations,
each with description, check_name, fingerprint (unique, or only the first is shown), severity and a
location whose path is relative and has no `./` before it.
"""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvalitet.model.finding import Finding, Severity
from kvalitet.output.gitlab import write
from kvalitet.output.report import Report
from tests.cli.commands import TODAY, Kvalitet
from tests.output.reports import HOSTILE, any_finding, finding, report

TEXT = {"type": "string", "minLength": 1}
FORM: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": r"^(\./|/)"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def violations(report: Report) -> Any:  # noqa: ANN401  # any JSON
    return valid(json.loads(write(report)))


def valid(data: Any) -> Any:  # noqa: ANN401  # any JSON
    jsonschema.Draft202012Validator(FORM).validate(data)
    return data


def test_a_violation_says_what_where_and_how_grave() -> None:
    assert violations(report(finding(7))) == [
        {
            "description": "KV301 DOK-0001: Gick ut 2026-05-31. Granska dokumentet.",
            "check_name": "KV301-giltighetstid-passerad",
            "fingerprint": f"{7:064x}",
            "severity": "major",
            "location": {"path": "register/dokument/DOK-0007.yaml", "lines": {"begin": 3}},
        }
    ]


def test_each_severity_has_its_own() -> None:
    levels = [finding(n, severity=severity) for n, severity in enumerate(Severity)]
    assert [each["severity"] for each in violations(report(*levels))] == ["major", "minor", "info"]


def test_a_clean_run_is_an_empty_list() -> None:
    assert write(report()) == "[]\n"


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_finding, max_size=4))
def test_any_words_and_any_paths_keep_the_form(findings: list[Finding]) -> None:
    found = violations(report(finding(path=HOSTILE), *findings))
    assert [each["location"]["path"] for each in found] == [HOSTILE, *(f.path for f in findings)]


@pytest.mark.usefixtures("register")
def test_the_whole_command_tells_every_finding_once(kvalitet: Kvalitet) -> None:
    found = valid(json.loads(kvalitet("check", "--today", TODAY, "--format", "gitlab").out))
    told = json.loads(kvalitet("check", "--today", TODAY, "--format", "json").out)["findings"]
    assert [each["fingerprint"] for each in found] == [each["fingerprint"] for each in told]
    assert len({each["fingerprint"] for each in found}) == len(found)
