"""What a view is made of: a part of a record, and typed fields that read from it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Generic, Self, TypeVar, overload

from kvalitet.model.dates import Period, first_day, last_day, period
from kvalitet.model.record import Record
from kvalitet.model.register import Item, Register
from kvalitet.model.value import FieldPath, Value, value_at, whole


class Part:
    """A mapping somewhere in a record, with the way to it. `shape` names its definition in the schemas."""

    shape: ClassVar[str] = ""

    def __init__(self, record: Record, data: Mapping[str, Value], path: FieldPath = ()) -> None:
        self.record = record
        self.data = data
        self.path = path

    def at(self, *keys: str | int) -> FieldPath:
        """The path from the top of the record to a field of this part."""
        return (*self.path, *keys)

    @classmethod
    def of_item(cls, item: Item) -> Self:
        """This view of a nested item."""
        return cls(item.record, item.data, item.path)


class View(Part):
    """A whole record of one kind."""

    kind: ClassVar[str]

    @classmethod
    def all(cls, register: Register) -> tuple[Self, ...]:
        """This view of every valid record of the kind, by id."""
        return register.once(cls, lambda: tuple(cls(record, record.data) for record in register.of(cls.kind)))

    @classmethod
    def live(cls, register: Register) -> tuple[Self, ...]:
        """This view of the kind's records that count: those that are not cancelled or repealed."""
        return register.once(
            (cls, "live"), lambda: tuple(v for v in cls.all(register) if not register.is_cancelled(v.record))
        )

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id


T = TypeVar("T")


class ViewField(ABC, Generic[T]):
    """A field that a view declares: keys from the part down to the value, and how it is read.

    `types` are the JSON types that the schema must give it, `formats` the formats (none: any).
    """

    types: ClassVar[frozenset[str]]
    formats: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *keys: str) -> None:
        self.keys = keys

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, part: None, owner: type) -> Self: ...
    @overload
    def __get__(self, part: Part, owner: type) -> T: ...
    def __get__(self, part: Part | None, owner: type) -> Self | T:
        if part is None:
            return self
        value = part.data.get(self.keys[0])
        read = self.read(value if len(self.keys) == 1 else value_at(value, self.keys[1:]))
        # a record never changes: the next time the value stands on the view itself
        part.__dict__[self.name] = read
        return read

    @abstractmethod
    def read(self, value: Value) -> T:
        """The value as the view's type."""


class Text(ViewField[str]):
    """A text; empty where there is none."""

    types = frozenset({"string"})

    def read(self, value: Value) -> str:
        """The text, or an empty one."""
        return value if isinstance(value, str) else ""


class Texts(ViewField[tuple[str, ...]]):
    """A list of texts; empty where there is none."""

    types = frozenset({"array"})

    def read(self, value: Value) -> tuple[str, ...]:
        """The texts in the order written."""
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()


class FirstDay(ViewField[date | None]):
    """A day, or the first day of a month."""

    types = frozenset({"string"})
    formats = frozenset({"date", "datum-eller-manad"})

    def read(self, value: Value) -> date | None:
        """The day, or None where there is none."""
        return first_day(value)


class LastDay(FirstDay):
    """A day, or the last day of a month: for ends and deadlines."""

    def read(self, value: Value) -> date | None:
        """The day, or None where there is none."""
        return last_day(value)


class Number(ViewField[float | None]):
    """A number."""

    types = frozenset({"number", "integer"})

    def read(self, value: Value) -> float | None:
        """The number, or None where there is none."""
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None


class Whole(ViewField[int | None]):
    """A whole number."""

    types = frozenset({"integer"})

    def read(self, value: Value) -> int | None:
        """The number, or None where there is none."""
        return whole(value)


class Flag(ViewField[bool | None]):
    """Yes or no; None where nothing is said."""

    types = frozenset({"boolean"})

    def read(self, value: Value) -> bool | None:
        """The truth value, or None where there is none."""
        return value if isinstance(value, bool) else None


class PeriodField(ViewField[Period | None]):
    """A period: a year, a quarter, a month."""

    types = frozenset({"string", "integer"})
    formats = frozenset({"period"})

    def read(self, value: Value) -> Period | None:
        """The period, or None where there is none."""
        return period(value)


class Mapped(ViewField[Mapping[str, Value]]):
    """A mapping as it stands; empty where there is none."""

    types = frozenset({"object"})

    def read(self, value: Value) -> Mapping[str, Value]:
        """The mapping."""
        return value if isinstance(value, dict) else {}


class Rows(ViewField[tuple[Mapping[str, Value], ...]]):
    """A list of mappings as they stand; empty where there is none."""

    types = frozenset({"array"})

    def read(self, value: Value) -> tuple[Mapping[str, Value], ...]:
        """The mappings in the order written."""
        return tuple(row for row in value if isinstance(row, dict)) if isinstance(value, list) else ()


P = TypeVar("P", bound=Part)


class Parts(Generic[P]):
    """A list of mappings, each as a part of its own; empty where there is none."""

    def __init__(self, part: type[P], *keys: str) -> None:
        self.part = part
        self.keys = keys

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, whole: None, owner: type) -> Self: ...
    @overload
    def __get__(self, whole: Part, owner: type) -> tuple[P, ...]: ...
    def __get__(self, whole: Part | None, owner: type) -> Self | tuple[P, ...]:
        if whole is None:
            return self
        rows = value_at(whole.data, self.keys)
        spots = ((whole.at(*self.keys, index), row) for index, row in enumerate(rows if isinstance(rows, list) else ()))
        parts = tuple(self.part(whole.record, row, path) for path, row in spots if isinstance(row, dict))
        whole.__dict__[self.name] = parts
        return parts
