"""`--output`: the result in a file, whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from tests.cli.commands import TODAY, Kvalitet


@pytest.mark.usefixtures("register")
def test_output_holds_what_would_have_stood_on_stdout(tmp_path: Path, kvalitet: Kvalitet) -> None:
    straight = kvalitet("check", "--today", TODAY, "--format", "json")
    written = kvalitet("check", "--today", TODAY, "--format", "json", "--output", "svar.json")
    assert (written.code, written.out, written.err) == (straight.code, "", straight.err)
    assert (tmp_path / "svar.json").read_text(encoding="utf-8") == straight.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["register", "svar.json"]


@pytest.mark.usefixtures("register")
def test_output_replaces_an_old_file_and_keeps_its_rights(tmp_path: Path, kvalitet: Kvalitet) -> None:
    file = tmp_path / "svar.txt"
    file.write_text("gammalt" * 10_000, encoding="utf-8")
    file.chmod(0o640)
    (tmp_path / "genväg.txt").symlink_to("svar.txt")
    kvalitet("check", "--today", TODAY, "--output", "genväg.txt")
    assert file.read_text(encoding="utf-8").startswith("register/avvikelser/2026/AVV-2026-0001.yaml\n")
    assert file.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "genväg.txt").is_symlink()


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("output", "why"),
    [
        ("borta/svar.txt", "mappen finns inte"),
        ("register", "där ligger en mapp"),
        ("register/kvalitet.yaml/svar.txt", "platsen ligger inte i en mapp"),
        (f"{'x' * 300}.txt", "namnet är för långt"),
    ],
)
def test_an_output_that_cannot_be_written_is_told_in_one_line(
    output: str, why: str, tmp_path: Path, kvalitet: Kvalitet
) -> None:
    ran = kvalitet("check", "--today", TODAY, "--quiet", "--output", output)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"kvalitet: kan inte skriva {output}: {why}. Välj en annan plats med --output.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["register"]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), PermissionError(errno.EACCES, "")])
def test_a_write_that_fails_half_way_leaves_the_old_file_and_nothing_else(
    step: str, error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kvalitet: Kvalitet
) -> None:
    def fail(*_: object) -> None:
        raise error

    (tmp_path / "svar.txt").write_text("gammalt", encoding="utf-8")
    monkeypatch.setattr(step, fail)
    ran = kvalitet("check", "--today", TODAY, "--quiet", "--output", "svar.txt")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("kvalitet: kan inte skriva svar.txt: ")
    assert "No space" not in ran.err
    assert (tmp_path / "svar.txt").read_text(encoding="utf-8") == "gammalt"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["register", "svar.txt"]


@pytest.mark.usefixtures("register")
def test_a_device_is_written_to_and_not_replaced(tmp_path: Path, kvalitet: Kvalitet) -> None:
    os.mkfifo(tmp_path / "rör")
    reader = os.open(tmp_path / "rör", os.O_RDONLY | os.O_NONBLOCK)
    assert kvalitet("check", "--today", TODAY, "--output", "rör").code == 1
    assert os.read(reader, 8) == b"register"
    os.close(reader)
    assert (tmp_path / "rör").is_fifo()
