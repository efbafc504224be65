"""Reads the schema files, bundles each into one that stands alone, and makes kinds of them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kvalitet.errors import KvalitetError
from kvalitet.kinds.fields import fields
from kvalitet.kinds.own import vet, vet_kind, vet_kinds
from kvalitet.model.kind import Kind
from kvalitet.model.source import Source

Schema = dict[str, Any]

SUFFIX = ".schema.json"
SHARED = "gemensam"


@dataclass(frozen=True)
class SchemaSet:
    """Every schema by name, each bundled: it needs no other file. The shared shapes stand in all."""

    schemas: Mapping[str, Schema]

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """The kinds of record, in name order."""
        made = ((name, _kind(name, schema)) for name, schema in sorted(self.schemas.items()))
        return {name: kind for name, kind in made if kind.prefix}

    @cached_property
    def singletons(self) -> Mapping[str, str]:
        """The name of the schema for each file of which a register has one: `organisation.yaml`."""
        return {s["x-kvalitet"]["fil"]: name for name, s in self.schemas.items() if "fil" in s["x-kvalitet"]}

    @cached_property
    def catalogues(self) -> Mapping[str, str]:
        """The name of the schema for the YAML files of each folder of code lists and scales."""
        return {
            folder: name
            for name, schema in self.schemas.items()
            for folder in schema["x-kvalitet"].get("kataloger", ())
        }

    def fields_of(self, name: str) -> Kind:
        """The fields of any schema, as if it were a kind: for views on singletons."""
        return _kind(name, self.schemas[name])


def schema_set(folder: Path, own: Mapping[str, Source] | None = None) -> SchemaSet:
    """The shipped schemas of a folder, with the register's own by file name.

    Raises KvalitetError for one that is not a JSON object or refers to what is not there.
    """
    raw = {path.name: _parse(str(path.name), path.read_bytes()) for path in sorted(folder.glob(f"*{SUFFIX}"))}
    for name, source in (own or {}).items():
        if name in raw:
            raise KvalitetError(
                f"{source.path}: ett schema med det namnet följer redan med verktyget. "
                "Ge registrets eget slag ett annat namn."
            )
        raw[name] = _parse(source.path, source.data)
        vet(source.path, raw[name])
    shared = raw.pop(SHARED + SUFFIX, {}).get("$defs", {})
    paths = {name.removesuffix(SUFFIX): source.path for name, source in (own or {}).items()}
    made = SchemaSet({name.removesuffix(SUFFIX): _bundle(name, schema, shared) for name, schema in raw.items()})
    for name, path in paths.items():
        vet_kind(path, raw[name + SUFFIX], made.schemas[name], shared)
    vet_kinds(paths, made.kinds)
    return made


def _parse(path: str, data: bytes) -> Schema:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        where = f" (rad {error.lineno}, kolumn {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise KvalitetError(f"{path}: schemat går inte att läsa som JSON{where}. Rätta filen.") from error
    if not isinstance(found, dict):
        raise KvalitetError(f"{path}: schemat är inte ett JSON-objekt. Rätta filen.")
    return found


def _bundle(name: str, schema: Schema, shared: Mapping[str, Schema]) -> Schema:
    own = schema.get("$defs", {})
    if "x-kvalitet" not in schema:
        raise KvalitetError(f'{name}: schemat saknar "x-kvalitet". Skriv där prefix, mapp och statusar.')
    needed: dict[str, Schema] = {}
    waiting = list(_references(schema))
    while waiting:
        reference = waiting.pop()
        target = reference.rpartition("/")[2]
        if target in needed:
            continue
        found = own.get(target) if reference.startswith("#") else None
        if found is None:
            found = shared.get(target)
        if found is None:
            raise KvalitetError(f"{name}: hänvisningen {reference} leder ingenstans. Rätta $ref.")
        needed[target] = found
        waiting.extend(_references(found))
    top = {key: value for key, value in schema.items() if key != "$defs"}
    bundled = _localised({**top, "$defs": dict(sorted(needed.items()))})
    assert isinstance(bundled, dict)  # noqa: S101  # a mapping in, a mapping out
    return bundled


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                yield value
            elif key != "$defs":
                yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _localised(node: object) -> object:
    if isinstance(node, dict):
        return {
            key: f"#/$defs/{value.rpartition('/')[2]}"
            if key == "$ref" and isinstance(value, str)
            else _localised(value)
            for key, value in node.items()
        }
    return [_localised(value) for value in node] if isinstance(node, list) else node


def _kind(name: str, schema: Schema) -> Kind:
    about = schema["x-kvalitet"]
    status = schema.get("properties", {}).get("status", {})
    groups = {group: frozenset(about.get(group, ())) for group in ("öppna", "avslutade", "makulerade")}
    return Kind(
        name=name,
        title=schema.get("title", name),
        description=schema.get("description", ""),
        singular=about.get("singular", name),
        plural=about.get("plural", name),
        definite=about.get("bestämd", name),
        prefix=about.get("prefix", ""),
        folder=about.get("mapp", ""),
        yearly=about.get("årsvis", False),
        statuses=tuple(status.get("enum", ())),
        open=groups["öppna"],
        closed=groups["avslutade"],
        cancelled=groups["makulerade"],
        fields=tuple(fields(schema)),
    )
