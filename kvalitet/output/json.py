"""Findings as JSON, for machines."""

from dataclasses import asdict
from typing import Any

from kvalitet.model.assessment import Assessment, Exempted
from kvalitet.model.finding import Finding, Severity
from kvalitet.output.envelope import basis, envelope, iso
from kvalitet.output.report import Report


def write(report: Report) -> str:
    """The report as JSON: keys are never absent, values may be null; what is asked for beside has keys of its own."""
    assessment = report.assessment
    beside: dict[str, object] = {}
    if report.exempted:
        beside["exempted"] = [_exempted(each) for each in assessment.exempted]
    if report.outdated:
        beside["outdated"] = [asdict(entry) for entry in assessment.outdated]
    return envelope(
        assessment.register,
        assessment.today if report.clock else None,
        summary=summary(assessment),
        findings=[_finding(finding) for finding in assessment.findings],
        **beside,
    )


def _exempted(each: Exempted) -> dict[str, Any]:
    """A finding as JSON, with the exemption that set it aside."""
    reason = {"reason": each.exemption.reason, "decided_by": each.exemption.decided_by}
    return {**_finding(each.finding), "exemption": {**reason, "until": iso(each.exemption.until)}}


def summary(assessment: Assessment) -> dict[str, Any]:
    """The counts of an assessment."""
    suppressed = assessment.suppressed
    return {
        "records": len(assessment.register.records),
        "rejected": len(assessment.register.rejected),
        "errors": assessment.count(Severity.ERROR),
        "warnings": assessment.count(Severity.WARNING),
        "infos": assessment.count(Severity.INFO),
        "suppressed": {
            "exempt": suppressed.exempt,
            "baseline": suppressed.baseline,
            "since": suppressed.since,
            "filtered": suppressed.filtered,
        },
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "clock": finding.clock,
        "id": finding.id,
        "kind": finding.kind,
        "unit": finding.unit,
        "role": finding.role,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "field": finding.field,
        "message": finding.message,
        "help": finding.help,
        "basis": basis(finding.basis),
        "due": iso(finding.due),
        "fingerprint": finding.fingerprint,
    }
