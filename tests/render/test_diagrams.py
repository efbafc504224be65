"""Charts in documents: seen, told and counted alike in all four formats, whatever their labels hold."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest
from pypdf import PdfReader

from kvalitet.charts.svg import identifier
from kvalitet.model.diagram import Diagram
from kvalitet.model.document import Document
from kvalitet.render.formats import docx, html, md, pdf
from kvalitet.render.markdown import Imprint, document
from tests.charts.samples import awkward, plain
from tests.facts.small import AUDIT, NARRATIVE, OF_YEAR, ORIGIN, TODAY, facts
from tests.render.golden import DOCUMENTS, made
from tests.render.pages import alternatives, parsed, text_of
from tests.trees import MemoryTree


def keyed(diagram: Diagram, key: str) -> Diagram:
    """A chart by another key: the samples share one."""
    ids = re.compile(rf"(?<=[ \"])(diagram|titel|beskrivning)-{re.escape(identifier('', diagram.key)[1:])}(?=[ \"])")
    svg, untitled = (ids.sub(rf"\1-{key}", drawn) for drawn in (diagram.svg, diagram.untitled))
    return replace(diagram, key=key, svg=svg, untitled=untitled)


EVERY = {name: keyed(diagram, name) for name, diagram in {**plain(), **awkward()}.items()}
ALL_OF_THEM = "## Diagram\n\n{% for diagram in diagrams.values() %}\n\n{{ diagram }}\n\n{% endfor %}\n"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WITHIN_MARGINS = (210 - 2 * 20 + 0.1) * 36_000
"""The widest a picture may be in a Word file, in its own units: 36 000 on a millimetre."""


def made_of(template: str, diagrams: Mapping[str, Diagram]) -> Document:
    """A document of a template and charts alone."""
    told = replace(facts(NARRATIVE, OF_YEAR), diagrams=tuple(diagrams.values()), sections=())
    imprint = Imprint(provider="Region Alm", judged=TODAY, origin=ORIGIN, version="1.2.3", draft=False)
    return document(NARRATIVE, told, imprint, MemoryTree({f"templates/{NARRATIVE}.md": template.encode()}))


@cache
def full() -> Document:
    """A document with every chart there is, the awkward ones too."""
    return made_of(ALL_OF_THEM, EVERY)


@cache
def real(name: str) -> Document:
    return made(name)


def chosen(which: str) -> Document:
    return real(which) if which in DOCUMENTS else full()


each_document = pytest.mark.parametrize("which", ["every chart", *DOCUMENTS])


def one(text: str) -> str:
    """A text as readers of files give it back: white space and marks for what fonts lack set aside."""
    return "".join(character for character in text if not character.isspace() and character.isascii())


def body_of(data: bytes) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return ET.fromstring(packed.read("word/document.xml"))  # noqa: S314  # our own file


def test_every_chart_of_the_samples_has_a_key_of_its_own() -> None:
    assert len(EVERY) == len(plain()) + len(awkward())
    assert all(real(name).diagrams for name in DOCUMENTS if name != AUDIT)


@each_document
def test_a_page_shows_each_chart_once_with_caption_and_alt_text_and_no_id_twice(which: str) -> None:
    made = chosen(which)
    page = parsed(made)
    figures = list(page.iter("figure"))
    assert [text_of(figure.find("figcaption")) for figure in figures] == [
        " ".join(each.title.split()) for each in made.diagrams.values()
    ]
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for figure, diagram in zip(figures, made.diagrams.values(), strict=True):
        drawn = next(each for each in figure.iter() if each.tag.endswith("svg"))
        named = [each for each in drawn.iter() if each.get("id") in (drawn.get("aria-labelledby") or "").split()]
        assert [each.text for each in named] == [diagram.title, diagram.description]
        assert drawn.get("role") == "img"


@each_document
def test_a_word_file_shows_each_chart_once_on_the_page_with_its_alt_text(which: str) -> None:
    made = chosen(which)
    body = body_of(docx.write(made))
    told = [element for element in body.iter() if element.tag.endswith("}docPr")]
    assert [element.get("descr") for element in told] == [each.description for each in made.diagrams.values()]
    assert len({element.get("id") for element in told}) == len(told)
    sizes = [element for element in body.iter() if element.tag.endswith("}extent")]
    assert all(0 < int(size.get("cx", "0")) <= WITHIN_MARGINS for size in sizes)
    assert all(0 < int(size.get("cy", "0")) <= 22 * 360_000 for size in sizes)
    assert "KvalitetDiagram" not in ET.tostring(body, encoding="unicode")


@each_document
def test_a_pdf_shows_each_chart_once_with_its_alt_text(which: str) -> None:
    made = chosen(which)
    written = pdf.write(made)
    found = [one(text) for text in alternatives(io.BytesIO(written))]
    assert found == [one(each.description) for each in made.diagrams.values()]
    seen = one("".join(page.extract_text() for page in PdfReader(io.BytesIO(written)).pages))
    assert all(one(each.title) in seen for each in made.diagrams.values() if len(each.title) < 60)


@each_document
def test_markdown_tells_each_chart_in_words(which: str) -> None:
    made = chosen(which)
    text = md.write(made).decode()
    assert "(<diagram:" not in text
    assert "![" not in text.replace("\\![", "")
    for diagram in made.diagrams.values():
        assert one(diagram.description) in one(text.replace("\\", ""))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_table_beside_a_chart_is_made_of_figures_and_says_what_the_chart_says(name: str) -> None:
    made = real(name)
    page = parsed(made)
    tables = {text_of(table.find("caption")): table for table in page.iter("table")}
    known = {figure.text for figure in made.figures.values()}
    for diagram in made.diagrams.values():
        rows = [tuple(" ".join(cell.split()) for cell in row) for row in diagram.rows]
        beside = [t for t in tables.values() if [tuple(map(text_of, row)) for row in t.findall("tbody/tr")] == rows]
        assert len(beside) == 1, diagram.key
        said = {part for row in rows for cell in row[1:] for part in re.split(r" → | \(värde \d+\)", cell) if part}
        assert said <= known | {text.replace("\u00a0", " ") for text in known}


def test_a_chart_without_a_table_of_figures_has_its_own_numbers_beside_it() -> None:
    captions = [text_of(table.find("caption")) for table in parsed(full()).iter("table")]
    with_rows = [each for each in EVERY.values() if each.rows]
    assert captions == [f"Siffrorna i diagrammet ”{' '.join(each.title.split())}”" for each in with_rows]


def test_hostile_labels_stay_text_in_every_format() -> None:
    hostile = '<script>alert("1")</script>'
    assert sum(hostile in each.svg.replace("&lt;", "<").replace("&gt;", ">") for each in EVERY.values()) >= 2
    page = parsed(full())
    assert [script.get("type") for script in page.iter() if script.tag.endswith("script")] == ["application/json"]
    assert not [key for element in page.iter() for key in element.attrib if key.startswith("on")]
    assert hostile in text_of(next(page.iter("main")))
    assert hostile in "".join(body_of(docx.write(full())).itertext())
    assert one(hostile) in one("".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf.write(full()))).pages))
    assert one(hostile) in one(md.write(full()).decode().replace("\\", ""))


def test_a_chart_shown_twice_keeps_its_ids_once_and_its_alt_text_both_times() -> None:
    (key, diagram), *_ = plain_ones().items()
    made = made_of(f'{{{{ diagrams["{key}"] }}}}\n\n{{{{ diagrams["{key}"] }}}}\n', {key: diagram})
    page = parsed(made)
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    (again,) = page.iter("img")
    assert diagram.description in (again.get("alt") or "")
    assert (again.get("src") or "").startswith("data:image/svg+xml;base64,")
    descriptions = [e.get("descr") for e in body_of(docx.write(made)).iter() if e.tag.endswith("}docPr")]
    assert descriptions == [diagram.description] * 2


def plain_ones() -> Mapping[str, Diagram]:
    return {diagram.key: diagram for diagram in plain().values()}


@pytest.mark.parametrize("address", ["diagram:finns.inte", "bild.png", "http://example.org/x.png"])
def test_a_picture_that_is_no_chart_of_the_document_is_told_by_its_alt_text(address: str) -> None:
    made = made_of(f"![En bild av kurvan]({address})\n", plain_ones())
    assert "En bild av kurvan" in text_of(next(parsed(made).iter("main")))
    assert not list(parsed(made).iter("img"))
    assert "En bild av kurvan" in "".join(body_of(docx.write(made)).itertext())
    assert "En bild av kurvan" in PdfReader(io.BytesIO(pdf.write(made))).pages[0].extract_text()


def test_prose_cannot_show_a_chart() -> None:
    (key, *_) = real(NARRATIVE).diagrams
    told = replace(facts(NARRATIVE, OF_YEAR), details={"text": f"![x](diagram:{key})\n\n    ![x](<diagram:{key}>)"})
    imprint = Imprint(provider="Region Alm", judged=TODAY, origin=ORIGIN, version="1.2.3", draft=False)
    tree = MemoryTree({f"templates/{NARRATIVE}.md": b"{{ text }}\n\n{{ text | prose }}\n"})
    page = parsed(document(NARRATIVE, told, imprint, tree))
    assert not list(page.iter("figure"))


def test_the_bytes_of_pictures_are_the_same_each_time() -> None:
    few = dict(list(EVERY.items())[:3])
    assert docx.write(made_of(ALL_OF_THEM, few)) == docx.write(made_of(ALL_OF_THEM, few))
    assert pdf.write(made_of(ALL_OF_THEM, few)) == pdf.write(made_of(ALL_OF_THEM, few))
    assert html.write(made_of(ALL_OF_THEM, few)) == html.write(made_of(ALL_OF_THEM, few))
