"""Edits as values, and what a file is after them: proved by parsing it again."""

import codecs
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher

from kvalitet.edit.marked import Marked
from kvalitet.edit.splice import added_item, added_key, dropped, filled, replaced
from kvalitet.edit.writing import inline, key_text
from kvalitet.errors import KvalitetError
from kvalitet.model.value import FieldPath, Step, Value, value_at
from kvalitet.parse import decode, parse

Order = Callable[[FieldPath], Sequence[str]]
"""The keys that a mapping at a path may have, in the order they are written."""


@dataclass(frozen=True, slots=True)
class Put:
    """A value at a path: in place of what stands there, or new. A list's item is new where the index is its length.

    Mappings on the way that are not there are made.
    """

    path: FieldPath
    value: Value


@dataclass(frozen=True, slots=True)
class Drop:
    """Nothing at a path. A mapping or list that would be left empty goes with its last entry."""

    path: FieldPath


Edit = Put | Drop


def edited(data: bytes, edits: Iterable[Edit], order: Order) -> bytes:
    """The bytes of a file after edits: line breaks, comments and a byte order mark as they were.

    Raises KvalitetError for a file that cannot be read as YAML, and where an edit cannot be made without
    touching anything else: nothing of it is done then.
    """
    text, _ = decode(data)
    if text is None:
        raise KvalitetError("filen går inte att läsa som text. Spara den som UTF-8 först.")
    for edit in edits:
        text = applied(text, edit, order)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode("utf-8")


def applied(text: str, edit: Edit, order: Order) -> str:
    """The text after one edit. Raises KvalitetError as `edited`."""
    found = parse(text)
    if found.faults or found.value is None:
        why = found.faults[0]
        raise KvalitetError(f"rad {why.span.line}: {why.message}. {why.help}")
    wanted = outcome(found.value, edit)
    if _same(found.value, wanted):
        return text
    marked = Marked(text, found.value)
    after = _put(marked, edit.path, edit.value, order) if isinstance(edit, Put) else _dropped(marked, edit.path)
    # a text of lines that ends a file without a line break would lose its own last one
    for candidate in (after, f"{after}{marked.newline}"):
        proof = parse(candidate)
        if proof.faults and proof.faults[0].code == "KV003":
            raise KvalitetError(f"värdet går inte att skriva: {proof.faults[0].message}. {proof.faults[0].help}")
        if not proof.faults and proof.value is not None and _same(proof.value, wanted):
            return candidate
    name = ".".join(map(str, edit.path))
    raise KvalitetError(
        f"{name} går inte att ändra utan att något annat i filen ändras, så inget har skrivits. "
        "Ändra i filen med en texteditor."
    )


def _put(marked: Marked, path: FieldPath, value: Value, order: Order) -> str:
    parent, last = path[:-1], path[-1]
    around = value_at(marked.value, parent) if parent else marked.value
    if isinstance(around, list if isinstance(last, int) else dict):
        if _holds(around, last):
            return _replaced(marked, path, value, order)
        if around:
            return added_item(marked, path, value) if isinstance(last, int) else _keyed(marked, path, value, order)
        if marked.is_flow(parent):
            piece = inline(value, flow=True)
            return filled(marked, parent, piece if isinstance(last, int) else f"{key_text(last)}: {piece}")
    return _put(marked, parent, {last: value} if isinstance(last, str) else [value], order)


def _keyed(marked: Marked, path: FieldPath, value: Value, order: Order) -> str:
    return added_key(marked, path, value, order(path[:-1]))


def _replaced(marked: Marked, path: FieldPath, value: Value, order: Order) -> str:
    old = value_at(marked.value, path)
    if _is_plain_list(old) and _is_plain_list(value):
        assert isinstance(old, list)  # noqa: S101  # as just asked
        assert isinstance(value, list)  # noqa: S101
        return _relisted(marked, path, old, value, order)
    return replaced(marked, path, value)


