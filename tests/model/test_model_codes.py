"""Codes and scales: valid for a time, replaced, in a tree."""

from datetime import date

import pytest

from kvalitet.model.codes import CodeList, code_list, scale
from kvalitet.model.value import Value


def listed(*rows: dict[str, Value]) -> CodeList:
    return code_list({"kodverk": "kategorier", "titel": "Kategorier", "koder": list(rows)})


@pytest.mark.parametrize(
    ("when", "valid"),
    [
        ("2023-12-31", False),
        ("2024-01-01", True),
        ("2024-06-15", True),
        ("2025-03-31", True),
        ("2025-04-01", False),
        ("0001-01-01", False),
        ("9999-12-31", False),
    ],
)
def test_a_code_is_valid_from_its_first_day_to_its_last(when: str, *, valid: bool) -> None:
    code = listed({"id": "fall", "från": "2024-01", "till": "2025-03", "ersätts_av": "fall_ny"}).codes["fall"]
    assert code.valid(date.fromisoformat(when)) is valid
    assert code.successor == "fall_ny"


def test_without_days_a_code_is_valid_and_an_unknown_day_settles_nothing() -> None:
    codes = listed({"id": "fall"}, {"id": "gammal", "till": "2000-01-01"}, {"id": "ny", "från": "2999-01-01"}).codes
    assert codes["fall"].valid(date.min)
    assert codes["fall"].valid(date.max)
    assert codes["gammal"].valid(None)
    assert codes["ny"].valid(None)


def test_a_code_without_a_label_is_its_own() -> None:
    codes = listed({"id": "fall", "etikett": "Fall"}, {"id": "brand"})
    assert [codes.label(code) for code in ("fall", "brand", "okänd")] == ["Fall", "brand", "okänd"]
    assert list(codes.codes) == ["fall", "brand"]


TREE = listed(
    {"id": "läkemedel"},
    {"id": "dos", "överordnad": "läkemedel"},
    {"id": "dubbel_dos", "överordnad": "dos"},
    {"id": "fall"},
    {"id": "lös", "överordnad": "saknas"},
    {"id": "a", "överordnad": "b"},
    {"id": "b", "överordnad": "a"},
    {"id": "själv", "överordnad": "själv"},
)


@pytest.mark.parametrize(
    ("code", "under", "top"),
    [
        ("läkemedel", {"läkemedel", "dos", "dubbel_dos"}, "läkemedel"),
        ("dos", {"dos", "dubbel_dos"}, "läkemedel"),
        ("dubbel_dos", {"dubbel_dos"}, "läkemedel"),
        ("fall", {"fall"}, "fall"),
        ("lös", {"lös"}, "lös"),
        ("okänd", {"okänd"}, "okänd"),
        ("själv", {"själv"}, "själv"),
    ],
)
def test_a_code_stands_in_its_tree(code: str, under: set[str], top: str) -> None:
    assert TREE.under(code) == under
    assert TREE.top(code) == top


def test_a_circle_of_codes_comes_to_an_end() -> None:
    assert TREE.under("a") == TREE.under("b") == {"a", "b"}
    assert {TREE.top("a"), TREE.top("b")} <= {"a", "b"}


def test_a_scale_has_its_steps_and_bands() -> None:
    step: dict[str, Value] = {"värde": 4.0, "etikett": "Stor", "beskrivning": "Ofta"}
    made = scale(
        {
            "skala": "4x4",
            "version": 1,
            "titel": "Riskmatris",
            "sannolikhet": [step],
            "konsekvens": [{**step, "värde": 3}],
            "nivåer": [{"från": 1, "till": 7, "etikett": "Låg"}, {"från": 8.0, "till": 16, "etikett": "Hög"}],
        }
    )
    assert made.id == "4x4@1"
    assert [(s.value, s.label) for s in (*made.likelihood, *made.consequence)] == [(4, "Stor"), (3, "Stor")]
    assert [made.band(value) for value in (0, 1, 7, 8, 16, 17)] == ["", "Låg", "Låg", "Hög", "Hög", ""]
