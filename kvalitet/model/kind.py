"""A kind of record, as its schema defines it: the schema is the whole definition."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kvalitet.model.value import FieldPath, Value

EACH = "*"
"""In a pattern: every item of a list, or every value of an open mapping."""

FREE_TEXT = "text"
"""The shared shape of what may be several lines."""

Pattern = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One property of a schema, with what its annotations say (see CONTRIBUTING, Schemas).

    `pattern` is the way to it from the top of a record; `shape` is the shared shape (the name
    of the definition) that it or each item has; `examples` are values that could stand there.
    """

    pattern: Pattern
    title: str
    description: str
    types: tuple[str, ...] = ()
    format: str | None = None
    choices: tuple[Value, ...] = ()
    refs: tuple[str, ...] = ()
    hierarchy: bool = False
    unit: bool = False
    role: bool = False
    codelist: str | None = None
    key_codelist: str | None = None
    material: tuple[str, ...] = ()
    earliest: tuple[str, ...] = ()
    past: bool = False
    attachment: bool = False
    markdown: bool = False
    dates_record: bool = False
    shape: str | None = None
    examples: tuple[Value, ...] = ()

    @property
    def mentions(self) -> bool:
        """Whether the value names something outside itself."""
        named = self.refs or self.codelist or self.key_codelist
        return bool(named or self.unit or self.role or self.attachment)

    @property
    def free(self) -> bool:
        """Whether the value is text of several lines from people."""
        return self.markdown or (self.shape == FREE_TEXT and "string" in self.types)

    @property
    def key(self) -> str:
        """The name under which the value stands; for items that of their list."""
        return next((step for step in reversed(self.pattern) if step != EACH), "")


def matches(data: Value | Mapping[str, Value], pattern: Pattern) -> Iterable[tuple[FieldPath, Value]]:
    """Every place in a value that a pattern (of one step or more) leads to, with what stands there."""
    # most patterns lead nowhere in most records: told before anything is set up
    if isinstance(data, dict) and pattern[0] != EACH and pattern[0] not in data:
        return ()
    return _matches(data, pattern)


def _matches(data: Value | Mapping[str, Value], pattern: Pattern) -> Iterator[tuple[FieldPath, Value]]:
    step, rest = pattern[0], pattern[1:]
    inner: Iterable[tuple[str | int, Value]] = ()
    if isinstance(data, dict):
        inner = data.items() if step == EACH else ((step, data[step]),) if step in data else ()
    elif isinstance(data, list) and step == EACH:
        inner = enumerate(data)
    if not rest:
        yield from (((name,), value) for name, value in inner)
        return
    for name, value in inner:
        for path, found in matches(value, rest):
            yield (name, *path), found


@dataclass(frozen=True)
class Kind:
    """A kind of record: its words, its place in the tree, its statuses and its fields.

    `name` is what the schema file is called and what the command line takes. A singleton
    (`organisation.yaml`) or a family of catalogue files has no prefix and no statuses.
    """

    name: str
    title: str
    description: str
    singular: str
    plural: str
    definite: str
    prefix: str
    folder: str
    yearly: bool
    statuses: tuple[str, ...]
    open: frozenset[str]
    closed: frozenset[str]
    cancelled: frozenset[str]
    fields: tuple[Field, ...]

    @cached_property
    def by_pattern(self) -> Mapping[Pattern, Field]:
        """The fields by the way to them."""
        return {field.pattern: field for field in self.fields}

    @cached_property
    def mentioning(self) -> tuple[Field, ...]:
        """The fields that name something outside the record: records, units, roles, codes, files."""
        return tuple(
            field
            for field in self.fields
            if field.refs or field.unit or field.role or field.codelist or field.key_codelist or field.attachment
        )

    @cached_property
    def dating(self) -> Pattern | None:
        """The date by which a record's codes, units and roles are judged."""
        return next((field.pattern for field in self.fields if field.dates_record), None)

    def shaped(self, shape: str) -> tuple[Pattern, ...]:
        """The patterns at which items of a shared shape stand."""
        return tuple(f.pattern for f in self.fields if f.shape == shape and "object" in f.types)

    def keys_at(self, path: FieldPath) -> tuple[str, ...]:
        """The keys that the mapping at a path may have, in the order of the schema."""
        pattern = tuple(EACH if isinstance(step, int) else step for step in path)
        return self._keys.get(pattern, ())

    @cached_property
    def _keys(self) -> Mapping[Pattern, tuple[str, ...]]:
        found: dict[Pattern, list[str]] = {}
        for field in self.fields:
            if field.pattern[-1] != EACH:
                found.setdefault(field.pattern[:-1], []).append(field.pattern[-1])
        return {pattern: tuple(keys) for pattern, keys in found.items()}

    def field_at(self, path: FieldPath) -> Field | None:
        """The field that a path in a record belongs to, or None."""
        pattern = tuple(EACH if isinstance(step, int) else step for step in path)
        found = self.by_pattern.get(pattern)
        if found is None and pattern:
            found = self.by_pattern.get((*pattern[:-1], EACH))
        return found
