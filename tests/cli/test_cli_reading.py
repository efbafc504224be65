"""Reading never writes, and the same register gives the same bytes."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kvalitet.model.source import Origin
from kvalitet.pipeline import workers
from kvalitet.pipeline.load import load
from tests.cli.commands import READING, REGISTER, TODAY, Kvalitet, copied, rewrite
from tests.store.archive import Archive, fingerprint
from tests.trees import MemoryTree

SCRIPT = Path(sys.executable).parent / "kvalitet"
FORMS = [
    (*arguments, "--format", form)
    for name, arguments in READING.items()
    if name != "schema"
    for form in (("text", "json", "csv") if name == "list" else ("text", "json"))
] + [READING["schema"]]

every_form = pytest.mark.parametrize("arguments", FORMS, ids=" ".join)


# Reading never writes


@pytest.mark.parametrize(
    "arguments", [*FORMS, *((*each, "--as-of", "HEAD~1") for each in READING.values())], ids=" ".join
)
def test_reading_commands_leave_every_file_as_it_was(
    arguments: tuple[str, ...], archive: Archive, kvalitet: Kvalitet
) -> None:
    rewrite(archive.root / "register/dokument/DOK-0002.yaml", "mellan skift", "på morgonen")
    archive.commit("2026-11-15T09:00:00+01:00")
    # newer than the index, so that git would like to refresh it
    os.utime(archive.root / "register/dokument/DOK-0001.yaml", (2_000_000_000, 2_000_000_000))
    archive.write("register/dokument/DOK-0009.yaml")
    before = fingerprint(archive.root)
    ran = kvalitet(*arguments, "--today", TODAY)
    assert ran.code in {0, 1}
    assert ran.out
    assert fingerprint(archive.root) == before


def test_the_hash_over_a_folder_sees_every_kind_of_change(tmp_path: Path) -> None:
    folder = copied(tmp_path / "register")
    file = folder / "dokument/DOK-0001.yaml"
    seen = {fingerprint(folder)}
    file.write_bytes(file.read_bytes() + b"\n")
    seen.add(fingerprint(folder))
    file.chmod(0o600)
    seen.add(fingerprint(folder))
    os.utime(file, (1, 1))
    seen.add(fingerprint(folder))
    (folder / ".cache").mkdir()
    seen.add(fingerprint(folder))
    assert len(seen) == 5


# The same bytes


@every_form
def test_surroundings_change_nothing(arguments: tuple[str, ...], archive: Archive, kvalitet: Kvalitet) -> None:
    expected = kvalitet(*arguments, "--today", TODAY)
    strange = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "LANG": "de_DE.UTF-8",
        "PYTHONHASHSEED": "4242",
        "COLUMNS": "33",
        "PYTHONUTF8": "0",
    }
    done = subprocess.run(
        [SCRIPT, *arguments, "--today", TODAY],
        cwd=archive.root / "register/avvikelser/2026",
        env=os.environ | strange,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (expected.code, expected.out, expected.err)


@pytest.mark.parametrize("arguments", [READING["check"], READING["due"], READING["status"]], ids=" ".join)
def test_the_time_zone_of_the_machine_does_not_move_the_day(
    arguments: tuple[str, ...], archive: Archive, monkeypatch: pytest.MonkeyPatch, kvalitet: Kvalitet
) -> None:
    archive.commit("2026-11-15T23:30:00+01:00")
    told = set()
    for zone in ("UTC", "Pacific/Kiritimati", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        told.add(kvalitet(*arguments, "--format", "json", "--as-of", "HEAD").out)
    assert len(told) == 1
    assert json.loads(told.pop())["today"] == "2026-11-15"


def test_the_order_in_which_files_were_made_does_not_matter(tmp_path: Path, kvalitet: Kvalitet) -> None:
    files = sorted(path for path in REGISTER.rglob("*") if path.is_file())
    random.Random(1).shuffle(files)  # noqa: S311  # an order, no secret
    here, there = copied(tmp_path / "a/register"), tmp_path / "b/register"
    for file in files:
        target = there / file.relative_to(REGISTER)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    for arguments in READING.values():
        one, other = (kvalitet(*arguments, "--today", TODAY, "--register", str(place)) for place in (here, there))
        assert one == other


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_in_which_a_tree_lists_its_files_does_not_matter(seed: int) -> None:
    class Shuffled(MemoryTree):
        def entries(self) -> tuple:  # type: ignore[type-arg]
            found = list(super().entries())
            random.Random(seed).shuffle(found)  # noqa: S311  # an order, no secret
            return tuple(found)

    files = {str(path.relative_to(REGISTER)): path.read_bytes() for path in REGISTER.rglob("*") if path.is_file()}
    straight, shuffled = load(MemoryTree(files)).register, load(Shuffled(files)).register
    assert shuffled.records == straight.records
    assert shuffled.rejected == straight.rejected
    assert straight.origin == Origin("register", None, dirty=False)


@pytest.mark.usefixtures("register")
@every_form
def test_workers_side_by_side_say_what_one_alone_says(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, kvalitet: Kvalitet
) -> None:
    alone = kvalitet(*arguments, "--today", TODAY)
    monkeypatch.setattr(workers, "WORTHWHILE", 1)
    monkeypatch.setattr(workers, "_processors", lambda: 3)
    assert kvalitet(*arguments, "--today", TODAY) == alone


@pytest.mark.parametrize("processors", [1, 2, 3, 7, 100])
def test_spread_work_keeps_its_order(processors: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTHWHILE", 1)
    monkeypatch.setattr(workers, "_processors", lambda: processors)
    assert workers.spread(lambda items: [(item, -item) for item in items], range(11)) == [(n, -n) for n in range(11)]


def test_a_worker_that_dies_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    parent = os.getpid()

    def work(items: Sequence[int]) -> list[int]:
        if os.getpid() != parent:
            os._exit(9)
        return list(items)

    monkeypatch.setattr(workers, "WORTHWHILE", 1)
    monkeypatch.setattr(workers, "_processors", lambda: 3)
    assert workers.spread(work, range(10)) == list(range(10))


def test_a_worker_that_crashes_tells_its_error(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def work(items: Sequence[int]) -> list[int]:
        return [10 // item for item in items]

    monkeypatch.setattr(workers, "WORTHWHILE", 1)
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    with pytest.raises(ZeroDivisionError):
        workers.spread(work, [1, 2, 3, 0])
    assert capfd.readouterr().err == ""


def test_interrupted_workers_write_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    parent = os.getpid()

    def work(items: Sequence[int]) -> list[int]:
        if os.getpid() != parent:
            raise KeyboardInterrupt
        return list(items)

    monkeypatch.setattr(workers, "WORTHWHILE", 1)
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    assert workers.spread(work, range(4)) == [0, 1, 2, 3]
    assert capfd.readouterr().err == ""
