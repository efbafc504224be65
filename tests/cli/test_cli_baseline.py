"""Baselines: what a register has when somebody draws a line, and what is told from then on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import TODAY, Kvalitet, rewrite

Checked = Callable[..., dict[str, Any]]
ALL = ["KV103", "KV203", "KV301", "KV303", "KV401", "KV401"]
EXPIRED = "giltig_till: 2028-01-14", "giltig_till: 2026-06-30"
MENDED = "giltig_till: 2026-05-31", "giltig_till: 2028-05-31"


@pytest.fixture
def checked(kvalitet: Kvalitet) -> Checked:
    def checked(*options: str) -> dict[str, Any]:
        ran = kvalitet("check", "--format", "json", "--today", TODAY, *options)
        data: dict[str, Any] = json.loads(ran.out)
        codes = sorted(f["code"] for f in data["findings"])
        return {**data["summary"]["suppressed"], "codes": codes, "code": ran.code, "err": ran.err, "data": data}

    return checked


def written(register: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((register.parent / "b.json").read_text(encoding="utf-8"))["baseline"]
    return rows


@pytest.mark.usefixtures("register")
def test_what_is_written_is_set_aside_at_once_and_from_then_on(checked: Checked) -> None:
    first = checked("--write-baseline", "b.json")
    assert (first["codes"], first["baseline"], first["exempt"], first["code"]) == ([], len(ALL), 1, 0)
    assert "kvalitet: skrev 6 fynd till baslinjen b.json\n" in first["err"]
    later = checked("--baseline", "b.json")
    assert (later["codes"], later["baseline"], later["exempt"], later["code"]) == ([], len(ALL), 1, 0)
    assert later["data"]["outdated"] == []


def test_a_baseline_has_one_finding_a_line_sorted_and_no_message(register: Path, checked: Checked) -> None:
    checked("--write-baseline", "b.json")
    lines = (register.parent / "b.json").read_text(encoding="utf-8").splitlines()
    assert lines[0] == '{"version": 1, "baseline": ['
    assert lines[-1] == "]}"
    rows = [json.loads(line.rstrip(",")) for line in lines[1:-1]]
    assert [(row["path"], row["field"], row["code"], row["id"], row["clock"]) for row in rows] == [
        ("register/avvikelser/2026/AVV-2026-0001.yaml", "åtgärder.A1.senast", "KV401", "AVV-2026-0001", True),
        ("register/dokument/DOK-0001.yaml", "giltig_till", "KV301", "DOK-0001", True),
        ("register/dokument/DOK-0004.yaml", "status", "KV103", "DOK-0004", False),
        ("register/dokument/DOK-0005.yaml", "status", "KV303", "DOK-0005", False),
        ("register/klagomal/2026/KLA-2026-0001.yaml", "relaterat.0", "KV203", "KLA-2026-0001", False),
        ("register/klagomal/2026/KLA-2026-0001.yaml", "åtgärder.A1.senast", "KV401", "KLA-2026-0001", True),
    ]
    assert all(list(row) == ["path", "field", "code", "id", "clock", "fingerprint"] for row in rows)


def test_the_same_register_gives_the_same_bytes(register: Path, kvalitet: Kvalitet) -> None:
    for name in ("a.json", "b.json"):
        kvalitet("check", "--today", TODAY, "--write-baseline", name)
    a, b = ((register.parent / name).read_bytes() for name in ("a.json", "b.json"))
    assert a == b


def test_one_mended_and_another_broken_is_seen(register: Path, checked: Checked) -> None:
    checked("--write-baseline", "b.json")
    rewrite(register / "dokument/DOK-0001.yaml", *MENDED)
    rewrite(register / "dokument/DOK-0002.yaml", *EXPIRED)
    found = checked("--baseline", "b.json")
    assert [(f["code"], f["id"]) for f in found["data"]["findings"]] == [("KV301", "DOK-0002")]
    assert (found["baseline"], found["code"]) == (len(ALL) - 1, 1)


def test_lines_that_move_and_messages_that_change_make_nothing_new(register: Path, checked: Checked) -> None:
    checked("--write-baseline", "b.json")
    file = register / "dokument/DOK-0001.yaml"
    file.write_text("# en rad till\n\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    rewrite(file, "giltig_till: 2026-05-31", "giltig_till: 2026-04-30")
    assert checked("--baseline", "b.json")["codes"] == []


def test_entries_that_no_longer_apply_are_told_and_counted(
    register: Path, checked: Checked, kvalitet: Kvalitet
) -> None:
    checked("--write-baseline", "b.json")
    rewrite(register / "dokument/DOK-0001.yaml", *MENDED)
    (register / "klagomal/2026/KLA-2026-0001.yaml").unlink()
    ran = kvalitet("check", "--today", TODAY, "--baseline", "b.json")
    assert "kvalitet: 3 rader i baslinjen gäller inte längre, felen finns inte kvar. Skriv om den med" in ran.err
    assert "kvalitet:   register/dokument/DOK-0001.yaml KV301 giltig_till\n" in ran.err
    outdated = checked("--baseline", "b.json")["data"]["outdated"]
    assert [row["code"] for row in outdated] == ["KV301", "KV203", "KV401"]
    assert outdated[0] == next(row for row in written(register) if row["code"] == "KV301")


@pytest.mark.parametrize(("options", "setting"), [(("--no-clock",), ""), ((), "KV301, "), (("--select", "KV2"), "")])
def test_what_was_not_looked_for_is_not_called_gone(
    options: tuple[str, ...], setting: str, register: Path, checked: Checked
) -> None:
    checked("--write-baseline", "b.json")
    if setting:
        rewrite(register / "kvalitet.yaml", setting, "")
    found = checked("--baseline", "b.json", *options)
    assert found["data"]["outdated"] == []
    assert "gäller inte längre" not in found["err"]


def test_what_an_exemption_takes_is_not_called_gone(register: Path, checked: Checked) -> None:
    checked("--write-baseline", "b.json")
    file = register / "dokument/DOK-0001.yaml"
    row = "{regel: KV301, motiv: Ersätts i mars., beslutat_av: verksamhetschef/kardiologi, till: 2027-03-31}"
    file.write_text(file.read_text(encoding="utf-8") + f"undantag: [{row}]\n", encoding="utf-8")
    found = checked("--baseline", "b.json")
    assert (found["exempt"], found["baseline"], found["data"]["outdated"]) == (2, len(ALL) - 1, [])


def test_writing_again_tells_what_came_and_what_went(register: Path, checked: Checked) -> None:
    checked("--write-baseline", "b.json")
    rewrite(register / "dokument/DOK-0001.yaml", *MENDED)
    rewrite(register / "dokument/DOK-0002.yaml", *EXPIRED)
    found = checked("--write-baseline", "b.json")
    assert "kvalitet: skrev 6 fynd till baslinjen b.json (1 nytt, 1 borta sedan den förra)\n" in found["err"]
    assert ("DOK-0002", "KV301") in [(row["id"], row["code"]) for row in written(register)]


@pytest.mark.parametrize(
    "content", [b"hej\n", b'{"version": 1, "findings": []}', b"\xff\xfe", b'{"version": 1, "baseline": [\n']
)
def test_nothing_but_a_baseline_is_written_over(content: bytes, register: Path, kvalitet: Kvalitet) -> None:
    file = register.parent / "b.json"
    file.write_bytes(content)
    ran = kvalitet("check", "--today", TODAY, "--write-baseline", "b.json", "--quiet")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("kvalitet: b.json är inte en hel baslinje och skrivs inte över.")
    assert file.read_bytes() == content


def test_an_empty_file_holds_nothing_to_lose(register: Path, checked: Checked) -> None:
    (register.parent / "b.json").touch()
    assert checked("--write-baseline", "b.json")["code"] == 0


@pytest.mark.usefixtures("register")
def test_a_place_that_cannot_be_written_is_told_by_its_option(kvalitet: Kvalitet) -> None:
    ran = kvalitet("check", "--today", TODAY, "--write-baseline", "ingen/mapp/b.json", "--quiet")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "kvalitet: kan inte skriva ingen/mapp/b.json: mappen finns inte. Välj en annan plats med --write-baseline.\n"
    )


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--baseline", "b.json"), "--baseline och --write-baseline går inte att ange tillsammans"),
        (("--select", "KV3"), "--write-baseline går inte att ange tillsammans med --select: "),
        (
            ("--unit", "kardiologi", "register/dokument"),
            "tillsammans med --unit och sökvägar: baslinjen skrivs för hela",
        ),
        (("--since", "HEAD", "--ignore", "KV1"), "tillsammans med --since och --ignore: "),
    ],
    ids=str,
)
def test_a_baseline_is_written_for_the_whole_register(options: tuple[str, ...], said: str, kvalitet: Kvalitet) -> None:
    ran = kvalitet("check", "--write-baseline", "b.json", *options)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
    assert not Path("b.json").exists()


@pytest.mark.usefixtures("register")
def test_a_baseline_that_is_not_there_is_told_in_one_line(kvalitet: Kvalitet) -> None:
    ran = kvalitet("check", "--baseline", "b.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "kvalitet: --baseline: b.json finns inte. Skriv en baslinje med --write-baseline b.json.\n"
