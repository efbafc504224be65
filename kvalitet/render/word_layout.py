"""What stands together on the pages of a Word file: rows, small tables, and paragraphs with what follows them.

python-docx stops here and in its neighbours.
"""

from typing import TYPE_CHECKING

from kvalitet.render.word_elements import element, style_id

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.table import Table

NOTE = "Table Note"
"""The style of what is said of a table."""

_KEPT = "KvalitetKvar"
_ROWS_WHOLE = 9
_TALL = 1200


def keep_together(word: "WordFile") -> None:
    """Let no short row be divided between pages, no small table, and no paragraph leave what it leads to."""
    for paragraph in word.paragraphs:
        if style_id(paragraph) == _KEPT:
            paragraph.style = word.styles["Body Text"]
            paragraph.paragraph_format.keep_with_next = True
    for table in word.tables:
        _rows(table)


def _rows(table: "Table") -> None:
    from docx.oxml.ns import qn

    rows = list(table._tbl.tr_lst)  # noqa: SLF001  # the library reads a table's cells one by one, in square time
    after = table._tbl.getnext()  # noqa: SLF001
    style = None if after is None else after.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    noted = style is not None and style.get(qn("w:val")) == NOTE.replace(" ", "")
    for number, row in enumerate(rows, start=1):
        if len("".join(text.text or "" for text in row.iter(qn("w:t")))) < _TALL:
            row.get_or_add_trPr().insert(0, element("cantSplit"))
        last = number == len(rows)
        if len(rows) <= _ROWS_WHOLE and (noted or not last):
            for paragraph in row.iter(qn("w:p")):
                paragraph.get_or_add_pPr().get_or_add_keepNext()
