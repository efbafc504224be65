"""The list under a year wheel: the entries month by month, in two columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from kvalitet.charts.lettering import LINE, SMALL, STRONG, column, text, wrapped_with
from kvalitet.charts.svg import INNER, MARGIN, Block
from kvalitet.charts.year_entries import Numbered, sign
from kvalitet.model.dates import MONTHS
from kvalitet.model.wording import capital

_BETWEEN = 20.0
_WIDTH = (INNER - _BETWEEN) / 2
_SIGN = 30.0
_HEAD = 20.0
_LEAST = 26.0
_LINES = 3
_MANY = 40


@dataclass(frozen=True)
class _Month:
    """The entries of a month, with the lines that each takes, at most so many."""

    entries: tuple[Numbered, ...]
    most: int

    @cached_property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        said = ((entry.name, f"({entry.state.value})") for _, entry in self.entries)
        return tuple(wrapped_with(name, state, _WIDTH - _SIGN, SMALL, lines=self.most) for name, state in said)

    @property
    def heights(self) -> tuple[float, ...]:
        return tuple(max(_LEAST, len(lines) * SMALL.size * LINE + 4) for lines in self.lines)

    @property
    def height(self) -> float:
        return _HEAD + sum(self.heights) + 4

    def draw(self, x: float, top: float) -> Iterator[str]:
        yield text(x, top + 14, capital(MONTHS[self.entries[0][1].month - 1]), STRONG)
        y = top + _HEAD
        for (rank, entry), lines, height in zip(self.entries, self.lines, self.heights, strict=True):
            yield sign(x + 12, y + height / 2, state=entry.state, label=str(rank))
            yield from column(x + _SIGN, y + (height - len(lines) * SMALL.size * LINE) / 2, lines, SMALL)
            y += height


def month_lists(numbered: Sequence[Numbered]) -> Block:
    """The entries, in order of months, under the names of their months."""
    most = _LINES if len(numbered) <= _MANY else 1
    months = [_Month(tuple(each), most) for _, each in groupby(numbered, key=lambda each: each[1].month)]
    half, left = sum(month.height for month in months) / 2, list[_Month]()
    while sum(month.height for month in left) < half:
        left.append(months[len(left)])
    columns = (left, months[len(left) :])

    def draw(top: float) -> Iterator[str]:
        for place, listed in enumerate(columns):
            y = top
            for month in listed:
                yield from month.draw(MARGIN + place * (_WIDTH + _BETWEEN), y)
                y += month.height

    return Block(max(sum(month.height for month in each) for each in columns), draw)
