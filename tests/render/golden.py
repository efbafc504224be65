"""The golden documents: read them when they change, and write them anew with `python -m tests.render.golden`."""

from collections.abc import Iterator
from pathlib import Path

from kvalitet.model.document import Document
from kvalitet.render.formats import writer
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
    report, scope = DOCUMENTS[name]
    return rendered(report, scope)


def golden() -> Iterator[tuple[Path, bytes]]:
    """What each golden file should hold."""
    for name in DOCUMENTS:
        for format_ in FORMATS:
            yield FOLDER / f"{name}.{format_}", writer(format_)(made(name))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, content in golden():
        path.write_bytes(content)
