"""How documents lie on their pages: contents after the point, widths by what columns hold, nothing torn apart."""

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from itertools import pairwise
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kvalitet.model.diagram import Diagram
from kvalitet.model.document import Document
from kvalitet.render.diagrams import picture
from kvalitet.render.formats import docx, html, md, pdf
from kvalitet.render.joined import joined
from kvalitet.render.layout import options
from kvalitet.render.pandoc import converted
from tests.charts.samples import plain
from tests.facts.small import NARRATIVE, PUBLIC_YEAR, rendered
from tests.render.pages import parsed, text_of

LONG = "Det här stycket fyller sidan med ord som ingen behöver läsa. " * 12
SHORT = "Kort.\n\n## Ett\n\nA.\n\n## Två\n\nB.\n\n## Tre\n\nC.\n"
SECTIONS = "".join(f"## Avsnitt {number}\n\n{LONG}\n\n### Del {number}\n\n{LONG}\n\n" for number in range(1, 9))


@cache
def base() -> Document:
    return rendered(NARRATIVE, PUBLIC_YEAR, draft=True)


def of(markdown: str) -> Document:
    return replace(base(), markdown=markdown, diagrams={})


def read_pdf(document: Document) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.write(document))).pages)


def read_word(document: Document) -> str:
    with zipfile.ZipFile(io.BytesIO(docx.write(document))) as packed:
        body = packed.read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", body))


def read_html(document: Document) -> str:
    return text_of(next(parsed(document).iter("main")))


READERS = pytest.mark.parametrize("read", [read_pdf, read_word, read_html])


@READERS
@pytest.mark.parametrize("point", ["Det viktigaste först.\n\n", "## Sammanfattning\n\nDet viktigaste först.\n\n"])
def test_the_point_comes_before_the_contents(read: object, point: str) -> None:
    assert callable(read)
    text = read(of(point + SECTIONS))
    found = [text.index(words) for words in ("Det viktigaste först.", "Innehåll", "ingen behöver läsa")]
    assert found == sorted(found)
    assert text.count("Innehåll") == 1


@READERS
def test_a_short_document_has_no_contents(read: object) -> None:
    assert callable(read)
    assert "Innehåll" not in read(of(SHORT))


def widths(*rows: str) -> list[float]:
    """The widths of a table's columns in hundredths of a page."""
    ruled = "|" + "|".join([":--"] * (rows[0].count("|") + 1)) + "|"
    table = "\n".join([f"| {rows[0]} |", ruled, *(f"| {row} |" for row in rows[1:])])
    made = converted(f"{table}\n\n: Tabell\n", ["--to=typst", *options()]).decode()
    (written,) = re.findall(r"columns: \(([^)]*)\)", made)
    return [float(width) for width in re.findall(r"([\d.]+)%", written)]


def test_the_longest_text_gets_the_widest_column() -> None:
    found = widths(f"Nr | Läge | {'Vad' * 3}", f"1 | Pågår | {LONG}", f"2 | Klar | {LONG}")
    assert found[2] > 70
    assert sum(found) == pytest.approx(100, abs=1.5)


def test_a_small_table_is_no_wider_than_it_must_be() -> None:
    assert sum(widths("Typ | 2025 | 2024", "Risk | 1 | 0")) < 35


@settings(max_examples=15, deadline=None)  # each starts pandoc
@given(st.lists(st.lists(st.sampled_from(["", "1", "kort", LONG, "Informationssäkerhetssamordnare " * 3]), min_size=3,
                         max_size=3), min_size=1, max_size=6))  # fmt: skip
def test_no_table_is_wider_than_its_page_and_every_column_has_room(cells: list[list[str]]) -> None:
    found = widths("A | B | C", *(" | ".join(row) for row in cells))
    assert sum(found) <= 100.1
    assert min(found) > 2


def test_a_note_stays_with_its_table_and_a_long_one_is_told_before_it_is_divided() -> None:
    rows = "\n".join(f"| Rad {number} | {number} |" for number in range(60))
    text = read_pdf(of(f"| Vad | Antal |\n|:--|--:|\n{rows}\n\n: Många rader\n\n*Räknas efter dagen.*\n"))
    assert text.index("Många rader") < text.index("Räknas efter dagen.") < text.index("Rad 0")
    assert text.count("Vad") == 2, "the header row stands on both pages"
    short = read_pdf(of("| Vad | Antal |\n|:--|--:|\n| Rad 0 | 1 |\n\n: Få rader\n\n*Räknas efter dagen.*\n"))
    assert short.index("Rad 0") < short.index("Räknas efter dagen.")


