"""Asks records for values by dotted path: one syntax for filters, findings and edits."""

from collections.abc import Iterator, Mapping

from kvalitet.model.record import Record
from kvalitet.model.value import Value


def values_at(data: Value | Mapping[str, Value], path: str) -> Iterator[Value]:
    """Every value that a dotted path leads to.

    A step into a list is an item's id or its index from 0; without either, all items are meant:
    `åtgärder.A1.senast` is one action's date, `åtgärder.senast` every action's.
    """
    step, _, rest = path.partition(".")
    if isinstance(data, list):
        chosen = [item for index, item in enumerate(data) if _named(item, index, step)]
        for item in chosen:
            yield from values_at(item, rest) if rest else (item,)
        if not chosen:
            for item in data:
                yield from values_at(item, path)
    elif isinstance(data, Mapping) and step in data:
        inner = data[step]
        yield from values_at(inner, rest) if rest else (inner,)


def _named(item: Value, index: int, step: str) -> bool:
    return step == str(index) or (isinstance(item, dict) and item.get("id") == step)


def has(record: Record, path: str, wanted: str) -> bool:
    """Whether a record has a value, written as text, at a path; a list has each of its items."""
    return any(wanted in _written(value) for value in values_at(record.data, path))


def _written(value: Value) -> tuple[str, ...]:
    match value:
        case bool():
            return ("true" if value else "false",)
        case None:
            return ("", "null")
        case list():
            return tuple(text for item in value for text in _written(item))
        case dict():
            return ()
        case _:
            return (str(value),)
