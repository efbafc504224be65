"""Every report of the shipped register as a document, for the tests that hold for all of them."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from kvalitet import shipped
from kvalitet.facts._catalogue import report_files
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import year_of
from kvalitet.model.document import Document
from kvalitet.model.house import House
from kvalitet.model.source import Source
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.documents import made
from kvalitet.pipeline.load import Loaded, load
from kvalitet.project import open_tree
from kvalitet.render.formats import writer

TODAY = date(2026, 11, 22)
YEARS = (2025, 2026)
LOGOTYPE = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><title>Region Exempel</title>
<rect width="120" height="40" fill="#1d5a7a"/><circle cx="20" cy="20" r="12" fill="#fff"/></svg>"""
HOUSE = House(colour="#7a1d4f", logotype=Source("bilder/logotyp.svg", "", LOGOTYPE))


def reports() -> tuple[str, ...]:
    """The names of all reports."""
    return tuple(report_files())


@cache
def _judged() -> tuple[Loaded, Assessment]:
    loaded = load(open_tree(shipped.folder("register")))
    return loaded, assess(loaded, TODAY)[0]


@cache
def document(name: str) -> Document:
    """A report as a draft in a house style, on the first occasion there is: everything is there, the checklist too."""
    file = report_files()[name]
    loaded, assessment = _judged()
    (scope, *_) = (scope for year in YEARS for scope in file.occasions(assessment, year_of(year)))
    found = made(file, loaded, assessment, scope).document(draft=True)
    return replace(found, house=HOUSE)


def written(folder: Path, form: str) -> tuple[Path, ...]:
    """Every report in a format, each in a file of its own in the folder."""
    paths = []
    for name in reports():
        path = folder / f"{name}.{form}"
        path.write_bytes(writer(form)(document(name)))
        paths.append(path)
    return tuple(paths)
