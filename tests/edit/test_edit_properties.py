"""Whatever a file is like and whatever is asked: the file holds exactly that afterwards, or nothing is done."""

import json
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kvalitet.edit import Drop, Edit, Put, applied
from kvalitet.errors import KvalitetError
from kvalitet.model.change import changes
from kvalitet.model.value import FieldPath, Value, address, value_at
from kvalitet.parse import positions
from tests.edit.texts import hostile, order, paths, shipped_texts, value_of

_ODD = ["", " x", "x ", "a: b", "a #b", "# x", "- a", "'q'", '"q"', "C:\\x", "a, b", "[x", "{", "}", "null", "true"]
_LONG = [
    "två\nrader",
    "två\nrader\n",
    "\n",
    "  indrag\nutan",
    "rad\n\n  rad\n",
    "ord " * 50 + "slut",
    "a\n\n",
    "\ta\n",
    "a \nb",
]
_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co"], include_characters="\n\t")
_TEXT: st.SearchStrategy[Value] = st.one_of(st.sampled_from(_ODD + _LONG), st.text(_CHARACTERS, max_size=60))
_SCALAR: st.SearchStrategy[Value] = st.one_of(
    _TEXT, st.integers(-(10**17), 10**17), st.booleans(), st.none(), st.decimals(-999, 999, places=2).map(float)
)
_VALUE: st.SearchStrategy[Any] = st.one_of(
    _SCALAR,
    st.lists(_SCALAR, min_size=1, max_size=4),
    st.dictionaries(st.sampled_from(["id", "datum", "ny"]), _SCALAR, min_size=1),
)
_DROPPED = object()


def _same(one: object, other: object) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


@st.composite
def texts(draw: st.DrawFn) -> str:
    text = draw(st.one_of(st.sampled_from(hostile()), st.sampled_from(shipped_texts())))
    manner = draw(st.sampled_from(["as it is", "without its end", "CRLF"]))
    if manner == "without its end" and not re.search(r"[|>][0-9]?\+[^\n]*\n[^\n]*\Z", text.rstrip("\n")):
        return text.rstrip("\r\n")
    return text.replace("\r\n", "\n").replace("\n", "\r\n") if manner == "CRLF" else text


@st.composite
def edits(draw: st.DrawFn, text: str) -> Edit:
    value = value_of(text)
    path = draw(st.sampled_from(list(paths(value))))
    match draw(st.sampled_from(["change", "add", "drop"])):
        case "change":
            return Put(path, draw(_VALUE))
        case "add":
            around = value_at(value, path)
            if isinstance(around, list):
                return Put((*path, len(around)), draw(_VALUE))
            if isinstance(around, dict):
                return Put((*path, draw(st.sampled_from(["senast", "okänd"]))), draw(_VALUE))
            return Put((draw(st.sampled_from(["status", "beskrivning", "okänd"])),), draw(_VALUE))
        case _:
            return Drop(path)


@settings(max_examples=400)
@given(st.data())
def test_an_edit_gives_what_was_asked_and_changes_nothing_else(data: st.DataObject) -> None:
    text = data.draw(texts())
    edit = data.draw(edits(text))
    before = value_of(text)
    found, refused = before, ""
    try:
        found = value_of(applied(text, edit, order))
    except KvalitetError as error:
        refused = str(error)
    if refused:
        # a character that is not in normal form, and keys written with a question mark, are all that is refused
        assert "normalform" in refused or "? frågetecken" in text or len(before) == 1
        return
    if isinstance(edit, Put):
        assert _same(value_at(found, edit.path), edit.value)
    touched = _touched(edit, before)
    name = address(before, touched)
    for change in changes(before, found):
        assert _overlap(change.field, name, ".".join(map(str, touched)))


def _touched(edit: Edit, before: dict[str, Value]) -> FieldPath:
    """The topmost place that an edit may change: in a list that loses or gains an item, indexes shift."""
    path = edit.path
    if isinstance(edit, Drop):
        while len(path) > 1 and (isinstance(path[-1], int) or _alone(before, path)):
            path = path[:-1]
    lists = [length for length in range(1, len(path) + 1) if isinstance(value_at(before, path[:length]), list)]
    return path[: lists[0]] if lists else path


def _alone(before: dict[str, Value], path: FieldPath) -> bool:
    around = value_at(before, path[:-1])
    return isinstance(around, dict | list) and len(around) == 1


def _overlap(field: str, *names: str) -> bool:
    return any(f"{field}.".startswith(f"{name}.") or f"{name}.".startswith(f"{field}.") for name in names)


@settings(max_examples=300)
@given(st.data())
def test_a_changed_scalar_leaves_every_line_that_is_not_its_own(data: st.DataObject) -> None:
    text = data.draw(texts())
    value = value_of(text)
    scalars = [path for path in paths(value) if not isinstance(value_at(value, path), dict | list)]
    path = data.draw(st.sampled_from(scalars))
    new = data.draw(st.one_of(st.sampled_from(["ett", "a: b", "två\nrader\n"]), st.integers(0, 99)))
    span, key = positions(text).value(path), positions(text).key(path)
    assert span is not None
    before, after = text.splitlines(), applied(text, Put(path, new), order).splitlines()
    first = min(span.line, key.line if key else span.line)
    assert after[: first - 1] == before[: first - 1]
    later = before[span.end_line :]
    assert after[len(after) - len(later) :] == later
    # the comment beside the value stays too
    comment = re.search(r"[ \t]#[^#]*$", before[span.end_line - 1][span.end_column - 1 :])
    assert comment is None or any(line.endswith(comment[0]) for line in after)


@settings(max_examples=100)
@given(st.data())
def test_edits_undone_give_the_same_value(data: st.DataObject) -> None:
    text = data.draw(texts())
    value = value_of(text)
    path = data.draw(st.sampled_from([path for path in paths(value) if isinstance(value_at(value, path), str)]))
    changed = applied(text, Put(path, "annat"), order)
    assert _same(value_of(applied(changed, Put(path, value_at(value, path)), order)), value)
