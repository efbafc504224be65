"""A number in a document: what it is called, what it rests on and how it is written; and tables of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kvalitet.model.wording import MINUS, number_text

UNKNOWN = "–"
_NO_BREAK_SPACE = "\u00a0"
_ALL = 100


@dataclass(frozen=True, slots=True)
class Mask:
    """What stands in the place of a number that may not be shown: in a table and in running text.

    A silent one tells nothing of the number, not even that it is small.
    """

    table: str
    prose: str
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its key (`avvikelser.kategori.fall.2024`) and the ids behind it, sorted.

    `value` is None where nothing is known, and where `mask` stands in its place. `ids` are records, or
    addresses of items in them (`RIS-2025-0003/R1`). `unit` is written after the number; `signed` writes a
    plus before gains; `trace` stands after it in running text.
    """

    key: str
    value: float | None
    ids: tuple[str, ...] = ()
    unit: str = ""
    decimals: int | None = None
    signed: bool = False
    mask: Mask | None = None
    trace: str = ""

    @property
    def text(self) -> str:
        """The number as it stands in a table: "1 204", "87,5 %", "+2,3"; a dash where it is unknown.

        None and all of something have no decimals: "100 %".
        """
        if self.mask:
            return self.mask.table
        if self.value is None:
            return UNKNOWN
        none_or_all = self.unit == "%" and self.value in {0, _ALL}
        written = number_text(self.value, 0 if none_or_all else self.decimals)
        if self.signed and not written.startswith(MINUS) and any(digit in written for digit in "123456789"):
            written = f"+{written}"
        return f"{written}{_NO_BREAK_SPACE}{self.unit}" if self.unit else written

    @property
    def prose(self) -> str:
        """The number as it stands in running text, where an unknown one is said to be missing."""
        if self.mask:
            return self._traced(self.mask.prose)
        return "saknas" if self.value is None else self._traced(self.text)

    @property
    def known(self) -> bool:
        """Whether there is a number, shown or not."""
        return self.value is not None or self.mask is not None

    @property
    def hidden(self) -> bool:
        """Whether nothing at all may be told of it, not even that it is small: texts then say so in a sentence."""
        return self.mask is not None and self.mask.silent

    @property
    def single(self) -> bool:
        """Whether it is a count of one: texts then speak of the one thing, not of a number."""
        return self.value == 1

    @property
    def some(self) -> bool:
        """Whether the number is known and not zero; one that may not be shown does not tell that it is."""
        return bool(self.value) or self.mask is not None

    def counted(self, singular: str, plural: str) -> str:
        """The number with its noun: "1 avvikelse", "12 avvikelser", "inga avvikelser"."""
        if self.mask:
            return self._traced(f"{self.mask.prose} {plural}")
        if self.value is None:
            return f"ett okänt antal {plural}"
        if self.value == 0:
            return self._traced(f"inga {plural}")
        return self._traced(f"{self.text} {singular if self.value == 1 else plural}")

    def _traced(self, text: str) -> str:
        return f"{text} [{self.trace}]" if self.trace else text


def count(key: str, ids: Iterable[str]) -> Figure:
    """The number of records or items named, each counted once."""
    named = tuple(sorted(set(ids)))
    return Figure(key=key, value=len(named), ids=named)


Cell = Figure | str | tuple["Figure | str", ...]
"""What stands in one place of a table: a number, a text, or several side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A breakdown of which nothing but the sum may be shown, or not even that.

    `what` is what was counted ("Avvikelser") and `by` what it was to be broken down by ("typ"). `total` has the sums
    that something can be said of, each with its period, and `why` is the sentence that says why no more is shown.
    """

    what: str
    by: str
    total: tuple[tuple[str, Figure], ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: the first cell of each row names the row.

    `note` says what holds for this table alone, such as which day it speaks of. `shared` has sentences that hold for
    other tables too, such as what things are counted by: they stand before the note, below the first table of a
    document that has them. `empty` is the sentence that stands in its place when there are no rows. `ids` are what a
    table without numbers rests on. `withheld` is set where the rows may not be shown: the sentence in their place is
    made of it.
    """

    key: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    shared: tuple[str, ...] = ()
    empty: str = ""
    ids: tuple[str, ...] = ()
    withheld: Withheld | None = None

    @property
    def says_something(self) -> bool:
        """Whether there is a row, or a sentence in the place of rows."""
        return bool(self.rows or self.empty or self.withheld)

    @property
    def notes(self) -> tuple[str, ...]:
        """All sentences that stand below it where no table before has said them."""
        return (*self.shared, self.note) if self.note else self.shared

    @property
    def evidence(self) -> tuple[str, ...]:
        """The ids that the table rests on, sorted."""
        return tuple(sorted({*self.ids, *(name for figure in self.figures for name in figure.ids)}))

    @property
    def figures(self) -> Iterator[Figure]:
        """Every number in the table, row by row."""
        for row in self.rows:
            for cell in row:
                yield from (part for part in (cell if isinstance(cell, tuple) else (cell,)) if isinstance(part, Figure))

    def only(self, columns: Iterable[int]) -> "Table":
        """The same table with some of its columns, named by their places."""
        kept = tuple(columns)
        rows = tuple(tuple(row[column] for column in kept) for row in self.rows)
        return replace(self, headings=tuple(self.headings[column] for column in kept), rows=rows)

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column, whether it holds numbers alone, or places left empty among them."""
        columns = (tuple(row[index] for row in self.rows) for index in range(len(self.headings)))
        return tuple(_numeric(column) for column in columns)


def _numeric(column: tuple[Cell, ...]) -> bool:
    filled = [cell for cell in column if cell]
    return bool(filled) and all(isinstance(cell, Figure) for cell in filled)


def by_key(figures: Iterable[Figure]) -> dict[str, Figure]:
    """The figures by their keys, sorted. Raises ValueError when two that differ share a key."""
    found: dict[str, Figure] = {}
    for figure in figures:
        if found.setdefault(figure.key, figure) != figure:
            raise ValueError(f"two figures are called {figure.key}")
    return dict(sorted(found.items()))
