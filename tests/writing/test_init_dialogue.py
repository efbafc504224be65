"""A new register asked for on a terminal: wrong answers are asked again, and leaving leaves nothing behind."""

import re
from pathlib import Path

import pytest
import yaml

from tests.cli.commands import Kvalitet
from tests.writing.conftest import UNITS
from tests.writing.terminal import CTRL_C, CTRL_D, PROGRAM, Terminal

GOLDEN = Path(__file__).parent / "golden"
DAY = "2026-11-22"

ANSWERS = (
    "Region Norrland", "123", "2321000016",
    "", "region",
    "Medicin", "7", "3", "Kardiologi", "verksamhet", "Avdelning 1", "enhet", "klinik", "Kardiologi", "",
)  # fmt: skip
"""The answers to every question there is, three of them such as will not do."""
SAID_OF_THEM = (
    "Det är inte ett organisationsnummer: tio siffror, den tredje minst 2.",
    "”7” är inte ett av valen. Skriv 1–4 eller namnet.",
    "”klinik” är inte ett av valen. Skriv 1–3 eller namnet.",
)


def test_a_dialogue_asks_again_where_an_answer_will_not_do_and_makes_the_register(
    folder: Path, kvalitet: Kvalitet
) -> None:
    terminal = Terminal(folder, PROGRAM, "init", "--today", DAY)
    for answer in ANSWERS:
        terminal.answer(answer)
    assert terminal.close() == 0
    heard = " ".join(terminal.said.split())
    for said in SAID_OF_THEM:
        assert said in heard
    settings = yaml.safe_load((folder / "kvalitet.yaml").read_text(encoding="utf-8"))
    assert (settings["vårdgivare"], settings["organisationsnummer"]) == ("Region Norrland", "232100-0016")
    units = yaml.safe_load((folder / "organisation.yaml").read_text(encoding="utf-8"))["enheter"]
    assert [(u["id"], u["namn"], u["nivå"], u.get("överordnad")) for u in units] == [
        ("region-norrland", "Region Norrland", "region", None),
        ("medicin", "Medicin", "verksamhet", "region-norrland"),
        ("kardiologi", "Kardiologi", "verksamhet", "region-norrland"),
        ("avdelning-1", "Avdelning 1", "enhet", "kardiologi"),
    ]
    assert kvalitet("check", "--today", DAY, "--info").out.startswith("Inget att åtgärda")


@pytest.mark.usefixtures("kvalitet")
def test_a_plain_dialogue_is_lines_of_text_and_nothing_else(folder: Path) -> None:
    terminal = Terminal(folder, PROGRAM, "init", "--today", DAY, "--plain")
    for answer in ("", "", "", "", ""):
        terminal.answer(answer)
    assert terminal.close() == 0
    asked = terminal.said.partition("Registret för ")[0]
    assert asked == (GOLDEN / "dialog.txt").read_text(encoding="utf-8").replace("MAPP", str(folder))
    drawn = re.sub(r"\x1b\[\?2004[hl]", "", terminal.raw)
    assert "\x1b" not in drawn


@pytest.mark.parametrize(
    ("answered", "keys"),
    [*((number, CTRL_C) for number in range(len(ANSWERS))), (0, CTRL_D), (len(ANSWERS) - 1, CTRL_D)],
)
def test_leaving_at_any_question_leaves_nothing_behind(answered: int, keys: str, folder: Path) -> None:
    terminal = Terminal(folder, PROGRAM, "init", "ny/mapp")
    for answer in ANSWERS[:answered]:
        terminal.answer(answer)
    terminal.hear_question()
    assert terminal.leave(keys) == 130
    assert terminal.said.endswith("kvalitet: avbrutet: inget har skrivits\n")
    assert list(folder.iterdir()) == []


def test_what_is_set_is_not_asked_for(folder: Path) -> None:
    terminal = Terminal(folder, PROGRAM, "init", "--today", DAY, *UNITS)
    assert terminal.close() == 0
    assert "Svar" not in terminal.said
    assert (folder / "kvalitet.yaml").is_file()
