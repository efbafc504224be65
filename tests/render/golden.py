"""The golden documents: read them when they change, and write them anew with `python -m tests.render.golden`."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path

from kvalitet.facts._catalogue import report_files
from kvalitet.model.document import Document, Scope
from kvalitet.render.formats import writer
from tests.facts.occasions import occasions
from tests.facts.small import AUDIT, NARRATIVE, OF_AREA, OF_YEAR, PUBLIC_AREA, PUBLIC_YEAR, REVIEW, rendered

FOLDER = Path(__file__).parent / "golden"
FORMATS = ("html", "md")
"""The formats that a person can read as they are; pages and Word files are held to by what readers see of them."""

DOCUMENTS = {
    NARRATIVE: (NARRATIVE, PUBLIC_YEAR),
    REVIEW: (REVIEW, PUBLIC_AREA),
    f"{NARRATIVE}-granskning": (NARRATIVE, OF_YEAR),
    f"{REVIEW}-granskning": (REVIEW, OF_AREA),
    AUDIT: (AUDIT, OF_YEAR),
}
"""By the names of the files: the report and what it is about, in the public rendition and in that for auditors."""


def made(name: str) -> Document:
    """The document of a golden file."""
    report, scope = DOCUMENTS[name] if name in DOCUMENTS else (name, _others()[name])
    return rendered(report, scope)


@cache
def _others() -> Mapping[str, Scope]:
    """The reports that none of these is of, each as on the first occasion that the register gives."""
    told = {report for report, _ in DOCUMENTS.values()}
    found = ((name, list(occasions("small", name, 2025, 2026))) for name in report_files() if name not in told)
    return {name: scopes[0] for name, scopes in found if scopes}


def names() -> Iterator[tuple[str, str]]:
    """The golden files, each by its name and its format."""
    yield from product(DOCUMENTS, FORMATS)
    yield from product(_others(), ("md",))


def golden() -> Iterator[tuple[Path, bytes]]:
    """What each golden file should hold."""
    for name, format_ in names():
        yield FOLDER / f"{name}.{format_}", writer(format_)(made(name))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, content in golden():
        path.write_bytes(content)
