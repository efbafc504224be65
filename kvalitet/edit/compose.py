"""Writes a file that is not there yet: the fields in the order of their schema, in normal form."""

import json
from collections.abc import Callable, Mapping, Sequence

from kvalitet.edit.writing import pairs
from kvalitet.errors import KvalitetError
from kvalitet.model.value import FieldPath, Value
from kvalitet.parse import parse


def composed(value: Mapping[str, Value], order: Callable[[FieldPath], Sequence[str]]) -> bytes:
    """The bytes of a file that holds a value; `order` gives the keys of the mapping at a path as they are written.

    Raises KvalitetError for a value that a file cannot hold: one with characters that are not allowed in it.
    """
    text = "".join(f"{row}\n" for row in pairs(_ordered(dict(value), (), order), 0))
    found = parse(text)
    if found.faults:
        why = found.faults[0]
        raise KvalitetError(f"värdet går inte att skriva: {why.message}. {why.help}")
    assert json.dumps(found.value, sort_keys=True) == json.dumps(dict(value), sort_keys=True)  # noqa: S101
    return text.encode("utf-8")


def _ordered(value: dict[str, Value], path: FieldPath, order: Callable[[FieldPath], Sequence[str]]) -> dict[str, Value]:
    rank = {key: place for place, key in enumerate(order(path))}
    keys = sorted(value, key=lambda key: rank.get(key, len(rank)))
    return {key: _inside(value[key], (*path, key), order) for key in keys}


def _inside(value: Value, path: FieldPath, order: Callable[[FieldPath], Sequence[str]]) -> Value:
    if isinstance(value, dict):
        return _ordered(value, path, order)
    if isinstance(value, list):
        return [_inside(item, (*path, index), order) for index, item in enumerate(value)]
    return value
