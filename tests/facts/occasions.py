"""What every report may be asked about, for the tests that hold for all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from kvalitet import shipped
from kvalitet.facts._catalogue import ReportFile, report_files
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import period, year_of
from kvalitet.model.document import Document, Scope
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.documents import made
from kvalitet.pipeline.load import Loaded, load
from kvalitet.project import open_tree
from tests.facts.small import TODAY, loaded

UNITS: Mapping[str, tuple[str, ...]] = {"small": ("varden", "medicin"), "shipped": ("halso-och-sjukvard", "kardiologi")}
"""The registers, with units of each to ask about besides the whole."""

SHORTER = ("2025-H2", "2026-Q2", "2025-04")


@cache
def register(name: str) -> Loaded:
    return loaded() if name == "small" else load(open_tree(shipped.folder("register")))


@cache
def judged(name: str) -> Assessment:
    return assess(register(name), TODAY)[0]


def occasions(name: str, report: str, *years: int) -> Iterator[Scope]:
    """What a report is to be made about for the years."""
    for year in years:
        yield from report_files()[report].occasions(judged(name), year_of(year))


def wider(name: str, report: str, *years: int) -> Iterator[Scope]:
    """The same, and also about each of the register's units and shorter periods where the report takes these."""
    file = report_files()[report]
    for scope in dict.fromkeys(occasions(name, report, *years)):
        yield scope
        yield from _of_units(name, file, scope)
        if "period" in file.report.options:
            for text in SHORTER:
                about = period(text)
                assert about is not None
                yield replace(scope, period=about)


def _of_units(name: str, file: ReportFile, scope: Scope) -> Iterator[Scope]:
    if "unit" in file.report.options:
        yield from (replace(scope, unit=unit) for unit in UNITS[name] if unit != scope.unit)


def drafted(name: str, report: str, scope: Scope) -> Document:
    """The draft of a report."""
    return made(report_files()[report], register(name), judged(name), scope).document(draft=True)
