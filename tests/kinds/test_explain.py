"""What is said in Swedish of a value that breaks its schema: code, place, message, way forward."""

from typing import Any

import pytest

from kvalitet import shipped
from kvalitet.kinds import explain, schema_set
from kvalitet.model.value import FieldPath, Value

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}


def said(schema: Schema, value: dict[str, Value]) -> list[tuple[str, FieldPath, str, str]]:
    found = explain(schema, value, path="post.yaml")
    assert all(fault.path == "post.yaml" for _, fault in found)
    return [(code, fault.field, fault.message, fault.help) for code, fault in found]


def test_a_missing_field_is_named_and_stands_where_it_ought_to() -> None:
    schema: Schema = {"required": ["titel", "enhet"]}
    assert said(schema, {"titel": "x"}) == [
        ("KV101", ("enhet",), 'fältet "enhet" saknas', 'Lägg till fältet "enhet".'),
    ]


def test_a_misspelt_field_is_one_fault_though_the_right_one_is_missing() -> None:
    schema: Schema = {"properties": {"titel": TEXT}, "required": ["titel"], "additionalProperties": False}
    assert said(schema, {"tittel": "x"}) == [
        ("KV104", ("tittel",), 'fältet "tittel" finns inte här', 'Menade du "titel"?'),
    ]


def test_a_field_that_stands_already_is_not_suggested_again() -> None:
    schema: Schema = {"properties": {"titel": TEXT}, "additionalProperties": False}
    ((code, field, _, advice),) = said(schema, {"titel": "x", "titel2": "y"})
    assert (code, field) == ("KV104", ("titel2",))
    assert advice == "Ta bort det, eller flytta det dit det hör. Fälten här är titel."


def test_a_field_like_no_other_is_not_answered_with_a_list_of_forty() -> None:
    schema: Schema = {"properties": {f"fält{n}": TEXT for n in range(40)}, "additionalProperties": False}
    ((_, _, _, advice),) = said(schema, {"qqqq": "x"})
    assert "fält17" not in advice
    assert "kvalitet schema" in advice


def test_a_demand_by_status_says_which_status() -> None:
    schema: Schema = {
        "allOf": [
            {
                "if": {"properties": {"status": {"enum": ["klar", "avbruten"]}}, "required": ["status"]},
                "then": {"required": ["klar"]},
            }
        ]
    }
    assert said(schema, {"status": "klar"}) == [
        (
            "KV107",
            ("klar",),
            'fältet "klar" behövs när status är "klar"',
            'Lägg till fältet "klar", eller ändra det som kräver det.',
        ),
    ]
    assert said(schema, {"status": "pågår"}) == []


@pytest.mark.parametrize(
    ("when", "value", "reason"),
    [
        ({"not": {"required": ["kod"]}}, {}, 'när "kod" saknas'),
        ({"required": ["kod"]}, {"kod": "x"}, 'när "kod" står'),
        (
            {"properties": {"slag": {"const": "a"}, "typ": {"enum": ["b"]}}, "required": ["slag", "typ"]},
            {"slag": "a", "typ": "b"},
            'när slag är "a" och typ är "b"',
        ),
        (
            {"properties": {"rader": {"contains": {"required": ["sannolikhet"]}}}, "required": ["rader"]},
            {"rader": [{}, {"sannolikhet": 1}]},
            'när något under "rader" har sannolikhet',
        ),
        ({"minProperties": 1}, {"y": 1}, "tillsammans med det som redan står"),
    ],
)
def test_a_conditional_demand_says_what_it_depends_on(when: Schema, value: dict[str, Value], reason: str) -> None:
    ((code, _, message, _),) = said({"if": when, "then": {"required": ["motiv"]}}, value)
    assert code == "KV107"
    assert message == f'fältet "motiv" behövs {reason}'


