"""JSON answers: their shape, their order, and the fingerprints of findings."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.answers import ANSWERS, faults
from tests.cli.commands import READING, TODAY, Kvalitet, copied, rewrite

Findings = list[dict[str, Any]]
Check = Callable[..., Findings]


@pytest.fixture
def findings(kvalitet: Kvalitet) -> Check:
    def findings(*options: str, today: str = TODAY) -> Findings:
        ran = kvalitet("check", "--format", "json", "--today", today, "--quiet", *options)
        assert ran.code in {0, 1}
        found: Findings = json.loads(ran.out)["findings"]
        return found

    return findings


@pytest.mark.parametrize("command", ANSWERS)
@pytest.mark.parametrize("place", ["register", "archive"])
def test_an_answer_has_exactly_the_keys_it_should(
    command: str, place: str, request: pytest.FixtureRequest, kvalitet: Kvalitet
) -> None:
    request.getfixturevalue(place)
    ran = kvalitet(*READING[command], "--format", "json", "--today", TODAY)
    data = json.loads(ran.out)
    assert faults(command, data) == []
    missing = {key: value for key, value in data.items() if key != "tool"}
    assert faults(command, missing) != []
    assert faults(command, {**data, "mer": 1}) != []
    if data["register"] is not None:
        assert (data["register"]["commit"] is None) is (place == "register")
        assert data["register"]["path"] == "register"


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("command", ANSWERS)
def test_an_answer_is_utf8_without_escapes_and_ends_with_a_line_break(command: str, kvalitet: Kvalitet) -> None:
    out = kvalitet(*READING[command], "--format", "json", "--today", TODAY).out
    assert out.endswith("}\n")
    # a backslash that stands in a text is doubled, and no escape
    assert re.search(r"(?<!\\)(?:\\\\)*\\u", out) is None
    assert any(letter in out for letter in "åäö") or command in {"signals", "status"}


@pytest.mark.usefixtures("register")
def test_a_finding_says_what_where_who_and_why(findings: Check) -> None:
    expired = next(finding for finding in findings() if finding["code"] == "KV301")
    assert {key: value for key, value in expired.items() if key not in {"help", "fingerprint"}} == {
        "code": "KV301",
        "rule": "giltighetstid-passerad",
        "severity": "error",
        "clock": True,
        "id": "DOK-0001",
        "kind": "dokument",
        "unit": "kardiologi",
        "role": "verksamhetschef/kardiologi",
        "path": "register/dokument/DOK-0001.yaml",
        "line": 9,
        "column": 14,
        "field": "giltig_till",
        "message": "giltighetstiden gick ut 2026-05-31, för 175 dagar sedan",
        "basis": {"type": "eget_mål", "ref": "dokumentets egen giltighetstid"},
        "due": "2026-05-31",
    }


@pytest.mark.usefixtures("register")
def test_the_summary_counts_what_is_there(kvalitet: Kvalitet) -> None:
    summary = json.loads(kvalitet("check", "--format", "json", "--today", TODAY).out)["summary"]
    assert summary == {
        "records": 7,
        "rejected": 1,
        "errors": 4,
        "warnings": 2,
        "infos": 0,
        "suppressed": {"exempt": 1, "baseline": 0, "since": 0, "filtered": 0},
    }


@pytest.mark.usefixtures("register")
def test_findings_stand_by_path_line_column_and_code(findings: Check) -> None:
    places = [(f["path"].removeprefix("register/"), f["line"], f["column"], f["code"]) for f in findings()]
    assert places == [
        ("avvikelser/2026/AVV-2026-0001.yaml", 17, 13, "KV401"),
        ("dokument/DOK-0001.yaml", 9, 14, "KV301"),
        ("dokument/DOK-0004.yaml", 4, 9, "KV103"),
        ("dokument/DOK-0005.yaml", 4, 9, "KV303"),
        ("klagomal/2026/KLA-2026-0001.yaml", 10, 13, "KV203"),
        ("klagomal/2026/KLA-2026-0001.yaml", 12, 94, "KV401"),
    ]


@pytest.mark.usefixtures("register")
def test_deadlines_stand_soonest_first_and_say_whether_they_have_passed(kvalitet: Kvalitet) -> None:
    rows = json.loads(kvalitet("due", "--within", "30d", "--format", "json", "--today", TODAY).out)["deadlines"]
    assert [(row["due"], row["overdue"], row["id"], row["field"], row["role"]) for row in rows] == [
        ("2026-05-31", True, "DOK-0001", "giltig_till", "verksamhetschef/kardiologi"),
        ("2026-08-31", True, "DOK-0003", "giltig_till", "verksamhetschef/kardiologi"),
        ("2026-11-10", True, "AVV-2026-0001", "åtgärder.A1.senast", "verksamhetschef/kardiologi"),
        ("2026-11-16", True, "KLA-2026-0001", "åtgärder.A1.senast", "enhetschef/ogonmottagningen"),
        ("2026-12-15", False, "AVV-2026-0001", "åtgärder.A2.senast", "enhetschef/hjartavdelningen"),
    ]


@pytest.mark.usefixtures("register")
def test_a_record_is_shown_as_it_is_written_with_both_sides_of_its_references(kvalitet: Kvalitet) -> None:
    shown = json.loads(kvalitet("show", "AVV-2026-0001", "--format", "json").out)
    assert shown["data"]["åtgärder"][0]["senast"] == "2026-11-10"
    assert shown["data"]["titel"] == "Larm [tyst] efter byte av telemetri"
    assert shown["references"] == [
        {"field": "relaterat.0", "target": "DOK-0004"},
        {"field": "relaterat.1", "target": "DOK-0001"},
    ]
    other = json.loads(kvalitet("show", "DOK-0001", "--format", "json").out)
    assert other["referrers"] == [{"id": "AVV-2026-0001", "field": "relaterat.1"}]


def test_a_register_that_is_the_whole_repository_has_paths_without_a_folder(
    register: Path, monkeypatch: pytest.MonkeyPatch, kvalitet: Kvalitet
) -> None:
    from tests.store.archive import Archive

    Archive(register).init().commit()
    monkeypatch.chdir(register)
    for command in ("check", "list", "show", "due"):
        data = json.loads(kvalitet(*READING[command], "--format", "json", "--today", TODAY).out)
        rows = data.get("findings") or data.get("records") or data.get("deadlines") or [data]
        assert "dokument/DOK-0001.yaml" in {row["path"] for row in rows} or command == "show"
        assert [row["path"] for row in rows if row["path"].startswith(("/", "register"))] == []
    assert "kvalitet:   dokument/DOK-0004.yaml: KV103" in kvalitet("kinds").err


# Fingerprints


def by_place(findings: Findings) -> dict[tuple[str, str, str], str]:
    return {(f["code"], f["id"] or "", f["field"]): f["fingerprint"] for f in findings}


@pytest.mark.usefixtures("register")
def test_fingerprints_are_unique_within_a_run(register: Path, findings: Check) -> None:
    text = (register / "dokument/DOK-0001.yaml").read_text(encoding="utf-8")
    (register / "dokument/DOK-0001-kopia.yaml").write_text(text, encoding="utf-8")
    # the same key three times over, and two files with one id: faults that are alike in all but their place
    (register / "dokument/DOK-0008.yaml").write_text("id: DOK-0008\nid: DOK-0008\nid: DOK-0008\n", encoding="utf-8")
    found = [finding["fingerprint"] for finding in findings()]
    alike = [f for f in findings() if f["id"] in {"DOK-0001", "DOK-0008"}]
    assert len(alike) >= 4
    assert len(set(found)) == len(found)


def test_fingerprints_stay_when_lines_move_and_days_pass(register: Path, findings: Check) -> None:
    before = findings()
    for file in [*register.rglob("*-*.yaml")]:
        file.write_text("# Flyttad\n\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    after = findings(today="2026-11-23")
    assert by_place(before) == by_place(after)
    assert {f["message"] for f in before if f["clock"]}.isdisjoint(f["message"] for f in after if f["clock"])
    assert [f["line"] + 2 for f in before] == [f["line"] for f in after]


def test_fingerprints_stay_when_the_register_moves(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, findings: Check
) -> None:
    before = findings()
    copied(tmp_path / "vård/kvalitetsregister")
    monkeypatch.chdir(tmp_path / "vård/kvalitetsregister")
    after = findings()
    assert register.name == "register"
    assert by_place(before) == by_place(after)
    assert {f["path"] for f in before}.isdisjoint(f["path"] for f in after)


def test_fingerprints_change_with_the_id(register: Path, findings: Check) -> None:
    before = by_place(findings())[("KV301", "DOK-0001", "giltig_till")]
    text = (register / "dokument/DOK-0001.yaml").read_text(encoding="utf-8").replace("DOK-0001", "DOK-0011")
    (register / "dokument/DOK-0011.yaml").write_text(text, encoding="utf-8")
    (register / "dokument/DOK-0001.yaml").unlink()
    assert by_place(findings())[("KV301", "DOK-0011", "giltig_till")] != before


def test_fingerprints_change_with_the_field_and_follow_an_items_id(register: Path, findings: Check) -> None:
    file = register / "avvikelser/2026/AVV-2026-0001.yaml"
    first = by_place(findings())[("KV401", "AVV-2026-0001", "åtgärder.A1.senast")]
    rewrite(file, "senast: 2026-12-15", "senast: 2026-11-11")
    both = by_place(findings())
    assert both[("KV401", "AVV-2026-0001", "åtgärder.A1.senast")] == first
    assert both[("KV401", "AVV-2026-0001", "åtgärder.A2.senast")] != first
    # another action put before it moves its place in the list, not its name
    rewrite(file, "åtgärder:\n", "åtgärder:\n  - {id: A7, beskrivning: Annat, status: avbruten, motiv: Behövs inte.}\n")
    assert by_place(findings())[("KV401", "AVV-2026-0001", "åtgärder.A1.senast")] == first


def test_a_file_without_a_readable_id_is_known_by_its_name(register: Path, findings: Check) -> None:
    (register / "dokument/trasig.yaml").write_text("id: [\n", encoding="utf-8")
    one = {f["fingerprint"] for f in findings("register/dokument/trasig.yaml")}
    (register / "dokument/trasig.yaml").rename(register / "dokument/sprucken.yaml")
    other = {f["fingerprint"] for f in findings("register/dokument/sprucken.yaml")}
    assert one
    assert other
    assert one.isdisjoint(other)
