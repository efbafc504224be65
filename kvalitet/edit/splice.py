"""Cuts one value out of a text and puts another in its place: every other character stays where it stood."""

import re
from collections.abc import Sequence
from typing import Final

from kvalitet.edit.marked import HEADER, Marked
from kvalitet.edit.writing import STEP, Written, inline, key_text, written
from kvalitet.model.value import FieldPath, Value, value_at

_SPACES: Final = re.compile(r"[ \t]*")
_COMMA: Final = re.compile(r"\s*,[ \t]*")
_COLON: Final = re.compile(r"\s*:")


def replaced(marked: Marked, path: FieldPath, value: Value) -> str:
    """The text with another value at a path where one stands, or where only the key does."""
    text, start, end = marked.text, marked.start(path), marked.end(path)
    if marked.in_flow(path):
        piece = inline(value, flow=True)
        if start == end and isinstance(path[-1], str) and not _COLON.match(text, marked.key_end(path)):
            # within brackets a key may stand without its colon
            at = marked.key_end(path)
            return f"{text[:at]}: {piece}{text[at:]}"
        return _in_line(text, start, end, piece)
    column = marked.dash(path) if isinstance(path[-1], int) else marked.key_start(path)
    found = written(value, marked.column(column), marked.column(start) + (start == end))
    old = value_at(marked.value, path)
    of_lines = isinstance(old, dict | list) and bool(old) and not marked.is_flow(path)
    if found.is_block_text and (of_lines or marked.takes_in_comments(end, marked.column(column) + STEP)):
        # a comment there would be drawn into the text
        found = Written(inline(value, flow=False))
    if marked.is_block_text(path):
        header = HEADER.match(text, start)
        stop = header.end() if header else start
        return _laid(marked, start, stop, end, found)
    if of_lines:
        return _instead_of_block(marked, path, found)
    return _laid(marked, start, end, end, found)


def _in_line(text: str, start: int, end: int, value: str) -> str:
    """The text with a value in a place: where nothing stood, a space apart from the colon or dash before it."""
    space = " " if start == end and text[start - 1 : start] not in {" ", "\t", "[", "{", "\n", "\r"} else ""
    after = " " if start == end and text[end : end + 1] == "#" else ""
    return text[:start] + space + value + after + text[end:]


def _laid(marked: Marked, start: int, stop: int, end: int, found: Written) -> str:
    """The text with a value from start: what stood to `stop` is gone, and the lines after that one to the end's."""
    text = marked.text
    line = marked.line_end(stop)
    rest = marked.line_end(end) if end > line else line
    below = "".join(f"{marked.newline}{row}" for row in found.below)
    if found.head:
        kept = _in_line(text[:line], start, stop, found.head)
    else:
        kept = f"{text[:start].rstrip(' ')}{text[stop:line]}"
    return kept + below + text[rest:]


def _instead_of_block(marked: Marked, path: FieldPath, found: Written) -> str:
    text, start, end = marked.text, marked.start(path), marked.end(path)
    below = "".join(f"{marked.newline}{row}" for row in found.below)
    line = marked.line_start(start)
    if isinstance(path[-1], int):
        head = f" {found.head}" if found.head else ""
        return text[: marked.dash(path) + 1] + head + below + text[marked.line_end(end) :]
    colon = _COLON.match(text, marked.key_end(path))
    at = colon.end() if colon else marked.key_end(path)
    opening = marked.line_end(at)
    kept = text[:at] + (f" {found.head}" if found.head else "") + text[at:opening]
    before = text[opening:line].removesuffix("\n").removesuffix("\r")
    return kept + before + below + text[marked.line_end(end) :]


def added_key(marked: Marked, path: FieldPath, value: Value, order: Sequence[str]) -> str:
    """The text with another key in a mapping that has some: after the nearest in the order that stands before it."""
    mapping, key = path[:-1], str(path[-1])
    siblings = _siblings(marked, mapping)
    before = _before(siblings, key, order)
    if marked.in_flow((*mapping, key)):
        pair = f"{key_text(key)}: {inline(value, flow=True)}"
        places = [(*mapping, name) for name in siblings]
        return _flow_put(marked, places, None if before is None else siblings.index(before), pair)
    column = marked.column(marked.key_start((*mapping, siblings[0])))
    start = f"{key_text(key)}:"
    found = written(value, column, column + len(start) + 1)
    rows = [f"{start} {found.head}".rstrip(), *found.below]
    first = (*mapping, siblings[0])
    if before is None and _is_below_comment(marked, marked.key_start(first)):
        before = siblings[0]
    if before is None:
        return _put_before(marked, marked.key_start(first), rows, column)
    at = marked.entry_end((*mapping, before), column)
    return _put_lines(marked, at, [" " * column + rows[0], *rows[1:]])


def _before(siblings: Sequence[str], key: str, order: Sequence[str]) -> str | None:
    """The sibling that a key comes after: the nearest before it in the order; None where it comes first.

    A key that the order does not know comes last.
    """
    if key not in order:
        return siblings[-1]
    rank = {name: place for place, name in enumerate(order)}
    earlier = [name for name in siblings if rank.get(name, len(rank)) < rank[key]]
    return max(earlier, key=lambda name: rank[name], default=None)


