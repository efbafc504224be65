"""Vets the schemas that a register brings itself: what they may be is less than JSON Schema allows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import jsonschema_rs

from kvalitet.errors import KvalitetError
from kvalitet.kinds.breaches import expression
from kvalitet.kinds.fields import fields
from kvalitet.model.kind import Kind

Schema = dict[str, Any]

_DEEPEST = 60
_MOST_FIELDS = 2000
_RESERVED = frozenset({"schemas", "templates", "kodverk"})

_WORDS = {"type": "string", "minLength": 1}
_LIST = {"type": "array", "items": {"type": "string"}}
_OBJECTS = {"additionalProperties": {"type": "object"}}
_ABOUT = {
    "type": "object",
    "required": ["prefix", "mapp"],
    "properties": {
        "prefix": {"type": "string", "pattern": "^[A-Z]{2,8}$"},
        "mapp": {"type": "string", "pattern": "^[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)*$"},
        "årsvis": {"type": "boolean"},
        **dict.fromkeys(("singular", "plural", "bestämd"), _WORDS),
        **dict.fromkeys(("öppna", "avslutade", "makulerade"), _LIST),
    },
    "additionalProperties": False,
}
_SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:kvalitet:schema",
    "$dynamicAnchor": "meta",
    "$ref": "https://json-schema.org/draft/2020-12/schema",
    "properties": {
        "x-kvalitet": _ABOUT,
        "x-ref": _LIST,
        "x-kodverk": _WORDS,
        "x-nyckelkodverk": _WORDS,
        "x-material": _LIST,
        "x-tidigast": _LIST,
        **{
            f"x-{name}": {"type": "boolean"}
            for name in ("hierarki", "enhet", "roll", "förfluten", "bilaga", "markdown", "datum")
        },
        "properties": _OBJECTS,
        "$defs": _OBJECTS,
        # what changes which schema a reference leads to is not followed here
        **{f"${name}": False for name in ("anchor", "dynamicAnchor", "dynamicRef", "recursiveRef", "vocabulary")},
        **{name: {"type": "object"} for name in ("if", "then", "else", "not")},
        **{name: {"items": {"type": "object"}} for name in ("anyOf", "allOf", "oneOf")},
    },
}


def vet(path: str, schema: Schema) -> None:
    """Raises KvalitetError where a schema as written is not one, by JSON Schema or by the tool's own annotations."""
    if _depth(schema) > _DEEPEST:
        raise KvalitetError(f"{path}: schemat har fler än {_DEEPEST} nivåer. Dela upp det med $defs.")
    if "x-kvalitet" not in schema:
        raise KvalitetError(f'{path}: schemat saknar "x-kvalitet". Skriv där prefix, mapp och statusar.')
    for error in jsonschema_rs.Draft202012Validator(_SCHEMA).iter_errors(schema):
        place = "/".join(str(step) for step in error.instance_path) or "schemat"
        raise KvalitetError(f"{path}: {place} är inte skrivet som i ett schema. Jämför med ”kvalitet schema dokument”.")
    for pattern in _patterns(schema):
        try:
            expression(pattern)
        except re.error as error:
            raise KvalitetError(f"{path}: mönstret {pattern} går inte att använda. Rätta det.") from error


def vet_kind(path: str, written: Schema, schema: Schema, shared: Mapping[str, Schema]) -> None:
    """Raises KvalitetError where a bundled schema holds itself, or more fields than a person can fill in.

    So too where a definition, as written, has the name of a shared one: it would take that one's place.
    """
    taken = sorted(shared.keys() & written.get("$defs", {}).keys())
    if taken:
        raise KvalitetError(f"{path}: definitionen {taken[0]} finns redan bland de gemensamma. Byt namn på den.")
    above: dict[str, list[str]] = {
        name: [reference.rpartition("/")[2] for reference in _references(found)]
        for name, found in schema["$defs"].items()
    }
    while ends := [name for name, needed in above.items() if not any(other in above for other in needed)]:
        for name in ends:
            del above[name]
    if above:
        raise KvalitetError(f"{path}: definitionen {min(above)} innehåller sig själv. Bryt cirkeln i $ref.")
    if len(list(islice(fields(schema), _MOST_FIELDS + 1))) > _MOST_FIELDS:
        raise KvalitetError(f"{path}: schemat har fler än {_MOST_FIELDS} fält. Dela upp det.")


def vet_kinds(paths: Mapping[str, str], kinds: Mapping[str, Kind]) -> None:
    """Raises KvalitetError where a kind takes another's prefix or folder, or refers to a kind that is not there.

    `paths` says where the schema of each of the register's own kinds lies.
    """
    for name, path in paths.items():
        kind = kinds[name]
        for other in kinds.values():
            if other.name != name and other.prefix == kind.prefix:
                raise KvalitetError(f"{path}: prefixet {kind.prefix} används redan av {other.plural}. Välj ett annat.")
            if other.name != name and other.folder == kind.folder:
                raise KvalitetError(f"{path}: mappen {kind.folder} används redan av {other.plural}. Välj en annan.")
        if kind.folder.partition("/")[0] in _RESERVED:
            raise KvalitetError(f"{path}: mappen {kind.folder} är upptagen. Välj en annan.")
        for reference in (reference for field in kind.fields for reference in field.refs):
            target = reference.partition("/")[0]
            if target not in kinds and target != "*" and not target.startswith("#"):
                raise KvalitetError(f'{path}: x-ref nämner slaget "{target}", som inte finns. Rätta namnet.')


def _depth(schema: Schema) -> int:
    depth, level = 0, [schema]
    while level and depth <= _DEEPEST:
        depth += 1
        level = [inner for node in level for inner in _inside(node)]
    return depth


def _inside(node: Any) -> Iterable[Any]:  # noqa: ANN401  # JSON
    return node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()


def _patterns(node: Any) -> Iterator[str]:  # noqa: ANN401  # JSON
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        if isinstance(node.get("patternProperties"), dict):
            yield from node["patternProperties"]
    for inner in _inside(node):
        yield from _patterns(inner)


def _references(node: Any) -> Iterator[str]:  # noqa: ANN401  # JSON
    if isinstance(node, dict) and isinstance(node.get("$ref"), str):
        yield node["$ref"]
    for inner in _inside(node):
        yield from _references(inner)
