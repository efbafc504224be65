"""The fast verdict and the reference agree on every value, and no invalid one goes without a word."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kvalitet import shipped
from kvalitet.kinds import SchemaSet, Verdicts, explain, schema_set
from kvalitet.kinds.breaches import breaches
from kvalitet.model.value import Value
from kvalitet.parse import parse

SCHEMAS: SchemaSet = schema_set(shipped.folder("schemas"))
VERDICTS = Verdicts(SCHEMAS.schemas)
FIXTURES = Path(__file__).parent.parent / "rules"
CODES = {"KV101", "KV102", "KV103", "KV104", "KV105", "KV106", "KV107"}

AVVIKELSE: dict[str, Value] = {
    "id": "AVV-2026-0001",
    "titel": "Fall vid förflyttning",
    "enhet": "kardiologi",
    "status": "rapporterad",
    "rapporterande_enhet": "kardiologi",
    "typ": "tillbud",
    "händelsedatum": "2026-03-01",
    "rapporterad": "2026-03-02",
    "beskrivning": "Patienten halkade men föll inte.",
}

STRANGE: tuple[Value, ...] = (
    None, "", " ", "\n", "x", 0, 1, 2, -1, 11, 3.1, 3.0, True, False, [], {}, [None], {"x": 1}, ["a", "a"], [1, 1],
    "2026-05-31", "2026-05", "2026-02-30", "2026-05-31\n", "2026", 2026, "2026-W53", "P3M", "P0M", "å" * 201,
    "kardiologi", "kardiologi\n", "verksamhetschef/kardiologi", "verksamhetschef/kardiologi\n", "A1", "A1\n", "Å1",
    "AVV-2026-0001\n", "AVV-٢٠٢٦-0001", "avslutad", "makulerad", "klar", "gällande", "4x4@1", "KV402", "e\u0301",
)  # fmt: skip


def example(root: dict[str, Any], node: dict[str, Any], *, whole: bool) -> Value:
    """A value by the examples of a schema: all that it names, or only what it requires."""
    while "$ref" in node:
        target = root["$defs"][node["$ref"].rpartition("/")[2]]
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    inner = node.get("properties", {})
    if inner and (whole or "examples" not in node):
        names = inner if whole else node.get("required", ())
        return {name: example(root, inner[name], whole=whole) for name in names}
    if whole and isinstance(node.get("items"), dict) and "examples" not in node:
        return [example(root, node["items"], whole=whole)]
    found: Value = node["examples"][0] if "examples" in node else "x"
    return found


def records_of(name: str) -> Iterator[Value]:
    schema = SCHEMAS.schemas[name]
    least = example(schema, schema, whole=False)
    everything = example(schema, schema, whole=True)
    assert isinstance(least, dict)
    assert isinstance(everything, dict)
    yield grown(schema, least)
    yield everything
    for status in schema["properties"].get("status", {}).get("enum", ()):
        yield grown(schema, {**least, "status": status})
        yield {**everything, "status": status}


def grown(schema: dict[str, Any], least: dict[str, Value]) -> dict[str, Value]:
    """A record with what its own values come to demand, so that there is something valid to begin from."""
    missing = [breach.demand for breach in breaches(schema, least) if breach.keyword == "required" and not breach.place]
    keys = [key for demand in missing for key in demand if key not in least]
    return {**least, **{key: example(schema, schema["properties"][key], whole=False) for key in keys}}


def written() -> Iterator[tuple[str, Value]]:
    prefixes = {kind.prefix: name for name, kind in SCHEMAS.kinds.items()}
    for path in sorted(FIXTURES.rglob("*.yaml")):
        for document in path.read_text(encoding="utf-8").split("\n---\n"):
            value = parse(document).value
            prefix = str((value or {}).get("id", "")).partition("-")[0]
            if value and prefix in prefixes:
                yield prefixes[prefix], value


SEEDS: list[tuple[str, Value]] = [
    *((name, value) for name in sorted(SCHEMAS.schemas) for value in records_of(name)),
    *written(),
]


def spots(value: Value) -> Iterator[tuple[Any, Any]]:
    """Every container with a key or index of it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield value, key
            yield from spots(inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield value, index
            yield from spots(inner)


def copied(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: copied(inner) for key, inner in value.items()}
    return [copied(inner) for inner in value] if isinstance(value, list) else value


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, dict[str, Value]]:
    name, seed = draw(st.sampled_from(SEEDS))
    value = copied(seed)
    assert isinstance(value, dict)
    for _ in range(draw(st.integers(0, 3))):
        places = list(spots(value))
        if not places:
            break
        container, key = draw(st.sampled_from(places))
        how = draw(st.sampled_from(["replace", "drop", "double", "rename", "lengthen", "swap"]))
        _change(draw, container, key, how, places)
    return name, value


def _change(draw: st.DrawFn, container: Any, key: Any, how: str, places: list[tuple[Any, Any]]) -> None:  # noqa: ANN401
    if how == "replace":
        container[key] = copied(draw(st.sampled_from(STRANGE)))
    elif how == "drop":
        del container[key]
    elif how == "double" and isinstance(container, list):
        container.append(copied(container[key]))
    elif how == "rename" and isinstance(container, dict):
        container[draw(st.sampled_from(["x", "titel", "motiv", "klar", f"{key}r"]))] = container.pop(key)
    elif how == "lengthen" and isinstance(container[key], str):
        container[key] += draw(st.sampled_from(["\n", " ", "å", "-", "0", "\u2028"]))
    else:
        other, place = draw(st.sampled_from(places))
        if (isinstance(other, dict) and place in other) or (isinstance(other, list) and place < len(other)):
            container[key] = copied(other[place])


@pytest.mark.parametrize("name", sorted(SCHEMAS.schemas))
def test_each_kind_has_a_record_that_both_find_valid(name: str) -> None:
    least = next(records_of(name))
    assert isinstance(least, dict)
    assert VERDICTS.is_valid(name, least)
    assert not list(breaches(SCHEMAS.schemas[name], least))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_the_fast_verdict_is_that_of_the_reference_and_what_is_wrong_is_always_told(
    mutation: tuple[str, dict[str, Value]],
) -> None:
    name, value = mutation
    valid = VERDICTS.is_valid(name, value)
    assert valid == (not list(breaches(SCHEMAS.schemas[name], value)))
    told = explain(SCHEMAS.schemas[name], value, path="x.yaml")
    assert valid == (not told)
    assert {code for code, _ in told} <= CODES
    words = [text for _, fault in told for text in (fault.message, fault.help)]
    assert not [text for text in words if "None" in text or "()" in text or not text.strip()]
    places = [fault.field for _, fault in told]
    assert len(set(places)) == len(places)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_a_narrowed_schema_tells_the_same_faults_as_the_whole(mutation: tuple[str, dict[str, Value]]) -> None:
    name, value = mutation
    narrowed = explain(VERDICTS.narrowed(name, value), value, path="x.yaml")
    assert narrowed == explain(SCHEMAS.schemas[name], value, path="x.yaml")


@pytest.mark.parametrize("text", ["kardiologi\n", "kardiologi ", "Kardiologi", ""])
def test_a_unit_must_match_to_its_very_end(text: str) -> None:
    value = {**AVVIKELSE, "enhet": text}
    assert not VERDICTS.is_valid("avvikelse", value)
    assert [fault.field for _, fault in explain(SCHEMAS.schemas["avvikelse"], value, path="x")] == [("enhet",)]