def added_item(marked: Marked, path: FieldPath, value: Value) -> str:
    """The text with another item in a list that has some; the path's index says before which it comes."""
    sequence, index = path[:-1], int(path[-1])
    if marked.in_flow(path):
        count = len(_items(marked, sequence))
        places = [(*sequence, place) for place in range(count)]
        return _flow_put(marked, places, index - 1 if index else None, inline(value, flow=True))
    column = marked.column(marked.start(sequence))
    # below a dash of its own: written as an item of a list that holds nothing else
    rows = list(written([value], column - STEP, 0).below) or [f"{' ' * column}- {inline(value, flow=False)}"]
    if index == 0:
        return _put_before(marked, marked.start(sequence), [rows[0].lstrip(), *rows[1:]], column)
    at = marked.entry_end((*sequence, index - 1), column)
    return _put_lines(marked, at, rows)


def filled(marked: Marked, path: FieldPath, pair: str) -> str:
    """The text with the first pair or item in brackets that hold nothing."""
    at = marked.start(path) + 1
    return marked.text[:at] + pair + marked.text[at:]


def _flow_put(marked: Marked, places: Sequence[FieldPath], after: int | None, piece: str) -> str:
    text = marked.text
    if after is None:
        first = places[0]
        at = marked.start(first) if isinstance(first[-1], int) else marked.key_start(first)
        return f"{text[:at]}{piece}, {text[at:]}"
    at = marked.end(places[after])
    return f"{text[:at]}, {piece}{text[at:]}"


def _put_before(marked: Marked, at: int, rows: Sequence[str], column: int) -> str:
    """The text with lines before an entry that they push down; the first takes the place where it began."""
    return marked.text[:at] + "".join(f"{row}{marked.newline}" for row in rows) + " " * column + marked.text[at:]


def _put_lines(marked: Marked, at: int, rows: Sequence[str]) -> str:
    """The text with lines of their own at the beginning of a line, or after a last line that has no break."""
    text, newline = marked.text, marked.newline
    block = newline.join(rows)
    if text[:at].endswith(("\n", "\r")):
        return f"{text[:at]}{block}{newline}{text[at:]}"
    return f"{ended(marked)}{newline}{block}"


def ended(marked: Marked) -> str:
    """The text with a block text that ends it, without a line break, told to end so: others will follow it."""
    text, last = marked.text, marked.last(())
    header = HEADER.match(text, marked.start(last)) if marked.is_block_text(last) else None
    if header is None or "-" in header[0]:
        return text
    return f"{text[: header.start()]}{header[0].replace('+', '')}-{text[header.end() :]}"


def _is_below_comment(marked: Marked, at: int) -> bool:
    line = marked.line_start(at)
    above = marked.text[marked.line_start(line - 1) : line] if line else ""
    return above.lstrip().startswith("#")


def _siblings(marked: Marked, mapping: FieldPath) -> list[str]:
    found = value_at(marked.value, mapping)
    return list(found) if isinstance(found, dict) else []


def _items(marked: Marked, sequence: FieldPath) -> list[Value]:
    found = value_at(marked.value, sequence)
    return found if isinstance(found, list) else []


def dropped(marked: Marked, path: FieldPath) -> str:
    """The text without an entry that is not the only one of its mapping or list."""
    parent, last = path[:-1], path[-1]
    steps = range(len(_items(marked, parent))) if isinstance(last, int) else _siblings(marked, parent)
    places: list[FieldPath] = [(*parent, step) for step in steps]
    index = places.index(path)
    begins = marked.start if marked.in_flow(path) else marked.dash
    begin = begins(path) if isinstance(last, int) else marked.key_start(path)
    if marked.in_flow(path):
        return _flow_dropped(marked, places, index, begin)
    text, line = marked.text, marked.line_start(begin)
    stop = marked.entry_end(path, marked.column(begin))
    if not text[line:begin].strip():
        return text[:line] + text[stop:]
    # beside a dash: what comes next takes its place there
    following = places[index + 1]
    start = marked.dash(following) if isinstance(last, int) else marked.key_start(following)
    if _SPACES.fullmatch(text, stop, start):
        return text[:begin] + text[start:]
    return text[:begin].rstrip(" ") + text[marked.line_end(marked.end(path)) :]


def _flow_dropped(marked: Marked, places: Sequence[FieldPath], index: int, begin: int) -> str:
    text, end = marked.text, marked.end(places[index])
    comma = _COMMA.match(text, end)
    if index + 1 < len(places) and comma:
        return text[:begin] + text[comma.end() :]
    previous = marked.end(places[index - 1])
    before = _COMMA.match(text, previous)
    if before is None:
        return text[:begin] + text[end:]
    after = comma.end() if comma else end
    # a comment between the two stays, and must stay apart from what is before it
    between = text[before.end() : begin]
    return text[:previous] + (f" {between}" if between else "") + text[after:]
