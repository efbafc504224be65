"""Texts to edit: the shipped register, and files written as differently as the dialect allows."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from kvalitet import shipped
from kvalitet.edit import Edit, applied
from kvalitet.model.value import FieldPath, Value
from kvalitet.parse import parse

CORPUS = Path(__file__).parent / "corpus"


@cache
def hostile() -> tuple[str, ...]:
    return tuple(path.read_bytes().decode() for path in sorted(CORPUS.glob("*.yaml")))


@cache
def shipped_texts() -> tuple[str, ...]:
    return tuple(path.read_bytes().decode() for path in sorted(shipped.folder("register").rglob("*.yaml")))


def value_of(text: str) -> dict[str, Value]:
    found = parse(text)
    assert found.faults == ()
    assert found.value is not None
    return found.value


def paths(value: Value, above: FieldPath = ()) -> Iterator[FieldPath]:
    """The path of everything that is written in a value."""
    if above:
        yield above
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*above, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, (*above, index))


def order(_: FieldPath) -> Sequence[str]:
    return ("id", "titel", "enhet", "status", "beskrivning", "upptagen", "åtgärder", "forum", "senast", "datum")


def after(text: str, *edits: Edit) -> str:
    for edit in edits:
        text = applied(text, edit, order)
    return text


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are only in the earlier and only in the later text: all between what they begin and end with."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return old, new
