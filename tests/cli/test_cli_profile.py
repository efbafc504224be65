"""The time that each rule takes, told beside the answer."""

import re
from datetime import date

import pytest

from kvalitet.cli._profile import profile
from kvalitet.model.assessment import Timing
from kvalitet.pipeline.assess import Request, assess
from kvalitet.pipeline.load import load
from kvalitet.rules.catalogue import rule_files
from tests.cli.commands import TODAY, Kvalitet
from tests.trees import MemoryTree

SETTINGS = b"v\xc3\xa5rdgivare: Region Exempel\nb\xc3\xb6rjar: 2025-01-01\n"


class Counting:
    """A clock that moves a second each time it is read."""

    def __init__(self) -> None:
        self.reads = 0

    def __call__(self) -> float:
        self.reads += 1
        return float(self.reads)


@pytest.mark.usefixtures("register")
def test_the_profile_stands_on_stderr_and_leaves_the_answer_alone(kvalitet: Kvalitet) -> None:
    plain = kvalitet("check", "--today", TODAY)
    measured = kvalitet("check", "--today", TODAY, "--profile")
    assert (measured.code, measured.out) == (plain.code, plain.out)
    told = measured.err.removeprefix(plain.err)
    head, *rows = told.splitlines()
    assert re.fullmatch(r"kvalitet: körningen tog [0-9]+,[0-9]{3} s, så här fördelat:", head)
    seconds = [float(row.split()[0].replace(",", ".")) for row in rows if "under en promille" not in row]
    assert seconds == sorted(seconds, reverse=True)
    assert any(row.endswith("inläsning") for row in rows)


def test_every_rule_is_measured_once_with_what_they_share_apart() -> None:
    loaded = load(MemoryTree({"kvalitet.yaml": SETTINGS}))
    timings = assess(loaded, date(2026, 11, 22), Request(timer=Counting()))[0].timings
    assert sorted(timing.part for timing in timings[1:-1]) == list(rule_files())
    assert {timing.seconds for timing in timings} == {1.0}
    assert timings[0].part == "det som reglerna delar"


def test_nothing_is_measured_unless_asked_for() -> None:
    assert assess(load(MemoryTree({"kvalitet.yaml": SETTINGS})), date(2026, 11, 22))[0].timings == ()


def test_the_slowest_part_stands_first_and_the_smallest_together() -> None:
    parts = [Timing("inläsning", 3.0), Timing("KV401", 1.0), *(Timing(f"x{n}", 0.001) for n in range(2))]
    assert profile(parts).splitlines() == [
        "körningen tog 4,002 s, så här fördelat:",
        "    3,000 s   75,0 %  inläsning",
        "    1,000 s   25,0 %  KV401 atgard-forsenad",
        "    0,002 s    0,0 %  2 delar till, var och en under en promille",
    ]
