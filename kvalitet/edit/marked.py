"""A text with the places of its keys and values as indexes: what is cut and where something is put."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kvalitet.model.lines import Lines
from kvalitet.model.value import FieldPath, Value, value_at
from kvalitet.parse import Positions, positions

_COMMENT: Final = re.compile(r"([ \t]*)#[^\r\n]*(?:\r\n?|\n|\Z)")
_BLANK: Final = re.compile(r"[ \t]*(?:\r\n?|\n)")
_BREAK: Final = re.compile(r"\r\n?|\n")
_KEEPING: Final = re.compile(r"[|>][0-9]?\+")
HEADER: Final = re.compile(r"[|>][-+0-9]*")


@dataclass(frozen=True)
class Marked:
    """A text that is without faults, and the value it holds."""

    text: str
    value: dict[str, Value]

    @cached_property
    def _positions(self) -> Positions:
        return positions(self.text)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    @cached_property
    def newline(self) -> str:
        """How the lines of the text end: as the first does."""
        found = _BREAK.search(self.text)
        return found[0] if found else "\n"

    def start(self, path: FieldPath) -> int:
        """Where the value at a path begins."""
        span = self._positions.value(path)
        assert span is not None  # noqa: S101  # every value that was read has its place
        return self._lines.index(span.line, span.column)

    def end(self, path: FieldPath) -> int:
        """Where the value at a path ends: after its last visible character."""
        span = self._positions.value(path)
        assert span is not None  # noqa: S101  # as above
        return self._lines.index(span.end_line, span.end_column)

    def key_start(self, path: FieldPath) -> int:
        """Where the key that a path ends in begins."""
        span = self._positions.key(path)
        assert span is not None  # noqa: S101  # as above
        return self._lines.index(span.line, span.column)

    def key_end(self, path: FieldPath) -> int:
        """Where that key ends, before its colon."""
        span = self._positions.key(path)
        assert span is not None  # noqa: S101  # as above
        return self._lines.index(span.end_line, span.end_column)

    def line_start(self, index: int) -> int:
        """Where the line of an index begins."""
        line, _ = self._lines.place(index)
        return self._lines.index(line, 1)

    def line_end(self, index: int) -> int:
        """Where the line of an index ends, before its break."""
        found = _BREAK.search(self.text, index)
        return found.start() if found else len(self.text)

    def column(self, index: int) -> int:
        """How far in on its line, from 0, an index stands."""
        return index - self.line_start(index)

    def after_line(self, index: int) -> int:
        """Where the next line begins; the end of the text where there is none."""
        found = _BREAK.match(self.text, self.line_end(index))
        return found.end() if found else len(self.text)

    def is_flow(self, path: FieldPath) -> bool:
        """Whether the mapping or list at a path is written within brackets."""
        return self.text[self.start(path) : self.start(path) + 1] in {"{", "["}

    def in_flow(self, path: FieldPath) -> bool:
        """Whether the value at a path stands within brackets."""
        return any(self.is_flow(path[:length]) for length in range(len(path)))

    def is_block_text(self, path: FieldPath) -> bool:
        """Whether the value at a path is a text written as a block."""
        start = self.start(path)
        return isinstance(value_at(self.value, path), str) and self.text[start : start + 1] in {"|", ">"}

    def last(self, path: FieldPath) -> FieldPath:
        """The path of the last value that is written in the value at a path: itself where nothing lies in it."""
        found = value_at(self.value, path)
        if isinstance(found, dict) and found:
            return self.last((*path, max(found, key=lambda key: self.key_start((*path, key)))))
        if isinstance(found, list) and found:
            return self.last((*path, len(found) - 1))
        return path

    def entry_end(self, path: FieldPath, column: int) -> int:
        """Where the line begins that comes after an entry of a block, or the end of the text.

        `column` is that of its key or dash: comments below that are indented more belong to the entry, and so do
        the blank lines that a block text keeps.
        """
        at = self.after_line(self.end(path))
        last = self.last(path)
        if self.is_block_text(last) and _KEEPING.match(self.text, self.start(last)):
            while found := _BLANK.match(self.text, at):
                at = found.end()
        while (further := self._comments(at, column)) is not None:
            at = further
        return at

    def _comments(self, at: int, column: int) -> int | None:
        """The end of the next comment of its own line, blank lines before it, if it is indented more than a column."""
        while blank := _BLANK.match(self.text, at):
            at = blank.end()
        found = _COMMENT.match(self.text, at)
        return found.end() if found and len(found[1]) > column and found.end() > at else None

    def takes_in_comments(self, index: int, column: int) -> bool:
        """Whether a block text put below the line of an index would take a comment there for its own."""
        return self._comments(self.after_line(index), column - 1) is not None

    def dash(self, path: FieldPath) -> int:
        """Where the dash of a block list's item stands."""
        opening = self.start(path[:-1])
        if path[-1] == 0:
            return opening
        column = self.column(opening)
        at = self.line_start(self.start(path))
        while self.text[at : at + column].strip() or self.text[at + column : at + column + 1] != "-":
            at = self.line_start(at - 1)
        return at + column
