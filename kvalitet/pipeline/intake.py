"""Takes one file in: read, parsed and judged by its schema, it is a draft of a record or faults."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kvalitet.kinds import SchemaSet, Verdicts, explain
from kvalitet.model.finding import Fault
from kvalitet.model.kind import EACH, Kind, matches
from kvalitet.model.source import Source, Tree
from kvalitet.model.value import Value
from kvalitet.parse import MAX_BYTES, read
from kvalitet.parse.faults import shown, too_large

Reported = tuple[str, Fault]
"""A fault that a reader sees, with its code."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as read: what it holds, and what is wrong with it. Without faults it is valid.

    `blocked` is whether something in it was blocked out before it was read.
    """

    path: str
    blob: str
    schema: str
    data: Mapping[str, Value] | None
    faults: tuple[Reported, ...]
    blocked: bool = False


@dataclass(frozen=True)
class Intake:
    """Reads files of a tree by the schema that owns each."""

    tree: Tree
    schemas: SchemaSet
    verdicts: Verdicts

    def drafts(self, owned: Sequence[tuple[str, str]]) -> list[Draft]:
        """A draft of each (path, schema name), in their order."""
        sources = self.tree.read(path for path, _ in owned if path not in self._oversized)
        return [
            _unread(path, schema) if path in self._oversized else self.draft(next(sources), schema)
            for path, schema in owned
        ]

    @cached_property
    def _oversized(self) -> frozenset[str]:
        # they are refused by their size: read, a single one could take all the memory there is
        return frozenset(entry.path for entry in self.tree.entries() if entry.size > MAX_BYTES)

    def draft(self, source: Source, schema: str) -> Draft:
        """The draft of one file."""
        parsed = read(source.data)
        faults = tuple(
            (f.code, Fault(path=source.path, message=f.message, help=f.help, span=f.span)) for f in parsed.faults
        )
        if not faults and parsed.value is not None and not self.verdicts.is_valid(schema, parsed.value):
            other = _other_kind(self.schemas.kinds, schema, parsed.value)
            if other is not None:
                misplaced = (_misplaced(self.schemas.kinds[schema], other, source.path),)
                return Draft(source.path, source.blob, other.name, parsed.value, misplaced, source.blocked)
            faults = _explained(self.verdicts, schema, parsed.value, source.path)
        if not faults and parsed.value is not None and schema in self.schemas.kinds:
            kind = self.schemas.kinds[schema]
            faults = (*_misnamed(kind, parsed.value, source.path), *_item_twins(kind, parsed.value, source.path))
        return Draft(source.path, source.blob, schema, parsed.value, faults, source.blocked)


def _unread(path: str, schema: str) -> Draft:
    fault = too_large()
    return Draft(path, "", schema, None, ((fault.code, Fault(path=path, message=fault.message, help=fault.help)),))


def _misnamed(kind: Kind, data: Mapping[str, Value], path: str) -> Iterator[Reported]:
    # a register's own schema may forget to say what an id is, and everything else counts on it
    name = data.get("id")
    year = "[0-9]{4}-" if kind.yearly else ""
    if isinstance(name, str) and re.fullmatch(f"{kind.prefix}-{year}[0-9]{{4,9}}", name):
        return
    fault = Fault(
        path=path,
        field=("id",),
        message="id saknas" if name is None else f'"{shown(str(name))}" är inte ett id för {kind.singular}',
        help=f"Skriv {kind.prefix}-{'ÅÅÅÅ-' if kind.yearly else ''} och fyra siffror eller fler.",
    )
    yield "KV106", fault


def _explained(verdicts: Verdicts, schema: str, value: Mapping[str, Value], path: str) -> tuple[Reported, ...]:
    found = explain(verdicts.narrowed(schema, value), value, path=path)
    unsaid = Fault(
        path=path,
        message=f"filen följer inte schemat för {schema}",
        help=f"Jämför med `kvalitet schema {schema}`.",
    )
    return found or (("KV106", unsaid),)


def _other_kind(kinds: Mapping[str, Kind], schema: str, value: Mapping[str, Value]) -> Kind | None:
    """The kind that a record's id says it is, where that is another than its folder's."""
    prefix = str(value.get("id")).partition("-")[0]
    return next(
        (kind for name, kind in kinds.items() if kind.prefix == prefix and schema in kinds and name != schema), None
    )


def _misplaced(here: Kind, other: Kind, path: str) -> Reported:
    # said once, instead of everything in which the one kind differs from the other
    fault = Fault(
        path=path,
        field=("id",),
        message=f"{other.definite} ligger i mappen för {here.plural}",
        help=f"Flytta filen till mappen {other.folder}, eller rätta id:t.",
    )
    return "KV006", fault


def _item_twins(kind: Kind, data: Mapping[str, Value], path: str) -> Iterator[Reported]:
    seen = set[str]()
    for field in kind.fields:
        if field.pattern[-1] != "id" or EACH not in field.pattern or field.refs:
            continue
        for place, value in matches(data, field.pattern):
            if isinstance(value, str) and value in seen:
                fault = Fault(
                    path=path,
                    field=place,
                    message=f'id "{value}" används för två delar i samma post',
                    help="Ge den ena ett nytt id som inte har använts i posten.",
                )
                yield "KV201", fault
            seen.add(str(value))
