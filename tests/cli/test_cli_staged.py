"""`check --staged`: exactly what would be committed, whatever lies in the working tree."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import TODAY, Kvalitet, rewrite
from tests.store.archive import PLAIN, Archive

Places = list[tuple[str, str]]
Staged = Callable[..., Places]
COMMITTED = [
    ("KV103", "DOK-0004"),
    ("KV203", "KLA-2026-0001"),
    ("KV301", "DOK-0001"),
    ("KV303", "DOK-0005"),
    ("KV401", "AVV-2026-0001"),
    ("KV401", "KLA-2026-0001"),
]
EXPIRED = "giltig_till: 2028-01-14", "giltig_till: 2026-06-30"


@pytest.fixture
def staged(kvalitet: Kvalitet) -> Staged:
    def staged(*options: str) -> Places:
        data: dict[str, Any] = json.loads(
            kvalitet("check", "--staged", "--format", "json", "--today", TODAY, *options).out
        )
        return sorted((f["code"], f["id"]) for f in data["findings"])

    return staged


def test_what_is_not_staged_is_not_seen(archive: Archive, staged: Staged) -> None:
    rewrite(archive.root / "register/dokument/DOK-0002.yaml", *EXPIRED)
    archive.write("register/dokument/DOK-0009.yaml", b"id: [\n")
    assert staged() == COMMITTED
    archive.git("add", "register/dokument/DOK-0002.yaml")
    assert staged() == sorted([*COMMITTED, ("KV301", "DOK-0002")])


def test_what_is_staged_is_seen_though_the_file_has_been_mended_since(archive: Archive, staged: Staged) -> None:
    file = archive.root / "register/dokument/DOK-0002.yaml"
    rewrite(file, *EXPIRED)
    archive.git("add", "-A")
    rewrite(file, *reversed(EXPIRED))
    assert ("KV301", "DOK-0002") in staged()
    file.unlink()
    assert ("KV301", "DOK-0002") in staged("register/dokument/DOK-0002.yaml")


def test_a_staged_deletion_leaves_its_references_dangling(archive: Archive, staged: Staged) -> None:
    archive.git("rm", "-q", "--cached", "register/dokument/DOK-0001.yaml")
    assert (archive.root / "register/dokument/DOK-0001.yaml").is_file()
    gone = [place for place in COMMITTED if place != ("KV301", "DOK-0001")]
    assert staged() == sorted([*gone, ("KV203", "AVV-2026-0001")])


def test_a_deletion_on_disk_alone_is_no_deletion(archive: Archive, staged: Staged) -> None:
    (archive.root / "register/dokument/DOK-0001.yaml").unlink()
    assert staged() == COMMITTED


def test_of_a_partly_staged_file_the_staged_part_is_read(archive: Archive, staged: Staged) -> None:
    file = archive.root / "register/dokument/DOK-0002.yaml"
    rewrite(file, *EXPIRED)
    archive.git("add", "-A")
    rewrite(file, "steg: godkänd", "steg: granskad")
    assert staged() == sorted([*COMMITTED, ("KV301", "DOK-0002")])


def test_a_file_only_announced_is_not_there(archive: Archive, staged: Staged) -> None:
    archive.write("register/dokument/DOK-0009.yaml", b"id: [\n")
    archive.git("add", "-N", "register/dokument/DOK-0009.yaml")
    assert staged() == COMMITTED


def test_the_settings_are_those_staged(archive: Archive, staged: Staged) -> None:
    rewrite(archive.root / "register/kvalitet.yaml", "KV401, ", "")
    assert staged() == COMMITTED
    archive.git("add", "-A")
    assert staged() == COMMITTED[:4]


def test_bodies_and_attachments_are_those_staged(archive: Archive, staged: Staged) -> None:
    file = archive.root / "register/dokument/DOK-0002.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "innehåll: dokument/DOK-0002.md\n", encoding="utf-8")
    text = archive.write("register/dokument/DOK-0002.md", b"# Rutin\n\nsmorgas\xe5\n")
    archive.git("add", str(file))
    assert ("KV007", "DOK-0002") in staged()
    archive.git("add", "-A")
    assert ("KV003", "DOK-0002") in staged()
    text.write_bytes(b"# Rutin\n")
    assert ("KV003", "DOK-0002") in staged()
    archive.git("add", "-A")
    assert staged() == COMMITTED


def test_a_conflict_in_the_index_is_told_in_one_line(archive: Archive, kvalitet: Kvalitet) -> None:
    file = archive.root / "register/dokument/DOK-0002.yaml"
    archive.git("switch", "-q", "-c", "gren")
    rewrite(file, *EXPIRED)
    archive.commit()
    archive.git("switch", "-q", "main")
    rewrite(file, EXPIRED[0], "giltig_till: 2027-02-28")
    archive.commit()
    with pytest.raises(subprocess.CalledProcessError):
        archive.git("merge", "gren")
    ran = kvalitet("check", "--staged")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "kvalitet: register/dokument/DOK-0002.yaml är i konflikt efter en sammanslagning: "
        "red ut konflikten och lägg till filen med ”git add”\n"
    )


@pytest.mark.usefixtures("register")
def test_outside_git_nothing_is_staged(kvalitet: Kvalitet) -> None:
    ran = kvalitet("check", "--staged")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("kvalitet: registret ligger inte i ett git-arkiv")


def test_a_register_that_is_not_staged_is_told_in_one_line(archive: Archive, kvalitet: Kvalitet) -> None:
    archive.git("rm", "-q", "-r", "--cached", "register")
    ran = kvalitet("check", "--staged")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("kvalitet: register/kvalitet.yaml finns inte bland det som ska checkas in: ")


@pytest.mark.parametrize("chosen", [(), ("--register", "register"), ("--register", ".")], ids=str)
def test_settings_that_are_staged_need_not_lie_on_disk(
    chosen: tuple[str, ...], archive: Archive, staged: Staged
) -> None:
    (archive.root / "register/kvalitet.yaml").unlink()
    assert staged(*chosen) == COMMITTED


def test_before_the_first_commit_the_index_is_read(archive: Archive, staged: Staged) -> None:
    archive.git("update-ref", "-d", "HEAD")
    assert staged() == COMMITTED


@pytest.mark.parametrize("how", [("-a",), ("register/dokument/DOK-0002.yaml",)], ids=["all", "only"])
def test_a_hook_sees_what_git_is_about_to_commit(how: tuple[str, ...], archive: Archive) -> None:
    # `commit -a` and `commit FILE` make an index of their own, which the hook is told of
    for path in ("dokument/DOK-0001", "dokument/DOK-0004", "dokument/DOK-0005"):
        archive.git("rm", "-q", f"register/{path}.yaml")
    archive.git("rm", "-q", "-r", "register/avvikelser", "register/klagomal")
    archive.commit()
    program = Path(sys.executable).with_name("kvalitet")
    hook = archive.write(
        ".git/hooks/pre-commit", f'#!/bin/sh\nexec "{program}" check --staged --today {TODAY}\n'.encode()
    )
    hook.chmod(0o755)
    rewrite(archive.root / "register/dokument/DOK-0002.yaml", *EXPIRED)
    done = subprocess.run(
        ["git", *PLAIN, "commit", "-q", "-m", "x", *how], cwd=archive.root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "KV301" in done.stdout + done.stderr
    assert archive.git("status", "--porcelain").splitlines() == ["M register/dokument/DOK-0002.yaml"]