def _relisted(marked: Marked, path: FieldPath, old: list[Value], new: list[Value], order: Order) -> str:
    """The text with other items in a list: those that stay keep their lines and the comments beside them."""
    text = marked.text
    matcher = SequenceMatcher(None, [json.dumps(item) for item in old], [json.dumps(item) for item in new], False)
    # from the end, so that the indexes before it still hold; what comes is put in before what goes is taken out
    for _, start, end, first, last in reversed(matcher.get_opcodes()):
        if old[start:end] == new[first:last] and json.dumps(old[start:end]) == json.dumps(new[first:last]):
            continue
        common = min(end - start, last - first)
        for step in range(common):
            text = applied(text, Put((*path, start + step), new[first + step]), order)
        for item in reversed(new[first + common : last]):
            text = _inserted(text, (*path, start + common), item)
        for index in reversed(range(start + common, end)):
            text = applied(text, Drop((*path, index)), order)
    return text


def _inserted(text: str, path: FieldPath, value: Value) -> str:
    return added_item(Marked(text, parse(text).value or {}), path, value)


def _is_plain_list(value: Value) -> bool:
    return isinstance(value, list) and bool(value) and not any(isinstance(item, dict | list) for item in value)


def _dropped(marked: Marked, path: FieldPath) -> str:
    around = value_at(marked.value, path[:-1]) if path[:-1] else marked.value
    if isinstance(around, dict | list) and len(around) == 1 and path[:-1]:
        return _dropped(marked, path[:-1])
    return dropped(marked, path)


def outcome(value: Mapping[str, Value], edit: Edit) -> dict[str, Value]:
    """What a file shall hold after an edit, made without its text.

    Raises KvalitetError where the path leads nowhere.
    """
    made = deepcopy(dict(value))
    if isinstance(edit, Put):
        _set(made, edit.path, edit.value)
        return made
    path = edit.path
    _stands(made, path)
    while len(path) > 1 and _size(value_at(made, path[:-1])) == 1:
        path = path[:-1]
    around = value_at(made, path[:-1]) if path[:-1] else made
    if isinstance(around, dict):
        del around[str(path[-1])]
    elif isinstance(around, list):
        del around[int(path[-1])]
    if not made:
        raise KvalitetError("det sista fältet i en post går inte att ta bort.")
    return made


def _stands(value: dict[str, Value], path: FieldPath) -> None:
    around = value_at(value, path[:-1]) if path[:-1] else value
    if not _holds(around, path[-1]):
        raise KvalitetError(f"{'.'.join(map(str, path))} finns inte, så det går inte att ta bort.")


def _holds(around: Value, step: Step) -> bool:
    if isinstance(around, dict):
        return step in around
    return isinstance(around, list) and isinstance(step, int) and 0 <= step < len(around)


def _size(value: Value) -> int:
    return len(value) if isinstance(value, dict | list) else 0


def _set(made: dict[str, Value], path: FieldPath, value: Value) -> None:
    here: Value = made
    for step, following in zip(path, (*path[1:], None), strict=True):
        inner: Value = value if following is None else {} if isinstance(following, str) else []
        if isinstance(here, dict) and isinstance(step, str):
            kept = here.get(step) if following is not None else None
            here[step] = inner if kept is None else kept
            here = here[step]
        elif isinstance(here, list) and isinstance(step, int) and 0 <= step <= len(here):
            if step == len(here):
                here.append(inner)
            elif following is None or here[step] is None:
                here[step] = inner
            here = here[step]
        else:
            raise _misled(path)


def _misled(path: FieldPath) -> KvalitetError:
    return KvalitetError(f"{'.'.join(map(str, path))} leder genom ett värde som inte har några fält i sig.")


def _same(one: Value, other: Value) -> bool:
    # 1 is no true and 2.0 is no 2 to a reader, though Python calls them equal
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
