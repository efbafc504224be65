"""What a value lacks is told place by place: always, by its conditions, and within what is there."""

from typing import Any

import pytest

from kvalitet.kinds import Gap, gaps

SCHEMA: dict[str, Any] = {
    "properties": {
        "status": {"enum": ["ny", "klar"]},
        "delar": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "required": ["id"], "dependentRequired": {"till": ["från"]}},
        },
        "grupp": {"type": "object", "minProperties": 1},
    },
    "required": ["titel", "status"],
    "allOf": [
        {"if": {"properties": {"status": {"const": "klar"}}, "required": ["status"]}, "then": {"required": ["klar"]}}
    ],
}
KLAR = ' när status är "klar"'

CASES: dict[str, tuple[dict[str, Any], set[Gap]]] = {
    "nothing yet": ({}, {Gap(("titel",)), Gap(("status",))}),
    "nothing more": ({"titel": "x", "status": "ny"}, set()),
    "a condition": ({"titel": "x", "status": "klar"}, {Gap(("klar",), because=KLAR)}),
    "an empty list": ({"titel": "x", "status": "ny", "delar": []}, {Gap(("delar",), more=True)}),
    "an empty group": ({"titel": "x", "status": "ny", "grupp": {}}, {Gap(("grupp",), more=True)}),
    "within an item": (
        {"titel": "x", "status": "ny", "delar": [{"id": "A1"}, {"till": 1}]},
        {Gap(("delar", 1, "id")), Gap(("delar", 1, "från"))},
    ),
    "what is wrong is not lacking": ({"titel": 7, "status": "fel"}, set()),
}


@pytest.mark.parametrize(("value", "lacking"), CASES.values(), ids=CASES)
def test_each_place_that_must_be_filled_in_is_told_once(value: dict[str, Any], lacking: set[Gap]) -> None:
    found = gaps(SCHEMA, value)
    assert set(found) == lacking
    assert len(found) == len(lacking)
