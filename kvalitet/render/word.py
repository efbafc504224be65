"""Finishes a Word file from pandoc: page, styles, contents, language and the figures.

python-docx stops here and in its neighbours `pictures` and `word_…`.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from kvalitet.errors import KvalitetError
from kvalitet.model.document import Document
from kvalitet.model.house import House
from kvalitet.render.embedded import figures_json
from kvalitet.render.pictures import place_pictures
from kvalitet.render.word_contents import place_contents
from kvalitet.render.word_elements import element, text_element
from kvalitet.render.word_layout import NOTE, keep_together

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

FIGURES = "/customXml/kvalitet-siffror.xml"
"""The part of the file in which the figures ride."""

_NAMESPACE = "urn:kvalitet:siffror"
_LANGUAGE = "sv-SE"
# on every computer, or with a twin there that is as wide
_FONT = "Arial"
_A4 = (11906, 16838)
_EPOCH = (1980, 1, 1, 0, 0, 0)


def finished(made: bytes, document: Document) -> bytes:
    """The file as it is handed out: the same bytes each time.

    Raises KvalitetError where python-docx or Typst is missing.
    """
    try:
        import docx
    except ImportError as error:
        raise KvalitetError(
            "python-docx saknas, och formatet docx behöver det. Skriv: pip install 'kvalitet[dokument]'"
        ) from error
    word = docx.Document(io.BytesIO(made))
    if document.house.word_reference is None:
        _page(word)
        _styles(word, document.house)
        _footer(word, document)
    place_pictures(word, document)
    keep_together(word)
    place_contents(word)
    _language(word)
    _front(word, document)
    _back(word, document)
    _properties(word, document)
    _attach(word, figures_json(document))
    saved = io.BytesIO()
    word.save(saved)
    return _repacked(saved.getvalue())


def _page(word: "WordFile") -> None:
    from docx.shared import Cm, Twips

    for section in word.sections:
        section.page_width, section.page_height = (Twips(side) for side in _A4)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2.1)
        for note in section._sectPr.findall(".//{*}footnotePr"):  # noqa: SLF001  # pandoc's counts anew on each section
            section._sectPr.remove(note)  # noqa: SLF001


def _styles(word: "WordFile", house: House) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    colour = RGBColor.from_string(house.colour.removeprefix("#").upper())
    _type(word, "Normal", 10, font=house.font or _FONT)
    for name, size in {"Title": 20, "Heading 1": 14, "Heading 2": 12, "Heading 3": 10.5}.items():
        _type(word, name, size, font=house.font or _FONT)
        word.styles[name].font.color.rgb = colour
    word.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for name in ("Heading 4", "Heading 5", "Heading 6"):
        word.styles[name].font.color.rgb = colour
    for level in range(1, 7):
        word.styles[f"Heading {level}"].paragraph_format.keep_with_next = True
        word.styles[f"Heading {level}"].font.bold = True
    caption = word.styles["Table Caption"]
    caption.font.bold, caption.font.italic = True, False
    caption.paragraph_format.keep_with_next = True
    word.styles["Compact"].font.size = Pt(9)
    _quiet(word, house)
    _ruled(word.styles["Table"].element, house.colour.removeprefix("#"))


def _quiet(word: "WordFile", house: House) -> None:
    """How a note under a table is written, where there is one: as text that is looked up."""
    from docx.shared import Pt, RGBColor

    if NOTE not in {style.name for style in word.styles}:
        return
    _type(word, NOTE, 8, font=house.font or _FONT)
    note = word.styles[NOTE]
    note.font.color.rgb = RGBColor(0x46, 0x46, 0x46)
    note.paragraph_format.space_before, note.paragraph_format.space_after = Pt(3), Pt(12)


def _type(word: "WordFile", style: str, size: float, *, font: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    found = word.styles[style]
    found.font.size, found.font.name = Pt(size), font
    fonts = found.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if "Theme" in name or "theme" in name]:
        del fonts.attrib[name]
    fonts.set(qn("w:cs"), font)


def _ruled(style: "BaseOxmlElement", colour: str) -> None:
    """Lines between the rows of every table, and a header row that stands out."""
    from docx.oxml.ns import qn

    borders = element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(side, val="single", sz="4", space="0", color="BFC7CA"))
    properties = style.find(qn("w:tblPr"))
    properties.insert(0, borders)
    for condition in style.findall(qn("w:tblStylePr")):
        style.remove(condition)
    header = element("tblStylePr", type="firstRow")
    weight = element("rPr")
    weight.append(element("b"))
    cells = element("tcPr")
    below = element("tcBorders")
    below.append(element("bottom", val="single", sz="8", space="0", color=colour))
    cells.extend([below, element("shd", val="clear", color="auto", fill="F2F5F6")])
    header.extend([weight, cells])
    style.append(header)


def _footer(word: "WordFile", document: Document) -> None:
    from docx.shared import Pt

    told = document.metadata
    line = word.sections[0].footer.paragraphs[0]
    line.text = f"{told.provider} · {document.title} · {told.status} · Sida "
    _field(line, "PAGE")
    line.add_run(" av ")
    _field(line, "NUMPAGES")
    for run in line.runs:
        run.font.size = Pt(8.5)


def _field(paragraph: "Paragraph", code: str) -> None:
    for kind in ("begin", None, "separate", "1", "end"):
        run = paragraph.add_run()
        if kind is None:
            run._r.append(text_element("instrText", f" {code} "))  # noqa: SLF001
        elif kind == "1":
            run.text = kind
        else:
            run._r.append(element("fldChar", fldCharType=kind))  # noqa: SLF001


def _language(word: "WordFile") -> None:
    from docx.oxml.ns import qn

    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    if word.settings.element.find(qn("w:autoHyphenation")) is None:
        word.settings.element.insert(0, element("autoHyphenation"))
    for tag, value in {"themeFontLang": _LANGUAGE, "decimalSymbol": ",", "listSeparator": ";"}.items():
        for setting in word.settings.element.iter(qn(f"w:{tag}")):
            setting.set(qn("w:val"), value)


def _front(word: "WordFile", document: Document) -> None:
    """Sender, title and lead, before all that pandoc wrote."""
    first = word.paragraphs[0]._p  # noqa: SLF001
    body = word.element.body
    first = body[0] if len(body) else first
    parts = [
        word.add_paragraph(document.metadata.provider),
        *_logotype(word, document),
        word.add_paragraph(document.title, style="Title"),
        word.add_paragraph(document.metadata.lead),
    ]
    for paragraph in parts:
        first.addprevious(paragraph._p)  # noqa: SLF001


def _logotype(word: "WordFile", document: Document) -> "Iterator[Paragraph]":
    from docx.shared import Cm

    image = document.house.logotype
    if image is None or not image.path.lower().endswith(".png"):
        return
    paragraph = word.add_paragraph()
    shape = paragraph.add_run().add_picture(io.BytesIO(image.data), height=Cm(1.4))
    shape._inline.docPr.set("descr", f"Logotyp för {document.metadata.provider}")  # noqa: SLF001
    yield paragraph


def _back(word: "WordFile", document: Document) -> None:
    """The particulars, as every document has them."""
    word.add_paragraph("Om dokumentet", style="Heading 1")
    for label, text in document.metadata.rows:
        line = word.add_paragraph()
        line.paragraph_format.space_after = line.paragraph_format.space_before = 0
        line.add_run(f"{label}: ").bold = True
        line.add_run(text)


def _properties(word: "WordFile", document: Document) -> None:
    told = document.metadata
    made = datetime.combine(told.judged, time(), UTC).replace(tzinfo=None)
    properties: Any = word.core_properties
    properties.title, properties.author, properties.language = document.title, told.provider, _LANGUAGE
    properties.created = properties.modified = made
    properties.last_modified_by = told.provider
    properties.subject = told.lead


def _attach(word: "WordFile", figures: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<siffror xmlns="{_NAMESPACE}">{escape(figures)}</siffror>\n'
    part = Part(PackURI(FIGURES), "application/xml", text.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _repacked(data: bytes) -> bytes:
    """The same file without the moment it was packed at."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
