"""The tables of gathered facts as a reader sees them, with plain spaces."""

from kvalitet.model.document import Facts
from kvalitet.model.figure import Cell, Figure


def _text(cell: Cell) -> str:
    parts = cell if isinstance(cell, tuple) else (cell,)
    return "".join(part.text if isinstance(part, Figure) else part for part in parts).replace("\u00a0", " ")


def rows(found: Facts, key: str) -> list[list[str]]:
    """The rows of a table."""
    return [[_text(cell) for cell in row] for row in found.table[key].rows]


def firsts(found: Facts, key: str) -> list[str]:
    """What the rows of a table are named."""
    return [row[0] for row in rows(found, key)]
