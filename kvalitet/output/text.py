"""Findings as text for people: grouped by file, each with the line at fault, then what to do first."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from kvalitet.model.finding import BasisType, Finding, Severity
from kvalitet.model.wording import capital, counted, number_text
from kvalitet.output.page import Page, excerpt, one_line, table, words
from kvalitet.output.report import Report, gravest_first, sentences, tally

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

WORDS = {Severity.ERROR: "fel", Severity.WARNING: "varning", Severity.INFO: "upplysning"}
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
BASIS_WORDS = {BasisType.LAG: "Lag", BasisType.FÖRESKRIFT: "Föreskrift", BasisType.EGET_MÅL: "Eget mål"}
_FIRST = 5
_EXCERPT = 100


def write(report: Report) -> str:
    """The report as text. Infos stay off unless asked for; the summary says how many there are."""
    shown = [f for f in report.assessment.findings if report.infos or f.severity is not Severity.INFO]
    return report.page.draw(*_parts(report, shown))


def summary(report: Report) -> tuple[str, ...]:
    """The last sentences of the text, for formats that have room for little more."""
    infos = report.assessment.count(Severity.INFO)
    told = (f"{counted(infos, 'upplysning', 'upplysningar')}.",) if infos else ()
    first, *others = (line.plain for line in _counts(replace(report, infos=True)))
    return (first, *told, *others)


def _parts(report: Report, shown: Sequence[Finding]) -> Iterator["RenderableType"]:
    drawn, left = _cut(shown, report.most)
    for path, findings in groupby(drawn, key=lambda finding: finding.path):
        yield words(path, "bold")
        for finding in findings:
            yield from _finding(report, finding)
        yield ""
    yield from _left(report, shown, left)
    if report.exempted:
        yield from _exempted(report)
    if report.statistics:
        yield from _statistics(report)
    yield from _summary(report, shown)


def _cut(shown: Sequence[Finding], most: int | None) -> tuple[Sequence[Finding], Mapping[str, int]]:
    """The first findings of each code, in their order, and how many of each are left: few enough, none forgotten.

    Each code has as many as all can have when `most` are shared between them, and one at least.
    """
    counts = Counter(finding.code for finding in shown)
    if most is None or len(shown) <= most:
        return shown, {}
    each = next((n for n in range(most, 1, -1) if sum(min(n, count) for count in counts.values()) <= most), 1)
    seen: Counter[str] = Counter()
    drawn: list[Finding] = []
    for finding in shown:
        seen[finding.code] += 1
        if seen[finding.code] <= each:
            drawn.append(finding)
    return drawn, {code: count - each for code, count in counts.items() if count > each}


def _left(report: Report, shown: Sequence[Finding], left: Mapping[str, int]) -> Iterator["RenderableType"]:
    if not left:
        return
    grave = {finding.code: finding.severity for finding in reversed(gravest_first(shown))}
    titles = {rule.code: rule.title for rule in report.rules()}
    yield words("Mer av samma slag", "bold")
    for code in sorted(left, key=lambda code: (grave[code].rank, -left[code], code)):
        line = words("  ") + words(WORDS[grave[code]], STYLES[grave[code]]) + words(f"  {code}  ", "bold")
        line += words(f"… och {number_text(left[code])} till: {titles[code]}")
        yield report.page.indented(line, 0, hanging=4)
    yield words("Hela listan skrivs med --output FIL.", "dim")
    yield ""


def _finding(report: Report, finding: Finding) -> Iterator["RenderableType"]:
    head = words(f"{finding.line:>5}:{finding.column:<3} ", "dim")
    head += words(WORDS[finding.severity], STYLES[finding.severity])
    name = f"  {finding.id}" if finding.id else ""
    head += words(f"  {finding.code}{name}  ", "bold") + one_line(finding.message)
    yield report.page.indented(head, 0, hanging=10)
    yield from _excerpt(report, finding)
    yield report.page.indented(words("→ ", "green") + one_line(finding.help), 10, hanging=2)
    if finding.basis:
        ground = f"{BASIS_WORDS[finding.basis.type]}: {finding.basis.ref}"
        yield report.page.indented(words(ground, "dim"), 10)


def _excerpt(report: Report, finding: Finding) -> Iterator["RenderableType"]:
    span = finding.span
    if report.page.plain or span is None or (span.column >= span.end_column and span.line == span.end_line):
        return
    prefix = report.assessment.register.origin.prefix
    inside = posixpath.relpath(finding.path, prefix) if prefix else finding.path
    line = report.lines(inside, span.line)
    if line is None:
        return
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    room = max(20, min(_EXCERPT, (report.page.width or 2 * _EXCERPT) - 12))
    cut, marks = excerpt(line, span.column - 1, end, room)
    yield words(f"{span.line:>8} │ ", "dim") + words(cut)
    yield words(f"{'':>8} │ ", "dim") + words(marks, STYLES[finding.severity])


def _exempted(report: Report) -> Iterator["RenderableType"]:
    yield words("Undantaget" if report.assessment.exempted else "Inga undantag tillämpades", "bold")
    for each in report.assessment.exempted:
        finding, exemption = each.finding, each.exemption
        head = words(f"{finding.id}  {finding.code}  ", "bold") + one_line(finding.message)
        yield report.page.indented(head, 2, hanging=2)
        yield report.page.indented(words("Skäl: ", "dim") + one_line(exemption.reason), 4, hanging=2)
        decided = f"Beslutat av {exemption.decided_by}, gäller till och med {exemption.until}."
        yield report.page.indented(one_line(decided, "dim"), 4, hanging=2)
    yield ""


def _statistics(report: Report) -> Iterator["RenderableType"]:
    rows = table("Antal", "Kod", "Regel", numbers={"Antal"})
    names = {finding.code: finding.rule for finding in report.assessment.findings}
    for code, count in tally(report.assessment).items():
        rows.add_row(str(count), code, names[code])
    yield rows
    yield ""


def _summary(report: Report, shown: Sequence[Finding]) -> Iterator["RenderableType"]:
    if shown:
        yield from _who(report, shown)
        yield from first_things(report.page, shown)
        yield ""
    yield from (report.page.indented(line, 0) for line in _counts(report))


def _who(report: Report, shown: Sequence[Finding]) -> Iterator["RenderableType"]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in shown:
        groups.setdefault((finding.unit or "", finding.role or ""), []).append(finding)
    rows = table("Enhet", "Ansvarig", "Fel", "Varningar", numbers={"Fel", "Varningar"})
    organisation = report.assessment.register.organisation

    def weight(group: tuple[tuple[str, str], list[Finding]]) -> tuple[int, int, tuple[str, str]]:
        graver = [sum(f.severity is s for f in group[1]) for s in (Severity.ERROR, Severity.WARNING)]
        return (-graver[0], -graver[1], group[0])

    ordered = sorted(groups.items(), key=weight)
    for (unit, role), findings in ordered[: 2 * _FIRST]:
        errors, warnings = (sum(f.severity is s for f in findings) for s in (Severity.ERROR, Severity.WARNING))
        name = one_line(organisation.name(unit) if unit else "–")
        rows.add_row(name, one_line(role or "–"), str(errors), str(warnings))
    yield words("Vem som har något att göra", "bold")
    yield rows
    if len(ordered) > 2 * _FIRST:
        yield words(f"… och {counted(len(ordered) - 2 * _FIRST, 'rad', 'rader')} till", "dim")
    yield ""


def first_things(page: Page, shown: Sequence[Finding]) -> Iterator["RenderableType"]:
    """What to do first: the gravest findings."""
    yield words("Börja här", "bold")
    for number, finding in enumerate(gravest_first(shown)[:_FIRST], start=1):
        name = finding.id or posixpath.basename(finding.path)
        text = words(f"{number}. ") + words(f"{name} {finding.code} ", "bold")
        yield page.indented(text + one_line(sentences(finding)), 2, hanging=3)


def _counts(report: Report) -> Iterator["Text"]:
    assessment = report.assessment
    errors, warnings = assessment.count(Severity.ERROR), assessment.count(Severity.WARNING)
    infos = assessment.count(Severity.INFO)
    style = "bold red" if errors else "bold yellow" if warnings else "bold green"
    line = words(f"{number_text(errors)} fel, {counted(warnings, 'varning', 'varningar')}", style)
    if not (errors or warnings):
        line = words("Inget att åtgärda", style)
    read = counted(len(assessment.register.records), "post", "poster")
    day = f"bedömt per {assessment.today}" if report.clock else "bedömt utan dagens datum"
    line += words(f" i {read}, {day}.")
    yield line
    suppressed = assessment.suppressed
    beside = [
        (infos if not report.infos else 0, "upplysning visas med --info", "upplysningar visas med --info"),
        (len(assessment.register.rejected), "fil kunde inte läsas in", "filer kunde inte läsas in"),
        (suppressed.exempt, "undantag", "undantag"),
        (suppressed.baseline, "fanns redan i baslinjen", "fanns redan i baslinjen"),
        (suppressed.since, "fanns redan tidigare", "fanns redan tidigare"),
        (suppressed.filtered, "bortvald", "bortvalda"),
    ]
    said = [counted(number, one, many) for number, one, many in beside if number]
    if said:
        yield words(f"{capital(', '.join(said))}.", "dim")
    if errors or warnings:
        yield words("Läs mer om en kod med ”kvalitet explain KOD”.", "dim")
