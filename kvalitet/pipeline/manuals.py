"""Hands the rules that a register was held against to the formats, each with its manual page."""

from kvalitet.model.assessment import Assessment
from kvalitet.output.report import RulePage
from kvalitet.pipeline.assess import Request
from kvalitet.rules.catalogue import RuleFile, rule_files
from kvalitet.rules.runner import chosen


def judged(assessment: Assessment, request: Request, *, history: bool = False) -> tuple[RulePage, ...]:
    """The pages of the rules that could have found something, in order of code: on the register, or on its history.

    A rule that the register or the request sets aside is not among them: it has not been kept.
    """
    found = {finding.code for finding in assessment.findings}
    settings, wanted = assessment.register.settings, request.sieves.wanted
    return tuple(
        _page(file)
        for code, file in rule_files().items()
        if code in found
        or (
            chosen(code, settings)
            and file.on_history is history
            and (request.clock or not file.clock)
            and (not wanted.select or code.startswith(wanted.select))
            and not (wanted.ignore and code.startswith(wanted.ignore))
        )
    )


def _page(file: RuleFile) -> RulePage:
    rule, manual = file.rule, file.manual
    return RulePage(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        clock=file.clock,
        basis=rule.basis,
        title=manual.title,
        what=manual.what,
        why=manual.why,
        remedy=manual.remedy,
        wrong=manual.wrong,
        right=manual.right,
    )
