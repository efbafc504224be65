"""Two who write at once, one who waits, a disk that takes nothing: what stood there stands there."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kvalitet.parse import read
from kvalitet.store.lock import locked
from tests.cli.commands import TODAY, Kvalitet

SCRIPT = Path(sys.executable).parent / "kvalitet"
DEVIATION = "avvikelser/2026/AVV-2026-0001.yaml"


def started(*arguments: str) -> subprocess.Popen[bytes]:
    command = [str(SCRIPT), "set", "AVV-2026-0001", *arguments, "--today", TODAY, "--quiet"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_no_change_of_two_who_write_at_once_is_lost(register: Path) -> None:
    with started("status=utreds") as one, started("typ=risk") as other:
        assert [one.wait(), other.wait()] == [0, 0]
    value = read((register / DEVIATION).read_bytes()).value
    assert value is not None
    assert (value["status"], value["typ"]) == ("utreds", "risk")
    assert not list(register.rglob(".*.yaml.*"))


def test_who_waits_too_long_is_told_for_whom(
    register: Path, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (register / DEVIATION).read_bytes()
    monkeypatch.setattr(time, "sleep", lambda _: monkeypatch.setattr(time, "monotonic", lambda: 1e12))
    with locked(register / ".kvalitet.lock", "anna på kontoret"):
        ran = kvalitet("set", "AVV-2026-0001", "status=utreds", "--today", TODAY)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "kvalitet: registret ändras just nu av anna på kontoret. Vänta tills det är klart och försök igen.\n"
    )
    assert (register / DEVIATION).read_bytes() == before


@pytest.mark.parametrize("step", ["tempfile.mkstemp", "os.fsync", "pathlib.Path.replace"])
def test_a_folder_that_takes_nothing_is_told_in_one_line(
    step: str, register: Path, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (register / DEVIATION).read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    # root, whom tests may run as, is refused nothing
    monkeypatch.setattr(step, refuse)
    ran = kvalitet("set", "AVV-2026-0001", "status=utreds", "--today", TODAY, "--quiet")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"kvalitet: kan inte skriva {DEVIATION}: du har inte rätt att skriva där. Filen är som den var.\n"
    )
    assert (register / DEVIATION).read_bytes() == before
    assert not list(register.rglob(".*.yaml.*"))


def test_who_edits_by_hand_meanwhile_is_not_overwritten(
    register: Path, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kvalitet.cli import _editing

    allowed = _editing.allowed

    def slow(*arguments: object) -> object:
        found = allowed(*arguments)  # type: ignore[arg-type]  # as it is
        (register / DEVIATION).write_bytes(b"id: AVV-2026-0001\n")
        return found

    monkeypatch.setattr(_editing, "allowed", slow)
    ran = kvalitet("set", "AVV-2026-0001", "status=utreds", "--today", TODAY, "--quiet")
    assert (ran.code, ran.err) == (2, f"kvalitet: {DEVIATION} ändrades av någon annan under tiden. Kör om.\n")
    assert (register / DEVIATION).read_bytes() == b"id: AVV-2026-0001\n"
