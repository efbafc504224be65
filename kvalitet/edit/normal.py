"""The normal form of a file: the little that may differ without anybody meaning anything by it.

Line feeds alone, no spaces at the ends of lines, one line break last, no byte order mark, and the fields of a record
in the order of its schema with the comments above and beside them. What stands in a text of several lines is not
touched, and the value is proved to be the same.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kvalitet.edit.marked import Marked
from kvalitet.edit.splice import ended
from kvalitet.errors import KvalitetError
from kvalitet.model.value import FieldPath, Value
from kvalitet.parse import decode, parse

_BREAK: Final = re.compile(r"\r\n?")
_TRAILING: Final = re.compile(r"[ \t]+$")
_SPACED: Final = re.compile(r"[ \t](?:\n|\Z)")
_ABOVE: Final = re.compile(r"(?:[ \t]*\n)*(?:[ \t]*#[^\n]*\n)*")
_BLANKS: Final = re.compile(r"(?:[ \t]*\n)*")


@dataclass(frozen=True, slots=True)
class Normal:
    """A file in its normal form. `unordered` is whether its fields had to be left in another order than the schema's.

    They are left so where it cannot be told which field a comment belongs to.
    """

    data: bytes
    unordered: bool = False


def normal(data: bytes, order: Sequence[str] = ()) -> Normal:
    """The normal form of a file; `order` is that of its fields, where they have one.

    Raises KvalitetError for a file that cannot be read, or that would not hold the same in another form.
    """
    text, _ = decode(data)
    if text is None:
        raise KvalitetError("filen går inte att läsa som text. Spara den som UTF-8 först.")
    before = _value(text)
    tidied = _ended(_trimmed(_BREAK.sub("\n", text)))
    if tidied != text and not _holds(tidied, before):
        raise KvalitetError("filen går inte att skriva i normalform utan att det som står i den ändras.")
    ordered = tidied if _is_ordered(list(before), order) else _ordered(tidied, order)
    if ordered == tidied:
        return Normal(tidied.encode("utf-8"))
    if ordered is None or not _holds(ordered, before):
        return Normal(tidied.encode("utf-8"), unordered=True)
    # what stood between two fields may now stand last, or below another
    ordered = _ended(_trimmed(ordered))
    if not _holds(ordered, before) or _comments(ordered) != _comments(tidied):
        return Normal(tidied.encode("utf-8"), unordered=True)
    return Normal(ordered.encode("utf-8"))


def _value(text: str) -> dict[str, Value]:
    found = parse(text)
    if found.faults or found.value is None:
        why = found.faults[0]
        raise KvalitetError(f"rad {why.span.line}: {why.message}. {why.help}")
    return found.value


def _holds(text: str, value: dict[str, Value]) -> bool:
    found = parse(text)
    # the order of the fields of a record means nothing
    return not found.faults and json.dumps(found.value, sort_keys=True) == json.dumps(value, sort_keys=True)


def _comments(text: str) -> list[str]:
    return sorted(line for line in text.splitlines() if "#" in line)


def _trimmed(text: str) -> str:
    """The text without spaces at the ends of lines, but for lines that go on within a value."""
    if not _SPACED.search(text):
        return text
    marked = Marked(text, _value(text))
    kept = {line for path in _scalars(marked.value) for line in _own_lines(marked, path)}
    return "\n".join(
        line if number in kept else _TRAILING.sub("", line) for number, line in enumerate(text.split("\n"))
    )


def _scalars(value: Value, above: FieldPath = ()) -> Sequence[FieldPath]:
    if isinstance(value, dict) and value:
        return [path for key, inner in value.items() for path in _scalars(inner, (*above, key))]
    if isinstance(value, list) and value:
        return [path for index, inner in enumerate(value) for path in _scalars(inner, (*above, index))]
    return [above]


def _own_lines(marked: Marked, path: FieldPath) -> range:
    """The lines, from 0, whose ends lie within a text of several lines."""
    first = marked.text.count("\n", 0, marked.start(path))
    last = marked.text.count("\n", 0, marked.end(path))
    if not marked.is_block_text(path):
        return range(first, last)
    # blank lines below a block may be part of it
    below = _BLANKS.match(marked.text, marked.after_line(marked.end(path)))
    return range(first + 1, last + 1 + (below[0].count("\n") if below else 0))


def _ended(text: str) -> str:
    """The text with one line break last: blank lines that a block text keeps are part of it."""
    if text.endswith("\n") and text[-2:-1] not in {"\n", " ", "\t"}:
        return text
    marked = Marked(text, _value(text))
    last = marked.last(())
    stop = marked.after_line(marked.end(last))
    if stop < len(text) and not marked.text[marked.entry_end(last, 0) :].strip():
        stop = marked.entry_end(last, 0)
    if text[stop:].strip():
        return text.rstrip("\n") + "\n"
    return text[:stop] if text[:stop].endswith("\n") else f"{ended(marked)}\n"


def _is_ordered(keys: Sequence[str], order: Sequence[str]) -> bool:
    rank = {key: place for place, key in enumerate(order)}
    places = [rank.get(key, len(rank)) for key in keys]
    return places == sorted(places)


def _ordered(text: str, order: Sequence[str]) -> str | None:
    """The text with its fields in an order, those it does not name last; None where comments stand in the way."""
    marked = Marked(text, _value(text))
    keys = sorted(marked.value, key=lambda key: marked.key_start((key,)))
    rank = {key: place for place, key in enumerate(order)}
    wanted = sorted(keys, key=lambda key: rank.get(key, len(rank)))
    starts = [marked.key_start((key,)) for key in keys]
    if marked.is_flow(()) or any(marked.column(start) for start in starts):
        return None
    ends = [marked.entry_end((key,), 0) for key in keys]
    gaps = [text[end:start] for end, start in zip(ends, starts[1:], strict=False)]
    head, tail = text[: starts[0]], text[ends[-1] :]
    loose = not all(_ABOVE.fullmatch(gap) for gap in gaps)
    if loose or ("#" in head and wanted[0] != keys[0]) or ("#" in tail and wanted[-1] != keys[-1]):
        return None
    pieces = {key: gap + text[start:end] for key, gap, start, end in zip(keys, ["", *gaps], starts, ends, strict=True)}
    first = pieces[wanted[0]]
    opened = first[len(_BLANKS.match(first)[0]) :]  # type: ignore[index]  # it matches nothing at all too
    return "".join([head, opened, *(pieces[key] for key in wanted[1:]), tail])
