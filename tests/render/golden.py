"""The golden documents: read them when they change, and write them anew with `python -m tests.render.golden`."""

from collections.abc import Iterator
from pathlib import Path

from kvalitet.render.formats import writer
from tests.facts.small import AUDIT, NARRATIVE, OF_AREA, OF_YEAR, REVIEW, rendered

FOLDER = Path(__file__).parent / "golden"
FORMATS = ("html", "md")
"""The formats that a person can read as they are; pages and Word files are held to by what readers see of them."""

DOCUMENTS = {NARRATIVE: OF_YEAR, REVIEW: OF_AREA, AUDIT: OF_YEAR}


def golden() -> Iterator[tuple[Path, bytes]]:
    """What each golden file should hold."""
    for name, scope in DOCUMENTS.items():
        made = rendered(name, scope)
        for format_ in FORMATS:
            yield FOLDER / f"{name}.{format_}", writer(format_)(made)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, content in golden():
        path.write_bytes(content)
