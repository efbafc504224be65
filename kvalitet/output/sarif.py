"""Findings as SARIF 2.1.0, which code scanners and editors read."""

import json
from typing import Any
from urllib.parse import quote

from kvalitet import __version__
from kvalitet.model.finding import Finding, Severity
from kvalitet.model.register import Register
from kvalitet.model.value import Span
from kvalitet.output.envelope import basis, iso, place
from kvalitet.output.json import summary
from kvalitet.output.report import Report, RulePage, sentences

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"
_FINGERPRINT = "kvalitet/v1"
_LANGUAGE = "sv-SE"


def write(report: Report) -> str:
    """The report as one run: the rules with their manual pages, every finding, and what could not be read.

    https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    """
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(report: Report) -> dict[str, Any]:
    rules = report.rules()
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    assessment = report.assessment
    origin = assessment.register.origin
    return {
        "tool": {
            "driver": {
                "name": "kvalitet",
                "version": __version__,
                "language": _LANGUAGE,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "language": _LANGUAGE,
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _unread(assessment.register)}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "Arkivets rot."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, numbers[finding.code]) for finding in assessment.findings],
        "properties": {
            "today": iso(assessment.today) if report.clock else None,
            "register": {"path": origin.prefix, "commit": origin.commit, "dirty": origin.dirty},
            "summary": summary(assessment),
        },
    }


def _rule(rule: RulePage) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.what},
        "help": {"text": _text(rule), "markdown": _markdown(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"clock": rule.clock, "basis": basis(rule.basis)},
    }


def _text(rule: RulePage) -> str:
    return (
        f"{rule.what}\n\nVarför: {rule.why}\n\nGör så här: {rule.remedy}\n\nFel:\n\n{rule.wrong}\nRätt:\n\n{rule.right}"
    )


def _markdown(rule: RulePage) -> str:
    # the words of a manual page are ours, and written as Markdown reads them
    examples = "".join(
        f"\n\n**{name}**\n\n```yaml\n{text}```" for name, text in (("Fel", rule.wrong), ("Rätt", rule.right))
    )
    return f"{rule.what}\n\n**Varför**\n\n{rule.why}\n\n**Gör så här**\n\n{rule.remedy}{examples}\n"


def _result(finding: Finding, number: int) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": {"text": sentences(finding)},
        "locations": [_location(finding)],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        "properties": {
            "id": finding.id,
            "kind": finding.kind,
            "unit": finding.unit,
            "role": finding.role,
            "field": finding.field,
            "clock": finding.clock,
            "basis": basis(finding.basis),
            "due": iso(finding.due),
            "help": finding.help,
        },
    }


def _location(finding: Finding) -> dict[str, Any]:
    span = finding.span or Span(finding.line, finding.column, finding.line, finding.column)
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {"artifactLocation": _file(finding.path), "region": region}}


def _file(path: str) -> dict[str, str]:
    # a name that is not UTF-8 is carried as it was
    return {"uri": quote(path, safe="/", errors="surrogateescape"), "uriBaseId": _ROOT}


def _unread(register: Register) -> list[dict[str, Any]]:
    return [
        {
            "level": "error",
            "message": {"text": "Filen kunde inte läsas in och räknas inte med."},
            "locations": [{"physicalLocation": {"artifactLocation": _file(place(register, rejected.path))}}],
        }
        for rejected in register.rejected
    ]
