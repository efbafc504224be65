"""Values by dotted path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.model.query import has, values_at
from kvalitet.model.record import Record
from kvalitet.model.value import Value, address, texts, value_at, whole

DATA: dict[str, Value] = {
    "titel": "Fall",
    "antal": 3,
    "andel": 0.5,
    "klar": False,
    "tomt": None,
    "berör": ["patient", "medarbetare"],
    "period": {"från": "2025-01", "till": "2027-12"},
    "åtgärder": [
        {"id": "A1", "senast": "2026-05-31", "avser": ["O1"]},
        {"id": "A2", "senast": "2026-06-30", "avser": ["O1", "O2"]},
        {"senast": "2026-07-31"},
    ],
}
RECORD = Record("AVV-2026-0001", "avvikelse", "a.yaml", "", DATA)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("titel", ["Fall"]),
        ("period.från", ["2025-01"]),
        ("åtgärder.A1.senast", ["2026-05-31"]),
        ("åtgärder.1.senast", ["2026-06-30"]),
        ("åtgärder.2.senast", ["2026-07-31"]),
        ("åtgärder.senast", ["2026-05-31", "2026-06-30", "2026-07-31"]),
        ("åtgärder.avser.0", ["O1", "O1"]),
        ("berör.1", ["medarbetare"]),
        ("berör", [["patient", "medarbetare"]]),
        ("tomt", [None]),
        ("saknas", []),
        ("titel.inne", []),
        ("åtgärder.A9.senast", []),
        ("åtgärder.9", []),
        ("period.från.dag", []),
        ("", []),
        (".", []),
        ("åtgärder.-1", []),
    ],
)
def test_a_path_leads_to_its_values(path: str, found: list[Value]) -> None:
    assert list(values_at(DATA, path)) == found


@pytest.mark.parametrize(
    ("path", "wanted", "expected"),
    [
        ("titel", "Fall", True),
        ("titel", "fall", False),
        ("antal", "3", True),
        ("andel", "0.5", True),
        ("klar", "false", True),
        ("klar", "False", False),
        ("tomt", "", True),
        ("tomt", "null", True),
        ("saknas", "", False),
        ("berör", "patient", True),
        ("åtgärder.avser", "O2", True),
        ("period", "2025-01", False),
    ],
)
def test_a_record_has_a_value_as_it_is_written(path: str, wanted: str, *, expected: bool) -> None:
    assert has(RECORD, path, wanted) is expected


VALUES: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcåäö_", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(VALUES, st.text("abå01.-", max_size=8))
def test_any_path_into_any_value_gives_values_of_it_or_none(value: Value, path: str) -> None:
    assert all(found is None or repr(found) in repr(value) for found in values_at(value, path))


@given(VALUES, st.lists(st.integers(-2, 3) | st.text("abå", max_size=2), max_size=4))
def test_a_path_by_steps_leads_inside_or_nowhere(value: Value, path: list[int | str]) -> None:
    found = value_at(value, path)
    assert found is None or repr(found) in repr(value)
    assert len(address(value, path).split(".")) == max(len(path), 1)


def test_an_address_names_items_by_their_id_where_they_have_one() -> None:
    assert address(DATA, ("åtgärder", 1, "senast")) == "åtgärder.A2.senast"
    assert address(DATA, ("åtgärder", 2, "senast")) == "åtgärder.2.senast"
    assert address(DATA, ("åtgärder", 7, "senast")) == "åtgärder.7.senast"
    assert address(DATA, ()) == ""


def test_texts_are_those_written_keys_excepted() -> None:
    assert list(texts({"a": ["b", {"c": "d"}], "e": 1, "f": None})) == ["b", "d"]


@pytest.mark.parametrize(
    ("value", "number"),
    [(4, 4), (4.0, 4), (0, 0), (-2.0, -2), (4.5, None), ("4", None), (True, None), (None, None), ([], None)],
)
def test_a_whole_number_may_be_written_with_a_point(value: Value, number: int | None) -> None:
    assert whole(value) == number
    assert type(whole(value)) in {int, type(None)}
