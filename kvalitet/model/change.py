"""What differs between two states of a record, field by field; items by their id and not by their place."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kvalitet.model.value import Value

BODY = "innehåll.text"
"""What the text of a body is called among the fields."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field by its dotted name (`åtgärder.A1.senast`), with its value before and after; None where it had none.

    A list of bare values is one value. An index from 0 names an item without id: its place after, or, where it is
    gone, its place before.
    """

    field: str
    before: Value
    after: Value


def changes(before: Mapping[str, Value], after: Mapping[str, Value]) -> tuple[Change, ...]:
    """Every field that differs, in the order of the later state, what is gone last at each level."""
    return tuple(_of_mappings("", before, after))


def _of_mappings(name: str, before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[Change]:
    for key in (*after, *(key for key in before if key not in after)):
        yield from _of(f"{name}.{key}" if name else key, before.get(key), after.get(key))


def _of(name: str, before: Value, after: Value) -> Iterator[Change]:
    if _mapping(before) and _mapping(after):
        yield from _of_mappings(name, _inside(before), _inside(after))
    elif _items(before) and _items(after):
        yield from _of_items(name, _listed(before), _listed(after))
    elif not _same(before, after):
        yield Change(name, before, after)


def _mapping(value: Value) -> bool:
    """Whether a value can be compared key by key: nothing is as an empty mapping beside a full one."""
    return value is None or (isinstance(value, dict) and bool(value))


def _items(value: Value) -> bool:
    """Whether a value can be compared item by item: a list of mappings, or nothing beside one."""
    return value is None or (isinstance(value, list) and bool(value) and all(isinstance(i, dict) for i in value))


def _inside(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, dict) else {}


def _listed(value: Value) -> Sequence[Value]:
    return value if isinstance(value, list) else ()


def _same(before: Value, after: Value) -> bool:
    # True is no 1: what is written differs, though Python calls them equal
    return before == after and _frozen(before) == _frozen(after)


def _frozen(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _of_items(name: str, before: Sequence[Value], after: Sequence[Value]) -> Iterator[Change]:
    old, new = _by_id(before), _by_id(after)
    if old is None or new is None:
        yield from _of_places(name, before, after)
        return
    for key in (*new, *(key for key in old if key not in new)):
        yield from _of(f"{name}.{key}", old.get(key), new.get(key))


def _by_id(items: Sequence[Value]) -> dict[str, Value] | None:
    """The items by their ids; None where one has none, or two share one."""
    found: dict[str, Value] = {}
    for item in items:
        key = item.get("id") if isinstance(item, dict) else None
        if not isinstance(key, str) or key in found:
            return None
        found[key] = item
    return found


def _of_places(name: str, before: Sequence[Value], after: Sequence[Value]) -> Iterator[Change]:
    """Items without id: those alike are the same wherever they stand, and what stands between is compared in order."""
    matcher = SequenceMatcher(None, [_frozen(item) for item in before], [_frozen(item) for item in after], False)
    for _, i, i_end, j, j_end in matcher.get_opcodes():
        if before[i:i_end] and after[j:j_end] and _frozen(list(before[i:i_end])) == _frozen(list(after[j:j_end])):
            continue
        for step in range(max(i_end - i, j_end - j)):
            old = before[i + step] if i + step < i_end else None
            new = after[j + step] if j + step < j_end else None
            yield from _of(f"{name}.{j + step if new is not None else i + step}", old, new)
