"""`rename` in git: one commit holds it all, history follows, and what was stopped half-way is finished."""

import json
import subprocess
from pathlib import Path

import pytest

from kvalitet.store import journal
from tests.cli.commands import TODAY, Kvalitet, Ran, rewrite
from tests.cli.named import BODY_AFTER, DEVIATION, OTHER_TEXT, ROUTINE, TEXT, filled
from tests.store.archive import Archive, fingerprint


@pytest.fixture
def committed(archive: Archive) -> Archive:
    archive.git("config", "user.name", "Kvalitetssamordnare")
    archive.git("config", "user.email", "kvalitet@example.se")
    filled(archive.root / "register")
    archive.commit("2026-11-02T12:00:00+01:00")
    return archive


@pytest.fixture
def rename(kvalitet: Kvalitet) -> Kvalitet:
    def rename(*arguments: str) -> Ran:
        return kvalitet("rename", *arguments, "--today", TODAY)

    return rename


def test_an_id_that_history_has_held_is_refused(committed: Archive, rename: Kvalitet) -> None:
    (committed.root / "register/dokument/DOK-0003.yaml").unlink()
    committed.commit("2026-11-03T12:00:00+01:00")
    ran = rename("DOK-0001", "DOK-0003", "--quiet")
    assert ran.code == 1
    assert "DOK-0003 har funnits förut, och ett id betyder samma sak för alltid." in ran.err
    assert committed.git("status", "--porcelain") == ""


def test_an_id_that_another_branch_holds_is_refused(committed: Archive, rename: Kvalitet) -> None:
    committed.git("checkout", "-q", "-b", "gren")
    committed.write("register/dokument/DOK-0042.yaml", b"id: DOK-0042\n")
    committed.commit("2026-11-03T12:00:00+01:00")
    committed.git("checkout", "-q", "main")
    ran = rename("DOK-0001", "DOK-0042", "--quiet")
    assert ran.code == 1
    assert "DOK-0042 har funnits förut" in ran.err


def test_one_commit_holds_it_all_and_history_follows(committed: Archive, kvalitet: Kvalitet, rename: Kvalitet) -> None:
    register = committed.root / "register"
    (register / TEXT).write_text("# Larm\n\nKontrollera varje larm.\nSe [posten](DOK-0001).\n", encoding="utf-8")
    committed.commit("2026-11-03T12:00:00+01:00", "Skriv om texten")
    committed.write("annat.txt", b"staged")
    committed.git("add", "annat.txt")
    ran = rename("DOK-0001", "DOK-0042", "--commit")
    assert ran.code == 0
    assert committed.git("log", "-1", "--format=%s") == "DOK-0001 heter nu DOK-0042"
    assert committed.git("status", "--porcelain") == "A  annat.txt"
    assert len(committed.git("show", "--name-only", "--no-renames", "--format=", "HEAD").splitlines()) == 9
    steps = json.loads(kvalitet("history", "DOK-0042", "--format", "json").out)["history"]
    assert [(step["event"], step["moved_from"]) for step in steps] == [
        ("created", None),
        ("changed", None),
        ("changed", None),
        ("moved", "register/dokument/DOK-0001.yaml"),
    ]
    assert [change["field"] for change in steps[2]["changes"]] == ["innehåll.text"]
    assert [change["field"] for change in steps[3]["changes"]] == ["id", "innehåll", "bilagor", "innehåll.text"]
    codes = {each["code"] for each in json.loads(kvalitet("audit", "--format", "json").out)["findings"]}
    assert not codes & {"KV912", "KV918"}


def test_a_record_that_speaks_of_itself_is_renamed_and_not_gone(
    committed: Archive, kvalitet: Kvalitet, rename: Kvalitet
) -> None:
    rewrite(committed.root / "register" / DEVIATION, "larmet var", "larmet (AVV-2026-0001) var")
    committed.commit("2026-11-03T12:00:00+01:00")
    assert rename("AVV-2026-0001", "AVV-2026-0077", "--commit").code == 0
    codes = {each["code"] for each in json.loads(kvalitet("audit", "--format", "json").out)["findings"]}
    assert not codes & {"KV912", "KV918"}
    steps = json.loads(kvalitet("history", "AVV-2026-0077", "--format", "json").out)["history"]
    assert [step["event"] for step in steps] == ["created", "changed", "changed", "moved"]


