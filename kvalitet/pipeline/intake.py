"""Takes one file in: read, parsed and judged by its schema, it is a draft of a record or faults."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kvalitet.kinds import SchemaSet, Verdicts, explain
from kvalitet.model.finding import Fault
from kvalitet.model.kind import EACH, Kind, matches
from kvalitet.model.source import Source, Tree
from kvalitet.model.value import Value
from kvalitet.parse import read

Reported = tuple[str, Fault]
"""A fault that a reader sees, with its code."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as read: what it holds, and what is wrong with it. Without faults it is valid."""

    path: str
    blob: str
    schema: str
    data: Mapping[str, Value] | None
    faults: tuple[Reported, ...]


@dataclass(frozen=True)
class Intake:
    """Reads files of a tree by the schema that owns each."""

    tree: Tree
    schemas: SchemaSet
    verdicts: Verdicts

    def drafts(self, owned: Sequence[tuple[str, str]]) -> list[Draft]:
        """A draft of each (path, schema name), in their order."""
        sources = self.tree.read(path for path, _ in owned)
        return [self.draft(source, schema) for source, (_, schema) in zip(sources, owned, strict=True)]

    def draft(self, source: Source, schema: str) -> Draft:
        """The draft of one file."""
        parsed = read(source.data)
        faults = tuple(
            (f.code, Fault(path=source.path, message=f.message, help=f.help, span=f.span)) for f in parsed.faults
        )
        if not faults and parsed.value is not None and not self.verdicts.is_valid(schema, parsed.value):
            faults = _explained(self.schemas, schema, parsed.value, source.path)
        if not faults and parsed.value is not None and schema in self.schemas.kinds:
            faults = tuple(_item_twins(self.schemas.kinds[schema], parsed.value, source.path))
        return Draft(source.path, source.blob, schema, parsed.value, faults)


def _explained(schemas: SchemaSet, schema: str, value: Mapping[str, Value], path: str) -> tuple[Reported, ...]:
    found = explain(schemas.schemas[schema], value, path=path)
    unsaid = Fault(
        path=path,
        message=f"filen följer inte schemat för {schema}",
        help=f"Jämför med `kvalitet schema {schema}`.",
    )
    return found or (("KV106", unsaid),)


def _item_twins(kind: Kind, data: Mapping[str, Value], path: str) -> Iterator[Reported]:
    seen: dict[str, str] = {}
    for field in kind.fields:
        if field.pattern[-1] != "id" or EACH not in field.pattern:
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
            seen[str(value)] = path
