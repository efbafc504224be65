"""What is said of a single value that breaks a demand: code, message and way forward, whole."""

from typing import Any

import pytest

from kvalitet.kinds import explain
from kvalitet.model.value import Value

Schema = dict[str, Any]


def one(inner: Schema, value: Value) -> tuple[str, str, str]:
    """What is said of a value at the field `x` that has a schema."""
    ((code, fault),) = explain({"type": "object", "properties": {"x": inner}}, {"x": value}, path="post.yaml")
    assert fault.field == ("x",)
    return code, fault.message, fault.help


TEXT: Schema = {"type": "string"}
GAP = "Fyll i värdet, eller ta bort fältet."


@pytest.mark.parametrize(
    ("inner", "value", "expected"),
    [
        (TEXT, None, ("KV102", "värdet saknas: här ska stå en text", GAP)),
        (TEXT, 7, ("KV102", "här ska stå en text, inte talet 7", 'Sätt citattecken om värdet: "7".')),
        (TEXT, True, ("KV102", "här ska stå en text, inte true", 'Sätt citattecken om värdet: "true".')),
        (
            TEXT,
            3.1,  # written 3.10 in the file
            (
                "KV102",
                "här ska stå en text, inte talet 3.1",
                "Sätt citattecken om värdet, så att det läses som det är skrivet: annars blir 3.10 till 3.1.",
            ),
        ),
        (TEXT, ["a"], ("KV102", "här ska stå en text, inte en lista", "Ändra värdet till en text.")),
        (
            {"type": "integer"},
            "tre",
            ("KV102", 'här ska stå ett heltal, inte texten "tre"', "Ändra värdet till ett heltal."),
        ),
        (
            {"type": "array"},
            "fall",
            (
                "KV102",
                'här ska stå en lista, inte texten "fall"',
                "Skriv värdet på en egen rad med ett streck framför, eller inom [ ].",
            ),
        ),
        (
            {"type": ["string", "number"]},
            {},
            (
                "KV102",
                "här ska stå en text eller ett tal, inte en grupp av fält",
                "Ändra värdet till en text eller ett tal.",
            ),
        ),
        (
            {"enum": ["planerad", "pågår", "klar"]},
            "planerat",
            ("KV103", '"planerat" är inte ett av valen', 'Menade du "planerad"? Välj planerad, pågår eller klar.'),
        ),
        (
            {"enum": ["ej_uppnådd", "delvis"]},
            "Ej uppnådd",
            ("KV103", '"Ej uppnådd" är inte ett av valen', 'Menade du "ej_uppnådd"? Välj ej_uppnådd eller delvis.'),
        ),
        ({"enum": ["a", "b"]}, "xyz", ("KV103", '"xyz" är inte ett av valen', "Välj a eller b.")),
        ({"enum": ["a", "b"]}, None, ("KV103", "värdet saknas: här ska stå ett av valen", "Välj a eller b.")),
        ({"enum": ["a", "b"]}, ["a"], ("KV103", "här ska stå ett av valen, inte en lista", "Välj a eller b.")),
        ({"const": "egen"}, "annan", ("KV103", '"annan" är inte ett av valen', "Skriv egen.")),
        (
            {"type": "string", "format": "date"},
            "2026-02-30",
            ("KV105", '"2026-02-30" är inte ett datum', "Skriv ett datum som finns, i formen ÅÅÅÅ-MM-DD."),
        ),
        (
            {"type": "string", "format": "datum-eller-manad"},
            "maj 2026",
            ("KV105", '"maj 2026" är inte ett datum eller en månad', "Skriv ÅÅÅÅ-MM-DD eller ÅÅÅÅ-MM."),
        ),
        (
            {"type": "string", "format": "period"},
            "2026-Q5",
            (
                "KV105",
                '"2026-Q5" är inte en period',
                "Skriv till exempel 2026, 2026-T1, 2026-H1, 2026-Q2, 2026-04 eller 2026-W07.",
            ),
        ),
        (
            {"type": "string", "format": "intervall"},
            "3 månader",
            (
                "KV105",
                '"3 månader" är inte ett tidsintervall',
                "Skriv till exempel P3M (tre månader), P1Y, P2W eller P10D.",
            ),
        ),
        (
            {"type": "string", "pattern": "^[a-z]+/[a-z]+$", "examples": ["chef/akuten"]},
            "chefen på akuten",
            ("KV106", '"chefen på akuten" är inte skrivet som det ska', "Skriv till exempel chef/akuten."),
        ),
        (
            {"type": "string", "pattern": "[^ ]"},
            "  ",
            ("KV106", "texten är tom", "Skriv något, eller ta bort fältet."),
        ),
        (
            {"type": "string", "minLength": 1},
            "",
            ("KV106", "texten är tom", "Skriv något, eller ta bort fältet."),
        ),
        (
            {"type": "string", "minLength": 3},
            "ab",
            ("KV106", "texten är kortare än 3 tecken", "Skriv mer, eller ta bort fältet."),
        ),
        (
            {"type": "string", "maxLength": 3},
            "åäöå",
            ("KV106", "texten är 4 tecken lång, högst 3 får plats", "Korta texten."),
        ),
        (
            {"type": "integer", "maximum": 10},
            11,
            ("KV106", "värdet 11 är större än 10", "Ändra värdet så att det ligger inom gränsen."),
        ),
        (
            {"type": "number", "exclusiveMinimum": 0},
            -0.5,
            ("KV106", "värdet −0,5 är inte större än 0", "Ändra värdet så att det ligger inom gränsen."),
        ),
        ({"type": "array", "minItems": 1}, [], ("KV106", "listan är tom", GAP)),
        (
            {"type": "array", "minItems": 2},
            ["a"],
            (
                "KV106",
                "listan har 1 värde, minst 2 ska det vara",
                "Lägg till det som fattas, eller ta bort fältet.",
            ),
        ),
        (
            {"type": "array", "maxItems": 2},
            ["a", "b", "c"],
            ("KV106", "listan har 3 värden, högst 2 ska det vara", "Ta bort det som inte hör hit."),
        ),
        (
            {"type": "array", "uniqueItems": True},
            ["a", "a"],
            ("KV106", "samma värde står flera gånger i listan", "Behåll det en gång."),
        ),
        ({"type": "object", "minProperties": 1}, {}, ("KV106", "gruppen är tom", GAP)),
        (
            {"type": "object", "maxProperties": 1},
            {"a": 1, "b": 2},
            ("KV106", "gruppen har 2 fält, högst 1 ska det vara", "Ta bort det som inte hör hit."),
        ),
    ],
)
def test_each_demand_is_told_with_its_value_and_a_way_forward(
    inner: Schema, value: Value, expected: tuple[str, str, str]
) -> None:
    assert one(inner, value) == expected


def test_one_place_has_one_fault_the_gravest_first() -> None:
    inner: Schema = {"type": "string", "minLength": 10, "format": "date"}
    assert one(inner, "igår")[0] == "KV105"


def test_what_no_sayer_knows_is_told_all_the_same() -> None:
    assert one({"multipleOf": 5}, 7)[0] == "KV106"
    assert one({"not": {"const": 7}}, 7)[0] == "KV106"
