"""Documents as Word files: pandoc writes the text, and `word` what pandoc leaves undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kvalitet.model.document import Document
from kvalitet.model.house import House
from kvalitet.render import diagrams, layout
from kvalitet.render.pandoc import converted
from kvalitet.render.word import finished


def write(document: Document) -> bytes:
    """The file.

    Raises KvalitetError where pandoc, python-docx or Typst is missing, and for a template that is not Word's.
    """
    with _reference(document.house) as options:
        options += ["--to=docx", "--output=-", "--shift-heading-level-by=-1"]
        options += [*diagrams.options(document), *layout.options()]
        made = converted(document.markdown, options)
    return finished(made, document)


@contextmanager
def _reference(house: House) -> Iterator[list[str]]:
    """The option that names the house's own Word file: pandoc takes it from a folder alone."""
    if house.word_reference is None:
        yield []
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mall.docx"
        path.write_bytes(house.word_reference.data)
        yield [f"--reference-doc={path}"]
