from pathlib import Path

import pytest

from kvalitet.cli import run
from tests.cli.commands import Kvalitet, Ran, copied
from tests.store.archive import Archive, isolate


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)
    for name in ("KVALITET_DEBUG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def kvalitet(capfd: pytest.CaptureFixture[str]) -> Kvalitet:
    """Runs a command line and returns its code with what it wrote to each stream."""

    def kvalitet(*arguments: str) -> Ran:
        capfd.readouterr()
        code = run(list(arguments))
        return Ran(code, *capfd.readouterr())

    return kvalitet


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small register, outside git; one stands in the folder that holds it."""
    monkeypatch.chdir(tmp_path)
    return copied(tmp_path / "register")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The small register, committed; one stands at the repository's root."""
    made = Archive(tmp_path / "arkiv").init()
    copied(made.root / "register")
    made.commit("2026-11-01T12:00:00+01:00")
    monkeypatch.chdir(made.root)
    return made
