"""A new record asked for on a terminal: as people say things, shown before it is written, left without a trace."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.store.archive import Archive, fingerprint
from tests.writing.conftest import DEVIATION
from tests.writing.terminal import CTRL_C, CTRL_D, PROGRAM, Terminal

GOLDEN = Path(__file__).parent / "golden"
DAY = "2026-11-22"
NEW = "register/avvikelser/2026/AVV-2026-0003.yaml"

ANSWERS = (
    "Tyst larm efter byte av telemetri",
    "avdelningen", "hjärt",
    "1",
    "", "till",
    "31/2", "förra fredagen", "i fredags",
    "2026-11-01", "",
    "Larmet var tyst.|Ingen hörde det.|",
    "ja",
    "ja",
)  # fmt: skip
"""The answers to every question, some of them such as will not do; a line of a longer text ends with |."""
SAID_OF_THEM = (
    "”avdelningen” är inte ett av valen. Skriv 1–4 eller namnet.",
    "Frågan behöver ett svar. Avbryt med Ctrl-C.",
    "Februari har inte 31 dagar.",
    "”förra fredagen” kan betyda 2026-11-13 eller 2026-11-20. Skriv datumet.",
    "Det blir 2026-11-20.",
    "2026-11-01 är före händelsedatum, som är 2026-11-20. Skriv en dag som inte är före den.",
)
WRITTEN = """\
id: AVV-2026-0003
titel: Tyst larm efter byte av telemetri
enhet: hjartavdelningen
status: rapporterad
rapporterande_enhet: region-exempel
typ: tillbud
händelsedatum: 2026-11-20
rapporterad: 2026-11-22
beskrivning: |-
  Larmet var tyst.
  Ingen hörde det.
"""


def started(archive: Archive, *arguments: str) -> Terminal:
    return Terminal(archive.root, PROGRAM, "new", "avvikelse", "--today", DAY, *arguments)


def tell(terminal: Terminal, answers: Iterable[str]) -> None:
    for answer in answers:
        first, *more = answer.split("|")
        terminal.answer(first)
        for number, line in enumerate(more, 1):
            terminal.hear("Mer: ", number)
            terminal.type(f"{line}\n")


def test_a_dialogue_takes_what_people_say_and_writes_what_it_has_shown(archive: Archive) -> None:
    terminal = started(archive, "--commit")
    tell(terminal, ANSWERS)
    assert terminal.close() == 0
    heard = " ".join(terminal.said.split())
    for said in SAID_OF_THEM:
        assert said in heard
    assert (archive.root / NEW).read_text(encoding="utf-8") == WRITTEN
    assert f"Så här blir {NEW}:\n{WRITTEN}" in terminal.said
    assert "liknar något som redan står i registret:\n  AVV-2026-0001 (2026-09-01): Larm [tyst] efter" in terminal.said
    assert archive.git("show", "--name-status", "--format=%s", "HEAD").splitlines() == [
        "AVV-2026-0003: Tyst larm efter byte av telemetri", "", f"A\t{NEW}",
    ]  # fmt: skip
    assert archive.git("status", "--porcelain") == ""


@pytest.mark.parametrize(("plain", "golden"), [(("--plain",), "ny.txt"), ((), "ny-ritad.txt")], ids=["plain", "drawn"])
def test_the_dialogue_reads_so(plain: tuple[str, ...], golden: str, archive: Archive) -> None:
    terminal = started(archive, *plain)
    tell(terminal, ANSWERS)
    assert terminal.close() == 0
    assert terminal.said == (GOLDEN / golden).read_text(encoding="utf-8")
    if plain:
        assert "\x1b" not in re.sub(r"\x1b\[\?2004[hl]", "", terminal.raw)


QUESTIONS = (0, 1, 3, 4, 6, 9, 11, 12, 13)
"""How many of the answers come before each question is asked for the first time."""


@pytest.mark.parametrize(
    ("answered", "keys"), [*((number, CTRL_C) for number in QUESTIONS), (0, CTRL_D), (11, CTRL_D), (13, CTRL_D)]
)
def test_leaving_at_any_question_leaves_nothing_behind(answered: int, keys: str, archive: Archive) -> None:
    before = fingerprint(archive.root / "register")
    terminal = started(archive, "--commit")
    tell(terminal, ANSWERS[:answered])
    terminal.hear_question()
    assert terminal.leave(keys) == 130
    assert terminal.said.endswith("kvalitet: avbrutet: inget har skrivits\n")
    assert fingerprint(archive.root / "register") == before
    assert archive.git("status", "--porcelain") == ""


@pytest.mark.parametrize("keys", [CTRL_C, CTRL_D])
def test_leaving_in_the_middle_of_a_text_leaves_nothing_behind(keys: str, archive: Archive) -> None:
    terminal = started(archive, *DEVIATION, "--set=typ=risk")
    tell(terminal, ("Signalen gick inte fram.|Ingen kom.",))
    terminal.hear("Mer: ", 2)
    assert terminal.leave(keys) == 130
    assert terminal.said.endswith("kvalitet: avbrutet: inget har skrivits\n")
    assert archive.git("status", "--porcelain") == ""
