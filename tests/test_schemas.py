"""The schemas that ship: sound, readable in an editor, and true to their own examples."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from kvalitet import shipped
from kvalitet.kinds import Verdicts, schema_set
from kvalitet.kinds.breaches import breaches
from kvalitet.model.kind import Kind
from kvalitet.parse import read

SCHEMAS = schema_set(shipped.folder("schemas"))
KINDS = list(SCHEMAS.kinds.values())
CATALOGUES = sorted(shipped.folder("schemas").glob("kodverk/**/*.yaml"))
VERDICTS = Verdicts(SCHEMAS.schemas)

EXPECTED_KINDS = {
    "avvikelse", "klagomal", "riskanalys", "dokument", "handlingsplan", "egenkontroll", "genomgang", "rapport",
    "arende", "handelseanalys", "indikator", "process", "lagkrav", "forbattring",
    "kunskapsstod", "rond", "forum", "beslut", "lardom", "revision", "utbildning",
}  # fmt: skip


def subschemas(root: dict[str, Any], node: dict[str, Any], where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property below a schema with what its references lead to merged in."""
    inner = {**node.get("properties", {})}
    for name in ("items", "additionalProperties"):
        if isinstance(node.get(name), dict):
            inner[name] = node[name]
    for name, child in inner.items():
        whole = child
        while "$ref" in whole:
            target = root["$defs"][whole["$ref"].rpartition("/")[2]]
            whole = {**target, **{key: value for key, value in whole.items() if key != "$ref"}}
        yield f"{where}.{name}", whole
        yield from subschemas(root, whole, f"{where}.{name}")


ALL_PROPERTIES = [
    (name, where, node)
    for name, schema in SCHEMAS.schemas.items()
    for where, node in subschemas(schema, schema, name)
    if not where.endswith((".items", ".additionalProperties"))
]


def test_the_kinds_are_all_there() -> None:
    assert set(SCHEMAS.kinds) >= EXPECTED_KINDS


@pytest.mark.parametrize("name", SCHEMAS.schemas)
def test_a_schema_is_valid_and_needs_no_other_file(name: str) -> None:
    schema = SCHEMAS.schemas[name]
    Draft202012Validator.check_schema(schema)
    jsonschema_rs.Draft202012Validator(schema)
    references = re.findall(r"'\$ref': '([^']*)'", repr(schema))
    assert all(reference.startswith("#/$defs/") for reference in references)


@pytest.mark.parametrize("name", SCHEMAS.schemas)
def test_every_property_has_a_title_a_telling_description_and_examples_that_validate(name: str) -> None:
    schema = SCHEMAS.schemas[name]
    for where, node in ((w, n) for owner, w, n in ALL_PROPERTIES if owner == name):
        title, description = node.get("title"), node.get("description")
        assert title, where
        assert description, where
        assert description.rstrip(".").casefold() != title.casefold(), where
        assert node.get("examples"), where
        judge = {**{key: value for key, value in node.items() if key != "examples"}, "$defs": schema.get("$defs", {})}
        for example in node["examples"]:
            assert not list(breaches({"properties": {"x": judge}, "$defs": judge["$defs"]}, {"x": example})), where


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_says_what_the_tool_needs(kind: Kind) -> None:
    assert re.fullmatch(r"[A-Z]{3}", kind.prefix)
    assert re.fullmatch(r"[a-z]+", kind.folder)
    assert kind.singular
    assert kind.plural
    groups = (kind.open, kind.closed, kind.cancelled)
    assert sorted(status for group in groups for status in group) == sorted(kind.statuses)
    assert kind.dating is not None


def test_kinds_have_prefixes_and_folders_of_their_own() -> None:
    assert len({kind.prefix for kind in KINDS}) == len(KINDS)
    assert len({kind.folder for kind in KINDS}) == len(KINDS)


def test_a_shape_has_one_name_in_all_schemas() -> None:
    shapes: dict[str, dict[str, Any]] = {}
    for name, schema in SCHEMAS.schemas.items():
        for shape, definition in schema["$defs"].items():
            assert shapes.setdefault(shape, definition) == definition, f"{name} has its own {shape}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_annotations_name_things_that_exist(kind: Kind) -> None:
    lists = {path.stem for path in CATALOGUES} | {"skalor"}
    shapes = {field.shape for other in KINDS for field in other.fields}
    for field in kind.fields:
        for reference in field.refs:
            owner, _, shape = reference.lstrip("#").rpartition("/") if "/" in reference else (reference, "", "")
            assert owner in {"*", *SCHEMAS.kinds} or (reference.startswith("#") and reference[1:] in shapes)
            assert not shape or shape in shapes
        assert {field.codelist, field.key_codelist} <= lists | {None}, field.pattern
        siblings = {f.pattern[-1] for f in kind.fields if f.pattern[:-1] == field.pattern[:-1]}
        assert siblings.issuperset(field.earliest), field.pattern


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_code_list_that_ships_is_valid_and_named_as_its_file(path: Any) -> None:  # noqa: ANN401
    parsed = read(path.read_bytes())
    assert not parsed.faults
    assert parsed.value
    schema = "skala" if path.parent.name == "skalor" else "kodverk"
    assert not list(breaches(SCHEMAS.schemas[schema], parsed.value))
    assert VERDICTS.is_valid(schema, parsed.value)
    name = f"{parsed.value['skala']}@{parsed.value['version']}" if schema == "skala" else parsed.value["kodverk"]
    assert path.stem == name


SEVEN = {
    "titel": "Fel kost serverades",
    "enhet": "kardiologi",
    "rapporterande_enhet": "hjartavdelningen",
    "typ": "tillbud",
    "händelsedatum": "2026-03-01",
    "rapporterad": "2026-03-02",
    "beskrivning": "Kosten var beställd på fel patient.",
}


def test_a_deviation_can_be_reported_with_seven_fields_and_each_is_needed() -> None:
    reported: dict[str, Any] = {"id": "AVV-2026-0001", "status": "rapporterad", **SEVEN}
    assert VERDICTS.is_valid("avvikelse", reported)
    for key in SEVEN:
        assert not VERDICTS.is_valid("avvikelse", {k: v for k, v in reported.items() if k != key}), key


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("utreds", {"ansvarig": "enhetschef/hjartavdelningen", "påbörjad": "2026-03-03"}),
        ("avslutad", {"avslutad": "2026-05-01"}),
        ("makulerad", {"motiv": "Samma händelse är rapporterad två gånger."}),
    ],
)
def test_more_is_demanded_of_a_deviation_as_its_status_advances(status: str, more: dict[str, str]) -> None:
    advanced: dict[str, Any] = {"id": "AVV-2026-0001", **SEVEN, "status": status}
    found = {b.keyword for b in breaches(SCHEMAS.schemas["avvikelse"], advanced)}
    assert found == {"required"}
    missing = {key for b in breaches(SCHEMAS.schemas["avvikelse"], advanced) for key in b.demand}
    assert missing >= set(more)


def test_the_framework_of_the_national_plan_is_there_in_both_versions_and_the_phases_have_their_steps() -> None:
    lists: dict[str, Any] = {path.stem: read(path.read_bytes()).value for path in CATALOGUES}
    plan = lists["forutsattningar_och_fokusomraden"]["koder"]
    renamed = [code for code in plan if "ersätts_av" in code]
    assert len(renamed) == 2
    assert all(code["till"] for code in renamed)
    steps = Counter(code["överordnad"] for code in lists["faser"]["koder"] if "överordnad" in code)
    assert list(steps.values()) == [3, 3, 5, 2]
