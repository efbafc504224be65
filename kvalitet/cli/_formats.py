"""The forms of a list: columns for people, JSON and CSV for machines."""

import csv
import io
from collections.abc import Iterable, Sequence

import click

from kvalitet.output.page import Page, table, words

TEXT_OR_JSON = click.Choice(["text", "json"])
TEXT_JSON_OR_CSV = click.Choice(["text", "json", "csv"])


def columns(page: Page, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under headings as text."""
    made = table(*headings)
    for row in rows:
        made.add_row(*(words(cell) for cell in row))
    return page.draw(made)


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under headings as CSV: comma, quotes where needed, line feed.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
