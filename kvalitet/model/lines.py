"""From an index in a text to its line and column."""

import re
from bisect import bisect_right
from typing import Final

from kvalitet.model.value import Span

_BREAK: Final = re.compile(r"\r\n?|\n")


class Lines:
    """The lines of a text, broken as YAML 1.2 does: at LF, CRLF and CR, never elsewhere."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def place(self, index: int) -> tuple[int, int]:
        """The 1-based line and column, in code points, of a 0-based index."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def index(self, line: int, column: int) -> int:
        """The 0-based index of a 1-based line and column: what `place` is asked with."""
        return self._starts[line - 1] + column - 1

    def span(self, start: int, end: int) -> Span:
        """The span of text[start:end]."""
        return Span(*self.place(start), *self.place(end))
