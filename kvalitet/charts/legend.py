"""What stands under a chart: the signs with their names, and the numbered list that the flags point to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kvalitet.charts.lettering import LINE, PLAIN, column, fitted, text, text_width, wrapped
from kvalitet.charts.signs import flag, flag_width
from kvalitet.charts.svg import INNER, MARGIN, Attributes, Block, element

Sign = Callable[[float, float], str]
"""Draws a sign with its middle at a place."""

_SIGN = 24.0
_TO_WORDS = 6.0
_BETWEEN = 12.0
_ROW = 18.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in a legend, with the sign, the line, or the line with its sign, that it names."""

    name: str
    sign: Sign | None = None
    line: Attributes | None = None

    @property
    def width(self) -> float:
        """How much room the entry takes."""
        return min(INNER, _SIGN + _TO_WORDS + text_width(self.name) + 1)

    def draw(self, x: float, y: float) -> Iterator[str]:
        """The entry with its left end at `x` and its middle at the height `y`."""
        if self.line is not None:
            yield element("line", {"x1": x, "y1": y, "x2": x + _SIGN, "y2": y, **self.line})
        if self.sign is not None:
            yield self.sign(x + _SIGN / 2, y)
        yield text(x + _SIGN + _TO_WORDS, y + 4, fitted(self.name, self.width - _SIGN - _TO_WORDS))


def legend(entries: Iterable[Entry]) -> Block:
    """The entries side by side, in as many rows as they need."""
    rows = tuple(_rows(tuple(entries)))

    def draw(top: float) -> Iterator[str]:
        for index, row in enumerate(rows):
            x = MARGIN
            for entry in row:
                yield from entry.draw(x, top + _ROW * (index + 0.5))
                x += entry.width + _BETWEEN

    return Block(_ROW * len(rows) + 4 if rows else 0, draw)


def _rows(entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, ...]]:
    row: list[Entry] = []
    for entry in entries:
        if row and sum(each.width + _BETWEEN for each in row) + entry.width > INNER:
            yield tuple(row)
            row = []
        row.append(entry)
    if row:
        yield tuple(row)


@dataclass(frozen=True, slots=True)
class Note:
    """An explanation with its number on the chart. `square` is for a new phase, round for a change."""

    label: str
    words: str
    square: bool


def notes(listed: Iterable[Note]) -> tuple[Block, ...]:
    """The notes under each other, each with its flag."""
    return tuple(map(_note, listed))


def _note(note: Note) -> Block:
    lines = wrapped(note.words, INNER - _SIGN - _TO_WORDS, lines=4)

    def draw(top: float) -> Iterator[str]:
        yield flag(MARGIN + max(_SIGN, flag_width(note.label)) / 2, top + 8, note.label, square=note.square)
        yield from column(MARGIN + _SIGN + _TO_WORDS, top, lines)

    return Block(max(1, len(lines)) * PLAIN.size * LINE + 2, draw)