def test_a_condition_inside_a_shared_shape_is_read_where_it_stands() -> None:
    schema: Schema = {
        "properties": {"status": TEXT, "åtgärder": {"type": "array", "items": {"$ref": "#/$defs/atgard"}}},
        "$defs": {
            "atgard": {
                "properties": {"status": TEXT},
                "allOf": [
                    {"if": {"properties": {"status": {"const": "klar"}}}, "then": {"required": ["klar"]}},
                ],
            }
        },
    }
    value: dict[str, Value] = {"status": "utreds", "åtgärder": [{"status": "pågår"}, {"status": "klar"}]}
    ((code, field, message, _),) = said(schema, value)
    assert (code, field) == ("KV107", ("åtgärder", 1, "klar"))
    assert message == 'fältet "klar" behövs när status är "klar"'


def test_a_condition_that_reaches_further_down_names_the_field_above() -> None:
    schema: Schema = {
        "if": {"properties": {"kodverk": {"const": "rapportkalender"}}, "required": ["kodverk"]},
        "then": {"properties": {"koder": {"items": {"required": ["senast"]}}}},
    }
    ((code, field, message, _),) = said(schema, {"kodverk": "rapportkalender", "koder": [{}]})
    assert (code, field) == ("KV107", ("koder", 0, "senast"))
    assert message == 'fältet "senast" behövs när kodverk är "rapportkalender"'


def test_a_bound_that_holds_only_sometimes_says_when() -> None:
    schema: Schema = {
        "if": {"not": {"required": ["måttenhet"]}},
        "then": {"properties": {"minst": {"maximum": 100}}},
    }
    ((code, field, message, _),) = said(schema, {"minst": 120})
    assert (code, field) == ("KV106", ("minst",))
    assert message == 'värdet 120 är större än 100 när "måttenhet" saknas'


def test_a_field_that_another_one_needs_is_told_with_it() -> None:
    schema: Schema = {"dependentRequired": {"allvarlighetsgrad": ["skala"]}}
    assert said(schema, {"allvarlighetsgrad": 2}) == [
        (
            "KV107",
            ("skala",),
            'fältet "skala" behövs när "allvarlighetsgrad" står',
            'Lägg till fältet "skala", eller ta bort "allvarlighetsgrad".',
        ),
    ]


def test_of_alternatives_the_likeliest_is_explained() -> None:
    either: Schema = {"anyOf": [TEXT, {"type": "object", "required": ["datum"]}]}
    ((code, field, _, _),) = said({"properties": {"x": either}}, {"x": {"dag": "2026-05-31"}})
    assert (code, field) == ("KV101", ("x", "datum"))
    ((code, field, message, _),) = said({"properties": {"x": either}}, {"x": 7})
    assert (code, field, message) == ("KV102", ("x",), "här ska stå en text, inte talet 7")


def test_a_key_that_may_not_be_called_so_is_pointed_at_itself() -> None:
    schema: Schema = {"properties": {"allvar": {"type": "object", "propertyNames": {"pattern": "^KV[0-9]{3}$"}}}}
    ((code, field, message, _),) = said(schema, {"allvar": {"KV31": {}}})
    assert (code, field) == ("KV104", ("allvar", "KV31"))
    assert message == 'nyckeln kan inte heta så: "KV31" är inte skrivet som det ska'


def test_places_come_in_the_order_of_a_list_not_of_the_alphabet() -> None:
    schema: Schema = {"properties": {"x": {"type": "array", "items": TEXT}}}
    value: dict[str, Value] = {"x": [1 if n in {2, 10} else "a" for n in range(11)]}
    assert [field for _, field, _, _ in said(schema, value)] == [("x", 2), ("x", 10)]


def test_a_valid_value_has_nothing_said_of_it() -> None:
    assert said({"properties": {"x": TEXT}}, {"x": "a"}) == []


def test_the_version_of_a_document_without_quotes_is_answered_with_quotes() -> None:
    schema = schema_set(shipped.folder("schemas")).schemas["dokument"]
    value: dict[str, Value] = {
        "id": "DOK-0001", "titel": "Rutin", "enhet": "kardiologi", "status": "utkast", "handlingstyp": "rutin",
        "version": 3.1,
    }  # fmt: skip
    ((code, field, _, advice),) = said(schema, value)
    assert (code, field) == ("KV102", ("version",))
    assert advice.startswith("Sätt citattecken om värdet")