def test_a_row_is_not_divided_between_pages() -> None:
    row = "Ord som står tillsammans på en rad. " * 6
    rows = "\n".join(f"| START{number:03} {row} SLUT{number:03} | {row} |" for number in range(40))
    data = pdf.write(of(f"| Vad | Hur |\n|:--|:--|\n{rows}\n\n: Höga rader\n"))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    assert len(pages) > 2
    for page in pages:
        assert re.findall(r"START(\d{3})", page) == re.findall(r"SLUT(\d{3})", page)


def test_an_emoji_is_shown_in_a_pdf_as_what_it_is() -> None:
    text = read_pdf(of("Glad 😀 och varning ⚠️ och ✅.\n"))
    assert {"😀", "⚠", "✅"} <= set(text)
    assert "\ufffd" not in text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("PSL 3 kap. 10 §", "PSL~3~kap. 10~§"),
        ("SOSFS 2011:9 7 kap. 2 § 3 st", "SOSFS~2011:9 7~kap. 2~§~3~st"),
        ("8 a § och §§ 10–12", "8~a~§ och §§~10–12"),
        ("fastställd den 24 mars 2026, § 31", "fastställd den 24~mars 2026, §~31"),
        ("12 000 kr, 50 % och 1 000 000 vårddygn", "12~000~kr, 50~% och 1~000~000 vårddygn"),
        ("19 avvikelser år 2025 100 procent", "19 avvikelser år 2025 100 procent"),
        ("| 2 | st |", "| 2 | st |"),
        ("2026-05-31 100 5 stycken", "2026-05-31 100 5 stycken"),
    ],
)
def test_what_is_read_as_one_stays_on_a_line(written: str, kept: str) -> None:
    assert joined(written) == kept.replace("~", "\u00a0")


@given(st.text(alphabet=st.sampled_from("0123 §%kapst.abPSL|-#\n*\u2009")))
def test_joining_changes_nothing_but_spaces(text: str) -> None:
    spaces = str.maketrans("\u00a0\u202f", " \u2009")
    assert joined(text).translate(spaces) == text


@pytest.mark.parametrize(("form", "space"), [(md, " "), (html, "\u00a0")])
def test_markdown_is_searched_with_spaces_as_they_are_typed(form: ModuleType, space: str) -> None:
    assert f"3{space}kap." in form.write(of("Enligt PSL 3 kap. 10 § ska det finnas.\n")).decode()


def test_headings_have_what_they_head_on_their_page() -> None:
    text = "".join(f"## Rubrik {number}\n\n**Bedömning: delvis.**\n\n{LONG}\n\n" for number in range(30))
    data = pdf.write(of(text))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    for before, after in pairwise(pages):
        last = before.split("Region Alm ·")[0].strip().splitlines()[-1]
        assert not last.startswith(("Rubrik", "Bedömning")), after[:80]


def pages(markdown: str, **diagrams: Diagram) -> list[str]:
    """The texts of the pages of a PDF."""
    data = pdf.write(replace(base(), markdown=markdown, diagrams=diagrams))
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("lines", range(36, 46, 2))
def test_what_the_document_is_never_stands_alone_on_a_page(lines: int) -> None:
    text = "## Ett\n\n" + "Rad.\\\n" * lines + "Rad.\n\n## Det här saknas\n\nInget saknas.\n"
    last = pages(text)[-1]
    assert "Om dokumentet" in last
    assert "Inget saknas." in last


@pytest.mark.parametrize("rows", [36, 38, 40])
def test_a_document_is_set_closer_where_its_last_page_would_have_next_to_nothing(rows: int) -> None:
    table = "| Vad |\n|:--|\n" + "".join(f"| Rad {number} |\n" for number in range(rows))
    last = pages(f"## Ett\n\n{table}\n: Rader\n")[-1]
    assert last.count("Rad ") > 10


def test_a_chart_stands_where_there_is_room_for_it_without_its_numbers() -> None:
    chart = plain()["trend"]
    room = "Rad.\\\n" * 26
    first, second = pages(f"## Ett\n\n{room}Rad.\n\n{picture(chart)}\n\n{chart.table}\n", **{chart.key: chart})
    assert chart.title in first
    assert chart.rows[0][0] not in first
    assert chart.rows[0][0] in second


def test_a_short_list_stands_whole_with_what_it_is_of() -> None:
    items = "".join(f"- Punkt {number}\n" for number in range(6))
    acts = "".join(f"**Åtgärd {number}**\n\n{items}\n" for number in range(30))
    found = pages(f"## Ett\n\n{acts}")
    assert len(found) > 2
    for page in found:
        assert page.count("Åtgärd ") * 6 == page.count("Punkt ")


def test_a_note_is_not_divided_between_pages() -> None:
    table = f"| Vad |\n|:--|\n| Ett |\n\n: Tabell\n\n*START {'ord ' * 140}SLUT*\n\n"
    for page in pages("## Ett\n\n" + table * 30):
        assert page.count("START") == page.count("SLUT")
