"""Exit codes and streams."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kvalitet.rules.kv3 import kv301_giltighetstid_passerad as expiry
from tests.cli.commands import READING, TODAY, Kvalitet, rewrite

SCRIPT = Path(sys.executable).parent / "kvalitet"


def script(*arguments: str, out: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([SCRIPT, *arguments], stdout=out, stderr=subprocess.PIPE, check=False)


def healthy(register: Path) -> None:
    """Leaves the register without errors and warnings."""
    for path in ("klagomal/2026/KLA-2026-0001", "avvikelser/2026/AVV-2026-0001", "dokument/DOK-0001"):
        (register / f"{path}.yaml").unlink()
    for path in ("dokument/DOK-0004", "dokument/DOK-0005"):
        (register / f"{path}.yaml").unlink()


def test_a_register_with_nothing_to_mend_ends_with_0(register: Path, kvalitet: Kvalitet) -> None:
    healthy(register)
    ran = kvalitet("check", "--today", TODAY)
    assert ran.code == 0
    assert ran.out.startswith("Inget att åtgärda i 3 poster, bedömt per 2026-11-22.\n")
    assert ran.err == ""


@pytest.mark.usefixtures("register")
def test_a_register_with_errors_ends_with_1(kvalitet: Kvalitet) -> None:
    assert kvalitet("check", "--today", TODAY).code == 1


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("arguments", [each for name, each in READING.items() if name != "check"])
def test_other_commands_end_with_0_whatever_the_register_holds(arguments: tuple[str, ...], kvalitet: Kvalitet) -> None:
    ran = kvalitet(*arguments, "--today", TODAY)
    assert (ran.code, ran.out != "") == (0, True)


@pytest.mark.usefixtures("register")
def test_the_console_script_ends_with_the_same_codes() -> None:
    done = script("check", "--today", TODAY)
    assert done.returncode == 1
    assert done.stdout.decode().startswith("register/avvikelser/2026/AVV-2026-0001.yaml\n")
    assert done.stderr.decode().splitlines()[0] == "kvalitet: 1 fil kunde inte läsas in och räknas inte med:"
    assert script("kinds", "--today", TODAY).returncode == 0
    assert script("chek").returncode == 2


def test_the_version_is_told_alone(kvalitet: Kvalitet) -> None:
    from kvalitet import __version__

    assert script("--version").stdout.decode() == f"kvalitet {__version__}\n"
    assert kvalitet("check", "--version").out == f"kvalitet {__version__}\n"


def test_without_a_command_the_help_is_shown(kvalitet: Kvalitet) -> None:
    ran = kvalitet()
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Så skrivs det: kvalitet [VAL] KOMMANDO")


@pytest.mark.usefixtures("register")
def test_quiet_leaves_the_result_alone(kvalitet: Kvalitet) -> None:
    loud, quiet = kvalitet("due", "--today", TODAY), kvalitet("due", "--today", TODAY, "--quiet")
    assert loud.out == quiet.out
    assert "DOK-0004.yaml" in loud.err
    assert quiet.err == ""


@pytest.mark.usefixtures("register")
def test_quiet_does_not_silence_what_stops_a_run(kvalitet: Kvalitet) -> None:
    ran = kvalitet("list", "rutiner", "--quiet")
    assert (ran.code, ran.out) == (2, "")
    assert "rutiner" in ran.err


# The tool itself goes wrong


class Broken:
    @staticmethod
    def all(_: object) -> Iterator[object]:
        raise ZeroDivisionError("hemligt")


@pytest.fixture
def crashing(monkeypatch: pytest.MonkeyPatch, register: Path) -> Path:
    monkeypatch.setattr(expiry, "Dokument", Broken)
    return register


@pytest.mark.usefixtures("crashing")
@pytest.mark.parametrize("command", ["check", "due", "status"])
def test_a_rule_that_crashes_stops_the_run_and_is_named(command: str, kvalitet: Kvalitet) -> None:
    ran = kvalitet(command, "--today", TODAY, "--quiet")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        "kvalitet: regeln KV301 gick sönder (ZeroDivisionError). Det är ett fel i verktyget, inte i registret: "
        "anmäl det. Kör igen med KVALITET_DEBUG=1 för att se var.\n"
    )


@pytest.mark.usefixtures("crashing")
def test_debugging_shows_where_it_crashed(monkeypatch: pytest.MonkeyPatch, kvalitet: Kvalitet) -> None:
    monkeypatch.setenv("KVALITET_DEBUG", "1")
    ran = kvalitet("check", "--today", TODAY, "--quiet")
    assert (ran.code, ran.out) == (3, "")
    assert "Traceback (most recent call last):" in ran.err
    assert "kv301_giltighetstid_passerad.py" in ran.err
    assert "ZeroDivisionError: hemligt" in ran.err


@pytest.mark.usefixtures("register")
def test_a_crash_outside_the_rules_names_none(monkeypatch: pytest.MonkeyPatch, kvalitet: Kvalitet) -> None:
    def crash(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr("kvalitet.pipeline.load.places", crash)
    ran = kvalitet("kinds")
    assert ran.code == 3
    assert ran.err.startswith("kvalitet: verktyget gick sönder (IndexError). ")
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("register")
def test_an_interrupt_ends_with_130_and_no_traceback(monkeypatch: pytest.MonkeyPatch, kvalitet: Kvalitet) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Broken, "all", interrupt)
    monkeypatch.setattr(expiry, "Dokument", Broken)
    ran = kvalitet("check", "--today", TODAY, "--quiet")
    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "")


# The streams go wrong


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("arguments", [*READING.values(), ("--help",), ("check", "--help")], ids=" ".join)
def test_a_closed_pipe_is_silent(arguments: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = script(*arguments, "--quiet", out=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_leaves_early_is_no_error(register: Path) -> None:
    for number in range(1000, 2500):
        text = (register / "dokument/DOK-0002.yaml").read_text(encoding="utf-8").replace("DOK-0002", f"DOK-{number:04}")
        (register / f"dokument/DOK-{number:04}.yaml").write_text(text, encoding="utf-8")
    pipe = subprocess.PIPE
    with subprocess.Popen([SCRIPT, "list", "dokument", "--quiet"], stdout=pipe, stderr=pipe) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(10) == b"Id        "
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("arguments", [("rules",), ("kinds",), ("--help",)], ids=" ".join)
def test_a_full_disk_stops_the_run(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = script(*arguments, "--quiet", out=full.fileno())
    assert done.returncode == 2
    assert done.stderr.decode() == "kvalitet: kan inte skriva resultatet: det finns ingen plats kvar.\n"


@pytest.mark.usefixtures("register")
def test_a_closed_stdout_stops_the_run_and_a_closed_stderr_does_not() -> None:
    shut_out = subprocess.run(f"{SCRIPT} rules >&-", shell=True, capture_output=True, check=False)  # noqa: S602
    assert shut_out.returncode == 2
    assert shut_out.stderr.decode() == "kvalitet: kan inte skriva resultatet: utdata är stängd.\n"
    shut_err = subprocess.run(f"{SCRIPT} kinds 2>&-", shell=True, capture_output=True, check=False)  # noqa: S602
    assert shut_err.returncode == 0
    assert b"avvikelse" in shut_err.stdout


def test_a_register_that_cannot_be_found_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kvalitet: Kvalitet
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = kvalitet("check")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("kvalitet: hittar inget register: ")


def test_a_folder_that_has_gone_from_under_ones_feet_is_told(
    kvalitet: Kvalitet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "borta").mkdir()
    monkeypatch.chdir(tmp_path / "borta")
    (tmp_path / "borta").rmdir()
    ran = kvalitet("check")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "kvalitet: mappen du står i finns inte längre. Gå till en mapp som finns och kör om.\n"


def test_settings_that_cannot_be_read_are_a_finding_and_not_a_crash(register: Path, kvalitet: Kvalitet) -> None:
    rewrite(register / "kvalitet.yaml", "vårdgivare: Region Exempel\n", "vårdgivare: [Region Exempel\n")
    ran = kvalitet("check", "--today", TODAY, "--quiet")
    assert ran.code == 1
    assert "register/kvalitet.yaml\n" in ran.out
