"""`new` in a repository: ids that no branch has had, one commit of one file, two who write at once."""

import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kvalitet.cli import _creating as creating
from kvalitet.store.files import create_file
from tests.cli.commands import TODAY, Kvalitet, Ran
from tests.store.archive import Archive

SCRIPT = Path(sys.executable).parent / "kvalitet"
FOLDER = "register/klagomal/2026"
NEW = f"{FOLDER}/KLA-2026-0002.yaml"
FIELDS = [
    f"--set={each}"
    for each in (
        "titel=Lång väntan på svar", "enhet=kardiologi", "slag=klagomål", "källa=patient", "mottagen=igår",
        "beskrivning=Svaret på remissen kom efter tre månader.",
    )
]  # fmt: skip
COMMAND = ("new", "klagomal", *FIELDS, "--no-input", "--today", TODAY)


@pytest.fixture
def named(archive: Archive) -> Archive:
    archive.git("config", "user.name", "Enhetschef Hjärtavdelningen")
    archive.git("config", "user.email", "chef@example.se")
    return archive


@pytest.fixture
def new(kvalitet: Kvalitet) -> Kvalitet:
    def new(*arguments: str) -> Ran:
        return kvalitet(*COMMAND, "--quiet", *arguments)

    return new


def test_an_id_in_another_branch_or_long_gone_is_not_used_again(named: Archive, new: Kvalitet) -> None:
    named.write(f"{FOLDER}/KLA-2026-0003.yaml")
    named.commit()
    named.git("rm", "-q", f"{FOLDER}/KLA-2026-0003.yaml")
    named.commit()
    assert new().out.startswith("KLA-2026-0004: ")
    other = Archive(named.root.parent / "annan")
    other.git("clone", "-q", str(named.root), ".")
    other.write(f"{FOLDER}/KLA-2026-0008.yaml")
    other.commit()
    named.git("fetch", "-q", str(other.root), "main:refs/remotes/origin/main")
    assert new().out.startswith("KLA-2026-0009: ")
    named.git("switch", "-q", "-c", "gren")
    named.write(f"{FOLDER}/KLA-2026-00011.yaml")
    named.git("add", "-A")
    named.git("commit", "-q", "-m", "x")
    named.git("switch", "-q", "main")
    assert new().out.startswith("KLA-2026-00012: ")


def test_an_id_that_is_not_committed_is_not_used_again(named: Archive, new: Kvalitet) -> None:
    # a file that cannot be read, one in small letters and one whose id is not its name
    named.write(f"{FOLDER}/KLA-2026-0004.yaml", b'titel: "\n')
    assert new().out.startswith("KLA-2026-0005: ")
    named.write(f"{FOLDER}/kla-2026-0006.yaml", b"id: KLA-2026-0011\n")
    assert new().out.startswith("KLA-2026-0012: ")


