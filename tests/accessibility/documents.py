"""Every report of the shipped register as a document, for the tests that hold for all of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from kvalitet import shipped
from kvalitet.cli._document import made
from kvalitet.facts._catalogue import report_files
from kvalitet.model.dates import year_of
from kvalitet.model.document import Document, Scope
from kvalitet.model.house import House
from kvalitet.model.source import Source
from kvalitet.pipeline.load import Loaded, load
from kvalitet.project import open_tree
from kvalitet.render.formats import writer

TODAY = date(2026, 11, 22)
LOGOTYPE = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><title>Region Exempel</title>
<rect width="120" height="40" fill="#1d5a7a"/><circle cx="20" cy="20" r="12" fill="#fff"/></svg>"""
HOUSE = House(colour="#7a1d4f", logotype=Source("bilder/logotyp.svg", "", LOGOTYPE))

_GIVEN: Mapping[str, str] = {"unit": "halso-och-sjukvard", "area": "patientsäkerhet"}


def reports() -> tuple[str, ...]:
    """The names of all reports."""
    return tuple(report_files())


@cache
def _loaded() -> Loaded:
    return load(open_tree(shipped.folder("register")))


@cache
def document(name: str) -> Document:
    """A report about the year 2025 as a draft in a house style: everything is there, the checklist too."""
    file = report_files()[name]
    area = _GIVEN["area"] if "area" in (*file.report.demands, *file.report.takes) else None
    unit = _GIVEN["unit"] if area else None
    found = made(file, _loaded(), TODAY, Scope(year_of(2025), unit, area)).document(draft=True)
    return replace(found, house=HOUSE)


def written(folder: Path, form: str) -> tuple[Path, ...]:
    """Every report in a format, each in a file of its own in the folder."""
    paths = []
    for name in reports():
        path = folder / f"{name}.{form}"
        path.write_bytes(writer(form)(document(name)))
        paths.append(path)
    return tuple(paths)
