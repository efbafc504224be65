"""Files that the house style names are held to be there, as those that records carry."""

from datetime import date

import pytest

from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import load
from tests.trees import MemoryTree

CODE = "KV007"
STYLE = "vårdgivare: Region Alm\nbörjar: 2024-01-01\nhusstil:\n"


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("  logotyp: bilder/logotyp.svg\n", "husstil.logotyp"),
        ("  mall_docx: mallar/brev.docx\n", "husstil.mall_docx"),
        ("  typsnitt: {namn: X, filer: [t/finns.ttf, t/borta.ttf]}\n", "husstil.typsnitt.filer.1"),
    ],
)
def test_a_file_of_the_house_style_that_is_not_there_is_found_on_its_line(row: str, field: str) -> None:
    tree = MemoryTree({"kvalitet.yaml": (STYLE + row).encode(), "t/finns.ttf": b"\0"})
    findings = assess(load(tree), date(2026, 1, 1))[0].findings
    assert [(f.field, f.line) for f in findings if f.code == CODE] == [(field, 4)]


def test_files_that_are_there_are_left_alone() -> None:
    rows = "  logotyp: l.svg\n  mall_docx: m.docx\n  typsnitt: {namn: X, filer: [f.ttf]}\n"
    files = {"kvalitet.yaml": (STYLE + rows).encode(), "l.svg": b"<svg/>", "m.docx": b"PK", "f.ttf": b"\0"}
    findings = assess(load(MemoryTree(files)), date(2026, 1, 1))[0].findings
    assert [f for f in findings if f.code == CODE] == []
