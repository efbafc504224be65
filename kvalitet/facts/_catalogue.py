"""The reports there are, and what one of them gathers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import ModuleType

from kvalitet.discovery import modules
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import Period
from kvalitet.model.document import Facts, Gap, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a report is: its title, what it is for, who reads it, when it is due, and the options it takes.

    `demands` are the options that must be given, `takes` those that may be: of year, period, unit and area.
    A report that takes a period is about a year or a period; one that does not demand the year speaks of this
    year unless another is given. `about` is the kind of the one record that it is about, empty where it is
    about many. `for_auditors` is whether it has no open rendition, but only that for auditors; `internal` whether
    it is for those who work with the register, so that its ordinary rendition shows everything.
    """

    title: str
    purpose: str
    audience: str
    due: str
    demands: tuple[str, ...] = ("year",)
    takes: tuple[str, ...] = ("unit",)
    about: str = ""
    for_auditors: bool = False
    internal: bool = False

    @property
    def options(self) -> tuple[str, ...]:
        """All options that it takes."""
        return (*self.demands, *self.takes)


Occasions = Callable[[Assessment, Period], Sequence[Scope]]
"""What a report is to be made about for a year; none where the register holds nothing to make it of."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report as its module describes it. `name` is also the name of its template."""

    name: str
    report: Report
    gather: Callable[[Assessment, Scope], Facts]
    occasions: Occasions


def report_files() -> Mapping[str, ReportFile]:
    """Every report by name, in name order."""
    found = (_report_file(module) for module in modules("kvalitet.facts"))
    return {file.name: file for file in sorted(found, key=lambda file: file.name)}


def _report_file(module: ModuleType) -> ReportFile:
    name = module.__name__.rpartition(".")[2].replace("_", "-")
    return ReportFile(name, module.REPORT, module.gather, getattr(module, "occasions", _once))


def _once(_: Assessment, year: Period) -> tuple[Scope, ...]:
    return (Scope(year),)


def gathered(file: ReportFile, assessment: Assessment, scope: Scope) -> Facts:
    """The facts of a report; a file that could not be read is a gap in every one of them."""
    scope = replace(scope, auditor=scope.auditor or file.report.for_auditors, internal=file.report.internal)
    facts = file.gather(assessment, scope)
    prefix = assessment.register.origin.prefix
    unread = tuple(
        Gap("filen kunde inte läsas in", f"{prefix}/{row.path}", "Rätta felen som ”kvalitet check” visar.")
        for row in assessment.register.rejected
    )
    return replace(facts, gaps=(*facts.gaps, *unread), edition=_edition(assessment, scope))


def _edition(assessment: Assessment, scope: Scope) -> str:
    if scope.auditor:
        return "för granskning, med lagrum och underlag; små antal visas"
    if scope.internal:
        return "intern; små antal visas, så den får inte spridas utanför verksamheten utan prövning"
    return f"öppen; antal under {assessment.register.settings.fewest} som rör enskilda visas inte"
