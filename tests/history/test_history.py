"""The history of a record, asked of real repositories as a user asks it."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.answers import FLAG, TEXT, TEXT_OR_NULL, listed, whole
from tests.cli.commands import Kvalitet, rewrite
from tests.history.conftest import in_folder
from tests.store.archive import Archive

DEVIATION = "register/avvikelser/2026/AVV-2026-0001.yaml"
NUMBER = "811218-9876"
STEP = whole(
    {
        "commit": {"type": "string", "pattern": "^[0-9a-f]{40}$"},
        "committed": {"type": "string", "format": "date-time"},
        "written": {"type": "string", "format": "date-time"},
        "author": TEXT,
        "committer": TEXT,
        "signed": FLAG,
        "subject": {"type": "string"},
        "event": {"enum": ["created", "changed", "moved", "removed"]},
        "path": TEXT,
        "moved_from": TEXT_OR_NULL,
        "unreadable": FLAG,
        "changes": listed(whole({"field": TEXT, "before": {}, "after": {}})),
    }
)


def steps(kvalitet: Kvalitet, *arguments: str) -> list[dict[str, Any]]:
    ran = kvalitet("history", *arguments, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(ran.out)["history"]
    jsonschema.validate(found, listed(STEP), format_checker=jsonschema.FormatChecker())
    return found


def told(step: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    return [(each["field"], each["before"], each["after"]) for each in step["changes"]]


def test_each_change_says_what_when_by_whom_in_which_commit_and_why(archive: Archive, kvalitet: Kvalitet) -> None:
    rewrite(archive.root / DEVIATION, "status: åtgärdas", "status: utreds")
    commit = archive.commit("2026-09-03T14:05:00+02:00", "Ta upp avvikelsen med kliniken")
    ran = kvalitet("history", "AVV-2026-0001")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "AVV-2026-0001: Larm [tyst] efter byte av telemetri\n"
        "\n"
        f"2026-01-07 08:30  Test, incheckning {archive.git('rev-parse', 'HEAD~1')[:10]}, osignerad\n"
        "    Börja registret\n"
        "    skapad med 22 fält\n"
        "\n"
        f"2026-09-03 14:05  Test, incheckning {commit[:10]}, osignerad\n"
        "    Ta upp avvikelsen med kliniken\n"
        "    status: åtgärdas → utreds\n"
        "\n"
        "2 ändringar.\n"
    )


def test_items_are_told_by_their_id_wherever_they_stand(archive: Archive, kvalitet: Kvalitet) -> None:
    file = archive.root / DEVIATION
    head, _, items = file.read_text(encoding="utf-8").partition("åtgärder:\n")
    one, two = (f"  - id: {part}" for part in items.split("  - id: ")[1:])
    done = two.replace("status: planerad", "status: klar\n    klar: 2026-10-01")
    file.write_text(f"{head}åtgärder:\n{done}{one}", encoding="utf-8")
    archive.commit()
    assert told(steps(kvalitet, "AVV-2026-0001")[1]) == [
        ("åtgärder.A2.status", "planerad", "klar"),
        ("åtgärder.A2.klar", None, "2026-10-01"),
    ]


def test_a_field_is_asked_for_with_what_lies_in_it(archive: Archive, kvalitet: Kvalitet) -> None:
    rewrite(archive.root / DEVIATION, "status: pågår", "status: planerad")
    archive.commit()
    rewrite(archive.root / DEVIATION, "status: åtgärdas", "status: utreds")
    archive.commit()
    assert [told(step) for step in steps(kvalitet, "avv-2026-0001", "--field", "atgarder.a1.status")] == [
        [("åtgärder.A1.status", None, "pågår")],
        [("åtgärder.A1.status", "pågår", "planerad")],
    ]
    assert {f for step in steps(kvalitet, "AVV-2026-0001", "--field", "status") for f, _, _ in told(step)} == {"status"}
    assert "2 ändringar av status.\n" in kvalitet("history", "AVV-2026-0001", "--field", "status").out


def test_a_spreadsheet_gets_a_row_for_each_field(archive: Archive, kvalitet: Kvalitet) -> None:
    text = (archive.root / DEVIATION).read_text(encoding="utf-8")
    changed = text.replace("status: åtgärdas", "status: utreds").replace("typ: tillbud", "typ: risk")
    (archive.root / DEVIATION).write_text(changed, encoding="utf-8")
    commit = archive.commit("2026-09-03T14:05:00+02:00", "=SUMMA(A1)")
    rows = list(csv.DictReader(io.StringIO(kvalitet("history", "AVV-2026-0001", "--format", "csv").out)))
    assert len(rows) == 24
    assert rows[-2] == {
        "När": "2026-09-03 14:05",
        "Vem": "Test",
        "Incheckning": commit,
        "Signerad": "nej",
        "Ämne": "'=SUMMA(A1)",
        "Händelse": "ändrad",
        "Fält": "status",
        "Från": "åtgärdas",
        "Till": "utreds",
    }
    assert (rows[-1]["Fält"], rows[-1]["Från"], rows[-1]["Till"]) == ("typ", "tillbud", "risk")


def test_a_file_is_followed_where_it_moves(archive: Archive, kvalitet: Kvalitet) -> None:
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    archive.commit(message="före flytten")
    (archive.root / "register/avvikelser/2025").mkdir()
    archive.git("mv", DEVIATION, "register/avvikelser/2025/AVV-2026-0001.yaml")
    archive.commit(message="flytten")
    rewrite(archive.root / "register/avvikelser/2025/AVV-2026-0001.yaml", "typ: risk", "typ: tillbud")
    archive.commit(message="efter flytten")
    found = steps(kvalitet, "AVV-2026-0001")
    assert [(step["subject"], step["event"], told(step)) for step in found[1:]] == [
        ("före flytten", "changed", [("typ", "tillbud", "risk")]),
        ("flytten", "moved", []),
        ("efter flytten", "changed", [("typ", "risk", "tillbud")]),
    ]
    assert (found[2]["moved_from"], found[2]["path"]) == (DEVIATION, DEVIATION.replace("2026/", "2025/"))


def test_a_register_that_has_moved_has_its_history_with_it(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    archive.commit(message="före flytten")
    (archive.root / "vården").mkdir()
    archive.git("mv", "register", "vården/kvalitetsregister")
    archive.commit(message="flytten")
    there = in_folder(archive.root / "vården/kvalitetsregister", capsys)
    assert [step["subject"] for step in steps(there, "AVV-2026-0001")] == ["Börja registret", "före flytten", "flytten"]


def test_a_record_that_got_another_id_is_followed(archive: Archive, kvalitet: Kvalitet) -> None:
    archive.git("mv", DEVIATION, DEVIATION.replace("0001", "0009"))
    rewrite(archive.root / DEVIATION.replace("0001", "0009"), "id: AVV-2026-0001", "id: AVV-2026-0009")
    archive.commit()
    created, moved = steps(kvalitet, "AVV-2026-0009")
    assert created["event"] == "created"
    assert (moved["event"], told(moved)) == ("moved", [("id", "AVV-2026-0001", "AVV-2026-0009")])


def test_a_record_that_takes_the_place_of_one_much_alike_is_not_that_one(archive: Archive, kvalitet: Kvalitet) -> None:
    other = DEVIATION.replace("0001", "0002")
    (archive.root / DEVIATION).unlink()
    text = (archive.root / other).read_text(encoding="utf-8")
    (archive.root / other.replace("0002", "0009")).write_text(text.replace("0002", "0009"), encoding="utf-8")
    archive.commit()
    assert [step["event"] for step in steps(kvalitet, "AVV-2026-0009")] == ["created"]


def test_a_merge_is_told_of_only_for_what_it_alone_has(archive: Archive, kvalitet: Kvalitet) -> None:
    archive.git("checkout", "-q", "-b", "gren")
    rewrite(archive.root / DEVIATION, "status: åtgärdas", "status: utreds")
    archive.commit(message="på grenen")
    archive.git("checkout", "-q", "main")
    rewrite(archive.root / DEVIATION, "status: åtgärdas", "status: rapporterad")
    archive.commit(message="på stammen")
    archive.git("merge", "-q", "--no-commit", "-s", "ours", "gren")
    rewrite(archive.root / DEVIATION, "status: rapporterad", "status: följs_upp")
    archive.commit(message="sammanförd")
    found = {step["subject"]: told(step) for step in steps(kvalitet, "AVV-2026-0001")[1:]}
    assert found == {
        "på grenen": [("status", "åtgärdas", "utreds")],
        "på stammen": [("status", "åtgärdas", "rapporterad")],
        "sammanförd": [("status", "rapporterad", "följs_upp")],
    }


def test_a_merge_that_only_joins_is_no_change(archive: Archive, kvalitet: Kvalitet) -> None:
    archive.git("checkout", "-q", "-b", "gren")
    rewrite(archive.root / DEVIATION, "titel: Larm", "titel: Ett larm")
    archive.commit(message="på grenen")
    archive.git("checkout", "-q", "main")
    rewrite(archive.root / DEVIATION, "    status: planerad", "    status: pågår")
    archive.commit(message="på stammen")
    archive.git("merge", "-q", "gren", "-m", "sammanförd")
    assert sorted(step["subject"] for step in steps(kvalitet, "AVV-2026-0001")) == [
        "Börja registret", "på grenen", "på stammen",
    ]  # fmt: skip


def test_a_record_that_is_gone_still_has_its_history(archive: Archive, kvalitet: Kvalitet) -> None:
    (archive.root / DEVIATION).unlink()
    archive.commit(message="tas bort")
    found = steps(kvalitet, "avv-2026-0001")
    assert [step["event"] for step in found] == ["created", "removed"]
    assert ("typ", "tillbud", None) in told(found[1])
    out = kvalitet("history", "AVV-2026-0001").out
    assert out.startswith("AVV-2026-0001: finns inte längre\n")
    assert "borttagen, med 22 fält" in out


def test_a_record_that_is_not_committed_yet_has_none(archive: Archive, kvalitet: Kvalitet) -> None:
    text = (archive.root / DEVIATION).read_text(encoding="utf-8").replace("AVV-2026-0001", "AVV-2026-0009")
    archive.write(DEVIATION.replace("0001", "0009"), text.encode())
    ran = kvalitet("history", "AVV-2026-0009")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Ingen ändring är incheckad.")
    assert steps(kvalitet, "AVV-2026-0009") == []


def test_a_record_in_a_file_of_another_name_is_found(archive: Archive, kvalitet: Kvalitet) -> None:
    archive.git("mv", DEVIATION, DEVIATION.replace("AVV-2026-0001", "larmet"))
    archive.commit()
    assert [step["event"] for step in steps(kvalitet, "AVV-2026-0001")] == ["created", "moved"]


def test_an_id_that_never_was_is_told_with_the_nearest(kvalitet: Kvalitet) -> None:
    ran = kvalitet("history", "AVV-2026-0003")
    assert (ran.code, ran.out) == (2, "")
    assert "Menade du" in ran.err
    assert ran.err.count("\n") == 1


def test_a_change_of_comments_alone_is_told_as_such(archive: Archive, kvalitet: Kvalitet) -> None:
    file = archive.root / DEVIATION
    file.write_text("# läst\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    archive.commit()
    assert "bara kommentarer eller utseende är ändrade" in kvalitet("history", "AVV-2026-0001").out


def test_what_could_not_be_read_then_is_told_and_stops_nothing(archive: Archive, kvalitet: Kvalitet) -> None:
    file = archive.root / DEVIATION
    before = file.read_text(encoding="utf-8")
    file.write_text("[", encoding="utf-8")
    archive.commit(message="trasig")
    file.write_text(before, encoding="utf-8")
    archive.commit(message="lagad")
    assert [step["unreadable"] for step in steps(kvalitet, "AVV-2026-0001")] == [False, True, True]
    assert kvalitet("history", "AVV-2026-0001").out.count("filen gick inte att läsa") == 2


def test_the_text_of_a_document_has_a_history_too(archive: Archive, kvalitet: Kvalitet) -> None:
    archive.write("register/innehall/rutin.md", b"# Rutin\n")
    file = archive.root / "register/dokument/DOK-0001.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "innehåll: innehall/rutin.md\n", encoding="utf-8")
    archive.commit(message="texten kommer")
    archive.write("register/innehall/rutin.md", "# Rutin\n\nTvätta händerna.\n".encode())
    archive.commit(message="texten ändras")
    came, changed = steps(kvalitet, "DOK-0001")[1:]
    old, new = (archive.git("rev-parse", f"{rev}:register/innehall/rutin.md") for rev in ("HEAD~1", "HEAD"))
    assert told(came) == [("innehåll", None, "innehall/rutin.md"), ("innehåll.text", None, old)]
    assert (changed["event"], told(changed)) == ("changed", [("innehåll.text", old, new)])


def test_a_number_of_a_person_that_was_once_committed_is_never_shown(archive: Archive, kvalitet: Kvalitet) -> None:
    rewrite(archive.root / DEVIATION, "typ: tillbud", f"typ: tillbud\nslutsats: Gällde {NUMBER}.")
    archive.commit(message=f"Om {NUMBER}")
    rewrite(archive.root / DEVIATION, f"\nslutsats: Gällde {NUMBER}.", "")
    archive.commit()
    for form in ("text", "json", "csv"):
        ran = kvalitet("history", "AVV-2026-0001", "--format", form)
        assert "9876" not in ran.out + ran.err
        assert "slutsats" in ran.out


def test_whether_a_commit_is_signed_is_told(archive: Archive, kvalitet: Kvalitet) -> None:
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    archive.commit()
    head, _, message = archive.git("cat-file", "commit", "HEAD").partition("\n\n")
    text = f"{head}\ngpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\n\n{message}\n"
    made = archive.git("hash-object", "-t", "commit", "-w", "--stdin", given=text.encode())
    archive.git("update-ref", "refs/heads/main", made)
    assert [step["signed"] for step in steps(kvalitet, "AVV-2026-0001")] == [False, True]


def test_who_committed_is_told_where_it_was_another(archive: Archive, kvalitet: Kvalitet) -> None:
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    archive.git("add", "-A")
    archive.git("commit", "-q", "-m", "x", "--author", "Eva Ek <eva@example.se>")
    assert "Eva Ek (incheckad av Test)" in kvalitet("history", "AVV-2026-0001").out
    assert steps(kvalitet, "AVV-2026-0001")[1]["author"] == "Eva Ek"


def test_the_past_may_be_asked_for_its_own_history(archive: Archive, kvalitet: Kvalitet) -> None:
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    archive.commit("2026-09-03T14:05:00+02:00")
    ran = kvalitet("history", "AVV-2026-0001", "--as-of", "2026-02-01", "--format", "json", "--quiet")
    assert [step["event"] for step in json.loads(ran.out)["history"]] == ["created"]


def test_a_shallow_clone_is_said(archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    archive.commit()
    Archive(tmp_path).git("clone", "-q", "--depth", "1", archive.root.as_uri(), "ytlig")
    ran = in_folder(tmp_path / "ytlig/register", capsys)("history", "AVV-2026-0001")
    assert ran.code == 0
    assert "historiken är ofullständig" in ran.err


def test_outside_git_there_is_none(archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(archive.root / "register", tmp_path / "utan")
    ran = in_folder(tmp_path / "utan", capsys)("history", "AVV-2026-0001")
    assert (ran.code, ran.out) == (2, "")
    assert "ligger inte i ett git-arkiv" in ran.err


@pytest.mark.parametrize("setting", ["log.follow true", "log.showSignature true", "diff.renames copies", "log.date raw",
                                     "format.pretty oneline", "diff.noprefix true", "core.quotePath true"])  # fmt: skip
def test_a_users_own_settings_change_nothing(archive: Archive, kvalitet: Kvalitet, setting: str) -> None:
    rewrite(archive.root / DEVIATION, "typ: tillbud", "typ: risk")
    archive.commit()
    before = kvalitet("history", "AVV-2026-0001").out
    archive.git("config", *setting.split())
    assert kvalitet("history", "AVV-2026-0001").out == before
