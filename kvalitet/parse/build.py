"""From YAML events to values: the register's dialect. PyYAML (its C parser) stops here."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import Final, cast
from unicodedata import normalize

from yaml._yaml import CParser
from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from kvalitet.model.lines import Lines
from kvalitet.model.value import FieldPath, Value
from kvalitet.parse import complaints
from kvalitet.parse.faults import MAX_DEPTH, MAX_FAULTS, TextFault
from kvalitet.parse.positions import Positions, marks, span_of
from kvalitet.parse.scalars import resolve
from kvalitet.parse.screen import is_clean, scrubbed
from kvalitet.parse.syntax import explain

# an anchor or a tag begins where a value may; "!" and "&" inside prose do not count
_MARKED: Final = re.compile(r"(?:\A|[\s,:\[{?-])[&!]")
_PROPERTY: Final = re.compile(r"(?:\s|#[^\r\n]*+)*+(&[^\s,\[\]{}]*|!<[^>\s]*>|![^\s,\[\]{}]*)")
_CODED_TAG: Final = re.compile(r"![^\s%]*%")
_DIRECTIVE: Final = re.compile(r"(?:\A|(?<=[\r\n]))%[^\r\n]*")


class _StopError(Exception):
    """Reading on would cost too much or mean nothing; the fault is reported already."""


class Builder:
    """Reads one text once: `value` is the mapping as far as it was read, `faults` what was wrong."""

    def __init__(self, text: str, positions: Positions | None = None) -> None:
        self.value: dict[str, Value] | None = None
        self.faults: list[TextFault] = []
        self._text = text
        self._positions = positions
        # None comes after the end of the stream only, and nobody asks for that
        self._next = cast("Callable[[], Event]", CParser(text).get_event)
        marked = ("&" in text or "!" in text) and _MARKED.search(text) is not None
        self._careful = marked or "\\" in text

    def run(self) -> None:
        """Read the text; never raises for what the text holds."""
        with suppress(_StopError):
            try:
                self._stream()
            except UnicodeDecodeError:
                # only a tag's percent codes are decoded after the text has been
                found = _CODED_TAG.search(self._text)
                self._report(complaints.tag(self._lines.span(*(found.span() if found else (0, 0)))))
            except YAMLError as error:
                self._report(explain(error, self._text))

    def _report(self, fault: TextFault) -> None:
        self.faults.append(fault)
        if len(self.faults) == MAX_FAULTS:
            raise _StopError

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._text)

    def _stream(self) -> None:
        if self._text.count("%TAG") > MAX_FAULTS:
            # the parser compares each of them with all before it: seconds, for a file within the limit
            self._directives(0, len(self._text))
        self._next()
        event = self._next()
        if not isinstance(event, DocumentStartEvent):
            self._report(complaints.empty(self._text))
            return
        if event.version or event.tags:
            start, end = marks(event)
            self._directives(start.index, end.index)
        top = self._next()
        if isinstance(top, ScalarEvent):
            # what follows a lone value may be the real fault, such as a key on the line of ---
            self._next()
        if not isinstance(top, MappingStartEvent):
            self._report(complaints.not_a_mapping(top, self._text))
            return
        self.value = {}
        self._fill(top, self.value, 1, None if self._positions is None else ())
        self._next()
        rest = self._next()
        if not isinstance(rest, StreamEndEvent):
            self._report(complaints.several_documents(span_of(rest)))

    def _directives(self, start: int, end: int) -> None:
        for found in _DIRECTIVE.finditer(self._text, start, end):
            self._report(complaints.directive(self._lines.span(*found.span())))

    def _fill(self, event: Event, child: Value, depth: int, trail: FieldPath | None) -> None:
        """Read what lies in a value that is no scalar, and whose first event is read already."""
        if not isinstance(event, CollectionStartEvent):
            self._report(complaints.alias(span_of(event)))
            return
        if depth > MAX_DEPTH:
            self._report(complaints.too_deep(span_of(event)))
            raise _StopError
        if self._careful:
            self._properties(event)
        positions = None if trail is None else self._positions
        if trail is not None and positions is not None:
            positions.record_start(trail, event)
        end: CollectionEndEvent | None = None
        if isinstance(child, dict):
            end = self._mapping(child, depth, trail)
        elif isinstance(child, list):
            end = self._sequence(child, depth, trail)
        if trail is not None and positions is not None and end is not None:
            positions.record_end(trail, event, end)

    def _mapping(self, into: dict[str, Value], depth: int, trail: FieldPath | None) -> MappingEndEvent:
        read = self._next
        seen: dict[str, ScalarEvent] = {}
        times: dict[str, int] = {}
        while True:
            event = read()
            if type(event) is not ScalarEvent:
                if type(event) is MappingEndEvent:
                    return event
                self._compound_key(event)
                self._member({}, "", depth, None)
                continue
            if self._careful:
                self._properties(event)
            key = event.value
            if not key.isascii():
                key = normalize("NFC", key)
            if key in seen or (key == "<<" and not event.style):
                times[key] = times.get(key, 1) + 1
                self._refused_key(key, event, seen.get(key), times[key])
                self._member({}, key, depth, None)
                continue
            seen[key] = event
            inner = None
            if trail is not None and self._positions is not None:
                inner = (*trail, key)
                self._positions.record_key(inner, event)
            self._member(into, key, depth, inner)

    def _refused_key(self, key: str, event: ScalarEvent, first: ScalarEvent | None, times: int) -> None:
        if first is None:
            self._report(complaints.merge_key(span_of(event)))
        else:
            self._report(complaints.duplicate_key(key, times, span_of(first).line, span_of(event)))

    def _compound_key(self, event: Event) -> None:
        """Pass over a key that is no scalar."""
        if isinstance(event, AliasEvent):
            self._report(complaints.alias(span_of(event)))
            return
        self._report(complaints.compound_key(span_of(event)))
        depth = 1
        while depth:
            inner = self._next()
            if isinstance(inner, CollectionStartEvent):
                depth += 1
            elif isinstance(inner, CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                raise _StopError

    def _member(self, into: dict[str, Value], key: str, depth: int, trail: FieldPath | None) -> None:
        """Read the value of a key into a mapping, which holds it even if the text breaks inside it."""
        event = self._next()
        if type(event) is ScalarEvent:
            into[key] = self._scalar(event, trail)
        else:
            child = into[key] = _opened(event)
            self._fill(event, child, depth + 1, trail)

    def _sequence(self, into: list[Value], depth: int, trail: FieldPath | None) -> SequenceEndEvent:
        while True:
            event = self._next()
            if type(event) is SequenceEndEvent:
                return event
            inner = None if trail is None else (*trail, len(into))
            if type(event) is ScalarEvent:
                into.append(self._scalar(event, inner))
            else:
                child = _opened(event)
                into.append(child)
                self._fill(event, child, depth + 1, inner)

    def _scalar(self, event: ScalarEvent, trail: FieldPath | None) -> Value:
        if self._careful:
            self._properties(event)
        if trail is not None and self._positions is not None:
            self._positions.record_scalar(trail, event)
        return event.value if event.style else resolve(event.value)

    def _properties(self, event: ScalarEvent | CollectionStartEvent) -> None:
        """Report anchor and tag of a value, and characters that came in as codes within quotes."""
        start, end = marks(event)
        # the parser drops a lone "!" before a scalar: only the text still has it
        if event.anchor is not None or event.tag is not None or self._text[start.index : start.index + 1] == "!":
            found = _PROPERTY.match(self._text, start.index, end.index)
            while found is not None:
                complain = complaints.anchor if found[1].startswith("&") else complaints.tag
                self._report(complain(self._lines.span(*found.span(1))))
                found = _PROPERTY.match(self._text, found.end(), end.index)
        if isinstance(event, ScalarEvent) and event.style == '"' and not is_clean(event.value):
            # what is read from a rejected file is still shown, on terminals too
            event.value = scrubbed(event.value)
            self._report(complaints.escaped_character(span_of(event)))


def _opened(event: Event) -> Value:
    """An empty value of the sort that begins here; None for an alias."""
    if isinstance(event, MappingStartEvent):
        return {}
    return [] if isinstance(event, SequenceStartEvent) else None
