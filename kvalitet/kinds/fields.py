"""Lays a bundled schema out as a flat list of fields with what its annotations say."""

from collections.abc import Iterator
from typing import Any

from kvalitet.model.kind import EACH, Field, Pattern

Schema = dict[str, Any]

_DEEPEST = 12


def fields(schema: Schema) -> Iterator[Field]:
    """Every field of a bundled schema, parents before children, in the schema's order."""
    yield from _inside(schema, schema, ())


def _inside(root: Schema, node: Schema, pattern: Pattern) -> Iterator[Field]:
    if len(pattern) >= _DEEPEST:
        return
    for key, inner in node.get("properties", {}).items():
        yield from _field(root, inner, (*pattern, key))
    for open_ended in (node.get("items"), node.get("additionalProperties")):
        if isinstance(open_ended, dict):
            yield from _field(root, open_ended, (*pattern, EACH))


def _field(root: Schema, node: Schema, pattern: Pattern) -> Iterator[Field]:
    shape = None
    while "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        shape = shape or name
        node = {**root["$defs"][name], **{key: value for key, value in node.items() if key != "$ref"}}
    yield Field(
        pattern=pattern,
        title=node.get("title", ""),
        description=node.get("description", ""),
        types=tuple(_types(root, node)),
        format=_format(root, node),
        choices=tuple(node.get("enum", ())),
        refs=tuple(node.get("x-ref", ())),
        hierarchy=node.get("x-hierarki", False),
        unit=node.get("x-enhet", False),
        role=node.get("x-roll", False),
        codelist=node.get("x-kodverk"),
        key_codelist=node.get("x-nyckelkodverk"),
        material=tuple(node.get("x-material", ())),
        earliest=tuple(node.get("x-tidigast", ())),
        past=node.get("x-förfluten", False),
        attachment=node.get("x-bilaga", False),
        markdown=node.get("x-markdown", False),
        dates_record=node.get("x-datum", False),
        shape=shape,
        examples=tuple(node.get("examples", ())),
    )
    yield from _inside(root, node, pattern)


def _alternatives(root: Schema, node: Schema) -> Iterator[Schema]:
    if "$ref" in node:
        yield from _alternatives(root, root["$defs"][node["$ref"].rpartition("/")[2]])
        return
    yield node
    for choice in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        yield from _alternatives(root, choice)


def _types(root: Schema, node: Schema) -> Iterator[str]:
    for choice in _alternatives(root, node):
        found = choice.get("type", ())
        yield from (found,) if isinstance(found, str) else found


def _format(root: Schema, node: Schema) -> str | None:
    return next((choice["format"] for choice in _alternatives(root, node) if "format" in choice), None)
