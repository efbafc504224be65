"""The forms of a list: columns for people, JSON and CSV for machines."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from kvalitet.output.page import Page, one_line, table, words

if TYPE_CHECKING:
    from rich.text import Text

_SHORT = 20
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

TEXT_OR_JSON = click.Choice(["text", "json"])
TEXT_JSON_OR_CSV = click.Choice(["text", "json", "csv"])


def columns(page: Page, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under headings as text; columns of numbers stand to the right.

    Where the page is too narrow for them side by side, each row has its long cells on lines of their own.
    """
    from rich.cells import cell_len

    held = [[one_line(cell).plain for cell in row] for row in rows]
    wide = [max(map(cell_len, column)) for column in zip(headings, *held, strict=True)]
    if page.width is not None and sum(wide) + 2 * (len(wide) - 1) > page.width:
        return page.draw(*_stacked(page, headings, held, wide))
    numbers = {
        heading for heading, *cells in zip(headings, *held, strict=True) if cells and all(map(str.isdigit, cells))
    }
    made = table(*headings, numbers=numbers)
    for row in held:
        made.add_row(*map(words, row))
    return page.draw(made)


def _stacked(
    page: Page, headings: Sequence[str], rows: Iterable[Sequence[str]], wide: Sequence[int]
) -> Iterator["Text"]:
    from rich.cells import set_cell_size

    short = [index for index, width in enumerate(wide) if width <= _SHORT]
    long = [index for index, width in enumerate(wide) if width > _SHORT]

    def line(row: Sequence[str], style: str = "") -> "Text":
        return words("  ".join(set_cell_size(row[index], wide[index]) for index in short).rstrip(), style)

    yield line(headings, "bold")
    for row in rows:
        yield line(row)
        for index in long:
            label = f"{headings[index]}: " if headings[index] else ""
            yield page.indented(words(f"{label}{row[index]}"), 4, hanging=2)


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under headings as CSV: comma, quotes where needed, line feed.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it; a number is none.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if not _NUMBER.fullmatch(cell) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
