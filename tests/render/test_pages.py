"""Documents as PDF and Word files: what people write stays text, and the bytes are the same everywhere."""

import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from kvalitet.errors import KvalitetError
from kvalitet.model.house import COLOUR, READABLE, House, contrast_with_white
from kvalitet.model.settings import settings
from kvalitet.model.source import Source
from kvalitet.render.formats import docx, html, pdf
from kvalitet.render.house import house
from tests.facts.small import FOLDER, NARRATIVE, PUBLIC_YEAR, changed, rendered
from tests.trees import MemoryTree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (
    '#set page(fill: red) #import "x" $x$ @etikett <etikett> \\ *fet* _kursiv_ `kod` [länk](http://x.se) {{ 7 * 7 }} '
    "{% raw %} // kommentar /* inte */ ``` = rubrik \u200f\u202e😀 & < > \" ' ~ -- --- ..."
)
LONG = "O" * 10_000


@cache
def poisoned() -> tuple[bytes, bytes]:
    """The narrative as PDF and as a Word file, with a hostile provider and a word longer than a page."""
    # the reader refuses marks that turn text around, wherever they stand in a record
    written = json.dumps(f"{HOSTILE} {LONG}".replace("\u202e", ""), ensure_ascii=False)
    content = changed("rapporter/2026/RAP-2026-0001.yaml", "Färre faller ur sängen.", written)
    made = rendered(NARRATIVE, PUBLIC_YEAR, content, provider=f"Region {HOSTILE}", draft=True)
    return pdf.write(made), docx.write(made)


def words_of_pdf(data: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def words_of_word(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        body = ET.fromstring(packed.read("word/document.xml"))  # noqa: S314  # our own file
    return " ".join("".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in body.iter(f"{WORD}p"))


@pytest.mark.parametrize("said", ["#set page(fill: red)", '#import "x"', "{{ 7 * 7 }}", "@etikett", "// kommentar"])
def test_hostile_text_comes_out_as_text(said: str) -> None:
    in_pdf, in_word = poisoned()
    assert said.replace('"', "”") in words_of_pdf(in_pdf).replace('"', "”").replace("“", "”")
    assert said in words_of_word(in_word).replace("“", '"').replace("”", '"')


def test_a_word_longer_than_a_page_stays_whole_and_on_the_page() -> None:
    in_pdf, in_word = poisoned()
    assert words_of_pdf(in_pdf).count("O") >= len(LONG)
    assert LONG in words_of_word(in_word)
    for page in PdfReader(io.BytesIO(in_pdf)).pages:
        assert float(page.mediabox.width) == pytest.approx(595.28, abs=0.1)


def test_marks_that_turn_text_around_are_taken_out() -> None:
    in_pdf, in_word = poisoned()
    assert "\u202e" not in words_of_pdf(in_pdf)
    assert "\u202e" not in words_of_word(in_word)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_bytes_are_the_same_in_every_time_zone_and_language(form: str, tmp_path: Path) -> None:
    made = set[bytes]()
    for zone, language, seed in [("Pacific/Kiritimati", "C", "1"), ("America/Anchorage", "sv_SE.UTF-8", "2")]:
        command = [sys.executable, "-m", "kvalitet", "--register", str(FOLDER), "--today", "2026-04-01", "--quiet"]
        path = tmp_path / f"{seed}.{form}"
        environment = {**os.environ, "TZ": zone, "LANG": language, "LC_ALL": language, "PYTHONHASHSEED": seed}
        asked = [*command, "render", NARRATIVE, "--year", "2025", "--output", str(path)]
        subprocess.run(asked, check=True, env=environment)
        made.add(path.read_bytes())
    assert len(made) == 1


@pytest.mark.parametrize(("form", "missing"), [(pdf, "typst"), (docx, "docx"), (html, "pypandoc")])
def test_a_missing_library_is_one_line_that_says_what_to_install(
    form: object, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(KvalitetError, match=r"pip install 'kvalitet\[dokument\]'"):
        form.write(rendered(NARRATIVE, PUBLIC_YEAR))  # type: ignore[attr-defined]


def chosen(style: dict[str, object]) -> House:
    files = {"l.svg": b"<svg/>", "l.gif": b"GIF", "m.docx": b"PK", "f.ttf": b"\0"}
    found = settings("kvalitet.yaml", {"husstil": style})  # type: ignore[dict-item]
    return house(found, MemoryTree(files))


def test_the_house_style_is_read_from_the_register() -> None:
    style = chosen({"färg": "#7a1d4f", "logotyp": "l.svg", "mall_docx": "m.docx",
                    "typsnitt": {"namn": "X", "filer": ["f.ttf"]}})  # fmt: skip
    assert (style.colour, style.font) == ("#7a1d4f", "X")
    assert [source.path for source in (style.logotype, style.word_reference, *style.font_files) if source] == [
        "l.svg",
        "m.docx",
        "f.ttf",
    ]


@pytest.mark.parametrize("style", [{}, {"färg": "#ffee00"}, {"logotyp": "borta.svg"}, {"logotyp": "l.gif"}])
def test_what_cannot_be_read_or_is_not_there_is_left_out(style: dict[str, object]) -> None:
    found = chosen(style)
    assert (found.colour, found.logotype) == (COLOUR, None)


def test_contrast_is_that_of_the_standard() -> None:
    # the examples of WCAG's own understanding documents: black 21, #767676 the palest grey that passes
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#767676") >= READABLE > contrast_with_white("#777777")


def test_a_word_file_takes_the_styles_of_the_houses_own() -> None:
    import docx as library

    own = library.Document()
    own.sections[0].footer.paragraphs[0].text = "Region Exempels egen sidfot"
    saved = io.BytesIO()
    own.save(saved)
    style = House(word_reference=Source("mallar/brev.docx", "", saved.getvalue()))
    made = docx.write(replace(rendered(NARRATIVE, PUBLIC_YEAR), house=style))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        footers = [packed.read(name).decode() for name in packed.namelist() if "footer" in name]
    assert any("Region Exempels egen sidfot" in footer for footer in footers)
