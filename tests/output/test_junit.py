"""JUnit XML, read back by junitparser."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvalitet.model.finding import Finding, Severity
from kvalitet.output.junit import write
from kvalitet.output.report import Report
from tests import outside
from tests.cli.commands import TODAY, Kvalitet
from tests.output.reports import HOSTILE, any_finding, finding, report


def suites(report: Report) -> Any:  # noqa: ANN401  # the reader's own
    return read(write(report))


def read(text: str) -> Any:  # noqa: ANN401  # the reader's own
    return outside.module("junitparser").JUnitXml.fromstring(text.encode())


def failures(case: Any) -> list[Any]:  # noqa: ANN401  # the reader's own
    return [result for result in case.result if type(result).__name__ == "Failure"]


def test_errors_are_failures_one_for_each_file_and_rule() -> None:
    found = suites(report(finding(1), finding(1, line=9), finding(2)))
    assert (found.tests, found.failures, found.errors, found.skipped) == (4, 2, 0, 0)
    broken = next(suite for suite in found if suite.name == "KV301 Titeln på KV301")
    first, second = broken
    assert (first.classname, first.name) == ("kvalitet.KV301", "register/dokument/DOK-0001.yaml")
    (failure,) = failures(first)
    assert failure.type == "KV301"
    assert failure.message == "KV301 DOK-0001: Gick ut 2026-05-31. Granska dokumentet."
    assert [line.partition(" ")[0] for line in failure.text.splitlines()] == [
        "register/dokument/DOK-0001.yaml:3:5",
        "register/dokument/DOK-0001.yaml:9:5",
    ]
    assert len(failures(second)) == 1


def test_warnings_and_infos_are_output_of_a_test_that_passes() -> None:
    found = suites(report(finding(1, severity=Severity.WARNING), finding(2, severity=Severity.INFO)))
    assert (found.tests, found.failures) == (3, 0)
    (case,) = next(suite for suite in found if suite.name.startswith("KV301"))
    assert case.is_passed
    warning, info = case.system_out.splitlines()
    assert warning == (
        "register/dokument/DOK-0001.yaml:3:5 varning KV301 DOK-0001: Gick ut 2026-05-31. Granska dokumentet."
    )
    assert info.startswith("register/dokument/DOK-0002.yaml:3:5 upplysning ")


def test_a_clean_run_has_a_test_that_passes_for_each_rule() -> None:
    found = suites(report())
    assert (found.tests, found.failures) == (3, 0)
    assert [suite.name for suite in found] == ["Registret", "KV301 Titeln på KV301", "KV999 Titeln på KV999"]
    assert all(case.is_passed for suite in found for case in suite)


def test_a_run_without_rules_is_not_without_tests() -> None:
    assert suites(report(rules=tuple)).tests == 1


def test_the_run_says_what_it_counted_and_what_it_could_not_read() -> None:
    first = next(iter(suites(report(finding(), rejected=("dokument/DOK-0009.yaml",)))))
    said = {each.name: each.value for each in first.properties()}
    assert said["today"] == "2026-11-22"
    assert (said["errors"], said["warnings"], said["rejected"], said["suppressed.exempt"]) == ("1", "0", "1", "1")
    (case,) = first
    assert case.system_out.splitlines()[0] == "1 fel, 0 varningar i 0 poster, bedömt per 2026-11-22."
    assert "register/dokument/DOK-0009.yaml kunde inte läsas in" in case.system_out
    assert "today" not in {each.name for each in next(iter(suites(report(clock=False)))).properties()}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_finding, max_size=4))
def test_any_words_and_any_paths_make_a_file_that_can_be_read(findings: list[Finding]) -> None:
    found = suites(report(finding(path=HOSTILE), *findings))
    cases = [case for suite in found for case in suite]
    assert found.tests == len(cases)
    assert found.failures == sum(bool(failures(case)) for case in cases) > 0
    assert HOSTILE in [case.name for case in cases]


@pytest.mark.usefixtures("register")
def test_the_whole_command_has_the_errors_that_json_has(kvalitet: Kvalitet) -> None:
    ran = kvalitet("check", "--today", TODAY, "--format", "junit")
    assert ran.code == 1
    found = read(ran.out)
    broken = {(suite.name.split()[0], case.name) for suite in found for case in suite if failures(case)}
    told = json.loads(kvalitet("check", "--today", TODAY, "--format", "json").out)["findings"]
    assert broken == {(each["code"], each["path"]) for each in told if each["severity"] == "error"}
