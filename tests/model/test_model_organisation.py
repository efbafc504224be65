"""Units in a tree over time, and who answers for what."""

from datetime import date

import pytest

from kvalitet.model.organisation import Organisation, organisation
from kvalitet.model.value import Value


def made(*units: dict[str, Value]) -> Organisation:
    return organisation("organisation.yaml", {"enheter": [{"namn": str(u["id"]).title(), **u} for u in units]})


TREE = made(
    {"id": "region"},
    {"id": "division", "överordnad": "region"},
    {"id": "klinik", "överordnad": "division", "från": "2024-03", "till": "2025-02", "uppgår_i": "centrum"},
    {"id": "avdelning", "överordnad": "klinik"},
    {"id": "centrum", "överordnad": "division"},
    {"id": "a", "överordnad": "b"},
    {"id": "b", "överordnad": "c"},
    {"id": "c", "överordnad": "a"},
    {"id": "själv", "överordnad": "själv"},
    {"id": "lös", "överordnad": "saknas"},
)


@pytest.mark.parametrize(
    ("unit", "under", "above"),
    [
        ("region", {"region", "division", "klinik", "avdelning", "centrum"}, ["region"]),
        ("klinik", {"klinik", "avdelning"}, ["klinik", "division", "region"]),
        ("avdelning", {"avdelning"}, ["avdelning", "klinik", "division", "region"]),
        ("a", {"a", "b", "c"}, ["a", "b", "c"]),
        ("c", {"a", "b", "c"}, ["c", "a", "b"]),
        ("själv", {"själv"}, ["själv"]),
        ("lös", {"lös"}, ["lös"]),
        ("okänd", {"okänd"}, []),
    ],
)
def test_a_unit_has_those_under_and_those_above_it_in_circles_too(unit: str, under: set[str], above: list[str]) -> None:
    assert TREE.under(unit) == under
    assert [found.id for found in TREE.above(unit)] == above


@pytest.mark.parametrize(
    ("when", "exists"),
    [("2024-02-29", False), ("2024-03-01", True), ("2025-02-28", True), ("2025-03-01", False)],
)
def test_a_unit_exists_from_its_first_day_to_its_last(when: str, *, exists: bool) -> None:
    clinic = TREE.units["klinik"]
    assert clinic.exists(date.fromisoformat(when)) is exists
    assert clinic.exists(None)
    assert TREE.units["region"].exists(date.min)
    assert clinic.merged_into == "centrum"


def test_names_are_told_even_of_the_unknown() -> None:
    assert [TREE.name(unit) for unit in ("klinik", "okänd")] == ["Klinik", "okänd"]
    assert TREE.known
    assert not Organisation("organisation.yaml", known=False).units


ROLES: list[Value] = [
    {
        "id": "verksamhetschef",
        "innehav": [
            {"innehavare": "h-1", "från": "2023-01-01", "till": "2024-05"},
            {"innehavare": "h-2", "från": "2025-01-01"},
        ],
        "vakant": [{"från": "2024-06-01", "till": "2024-12-31"}],
        "ersättare": "enhetschef/klinik",
        "mandat": ["rutin", "riskanalys"],
    },
    {"id": "enhetschef"},
]
STAFFED = made({"id": "region"}, {"id": "klinik", "roller": ROLES})


def test_a_role_is_found_by_its_name_and_its_unit() -> None:
    post = STAFFED.post("verksamhetschef/klinik")
    assert post is not None
    assert post.name == "verksamhetschef/klinik"
    assert post.deputy == "enhetschef/klinik"
    assert post.mandate == ("rutin", "riskanalys")
    assert post.path == ("enheter", 1, "roller", 0)
    assert [found.name for found in STAFFED.posts()] == ["verksamhetschef/klinik", "enhetschef/klinik"]


@pytest.mark.parametrize(
    "role", ["", "/", "klinik", "verksamhetschef", "verksamhetschef/", "/klinik", "a/b/c", "x/klinik"]
)
def test_what_is_no_role_is_none(role: str) -> None:
    assert STAFFED.post(role) is None


@pytest.mark.parametrize(
    ("when", "holders", "vacant"),
    [
        ("2022-12-31", [], False),
        ("2023-01-01", ["h-1"], False),
        ("2024-05-31", ["h-1"], False),
        ("2024-06-01", [], True),
        ("2024-12-31", [], True),
        ("2025-01-01", ["h-2"], False),
        ("9999-12-31", ["h-2"], False),
    ],
)
def test_a_role_is_held_or_vacant_on_a_day(when: str, holders: list[str], *, vacant: bool) -> None:
    day, post = date.fromisoformat(when), STAFFED.post("verksamhetschef/klinik")
    assert post is not None
    assert [tenure.holder for tenure in post.tenures if tenure.covers(day)] == holders
    assert (post.vacancy(day) is not None) is vacant


@pytest.mark.parametrize("data", [{}, {"enheter": None}, {"enheter": "x"}, {"enheter": [None, 3, []]}])
def test_an_organisation_of_nothing_has_no_units(data: dict[str, Value]) -> None:
    assert dict(organisation("organisation.yaml", data).units) == {}
