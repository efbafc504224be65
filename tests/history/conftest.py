from collections.abc import Callable
from pathlib import Path

import pytest

from kvalitet.cli import run
from tests.cli.commands import Kvalitet, Ran, copied
from tests.store.archive import NOON, Archive, isolate


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """A repository with the register of the command line's tests, what cannot be read left out, committed."""
    found = Archive(tmp_path / "arkiv").init()
    copied(found.root / "register")
    (found.root / "register/dokument/DOK-0004.yaml").unlink()
    found.commit("2026-01-07T08:30:00+01:00", "Börja registret")
    return found


@pytest.fixture
def known_to_git(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who makes tags in that repository, and when."""
    archive.git("config", "user.name", "Eva Ek")
    archive.git("config", "user.email", "eva@example.se")
    monkeypatch.setenv("GIT_COMMITTER_DATE", NOON)


@pytest.fixture
def kvalitet(archive: Archive, capsys: pytest.CaptureFixture[str]) -> Kvalitet:
    """Runs a command on that register."""
    return in_folder(archive.root / "register", capsys)


def in_folder(register: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def ran(*arguments: str) -> Ran:
        code = run(["--register", str(register), "--today", "2026-11-22", *arguments])
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return ran
