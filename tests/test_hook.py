"""The git hook and the hook of pre-commit: a commit that breaks a register is stopped, and no other."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.commands import REGISTER, rewrite
from tests.outside import own_program
from tests.store.archive import PLAIN, Archive, isolate
from tests.wheels import ROOT, lent

FILES = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
FOLDERS = ("kvalitet", "schemas", "templates", "register", "hooks", "tests/facit")
BIN = Path(sys.executable).parent

Commit = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """A register of a document and a deviation that refers to it, without faults, committed."""
    made = Archive(tmp_path / "arkiv").init()
    register = made.root / "register"
    for name in ("kvalitet.yaml", "organisation.yaml", "dokument/DOK-0002.yaml"):
        (register / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REGISTER / name, register / name)
    deviation = (REGISTER / "avvikelser/2026/AVV-2026-0001.yaml").read_text(encoding="utf-8")
    referring = deviation.replace("relaterat: [DOK-0004, DOK-0001]", "relaterat: [DOK-0002]")
    made.write("register/avvikelser/2026/AVV-2026-0001.yaml", referring.encode())
    made.commit()
    return made


def committer(archive: Archive, **more: str) -> Commit:
    """Commits in an archive as a person does, with the tests' own program on the path."""

    def commit(*options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *PLAIN, "commit", "-q", "-m", "x", *options],
            cwd=archive.root,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", **more},
        )

    return commit


def broken(archive: Archive) -> None:
    rewrite(archive.root / "register/dokument/DOK-0002.yaml", "status: gällande", "status: gälande")
    archive.git("add", "-A")


def holds_to_what_is_staged(archive: Archive, commit: Commit) -> None:
    broken(archive)
    refused = commit()
    assert refused.returncode == 1
    assert "KV103" in refused.stdout + refused.stderr
    archive.git("reset", "-q", "--hard")
    # a removed record is in no file that is committed, but what refers to it is broken
    archive.git("rm", "-q", "register/dokument/DOK-0002.yaml")
    refused = commit()
    assert refused.returncode == 1
    assert "KV203" in refused.stdout + refused.stderr
    archive.git("reset", "-q", "--hard")
    rewrite(archive.root / "register/dokument/DOK-0002.yaml", "mellan skift", "på morgonen")
    archive.git("add", "-A")
    rewrite(archive.root / "register/organisation.yaml", "enheter:\n", "enheter: [\n")
    accepted = commit()
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert archive.git("log", "--oneline").count("\n") == 1
    assert archive.git("diff", "--name-only") == "register/organisation.yaml"


@pytest.fixture
def hooked(archive: Archive) -> Archive:
    hook = archive.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    shutil.copy(ROOT / "hooks" / "pre-commit", hook)
    return archive


def test_the_hook_stops_what_breaks_the_register_and_nothing_else(hooked: Archive) -> None:
    holds_to_what_is_staged(hooked, committer(hooked))


def test_the_hook_lets_time_alone_stop_nothing(hooked: Archive) -> None:
    rewrite(hooked.root / "register/dokument/DOK-0002.yaml", "giltig_till: 2028-01-14", "giltig_till: 2026-02-14")
    hooked.git("add", "-A")
    assert committer(hooked)().returncode == 0


def test_without_the_program_the_hook_says_what_is_missing(hooked: Archive, tmp_path: Path) -> None:
    tools = tmp_path / "bara-git"
    tools.mkdir()
    for name in ("git", "sh"):
        found = shutil.which(name)
        assert found
        (tools / name).symlink_to(found)
    refused = committer(hooked, PATH=str(tools))("--allow-empty")
    assert refused.returncode == 1
    assert refused.stderr.startswith("kvalitet hittas inte: installera programmet")


def test_the_hook_of_pre_commit_stops_what_breaks_the_register_and_nothing_else(
    archive: Archive, tmp_path: Path
) -> None:
    source = Archive(tmp_path / "källa").init()
    for file in FILES:
        shutil.copy(ROOT / file, source.root / file)
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, source.root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    rev = source.commit()
    archive.write(
        ".pre-commit-config.yaml",
        f"repos:\n  - repo: {source.root}\n    rev: {rev}\n    hooks: [{{id: kvalitet}}]\n".encode(),
    )
    archive.git("add", "-A")
    archive.git("commit", "-q", "--amend", "--no-edit")
    # the environment is made as always, but what the package depends on is lent: no network in tests
    commit = committer(
        archive,
        PRE_COMMIT_HOME=str(tmp_path / "pre-commit"),
        PYTHONPATH=str(lent()),
        PIP_NO_INDEX="1",
        PIP_NO_DEPS="1",
        PIP_NO_BUILD_ISOLATION="0",
        PIP_IGNORE_INSTALLED="1",
    )
    subprocess.run([own_program("pre-commit"), "install"], cwd=archive.root, check=True, capture_output=True)
    holds_to_what_is_staged(archive, commit)
    assert list((tmp_path / "pre-commit").glob("repo*/py_env-*/bin/kvalitet"))
