"""`set --commit`: one honest commit of one file, by whoever git says it is."""

import stat

import pytest

from tests.cli.commands import TODAY, Kvalitet, Ran, rewrite
from tests.store.archive import Archive

DEVIATION = "register/avvikelser/2026/AVV-2026-0001.yaml"


@pytest.fixture
def named(archive: Archive) -> Archive:
    archive.git("config", "user.name", "Enhetschef Hjärtavdelningen")
    archive.git("config", "user.email", "chef@example.se")
    return archive


@pytest.fixture
def set_(kvalitet: Kvalitet) -> Kvalitet:
    def set_(*arguments: str) -> Ran:
        return kvalitet("set", "AVV-2026-0001", *arguments, "--today", TODAY, "--commit")

    return set_


def test_the_commit_holds_the_file_alone_and_says_what_changed(named: Archive, set_: Kvalitet) -> None:
    named.write("annat.txt", b"staged")
    named.git("add", "annat.txt")
    ran = set_("status=utreds")
    assert ran.code == 0
    assert named.git("log", "-1", "--format=%an <%ae>|%B") == (
        "Enhetschef Hjärtavdelningen <chef@example.se>|AVV-2026-0001: status: åtgärdas → utreds"
    )
    assert named.git("show", "--name-only", "--format=", "HEAD") == DEVIATION
    assert named.git("status", "--porcelain") == "A  annat.txt"
    assert f"incheckad ({named.git('rev-parse', 'HEAD')[:10]})" in ran.err


def test_many_changes_stand_in_the_body_and_so_does_a_reason(named: Archive, kvalitet: Kvalitet) -> None:
    ran = kvalitet(
        "set",
        "DOK-0002",
        "giltig_till=2026-10-31",
        "version=1.1",
        "--today",
        TODAY,
        "--commit",
        "--force",
        "Ny är klar.",
    )
    assert ran.code == 0
    assert named.git("log", "-1", "--format=%B").splitlines() == [
        "DOK-0002: ändra version, giltig_till, kommentarer.0.datum och…",
        "",
        "version: 1.0 → 1.1",
        "giltig_till: 2028-01-14 → 2026-10-31",
        f"kommentarer.0.datum: – → {TODAY}",
        "kommentarer.0.text: – → Ändrat trots KV301 och KV303: Ny är klar.",
        "Motiv: Ny är klar.",
    ]


def test_a_file_with_other_changes_is_refused_before_anything_is_done(named: Archive, set_: Kvalitet) -> None:
    rewrite(named.root / DEVIATION, "tolv minuter", "elva minuter")
    before = (named.root / DEVIATION).read_bytes()
    ran = set_("status=utreds")
    assert (ran.code, ran.out) == (2, "")
    assert "har ändringar som inte är incheckade, och de skulle följa med." in ran.err
    assert (named.root / DEVIATION).read_bytes() == before


def test_a_hook_that_says_no_leaves_the_change_and_says_so(named: Archive, set_: Kvalitet) -> None:
    hook = named.write(".git/hooks/pre-commit", b"#!/bin/sh\necho nej >&2\nexit 1\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    head = named.git("rev-parse", "HEAD")
    ran = set_("status=utreds")
    assert ran.code == 2
    assert ran.err.endswith(
        f"kvalitet: {DEVIATION.removeprefix('register/')} är ändrad men inte incheckad: "
        "git checkade inte in (git: nej)\n"
    )
    assert named.git("rev-parse", "HEAD") == head
    assert named.git("status", "--porcelain") == f"M {DEVIATION}"


def test_who_has_told_git_no_name_is_told_how(archive: Archive, set_: Kvalitet) -> None:
    archive.git("config", "user.useConfigOnly", "true")
    ran = set_("status=utreds")
    assert ran.code == 2
    assert "inte incheckad: git vet inte vem du är. Ange det med ”git config --global user.name NAMN”" in ran.err


def test_a_merge_under_way_is_told_to_be_finished_first(named: Archive, set_: Kvalitet) -> None:
    named.git("switch", "-q", "-c", "gren")
    named.git("commit", "-q", "--allow-empty", "-m", "y")
    named.git("switch", "-q", "main")
    named.git("merge", "-q", "--no-ff", "--no-commit", "gren")
    ran = set_("status=utreds")
    assert ran.code == 2
    assert ran.err.endswith(
        "är ändrad men inte incheckad: en sammanslagning pågår. Gör den färdig med ”git commit”, och checka in sedan.\n"
    )


def test_a_trial_commits_nothing(named: Archive, set_: Kvalitet) -> None:
    head = named.git("rev-parse", "HEAD")
    assert set_("status=utreds", "--dry-run").code == 0
    assert named.git("rev-parse", "HEAD") == head
    assert named.git("status", "--porcelain") == ""


def test_the_lock_lies_in_git_and_a_trial_takes_none(named: Archive, kvalitet: Kvalitet) -> None:
    lock = named.root / ".git/kvalitet.lock"
    kvalitet("set", "AVV-2026-0001", "status=utreds", "--today", TODAY, "--dry-run")
    kvalitet("close", "AVV-2026-0001", "--set", "avslutad=idag", "--today", TODAY, "--dry-run", "--no-input")
    kvalitet("fmt", "--today", TODAY, "--diff")
    assert not lock.exists()
    assert kvalitet("set", "AVV-2026-0001", "status=utreds", "--today", TODAY).code == 0
    assert lock.read_bytes() == b""
    assert named.git("status", "--porcelain") == f"M {DEVIATION}"
