"""Texts: the prose of a record's fields and of its body, with where each piece stands."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kvalitet.model.finding import Fault, fault
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath, Span, Value

_CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stycke:
    """A text of a record: that of a field, or of the body at `body`. Code in a body is blanked out."""

    record: Record
    field: FieldPath
    body: str
    text: str

    def where(self, start: int) -> str:
        """What a place in the text is called: the line of a body, the name of a field."""
        if self.body:
            return f"rad {self._line(start)}"
        return next(step for step in self.field if isinstance(step, str))

    def fault(self, start: int, end: int, *, message: str, help: str) -> Fault:  # noqa: A002
        """A fault at a place in the text, counted in characters; in a field at the whole value."""
        if not self.body:
            return fault(self.record, *self.field, message=message, help=help)
        line, column = self._line(start), self._column(start)
        # a place is shown on one line
        length = len(self.text[start:end].partition("\n")[0].rstrip("\r"))
        span = Span(line, column, line, column + max(length, 1))
        return Fault(path=self.body, record=self.record, span=span, message=message, help=help)

    def _line(self, start: int) -> int:
        return self.text.count("\n", 0, start) + 1

    def _column(self, start: int) -> int:
        return start - self.text.rfind("\n", 0, start)


def stycken(register: Register, record: Record, *, body: str = "", but: Collection[str] = ()) -> Iterator[Stycke]:
    """The texts of a record's fields, those under the top-level keys `but` left out, and then of a body."""
    for key, value in record.data.items():
        if key not in but:
            yield from _of_value(record, (key,), value)
    found = register.bodies.get(body)
    if found and found.text:
        yield Stycke(record, (), body, _CODE.sub(_blanked, found.text))


def _of_value(record: Record, path: FieldPath, value: Value) -> Iterator[Stycke]:
    if isinstance(value, str):
        yield Stycke(record, path, "", value)
        return
    inner: Mapping[str, Value] | dict[int, Value] = {}
    if isinstance(value, dict):
        inner = value
    elif isinstance(value, list):
        inner = dict(enumerate(value))
    for step, part in inner.items():
        yield from _of_value(record, (*path, step), part)


def _blanked(code: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", code[0])
