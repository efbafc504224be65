"""GitHub annotations, held against what a library for workflow commands writes of the same."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvalitet.model.finding import Finding, Severity
from kvalitet.model.value import Span
from kvalitet.output.github import write
from tests import outside
from tests.cli.commands import TODAY, Kvalitet
from tests.output.reports import any_finding, finding, report

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def parts(line: str) -> tuple[str, Mapping[str, str], str]:
    """Command, properties and message of a line, still escaped."""
    empty, head, message = line.split("::", 2)
    assert empty == ""
    command, _, properties = head.partition(" ")
    return command, dict(each.split("=", 1) for each in properties.split(",")), message


def annotations(text: str) -> list[tuple[str, Mapping[str, str], str]]:
    assert text.endswith("\n")
    return [parts(line) for line in text[:-1].split("\n")]


def by_the_library(capsys: pytest.CaptureFixture[str], found: Finding) -> tuple[str, Mapping[str, str], str]:
    span = found.span
    place: dict[str, Any] = {"file": found.path, "line": found.line}
    if span and span.line == span.end_line:
        place |= {"col": span.column, "end_column": span.end_column}
    elif span:
        place |= {"end_line": span.end_line}
    said = f"{found.message[:1].upper()}{found.message[1:]}. {found.help}"
    capsys.readouterr()
    library = outside.module("github_action_utils")
    getattr(library, COMMANDS[found.severity])(said, title=f"{found.code} {found.id}", **place)
    (one,) = annotations(capsys.readouterr().out)
    return one


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(any_finding)
def test_any_finding_is_written_as_the_library_writes_it(capsys: pytest.CaptureFixture[str], found: Finding) -> None:
    lines = [each for each in annotations(write(report(found))) if each[1]["title"] != "kvalitet check"]
    if "\udce5" not in found.path:
        assert lines == [by_the_library(capsys, found)]


@pytest.mark.parametrize(
    ("text", "message", "title"),
    [("50 %", "50 %25", "50 %25"), ("a\r\nb", "A%0D%0Ab", "a%0D%0Ab"), ("x: y, z", "X: y, z", "x%3A y%2C z")],
)
def test_what_would_end_a_command_is_escaped(text: str, message: str, title: str) -> None:
    ((_, properties, said), _) = annotations(write(report(finding(message=text, id=text))))
    assert said == f"{message}. Granska dokumentet."
    assert properties["title"] == f"KV301 {title}"


def test_columns_stand_only_where_a_finding_keeps_to_one_line() -> None:
    one, many, _ = annotations(write(report(finding(1), finding(2, span=Span(3, 5, 8, 2)))))
    assert (one[1]["line"], one[1]["col"], one[1]["endColumn"]) == ("3", "5", "15")
    assert (many[1]["line"], many[1]["endLine"]) == ("3", "8")
    assert "col" not in many[1]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_finding, max_size=6))
def test_the_gravest_come_first_and_the_summary_is_the_first_notice(findings: list[Finding]) -> None:
    lines = annotations(write(report(*findings)))
    commands = [command for command, _, _ in lines]
    assert commands == sorted(commands, key=["error", "warning", "notice"].index)
    assert lines[commands.index("notice")][1] == {"title": "kvalitet check"}
    assert len(lines) == len(findings) + 1


def test_among_errors_the_form_of_the_register_comes_before_its_content() -> None:
    lines = annotations(write(report(finding(1), finding(2, code="KV203", due=None))))
    assert [properties["title"] for _, properties, _ in lines] == ["KV203 DOK-0001", "KV301 DOK-0001", "kvalitet check"]


def test_the_summary_counts_what_is_shown_and_what_is_not() -> None:
    levels = [finding(n, severity=severity) for n, severity in enumerate(Severity)]
    summary = annotations(write(report(*levels, rejected=("dokument/DOK-0009.yaml",))))[2][2]
    assert summary == (
        "1 fel, 1 varning i 0 poster, bedömt per 2026-11-22. 1 upplysning. "
        "1 fil kunde inte läsas in, 1 undantag, 2 bortvalda. Läs mer om en kod med ”kvalitet explain KOD”."
    )


@pytest.mark.usefixtures("register")
def test_the_whole_command_annotates_the_files_from_the_archives_root(kvalitet: Kvalitet) -> None:
    ran = kvalitet("check", "--today", TODAY, "--format", "github")
    first = annotations(ran.out)[0]
    assert ran.code == 1
    assert (first[0], first[1]["file"]) == ("error", "register/dokument/DOK-0004.yaml")
