"""Text in any script, with marks, symbols and letters that join: it comes out in every format, and stops none."""

import io
import re
import unicodedata
import zipfile
from dataclasses import replace
from functools import cache

import pytest
from pypdf import PdfReader

from kvalitet.charts.pareto import Pareto, pareto
from kvalitet.model.document import Document
from kvalitet.render.diagrams import drawings, picture
from kvalitet.render.escape import escaped
from kvalitet.render.formats import docx, md, pdf
from kvalitet.render.prose import prose
from kvalitet.render.typesetting import typesetter
from tests.facts.small import NARRATIVE, PUBLIC_YEAR, rendered
from tests.render.pages import alternatives, parsed, text_of

FLAG = "\U0001f3f3\ufe0f\u200d\U0001f308"
LAM_ALEF = "\u0644\u0627"
# what each is made of, and what of it a drawing must show
LABELS = {
    f"{FLAG} {LAM_ALEF} flagga": f"\u25a1\u25a1 {LAM_ALEF} flagga",
    "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd punkterad": "\u05e9\u05dc\u05d5\u05dd punkterad",
    "\u0644\u064e\u0627 vokal": f"{LAM_ALEF} vokal",
    "\u0928\u092e\u0938\u094d\u0924\u0947 hindi": "hindi",
    "a\u0301\u0302\u0303 hopade": "\u00e1 hopade",
    "e\u20dd ringad": "ringad",
    "Fo\u0308re ho\u0308ljd": "Före höljd",
    "\uf0b7 fler punkter ur Word": "\u25a1 fler punkter ur Word",
    "\u0308 ensamt tecken": "ensamt tecken",
    "\u0483\ue4a6\u0483 titlo": "titlo",
    "\U000f0000\ufdd0\U0001ffff ingenting": "ingenting",
    "\u200f\u061c\u2066vänt": "vänt",
    "\u533b\u7642 \u0d15\u0d4d\u0d37 \U00013000 \u06e7 \u0627\u0600 blandat": "blandat",
    "W" * 3000: "WWWWWWWW",
}


@cache
def made() -> Document:
    """A document of headings, paragraphs, table cells and a chart, all with the labels."""
    chart = pareto(Pareto(key="a", title="Etiketter", noun="fall", counts=tuple((each, 2) for each in LABELS)))
    parts = (f"## {escaped(each[:80])}\n\nText {escaped(each)}\n\n{prose(f'# {each}', 2, str)}" for each in LABELS)
    markdown = "\n\n".join([picture(chart), *parts, "## Siffror", str(chart.table)])
    base = rendered(NARRATIVE, PUBLIC_YEAR, draft=True)
    return replace(base, markdown=markdown, diagrams={"a": chart})


@cache
def as_pdf() -> bytes:
    return pdf.write(made())


def words(label: str) -> list[str]:
    """The everyday words of a label, which any font has."""
    return re.findall(r"[A-Za-zÅÄÖåäö]{3,40}", unicodedata.normalize("NFC", label))


def test_every_label_is_read_in_a_pdf() -> None:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(as_pdf())).pages)
    for label in LABELS:
        assert all(word in text for word in words(label)), ascii(label)
    # the letters of right to left scripts stand in the file, too
    assert {"\u05e9", "\u0644", "\u0928"} <= set(text)


def test_every_label_is_read_in_the_other_formats() -> None:
    with zipfile.ZipFile(io.BytesIO(docx.write(made()))) as packed:
        word_file = re.sub(r"<[^>]+>", "", packed.read("word/document.xml").decode())
    page, text = text_of(parsed(made())), md.write(made()).decode()
    for label in LABELS:
        if not set(label) & set("\u2066"):
            assert " ".join(label.split()) in word_file, ascii(label)
            assert " ".join(label.split()) in page, ascii(label)
        assert all(word in unicodedata.normalize("NFC", text) for word in words(label)), ascii(label)


@pytest.mark.parametrize("shown", LABELS.values(), ids=lambda text: ascii(text)[:20])
def test_a_drawing_shows_as_much_of_a_label_as_the_fonts_have(shown: str) -> None:
    assert any(shown in each for each in drawn_texts()), drawn_texts()


@cache
def drawn_texts() -> tuple[str, ...]:
    """What stands written in the chart as it is drawn in a PDF."""
    with typesetter(made().house, "pdf") as typst:
        told = typst.drawable(typst.showable({each.path: each.svg for each in drawings(made()).values()}))
    return tuple(re.findall(r"<text[^>]*>([^<]*)</text>", told["diagram-1.svg"]))


def test_letters_are_only_exchanged_where_something_goes_wrong() -> None:
    usual = {
        "d.svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>Hygien ≥ 90 % → 😀 \u0648\u0637\u0646</text></svg>'
    }
    with typesetter(made().house, "pdf") as typst:
        assert typst.drawable(usual) == usual


@pytest.mark.parametrize("written", ["#", "# <!-- -->  ", "# &#8203;", f"# {'lång ' * 9000}", f"# {'😀' * 9000}"])
def test_a_heading_of_nothing_or_of_pages_stops_no_pdf(written: str) -> None:
    document = replace(made(), markdown=f"## Först\n\n{prose(written, 2, str)}\n\nSedan\n", diagrams={})
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.write(document))).pages)
    assert text.index("Först") < text.index("Sedan")


def test_a_long_alternative_text_is_cut_where_a_pdf_has_no_room_for_it() -> None:
    (chart,) = made().diagrams.values()
    told = replace(chart, description="Ord " * 9000)
    document = replace(made(), markdown=f"{picture(told)}\n", diagrams={"a": told})
    (alternative,) = alternatives(io.BytesIO(pdf.write(document)))
    assert alternative.endswith("…")
    assert 7000 < len(alternative) <= 8000
