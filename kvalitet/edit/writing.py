"""Writes values in the register's dialect: plain where it is safe, quoted where it must be, a block where it is long.

A way of writing is taken only when the parser reads the value back from it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kvalitet.model.value import Value
from kvalitet.parse import parse

WIDTH: Final = 120
STEP: Final = 2

# what other readers of YAML take for a number, a truth value or a time, though this dialect does not
_LOOKALIKE: Final = re.compile(
    r"y|n|yes|no|on|off|true|false|null|~"
    r"|[-+]?(0x[0-9a-f_]+|0[0-7_]*|0o[0-7]+|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"
    r"|[0-9_]*\.?[0-9_]+\.?(e[-+]?[0-9]+)?|\.inf|\.nan)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A value as text: what stands on the line of its key, and the lines below it. One of them may be empty."""

    head: str
    below: tuple[str, ...] = ()

    @property
    def is_block_text(self) -> bool:
        """Whether it is a text written on the lines below, which takes in whatever is indented as much."""
        return bool(self.head) and bool(self.below)


def inline(value: Value, *, flow: bool) -> str:
    """The value on one line; `flow` is whether it stands within brackets."""
    match value:
        case None | bool() | int():
            return json.dumps(value)
        case float():
            return format(Decimal(repr(value)), "f")
        case str():
            return _text(value, flow=flow)
        case list():
            return f"[{', '.join(inline(item, flow=True) for item in value)}]"
        case dict():
            pairs = (f"{key_text(key)}: {inline(inner, flow=True)}" for key, inner in value.items())
            return f"{{{', '.join(pairs)}}}"


def key_text(key: str) -> str:
    """A key as it is written."""
    return _text(key, flow=True)


def written(value: Value, column: int, taken: int) -> Written:
    """The value of a key or a dash that stands at a column (from 0), where `taken` columns of the line are full.

    What lies below is indented from that column, and by its own step for each level.
    """
    inner = column + STEP
    if isinstance(value, dict | list) and value:
        on_line = inline(value, flow=True)
        if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
            wide = taken + len(on_line) > WIDTH or any(isinstance(item, str) and "\n" in item for item in value)
            return Written("", tuple(_items(value, inner))) if wide else Written(on_line)
        return Written("", tuple(_items(value, inner) if isinstance(value, list) else pairs(value, inner)))
    if isinstance(value, str):
        if "\n" in value:
            return _literal(value, inner) or Written(inline(value, flow=False))
        on_line = inline(value, flow=False)
        return (_folded(value, inner) if taken + len(on_line) > WIDTH else None) or Written(on_line)
    return Written(inline(value, flow=False))


def pairs(value: Mapping[str, Value], column: int) -> Iterator[str]:
    """The lines of a mapping whose keys stand at a column."""
    for key, inner in value.items():
        start = f"{' ' * column}{key_text(key)}:"
        found = written(inner, column, len(start) + 1)
        yield f"{start} {found.head}".rstrip()
        yield from found.below


def _items(value: list[Value], column: int) -> Iterator[str]:
    for item in value:
        if isinstance(item, dict) and item:
            first, *rest = pairs(item, column + STEP)
            yield f"{' ' * column}- {first[column + STEP :]}"
            yield from rest
        else:
            found = written(item, column, column + STEP)
            yield f"{' ' * column}- {found.head}".rstrip()
            yield from found.below


def _text(value: str, *, flow: bool) -> str:
    for candidate in _candidates(value):
        if _reads_as(f"k: [{candidate}]\n" if flow else f"k: {candidate}\n", [value] if flow else value):
            return candidate
    return json.dumps(value, ensure_ascii=False)


def _candidates(value: str) -> Iterator[str]:
    if value.isprintable() and value == value.strip():
        if value and not _LOOKALIKE.fullmatch(value):
            yield value
        if '"' not in value and "\\" not in value:
            yield f'"{value}"'
        quoted = value.replace("'", "''")
        yield f"'{quoted}'"


def _literal(value: str, column: int) -> Written | None:
    """A text of several lines as a literal block, or None where it cannot be one."""
    body = value.rstrip("\n")
    ends = len(value) - len(body)
    if ends > 1 or not body.strip() or body[0] in " \t\n":
        return None
    return _block("|" if ends else "|-", body.split("\n"), column, value)


def _folded(value: str, column: int) -> Written | None:
    """A long text as a folded block, broken between words, or None where it cannot be one."""
    words = value.split(" ")
    if "" in words:
        return None
    rows = [""]
    for word in words:
        if rows[-1] and column + len(rows[-1]) + 1 + len(word) > WIDTH:
            rows.append("")
        rows[-1] += f" {word}" if rows[-1] else word
    return _block(">-", rows, column, value)


def _block(head: str, rows: list[str], column: int, value: str) -> Written | None:
    indent = " " * column
    below = tuple(f"{indent}{row}" if row else "" for row in rows)
    # on a file of its own the block may stand less deep: the same lines, under a key at the margin
    return Written(head, below) if _reads_as("\n".join((f"k: {head}", *below, "")), value) else None


def _reads_as(text: str, value: Value) -> bool:
    found = parse(text)
    return not found.faults and found.value == {"k": value} and type(found.value["k"]) is type(value)
