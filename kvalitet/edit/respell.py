"""Spells values anew where they stand: their quotes, brackets and comments stay as they are written."""

import codecs
from collections.abc import Mapping
from functools import reduce

from kvalitet.edit.apply import Order, Put, edited, outcome, same
from kvalitet.edit.marked import Marked
from kvalitet.errors import KvalitetError
from kvalitet.model.value import FieldPath, Value, value_at
from kvalitet.parse import decode, parse


def respelled(data: bytes, values: Mapping[FieldPath, str], order: Order) -> bytes:
    """The bytes of a file in which other texts stand at some paths, and nothing else differs.

    A text that is not written as it reads (with escapes, on several lines) is written anew, as `edited` does it.
    Raises KvalitetError as that, and for a path at which no text stands.
    """
    text, _ = decode(data)
    found = parse(text) if text is not None else None
    if text is None or found is None or found.faults or found.value is None:
        raise KvalitetError("filen går inte att läsa. Se vad som är fel med ”kvalitet check”.")
    after = _spliced(Marked(text, found.value), values)
    puts = [Put(path, value) for path, value in values.items()]
    wanted: Mapping[str, Value] = reduce(outcome, puts, found.value)
    proof = parse(after) if after is not None else None
    if after is None or proof is None or proof.faults or not same(proof.value, dict(wanted)):
        return edited(data, puts, order)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + after.encode("utf-8")


def _spliced(marked: Marked, values: Mapping[FieldPath, str]) -> str | None:
    """The text with each value in place of the old one; None where one is not written as it reads."""
    places: list[tuple[int, str, str]] = []
    for path, new in values.items():
        old = value_at(marked.value, path)
        if not isinstance(old, str):
            raise KvalitetError(f"{'.'.join(map(str, path))} är ingen text.")
        start = marked.start(path)
        written = marked.text[start : marked.end(path)]
        if written.count(old) != 1:
            return None
        places.append((start + written.index(old), old, new))
    text = marked.text
    # from the end, so that the places before still hold
    for start, old, new in sorted(places, reverse=True):
        text = text[:start] + new + text[start + len(old) :]
    return text
