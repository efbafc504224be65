"""What differs between two states of a record, held against what was done to it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.model.change import Change, changes

CASES: dict[str, tuple[dict[str, Any], dict[str, Any], list[tuple[str, Any, Any]]]] = {
    "nothing": ({"a": 1, "b": {"c": [1]}}, {"b": {"c": [1]}, "a": 1}, []),
    "a value": ({"a": 1, "b": 2}, {"a": 1, "b": 3}, [("b", 2, 3)]),
    "a field that came and one that went": ({"a": 1}, {"b": 2}, [("b", None, 2), ("a", 1, None)]),
    "a part of a mapping": ({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}}, [("a.c", 2, 3)]),
    "a whole mapping": ({}, {"a": {"b": 1, "c": 2}}, [("a.b", None, 1), ("a.c", None, 2)]),
    "bare values are one": ({"a": ["x", "y"]}, {"a": ["y"]}, [("a", ["x", "y"], ["y"])]),
    "a list that came": ({}, {"a": ["x"]}, [("a", None, ["x"])]),
    "an empty mapping": ({"a": 1}, {"a": {}}, [("a", 1, {})]),
    "true is no one": ({"a": 1}, {"a": True}, [("a", 1, True)]),
    "nor within a list": ({"a": [1]}, {"a": [True]}, [("a", [1], [True])]),
    "a value that became a mapping": ({"a": 1}, {"a": {"b": 1}}, [("a", 1, {"b": 1})]),
    "items by their id, wherever they stand": (
        {"å": [{"id": "A1", "s": 1}, {"id": "A2", "s": 1}]},
        {"å": [{"id": "A3", "s": 9}, {"id": "A2", "s": 2}, {"id": "A1", "s": 1}]},
        [("å.A3.id", None, "A3"), ("å.A3.s", None, 9), ("å.A2.s", 1, 2)],
    ),
    "an item that went": (
        {"å": [{"id": "A1", "s": 1}, {"id": "A2"}]},
        {"å": [{"id": "A2"}]},
        [("å.A1.id", "A1", None), ("å.A1.s", 1, None)],
    ),
    "one more before items without id moves none": (
        {"g": [{"d": 1}, {"d": 2}]},
        {"g": [{"d": 0}, {"d": 1}, {"d": 2}]},
        [("g.0.d", None, 0)],
    ),
    "an item without id that changed": (
        {"g": [{"d": 1, "e": 1}, {"d": 2, "e": 2}]},
        {"g": [{"d": 1, "e": 1}, {"d": 2, "e": 3}]},
        [("g.1.e", 2, 3)],
    ),
    "two items of one id are told by place": (
        {"å": [{"id": "A1", "s": 1}, {"id": "A1", "s": 2}]},
        {"å": [{"id": "A1", "s": 1}, {"id": "A1", "s": 3}]},
        [("å.1.s", 2, 3)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_was_done_is_told(name: str) -> None:
    before, after, told = CASES[name]
    assert changes(before, after) == tuple(Change(*each) for each in told)


SCALARS = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["", "a", "1"])
KEYS = st.sampled_from(["a", "b", "c"])


def records(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    inner: st.SearchStrategy[Any] = SCALARS | st.lists(SCALARS, max_size=2)
    if depth:
        ided: st.SearchStrategy[Any] = st.dictionaries(
            st.sampled_from(["A1", "A2", "A3"]), records(depth - 1), min_size=1
        ).map(lambda found: [{"id": name, **item} for name, item in found.items()])
        inner = inner | records(depth - 1) | ided
    return st.dictionaries(KEYS, inner, max_size=3)


def leaves(value: Any, name: str = "") -> dict[str, str]:  # noqa: ANN401  # any value
    """The bare values of a record by their dotted names, items by their ids: written anew, not by the code at test."""
    if isinstance(value, dict) and value:
        parts = {f"{name}.{key}".lstrip("."): inner for key, inner in value.items()}
    elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        parts = {f"{name}.{item['id']}": item for item in value}
    else:
        return {} if value is None else {name: repr(value)}
    found: dict[str, str] = {}
    for key, inner in parts.items():
        found |= leaves(inner, key)
    return found


@given(records(2), records(2))
def test_the_changes_lead_from_one_state_to_the_other(before: dict[str, Any], after: dict[str, Any]) -> None:
    now = leaves(before) if before else {}
    for each in changes(before, after):
        for key in leaves(each.before, each.field):
            assert now.pop(key) == leaves(each.before, each.field)[key]
        now |= leaves(each.after, each.field)
    assert now == (leaves(after) if after else {})


@given(records(2))
def test_a_state_does_not_differ_from_itself(state: dict[str, Any]) -> None:
    assert changes(state, state) == ()
