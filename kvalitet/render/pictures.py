"""Charts in Word files, as bitmaps with captions and alternative texts.

python-docx stops here and in its neighbours.
"""

import io
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kvalitet.model.document import Document
from kvalitet.render.diagrams import Drawing, drawings
from kvalitet.render.typesetting import typesetter
from kvalitet.render.word_elements import style_id

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.text.paragraph import Paragraph

_MARK = "KvalitetDiagram"
_DOTS_PER_INCH = 200
_PAGE = (
    "#set page(width: 17cm, height: auto, margin: 0pt)\n"
    '#json(bytes(sys.inputs.paths)).map(path => image(path, alt: "", width: 100%)).join(pagebreak())'
)


def place_pictures(word: "WordFile", document: Document) -> None:
    """Put every chart of the document in its place. Raises KvalitetError where Typst is missing."""
    places = [(p, p.text) for p in word.paragraphs if style_id(p) == _MARK]
    found = drawings(document)
    shown = {where: found[where] for _, where in places}
    bitmaps = dict(zip(shown, _bitmaps(document, shown.values()), strict=True)) if shown else {}
    for paragraph, where in places:
        _place(word, paragraph, shown[where], bitmaps[where])


def _bitmaps(document: Document, shown: Iterable[Drawing]) -> list[bytes]:
    """The charts as PNG, all made at once."""
    found = list(shown)
    with typesetter(document.house, "docx") as typst:
        texts = typst.drawable(typst.showable({each.path: each.svg for each in found}))
        files = {path: content.encode() for path, content in texts.items()}
        made = typst.made(
            {"main.typ": _PAGE.encode(), **files},
            {"paths": json.dumps([each.path for each in found])},
            format="png",
            ppi=_DOTS_PER_INCH,
        )
    return list(made) if isinstance(made, list) else [made]


def _place(word: "WordFile", paragraph: "Paragraph", drawing: Drawing, bitmap: bytes) -> None:
    from docx.shared import Pt

    caption = paragraph.insert_paragraph_before()
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(12)
    caption.add_run(drawing.diagram.title).bold = True
    for run in paragraph.runs:
        paragraph._p.remove(run._r)  # noqa: SLF001  # the library's own way has no types
    paragraph.style = word.styles["Normal"]
    width = int(_text_width(word) * drawing.share)
    shape = paragraph.add_run().add_picture(io.BytesIO(bitmap), width=width)
    told = shape._inline.docPr  # noqa: SLF001  # the library has no name for alternative text
    told.set("descr", drawing.diagram.description)
    told.set("name", drawing.diagram.title)


def _text_width(word: "WordFile") -> int:
    from docx.shared import Cm

    section = word.sections[-1]
    sides = (section.left_margin, section.right_margin)
    if section.page_width is None or None in sides:
        return Cm(17)
    return int(section.page_width - sum(side or 0 for side in sides))
