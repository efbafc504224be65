"""The contents of a Word file. python-docx stops here and in its neighbours."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kvalitet.render.word_elements import element, style_id, text_element

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.text.paragraph import Paragraph

_MARK = "KvalitetInnehall"
_HALF_POINTS = "18"


def place_contents(word: "WordFile") -> None:
    """Put the contents where their place is marked, with as many levels as the mark says; nowhere without a mark."""
    mark = next((paragraph for paragraph in word.paragraphs if style_id(paragraph) == _MARK), None)
    if mark is None:
        return
    for paragraph in _contents(word, int(mark.text)):
        mark._p.addprevious(paragraph._p)  # noqa: SLF001  # the library moves no paragraphs
    mark._p.getparent().remove(mark._p)  # noqa: SLF001


def _contents(word: "WordFile", deepest: int) -> "Iterator[Paragraph]":
    """The headings with links to them, as a field that Word can bring up to date with page numbers."""
    headings = [(level, p) for p in word.paragraphs if 0 < (level := _level(p)) <= deepest]
    title = word.add_paragraph("Innehåll")
    title.runs[0].bold = True
    title.paragraph_format.keep_with_next = True
    yield title
    for number, (level, heading) in enumerate(headings):
        line = word.add_paragraph()
        line.paragraph_format.left_indent = 180000 * (level - 1)
        line.paragraph_format.space_after = line.paragraph_format.space_before = 0
        if number == 0:
            _marks(line, "begin", f' TOC \\o "1-{deepest}" \\h ', "separate")
        _link(line, heading)
        if number == len(headings) - 1:
            _marks(line, "end")
        yield line


def _link(line: "Paragraph", heading: "Paragraph") -> None:
    from docx.oxml.ns import qn

    mark = heading._p.find(qn("w:bookmarkStart"))  # noqa: SLF001
    before = heading._p.getprevious()  # noqa: SLF001
    mark = before if mark is None and before is not None and before.tag == qn("w:bookmarkStart") else mark
    link = element("hyperlink", **({"anchor": mark.get(qn("w:name"))} if mark is not None else {}))
    run, properties = element("r"), element("rPr")
    properties.append(element("sz", val=_HALF_POINTS))
    run.extend([properties, text_element("t", heading.text)])
    link.append(run)
    line._p.append(link)  # noqa: SLF001


def _marks(line: "Paragraph", *marks: str) -> None:
    for mark in marks:
        plain = mark in {"begin", "separate", "end"}
        line.add_run()._r.append(  # noqa: SLF001
            element("fldChar", fldCharType=mark) if plain else text_element("instrText", mark)
        )


def _level(paragraph: "Paragraph") -> int:
    name = paragraph.style.name if paragraph.style else ""
    return int(name[-1]) if name and name.startswith("Heading ") and name[-1].isdigit() else 0
