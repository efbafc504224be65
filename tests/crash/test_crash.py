"""Whatever happens to a command that writes: each file is the old or the new, and no id is lost or held twice.

The moments of the kills are drawn from a seed, 500 in all or a few more. A new command that writes joins with one
line in `scenarios.py`.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.crash.scenarios import SCENARIOS

ROOT = Path(__file__).parents[2]
MOMENTS = -(-500 // len(SCENARIOS))
CALLS = 50
ENOUGH = 120
UNTOUCHED = ("Filen är som den var.\n", "Inget är ändrat.\n", "Inget har skrivits.\n")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="rights and limits are taken away as Linux does it")


def asked(*command: str | Path) -> Any:  # noqa: ANN401  # what it prints
    """What a program of this folder prints, outside of any repository that the tests are run from."""
    around = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(command, cwd=ROOT, env=around, capture_output=True, timeout=ENOUGH, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", SCENARIOS)
def test_killed_at_any_moment_it_leaves_the_old_or_the_new_and_the_next_command_leaves_no_traces(
    name: str, tmp_path: Path
) -> None:
    seed = str(list(SCENARIOS).index(name))
    found = asked(sys.executable, "-m", "tests.crash.killing", name, seed, str(MOMENTS), str(CALLS), tmp_path / "r")
    outcomes = Counter(found)
    assert not [each for each in outcomes if each.startswith("wrong")]
    # at each call that the writing makes: before the first nothing is done, and after the last everything
    calls = found[MOMENTS:]
    assert len(calls) > CALLS // 2
    assert calls[0].startswith("old")
    assert calls[-1].startswith("new")
    # what is halfway is put right, as the new or as the old
    assert [each for each in calls if each.startswith(("old, ", "between, "))]
    # files that change as one are all new once they are to be; a single file is never between
    assert {each for each in outcomes if each.startswith("between")} <= {"between, new"}
    assert ("between, new" in calls) is (name == "rename")


def held_to(rows: list[list[Any]], why: str) -> None:
    """A row for each degree of want: refused in one line with every file as it was, or done."""
    for name, degree, code, said, state in rows:
        assert state == ("new" if code == 0 else "old"), (name, degree, said)
        if code:
            assert (code, said.count("\n")) == (2, 1), (name, degree, said)
            assert why in said, (name, degree)
            assert said.endswith(("Filen är som den var.\n", "Inget är ändrat.\n", "Inget har skrivits.\n")), (
                name,
                degree,
            )
    for scenario in SCENARIOS:
        codes = [code for name, _, code, _, _ in rows if name == scenario]
        assert (codes[0], codes[-1]) == (2, 0), scenario


def test_a_disk_that_is_full_keeps_every_file_as_it_was(tmp_path: Path) -> None:
    apart = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    mount = 'mount -t tmpfs -o size=1m none "$0"'
    may = shutil.which("unshare") and subprocess.run([*apart, "sh", "-c", mount, tmp_path], check=False).returncode == 0
    if not may:
        # not every machine lets a test mount anything; the next test fills no disk, and needs no such right
        pytest.skip("no disk can be mounted here: files with a limit stand for it")
    program = f'{mount} && exec "$1" -m tests.crash.wanting full "$0"'
    held_to(asked(*apart, "sh", "-c", program, tmp_path, sys.executable), "det finns ingen plats kvar")


def test_files_that_cannot_grow_stay_as_they_were(tmp_path: Path) -> None:
    held_to(asked(sys.executable, "-m", "tests.crash.wanting", "limit", tmp_path), "filen blir för stor")


def test_a_folder_that_takes_nothing_keeps_every_file_as_it_was(tmp_path: Path) -> None:
    rows = asked(sys.executable, "-m", "tests.crash.wanting", "closed", tmp_path)
    assert {name for name, *_ in rows} == set(SCENARIOS)
    for name, closed, code, said, state in rows:
        assert (code, said.count("\n"), state) == (2, 1, "old"), (name, closed, said)
        assert "rätt att skriva där" in said, (name, closed)
    # one among several folders is enough
    assert {closed for name, closed, *_ in rows if name == "rename"} == {".", "avvikelser/2026", "dokument", "innehall"}


def test_two_who_write_at_once_are_done_one_after_the_other(tmp_path: Path) -> None:
    for one, other, code, said, state in asked(sys.executable, "-m", "tests.crash.wanting", "together", tmp_path):
        assert state == "new", (one, other, said)
        # who came second may have to look again, and is told so in one line
        assert code == 0 or (code == 2 and said.count("\n") == 1), (one, other, said)
