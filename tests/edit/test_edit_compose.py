"""A new file holds what was asked for, in the order of its schema, and is in normal form from the start."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvalitet.edit import composed, normal
from kvalitet.errors import KvalitetError
from kvalitet.model.value import FieldPath, Value
from kvalitet.parse import read

ORDER = {(): ("id", "titel", "text", "delar"), ("delar", 0): ("id", "status"), ("delar", 1): ("id", "status")}


def order(path: FieldPath) -> tuple[str, ...]:
    return ORDER.get(path, ())


def test_fields_stand_in_the_order_of_the_schema_at_every_depth_and_the_unknown_last() -> None:
    value: dict[str, Value] = {
        "okänd": 1,
        "delar": [{"status": "ny", "id": "A1"}, {"annat": True, "id": "A2"}],
        "text": "Rad ett.\nRad två.",
        "titel": "no: 12",
        "id": "AVV-2026-0001",
    }
    assert composed(value, order).decode() == (
        'id: AVV-2026-0001\ntitel: "no: 12"\ntext: |-\n  Rad ett.\n  Rad två.\n'
        "delar:\n  - id: A1\n    status: ny\n  - id: A2\n    annat: true\nokänd: 1\n"
    )


def test_what_no_file_may_hold_is_refused() -> None:
    with pytest.raises(KvalitetError, match="värdet går inte att skriva: det osynliga"):
        composed({"titel": "a\u202eb"}, order)


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), max_size=40
)
lines = st.lists(texts, max_size=3).map("\n".join)
keys = st.sampled_from(["id", "titel", "text", "delar", "åtgärd", "no"])
scalars = lines | st.integers(-9999, 9999) | st.booleans() | st.none() | st.decimals(-99, 99, places=2).map(float)
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3))


@given(st.dictionaries(keys, values, min_size=1, max_size=4))
def test_what_is_read_back_is_what_was_written_and_fmt_has_nothing_to_do(value: dict[str, Value]) -> None:
    try:
        data = composed(value, order)
    except KvalitetError:
        return
    found = read(data)
    assert not found.faults
    assert json.dumps(found.value, sort_keys=True) == json.dumps(value, sort_keys=True)
    assert normal(data, order(())).data == data
