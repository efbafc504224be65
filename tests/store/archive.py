"""Real git repositories for tests, made by the git program with fixed dates."""

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

PLAIN = ("-c", "user.name=Test", "-c", "user.email=test@example.se", "-c", "commit.gpgsign=false")
NOON = "2026-03-10T12:00:00+01:00"


class Archive:
    """A repository (or a folder to make one in) and what is done to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def git(self, *arguments: str, when: str = NOON, given: bytes = b"") -> str:
        done = subprocess.run(
            ["git", *PLAIN, "-c", "init.defaultBranch=main", *arguments],
            cwd=self.root,
            input=given,
            capture_output=True,
            check=True,
            env=os.environ | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
        )
        return done.stdout.decode().strip()

    def init(self, *options: str) -> "Archive":
        self.git("init", "-q", *options)
        return self

    def write(self, path: str, data: bytes = b"a: 1\n") -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        return file

    def commit(self, when: str = NOON, message: str = "x") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, when=when)
        return self.git("rev-parse", "HEAD")


def isolate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the user's own git settings, and a hook that may run the tests, out of it."""
    for name in [name for name in os.environ if name.startswith("GIT_") and name != "GIT_EXEC_PATH"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


def fingerprint(folder: Path) -> str:
    """A hash over every name, mode, time and content under a folder, `.git` included."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        digest.update(f"{path}|{state.st_mode}|{state.st_mtime_ns}".encode("utf-8", "surrogateescape"))
        if path.is_symlink():
            digest.update(os.fsencode(path.readlink()))
        elif path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()
