"""The small register under tests/render/register, judged on a day of its own: small enough to count by hand."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from kvalitet.facts._catalogue import gathered, report_files
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import year_of
from kvalitet.model.document import Document, Facts, Scope
from kvalitet.model.source import Origin
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import Loaded, load
from kvalitet.render.markdown import Imprint, document
from tests.trees import MemoryTree

FOLDER = Path(__file__).parent.parent / "render" / "register"
TODAY = date(2026, 4, 1)
ORIGIN = Origin(prefix="register", commit="0123456789abcdef0123456789abcdef01234567", dirty=False)

NARRATIVE = "patientsakerhetsberattelse"
REVIEW = "ledningens-genomgang"
AUDIT = "revisionsunderlag"
OF_YEAR = Scope(year_of(2025), auditor=True)
OF_AREA = Scope(year_of(2025), "varden", "patientsäkerhet", auditor=True)
"""What auditors see: everything, so that it can be counted by hand."""
PUBLIC_YEAR = Scope(year_of(2025))
PUBLIC_AREA = Scope(year_of(2025), "varden", "patientsäkerhet")


def files() -> dict[str, bytes]:
    """The register's files by path."""
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in sorted(FOLDER.rglob("*.yaml"))}


def loaded(content: Mapping[str, bytes] | None = None) -> Loaded:
    return _loaded(tuple(sorted((files() if content is None else content).items())))


@cache
def _loaded(content: tuple[tuple[str, bytes], ...]) -> Loaded:
    return load(MemoryTree(dict(content), origin=ORIGIN))


def assessment(content: Mapping[str, bytes] | None = None, today: date = TODAY) -> Assessment:
    return assess(loaded(content), today)[0]


def facts(name: str, scope: Scope, content: Mapping[str, bytes] | None = None, today: date = TODAY) -> Facts:
    return gathered(report_files()[name], assessment(content, today), scope)


def rendered(
    name: str,
    scope: Scope,
    content: Mapping[str, bytes] | None = None,
    *,
    draft: bool = False,
    provider: str = "",
) -> Document:
    found = loaded(content)
    judged = assess(found, TODAY)[0]
    told = provider or judged.register.settings.provider
    imprint = Imprint(provider=told, judged=TODAY, origin=ORIGIN, version="1.2.3", draft=draft)
    return document(name, gathered(report_files()[name], judged, scope), imprint, found.tree)


def changed(path: str, old: str, new: str, content: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """The register's files with a text in one of them exchanged."""
    before = dict(files() if content is None else content)
    text = before[path].decode()
    assert old in text, f"{path} has no {old!r}"
    before[path] = text.replace(old, new).encode()
    return before
