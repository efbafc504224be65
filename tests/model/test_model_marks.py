"""The fingerprint of a review mark, checked against one computed here from its definition."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pytest

from kvalitet import shipped
from kvalitet.kinds import schema_set
from kvalitet.model.marks import CURRENT, fingerprint
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.pipeline.load import load
from tests.pipeline.test_hostile_files import ground
from tests.trees import MemoryTree

DOCUMENT = """id: DOK-0001
titel: Rutin för hjärtstopp på vårdavdelning
enhet: kardiologi
status: gällande
ansvarig: verksamhetschef/kardiologi
handlingstyp: rutin
version: "2.0"
giltig_från: 2026-01-01
giltig_till: 2027-12-31
innehåll: dokument/DOK-0001.md
nyckelord: [hjärtstopp]
"""
BODY = "# Larma först\n"


def read(text: str = DOCUMENT, body: str = BODY) -> tuple[Register, Record]:
    path = "dokument/DOK-0001"
    files = {**ground(), f"{path}.yaml": text.encode(), f"{path}.md": body.encode()}
    register = load(MemoryTree(files)).register
    return register, register.by_id["DOK-0001"]


def mark(text: str = DOCUMENT, body: str = BODY) -> str:
    register, record = read(text, body)
    found = fingerprint(register, record)
    assert found is not None
    return found


def by_definition(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "v1:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def material(name: str) -> set[str]:
    """The top-level fields of a kind that count, as its schema file and the shared one say."""
    folder = shipped.folder("schemas")
    schema = json.loads((folder / f"{name}.schema.json").read_bytes())
    shared = json.loads((folder / "gemensam.schema.json").read_bytes())["$defs"]

    def counts(node: Mapping[str, Any]) -> bool:
        if "x-material" in node:
            return "v1" in node["x-material"]
        target = node.get("$ref", "").rpartition("/")[2]
        return bool(target) and counts(schema.get("$defs", {}).get(target) or shared[target])

    return {key for key, node in schema["properties"].items() if counts(node)}


def test_the_fingerprint_is_the_hash_of_the_material_fields_and_the_body() -> None:
    _, record = read()
    content: dict[str, Any] = {key: record.data[key] for key in material("dokument") if key in record.data}
    assert {"titel", "innehåll"} <= content.keys()
    assert not {"giltig_till", "nyckelord", "id"} & content.keys()
    content["innehåll#"] = hashlib.sha256(BODY.encode()).hexdigest()
    assert mark() == by_definition(content)


def test_the_order_of_keys_comments_and_ways_of_writing_do_not_matter() -> None:
    first, *rest = DOCUMENT.splitlines()
    backwards = "\n".join([first, *reversed(rest)]) + "\n"
    written = DOCUMENT.replace("titel: Rutin för hjärtstopp", '# ändrad\ntitel:   "Rutin för hjärtstopp').replace(
        "vårdavdelning\n", 'vårdavdelning"  # så\n'
    )
    assert written != DOCUMENT
    assert mark(backwards) == mark(written) == mark()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2027-12-31", "2029-12-31"),
        ("[hjärtstopp]", "[larm]"),
        ("nyckelord:", "relaterat: [DOK-0001]\nnyckelord:"),
        ("nyckelord:", "kommentarer: [{datum: 2026-03-01, text: Hej}]\nnyckelord:"),
        (
            "nyckelord:",
            "granskningar: [{av: verksamhetschef/kardiologi, datum: 2026-03-01, steg: godkänd}]\nnyckelord:",
        ),
    ],
)
def test_what_is_not_material_leaves_the_fingerprint_alone(old: str, new: str) -> None:
    changed = DOCUMENT.replace(old, new)
    assert changed != DOCUMENT
    assert mark(changed) == mark()


@pytest.mark.parametrize(
    "changed",
    [DOCUMENT.replace("hjärtstopp på", "hjärtlarm på"), DOCUMENT.replace("titel: Rutin", "titel: rutin")],
)
def test_a_material_change_changes_the_fingerprint(changed: str) -> None:
    assert mark(changed) != mark()


@pytest.mark.parametrize("body", ["", "# Larma först", "# Larma sedan\n", "# Larma först\r\n"])
def test_a_change_of_the_body_changes_the_fingerprint(body: str) -> None:
    assert mark(body=body) != mark()


def test_a_body_that_is_moved_without_a_change_is_another_body() -> None:
    register, record = read()
    data = {**record.data, "innehåll": "dokument/annan.md"}
    moved = Record(record.id, record.kind, record.path, record.blob, data)
    assert fingerprint(register, moved) != fingerprint(register, record)


def test_a_version_that_is_not_known_has_no_fingerprint() -> None:
    register, record = read()
    assert CURRENT == "v1"
    assert [fingerprint(register, record, version) for version in ("v0", "v2", "", "V1")] == [None] * 4


def test_every_kind_has_material_fields_and_never_the_marks_themselves() -> None:
    for name, kind in schema_set(shipped.folder("schemas")).kinds.items():
        counted = {field.pattern[0] for field in kind.fields if "v1" in field.material}
        assert "titel" in counted, name
        assert not {"granskningar", "kommentarer", "nyckelord", "relaterat", "undantag", "id"} & counted, name
