"""Where every key and value stands in a text."""

from typing import cast

from yaml.error import Mark
from yaml.events import CollectionEndEvent, CollectionStartEvent, Event, ScalarEvent

from kvalitet.model.lines import Lines
from kvalitet.model.value import FieldPath, Span
from kvalitet.parse.faults import TOP


class Positions:
    """The spans of a text's keys and values, filled by the builder as it reads."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._keys: dict[FieldPath, Span] = {}
        self._values: dict[FieldPath, Span] = {}
        self._end = (1, 1)

    def value(self, path: FieldPath) -> Span | None:
        """The span of the value at a path: empty, after the colon or dash, where nothing is written.

        A block mapping or list ends where its last value does; a block text begins at its `|` or `>`.
        """
        return self._values.get(path)

    def key(self, path: FieldPath) -> Span | None:
        """The span of the key that a path ends in, quotes included; None for a list's item."""
        return self._keys.get(path)

    def nearest(self, path: FieldPath) -> Span:
        """Where to point for a path: at the value if something is written there.

        Else at the key, or at the nearest one above it that exists (in a list: the item); at the
        beginning of the file where nothing on the way exists, and for the empty path.
        """
        written = self._values.get(path)
        if path and written and not _is_empty(written):
            return written
        for end in range(len(path), 0, -1):
            above = path[:end]
            found = self._keys.get(above) or self._values.get(above)
            if found:
                return found
        return TOP

    def record_key(self, path: FieldPath, event: ScalarEvent) -> None:
        """Keep the span of a key."""
        self._keys[path] = span_of(event)

    def record_scalar(self, path: FieldPath, event: ScalarEvent) -> None:
        """Keep the span of a scalar; a block text ends with its last visible character."""
        span = span_of(event)
        if event.style in {"|", ">"}:
            start, end = marks(event)
            visible = self._text[start.index : end.index].rstrip()
            span = self._lines.span(start.index, start.index + len(visible))
        self._values[path] = span
        self._end = (span.end_line, span.end_column)

    def record_start(self, path: FieldPath, event: CollectionStartEvent) -> None:
        """Keep the span of a mapping or list whose end is not known yet."""
        self._values[path] = span_of(event)

    def record_end(self, path: FieldPath, start: CollectionStartEvent, end: CollectionEndEvent) -> None:
        """Keep the span of a mapping or list: a block's own end mark lies at whatever comes next."""
        opening = self._values[path]
        begin = (opening.line, opening.column)
        if start.flow_style:
            closing = span_of(end)
            self._end = (closing.end_line, closing.end_column)
        self._values[path] = Span(*begin, *max(begin, self._end))


def marks(event: Event) -> tuple[Mark, Mark]:
    """Start and end of an event: a parser always sets them."""
    return cast("Mark", event.start_mark), cast("Mark", event.end_mark)


def span_of(event: Event) -> Span:
    """The span of an event as the parser has it."""
    start, end = marks(event)
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _is_empty(span: Span) -> bool:
    return (span.line, span.column) == (span.end_line, span.end_column)