def test_a_history_that_is_not_whole_is_told(
    named: Archive, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    named.commit()
    other = Archive(named.root.parent / "ytlig")
    other.git("clone", "-q", "--depth=1", f"file://{named.root}", ".")
    monkeypatch.chdir(other.root)
    assert "historiken här är inte hel, så ett id kan ha använts förr." in kvalitet(*COMMAND).err


def test_the_commit_holds_the_new_file_alone(named: Archive, new: Kvalitet, kvalitet: Kvalitet) -> None:
    named.write("annat.txt", b"staged")
    named.git("add", "annat.txt")
    named.write("register/klagomal/2026/README.md", b"ny\n")
    before = named.git("rev-parse", "HEAD")
    ran = kvalitet(*COMMAND, "--commit")
    assert ran.code == 0
    assert named.git("rev-parse", "HEAD^") == before
    assert named.git("show", "--name-status", "--format=", "HEAD") == f"A\t{NEW}"
    assert named.git("log", "-1", "--format=%an <%ae>|%B") == (
        "Enhetschef Hjärtavdelningen <chef@example.se>|KLA-2026-0002: Lång väntan på svar"
    )
    assert named.git("show", f"HEAD:{NEW}") == (named.root / NEW).read_text(encoding="utf-8").rstrip("\n")
    assert named.git("status", "--porcelain").splitlines() == [
        "A  annat.txt",
        "?? register/klagomal/2026/README.md",
    ]
    assert f"incheckad ({named.git('rev-parse', 'HEAD')[:10]})" in ran.err
    assert new("--commit").code == 0


def test_the_first_commit_of_a_repository_can_be_a_record(
    register: Path, new: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(register.parent).init()
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Eva Ek")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "eva@example.se")
    assert new("--commit").code == 0
    assert archive.git("show", "--name-only", "--format=", "HEAD") == NEW


def test_a_hook_that_says_no_leaves_the_file_and_says_so(named: Archive, new: Kvalitet) -> None:
    hook = named.write(".git/hooks/pre-commit", b"#!/bin/sh\necho nej >&2\nexit 1\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    ran = new("--commit")
    assert ran.code == 2
    assert ran.err == "kvalitet: KLA-2026-0002.yaml är skriven men inte incheckad: git checkade inte in (git: nej)\n"
    assert named.git("status", "--porcelain") == f"?? {NEW}"


def test_a_trial_commits_nothing(named: Archive, new: Kvalitet) -> None:
    assert new("--commit", "--dry-run").code == 0
    assert named.git("status", "--porcelain") == ""
    assert named.git("rev-list", "--count", "HEAD") == "1"
    assert not (named.root / ".git/kvalitet.lock").exists()


def test_two_who_write_at_once_get_an_id_each(named: Archive) -> None:
    command = [str(SCRIPT), *COMMAND, "--quiet", "--commit"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    ids = sorted(out.decode().partition(":")[0] for out, _ in said)
    assert ids == ["KLA-2026-0002", "KLA-2026-0003", "KLA-2026-0004"]
    for name in ids:
        text = (named.root / FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        assert text.startswith(f"id: {name}\ntitel: Lång väntan på svar\n")
    assert named.git("log", "--format=%s", "-3").splitlines() != ["x"] * 3
    assert named.git("rev-list", "--count", "HEAD") == "4"
    assert named.git("status", "--porcelain") == ""


def test_who_is_killed_leaves_a_whole_file_or_none_and_no_lock(named: Archive, new: Kvalitet) -> None:
    for step in range(4):
        command = [str(SCRIPT), *COMMAND, "--quiet"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            time.sleep(0.25 + step * 0.1)
            process.kill()
    assert new().code == 0
    made = sorted((named.root / FOLDER).iterdir())
    assert [path.name for path in made] == [f"KLA-2026-{number:04}.yaml" for number in range(1, len(made) + 1)]
    ends = [path.read_text(encoding="utf-8").splitlines()[-1] for path in made[1:]]
    assert set(ends) == {"beskrivning: Svaret på remissen kom efter tre månader."}


def test_a_file_that_comes_in_the_same_moment_is_not_overwritten(
    named: Archive, new: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = creating.put

    def late(*arguments: object) -> None:
        named.write(NEW, b"id: KLA-2026-0002\n")
        put(*arguments)  # type: ignore[arg-type]  # as it is

    monkeypatch.setattr(creating, "put", late)
    ran = new()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "kvalitet: klagomal/2026/KLA-2026-0002.yaml finns redan, och skrivs inte över. Kör om.\n"
    assert (named.root / NEW).read_bytes() == b"id: KLA-2026-0002\n"


def test_a_folder_that_has_taken_the_name_is_told_to_be_moved(named: Archive, new: Kvalitet) -> None:
    (named.root / NEW).mkdir()
    ran = new()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "kvalitet: klagomal/2026/KLA-2026-0002.yaml är upptagen av något som inte är en fil. "
        "Flytta undan det och kör om.\n"
    )


@pytest.mark.parametrize("error", [PermissionError(13, "x"), KeyboardInterrupt()], ids=["no right", "an interrupt"])
def test_what_is_stopped_half_way_leaves_neither_file_nor_folder(
    error: BaseException, named: Archive, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(place: Path, data: bytes) -> None:
        create_file(place, data)
        place.unlink()
        raise error

    monkeypatch.setattr("kvalitet.store.files.create_file", stopped)
    fields = ("--set=titel=Lärdom", "--set=enhet=kardiologi", "--set=datum=idag")
    ran = kvalitet("new", "lardom", *fields, "--no-input", "--today", TODAY, "--quiet")
    assert ran.code == (130 if isinstance(error, KeyboardInterrupt) else 2)
    assert "Traceback" not in ran.err
    assert named.git("status", "--porcelain") == ""
    assert not (named.root / "register/lardomar").exists()
