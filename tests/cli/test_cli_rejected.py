"""What cannot be read does not vanish."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import READING, REGISTER, TODAY, WITHOUT_RECORDS, Kvalitet


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    "arguments", [each for name, each in READING.items() if name not in WITHOUT_RECORDS], ids=" ".join
)
def test_every_command_first_names_the_rejected(arguments: tuple[str, ...], kvalitet: Kvalitet) -> None:
    ran = kvalitet(*arguments, "--today", TODAY)
    assert ran.err.splitlines() == [
        "kvalitet: 1 fil kunde inte läsas in och räknas inte med:",
        'kvalitet:   register/dokument/DOK-0004.yaml: KV103: "gälande" är inte ett av valen',
    ]
    summary = json.loads(kvalitet(*arguments, "--format", "json", "--today", TODAY).out)["summary"]
    assert (summary["records"], summary["rejected"]) == (7, 1)


def test_many_rejected_are_not_all_named(register: Path, kvalitet: Kvalitet) -> None:
    for number in range(11, 26):
        (register / f"dokument/DOK-00{number}.yaml").write_text("id: [\n", encoding="utf-8")
    lines = kvalitet("kinds").err.splitlines()
    assert lines[0] == "kvalitet: 16 filer kunde inte läsas in och räknas inte med:"
    assert len(lines) == 12
    assert lines[-1] == "kvalitet:   … och 6 till; alla visas med ”kvalitet check”"


@pytest.mark.usefixtures("register")
def test_rejected_records_are_in_no_list_and_no_count(kvalitet: Kvalitet) -> None:
    assert "DOK-0004" not in kvalitet("list", "dokument").out
    assert "DOK-0004" not in kvalitet("due", "--today", TODAY).out
    kinds = {row["kind"]: row for row in json.loads(kvalitet("kinds", "--format", "json").out)["kinds"]}
    assert kinds["dokument"]["records"] == 4


@pytest.mark.usefixtures("register")
def test_a_reference_to_a_rejected_record_is_not_dangling(kvalitet: Kvalitet) -> None:
    dangling = json.loads(kvalitet("check", "--select", "KV203", "--format", "json", "--today", TODAY).out)["findings"]
    assert [finding["id"] for finding in dangling] == ["KLA-2026-0001"]
    assert "DOK-0004  kunde inte läsas in  (relaterat.0)" in kvalitet("show", "AVV-2026-0001").out


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("dokument/DOK-0006.yaml", b"id: DOK-0006\n  titel: [\n", "KV001"),
        ("dokument/DOK-0006.yaml", b"id: DOK-0006\nid: DOK-0006\n", "KV002"),
        ("dokument/DOK-0006.yaml", "id: DOK-0006\ntitel: A\u202eB\n".encode(), "KV003"),
        ("dokument/DOK-0006.yaml", b"id: &a DOK-0006\n", "KV004"),
        ("dokument/DOK-0006.yml", b"id: DOK-0006\n", "KV006"),
        ("dokument/DOK-0006.yaml", b"- DOK-0006\n", "KV008"),
        ("dokument/DOK-0006.yaml", b"<<<<<<< HEAD\nid: DOK-0006\n=======\nid: DOK-0007\n>>>>>>> b\n", "KV009"),
        ("dokument/DOK-0006.yaml", b"id: DOK-0006\n", "KV101"),
        ("dokument/annan.yaml", (REGISTER / "dokument/DOK-0002.yaml").read_bytes(), "KV201"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("KV") else "",
)
def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_read(
    path: str, data: bytes, code: str, register: Path, kvalitet: Kvalitet
) -> None:
    (register / path).write_bytes(data)
    ran = kvalitet("check", "--today", TODAY, "--format", "json")
    answer = json.loads(ran.out)
    assert ran.code == 1
    assert code in {finding["code"] for finding in answer["findings"] if finding["path"] == f"register/{path}"}
    twin = code == "KV201"
    assert (answer["summary"]["records"], answer["summary"]["rejected"]) == ((6, 3) if twin else (7, 2))
    assert f"register/{path}: {code}" in ran.err