def test_the_history_of_a_small_record_follows_though_most_of_it_is_its_id(
    committed: Archive, kvalitet: Kvalitet, rename: Kvalitet
) -> None:
    small = "id: PRO-0001\ntitel: P\nenhet: kardiologi\nstatus: identifierad\ntyp: kärnprocess\növerordnad: PRO-0001\n"
    file = committed.root / "register/processer/PRO-0001.yaml"
    file.parent.mkdir()
    # a circle, which is told by check, and which makes much of the file its own name
    file.write_text(small + "relaterat: [PRO-0001, PRO-0001, PRO-0001, PRO-0001, PRO-0001]\n", encoding="utf-8")
    committed.commit("2026-11-03T12:00:00+01:00")
    assert rename("PRO-0001", "PRO-0077", "--commit").code == 0
    steps = json.loads(kvalitet("history", "PRO-0077", "--format", "json").out)["history"]
    assert [step["event"] for step in steps] == ["created", "moved"]


def test_other_changes_are_not_taken_along_in_the_commit(committed: Archive, rename: Kvalitet) -> None:
    rewrite(committed.root / "register" / DEVIATION, "tolv", "elva")
    ran = rename("DOK-0001", "DOK-0042", "--commit", "--quiet")
    assert (ran.code, ran.out) == (2, "")
    assert "har ändringar som inte är incheckade" in ran.err
    assert (committed.root / "register" / ROUTINE).is_file()


def test_a_hook_that_says_no_leaves_the_files_changed_and_nothing_staged(committed: Archive, rename: Kvalitet) -> None:
    hook = committed.write(".git/hooks/pre-commit", b"#!/bin/sh\necho nej >&2\nexit 1\n")
    hook.chmod(0o755)
    ran = rename("DOK-0001", "DOK-0042", "--commit", "--quiet")
    assert ran.code == 2
    assert ran.err == ("kvalitet: DOK-0001 heter nu DOK-0042, men är inte incheckad: git checkade inte in (git: nej)\n")
    assert (committed.root / "register/dokument/DOK-0042.yaml").is_file()
    staged = subprocess.run(
        ["git", "diff", "--cached", "--name-only"], cwd=committed.root, capture_output=True, check=True
    )
    assert staged.stdout == b""


@pytest.fixture
def stopped(committed: Archive, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """A register in which a renaming was stopped when two of its files had been put in place."""
    replace = Path.replace
    placed: list[Path] = []

    def dying(path: Path, target: Path) -> Path:
        # the journal's own file takes its place in the same way
        if "journal" not in target.name:
            placed.append(target)
            if len(placed) > 2:
                raise KeyboardInterrupt
        return replace(path, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", dying)
        assert kvalitet("rename", "DOK-0001", "DOK-0042", "--today", TODAY).code == 130
    return committed


def test_who_reads_is_told_of_what_was_stopped_and_reading_writes_nothing(stopped: Archive, kvalitet: Kvalitet) -> None:
    before = fingerprint(stopped.root / "register")
    ran = kvalitet("status", "--today", TODAY)
    assert ran.err.startswith(
        "kvalitet: ”kvalitet rename DOK-0001 DOK-0042” avbröts innan alla filer var skrivna. "
        "Nästa kommando som ändrar registret gör det färdigt, till exempel samma en gång till\n"
    )
    assert fingerprint(stopped.root / "register") == before


@pytest.mark.parametrize(
    "following", [("rename", "dok-0001", "dok-0042"), ("set", "AVV-2026-0001", "status=utreds")], ids=lambda row: row[0]
)
def test_the_next_command_that_writes_finishes_it(
    following: tuple[str, ...], stopped: Archive, kvalitet: Kvalitet
) -> None:
    register = stopped.root / "register"
    ran = kvalitet(*following, "--today", TODAY)
    assert ran.code == 0
    assert "”kvalitet rename DOK-0001 DOK-0042” hade avbrutits och är nu gjort färdigt\n" in ran.err
    assert not (register / ROUTINE).exists()
    assert (register / OTHER_TEXT).read_text(encoding="utf-8") == BODY_AFTER
    assert "DOK-0042" in (register / DEVIATION).read_text(encoding="utf-8")
    assert not [path for path in stopped.root.rglob(".*") if "DOK" in path.name or "journal" in path.name]
    assert journal.unfinished(register) is None


def test_what_somebody_has_changed_since_is_not_written_over(stopped: Archive, kvalitet: Kvalitet) -> None:
    register = stopped.root / "register"
    rewrite(register / OTHER_TEXT, "Överrapportering", "Rapport")
    ran = kvalitet("set", "AVV-2026-0001", "status=utreds", "--today", TODAY)
    assert (ran.code, ran.out) == (2, "")
    assert f"{OTHER_TEXT} har ändrats sedan ”kvalitet rename DOK-0001 DOK-0042” avbröts" in ran.err
    assert (register / OTHER_TEXT).read_text(encoding="utf-8").startswith("# Rapport\n")
