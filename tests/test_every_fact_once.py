"""Every fact is written once: no relation from both ends, and nothing that can be computed."""

from collections.abc import Iterator
from typing import Any

import pytest

from kvalitet import shipped
from kvalitet.kinds import schema_set
from kvalitet.model.kind import Kind

SCHEMAS = schema_set(shipped.folder("schemas"))
KINDS = list(SCHEMAS.kinds.values())

COMPUTED = {
    "riskvärde", "risknivå", "försenad", "försenat", "utgången", "utgånget", "kommande", "ålder", "ledtid",
    "antal_åtgärder", "antal_avvikelser", "refereras_av", "nämns_i", "underordnade", "barn", "giltig",
    "fingeravtryck_stämmer", "andel_uppfyllda", "uppfyllnadsgrad", "förändring_i_procent", "medelvärde", "median",
}  # fmt: skip


def demands(node: Any) -> Iterator[str]:  # noqa: ANN401
    """Every property name that a schema demands anywhere, on its own or under a condition."""
    if isinstance(node, dict):
        yield from node.get("required", ())
        for needed in node.get("dependentRequired", {}).values():
            yield from needed
        for key, inner in node.items():
            if key not in {"if", "properties", "$defs"}:
                yield from demands(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from demands(inner)


def demanded_references(kind: Kind) -> dict[str, set[str]]:
    """The kinds that a record must name, with the top-level fields in which it must."""
    must = set(demands(SCHEMAS.schemas[kind.name]))
    found: dict[str, set[str]] = {}
    for field in kind.fields:
        for reference in field.refs:
            target = reference.partition("/")[0]
            if field.pattern[0] in must and target in SCHEMAS.kinds and target != kind.name:
                found.setdefault(target, set()).add(field.pattern[0])
    return found


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_reference_is_demanded_on_both_sides(kind: Kind) -> None:
    for target in demanded_references(kind):
        assert kind.name not in demanded_references(SCHEMAS.kinds[target]), f"{kind.name} and {target}"


def test_some_references_are_demanded_so_that_the_test_above_can_fail() -> None:
    assert any(demanded_references(kind) for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_can_be_computed_has_no_field(kind: Kind) -> None:
    assert {field.key for field in kind.fields} & COMPUTED == set()
