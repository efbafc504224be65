"""Findings as GitHub shows them beside a pull request: workflow commands, the gravest first."""

from collections.abc import Mapping

from kvalitet.model.finding import Finding, Severity
from kvalitet.output.report import Report, gravest_first, name_of, sentences
from kvalitet.output.text import summary

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(report: Report) -> str:
    """The report as annotations. GitHub shows ten of each sort, so the summary is the first notice.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    ordered = gravest_first(report.assessment.findings)
    told = {severity: [_annotation(f) for f in ordered if f.severity is severity] for severity in Severity}
    whole = _command("notice", {"title": report.command}, " ".join(summary(report)))
    return "".join([*told[Severity.ERROR], *told[Severity.WARNING], whole, *told[Severity.INFO]])


def _annotation(finding: Finding) -> str:
    place = {"file": finding.path, "line": str(finding.line)}
    span = finding.span
    if span and span.end_line != span.line:
        # GitHub takes columns only where a finding keeps to one line
        place["endLine"] = str(span.end_line)
    elif span:
        place |= {"col": str(span.column), "endColumn": str(span.end_column)}
    return _command(_COMMANDS[finding.severity], {**place, "title": name_of(finding)}, sentences(finding))


def _command(name: str, properties: Mapping[str, str], message: str) -> str:
    inside = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {inside}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
