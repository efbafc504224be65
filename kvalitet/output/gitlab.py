"""Findings as GitLab shows them beside a merge request: a Code Quality report."""

import json
from typing import Any

from kvalitet.model.finding import Finding, Severity
from kvalitet.output.report import Report, name_of, sentences

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(report: Report) -> str:
    """The report as a list of findings, which has no place for a summary.

    https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    return json.dumps([_issue(f) for f in report.assessment.findings], ensure_ascii=False, indent=2) + "\n"


def _issue(finding: Finding) -> dict[str, Any]:
    return {
        "description": f"{name_of(finding)}: {sentences(finding)}",
        "check_name": f"{finding.code}-{finding.rule}",
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.path, "lines": {"begin": finding.line}},
    }
