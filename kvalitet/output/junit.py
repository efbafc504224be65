"""Findings as JUnit XML, which every build server reads: one suite a rule, errors as failures."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from kvalitet.model.finding import Finding, Severity
from kvalitet.output.envelope import place
from kvalitet.output.json import summary as numbers
from kvalitet.output.report import Report, RulePage, name_of, sentences
from kvalitet.output.text import WORDS, summary

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NOTHING = {"errors": "0", "skipped": "0", "time": "0"}


def write(report: Report) -> str:
    """The report as test suites: one for the run itself, then one for each rule that the register was held against.

    A file with errors by a rule is a failed test. What else a rule says stands as output of a test
    that has passed. The form is the one described at https://github.com/testmoapp/junitxml.
    """
    from xml.etree.ElementTree import indent, tostring

    by_code: dict[str, list[Finding]] = {}
    for finding in report.assessment.findings:
        by_code.setdefault(finding.code, []).append(finding)
    suites = [_run(report), *(_rule(rule, by_code.get(rule.code, ())) for rule in report.rules())]
    whole = _element("testsuites", name=report.command, **_counted(suites))
    whole.extend(suites)
    indent(whole)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(whole, encoding="unicode")}\n'


def _run(report: Report) -> "Element":
    register = report.assessment.register
    properties = _element("properties")
    properties.extend(_element("property", name=name, value=value) for name, value in _properties(report))
    unread = [f"{place(register, row.path)} kunde inte läsas in och räknas inte med." for row in register.rejected]
    case = _passed("kvalitet", "registret är läst och bedömt", [*summary(report), *unread])
    return _suite("Registret", [case], properties)


def _properties(report: Report) -> Iterator[tuple[str, str]]:
    if report.clock:
        yield "today", report.assessment.today.isoformat()
    origin = report.assessment.register.origin
    yield "register", origin.prefix
    yield "commit", origin.commit or ""
    yield "dirty", str(origin.dirty).lower()
    for name, value in numbers(report.assessment).items():
        inner = value if isinstance(value, Mapping) else {"": value}
        yield from ((f"{name}.{key}".rstrip("."), str(number)) for key, number in inner.items())


def _rule(rule: RulePage, findings: Sequence[Finding]) -> "Element":
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    beside = [finding for finding in findings if finding.severity is not Severity.ERROR]
    name = f"kvalitet.{rule.code}"
    cases = [_failed(name, path, list(found)) for path, found in groupby(errors, key=lambda finding: finding.path)]
    if beside or not cases:
        title = "varningar och upplysningar" if cases else rule.title
        cases.append(_passed(name, title, [_line(finding) for finding in beside]))
    return _suite(f"{rule.code} {rule.title}", cases)


def _suite(name: str, cases: Sequence["Element"], *first: "Element") -> "Element":
    failed = sum(case.find("failure") is not None for case in cases)
    suite = _element("testsuite", name=name, tests=str(len(cases)), failures=str(failed), **_NOTHING)
    suite.extend((*first, *cases))
    return suite


def _counted(suites: Iterable["Element"]) -> Mapping[str, str]:
    suites = list(suites)
    return {key: str(sum(int(suite.get(key, "0")) for suite in suites)) for key in ("tests", "failures")} | _NOTHING


def _failed(classname: str, path: str, findings: Sequence[Finding]) -> "Element":
    first = findings[0]
    case = _element("testcase", classname=classname, name=path, file=path, line=str(first.line), time="0")
    failure = _element("failure", type=first.code, message=f"{name_of(first)}: {sentences(first)}")
    failure.text = _clean("\n".join(map(_line, findings)))
    case.append(failure)
    return case


def _passed(classname: str, name: str, said: Sequence[str]) -> "Element":
    case = _element("testcase", classname=classname, name=name, time="0")
    if said:
        output = _element("system-out")
        output.text = _clean("\n".join(said))
        case.append(output)
    return case


def _line(finding: Finding) -> str:
    where = f"{finding.path}:{finding.line}:{finding.column}"
    return f"{where} {WORDS[finding.severity]} {name_of(finding)}: {sentences(finding)}"


def _element(tag: str, **attributes: str) -> "Element":
    from xml.etree.ElementTree import Element

    return Element(tag, {name: _clean(value) for name, value in attributes.items()})


def _clean(text: str) -> str:
    """The text with a replacement for what XML 1.0 has no room for (https://www.w3.org/TR/xml/#charsets)."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
