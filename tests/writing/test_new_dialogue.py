"""A new record asked for on a terminal: as people say things, shown before it is written, left without a trace."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.cli.commands import copied, rewrite
from tests.store.archive import Archive, fingerprint
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


SET = (
    "--set=titel=Nödsignal", "--set=enhet=hjartavdelningen", "--set=rapporterande_enhet=kardiologi",
    "--set=händelsedatum=igår", "--set=rapporterad=idag",
)  # fmt: skip


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The small register, whole and committed, with rules that answers can break."""
    made = Archive(tmp_path / "arkiv").init()
    register = copied(made.root / "register")
    (register / "dokument/DOK-0004.yaml").unlink()
    rewrite(register / "kvalitet.yaml", "KV201, KV203", "KV108, KV109, KV2, KV9")
    made.git("config", "user.name", "Eva Ek")
    made.git("config", "user.email", "eva@example.se")
    made.commit()
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return made


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
    terminal = started(archive, *SET, "--set=typ=risk")
    tell(terminal, ("Signalen gick inte fram.|Ingen kom.",))
    terminal.hear("Mer: ", 2)
    assert terminal.leave(keys) == 130
    assert terminal.said.endswith("kvalitet: avbrutet: inget har skrivits\n")
    assert archive.git("status", "--porcelain") == ""


@pytest.mark.parametrize("answers", [(*ANSWERS[:12], "nej"), (*ANSWERS[:13], "2")], ids=["it is the same", "not so"])
def test_a_no_leaves_nothing_behind(answers: tuple[str, ...], archive: Archive) -> None:
    terminal = started(archive)
    tell(terminal, answers)
    assert terminal.close() == 130
    assert terminal.said.endswith("kvalitet: avbrutet: inget har skrivits\n")
    assert archive.git("status", "--porcelain") == ""


def test_what_is_given_is_not_asked_for_and_an_answer_can_be_changed(archive: Archive) -> None:
    terminal = started(archive, *SET)
    tell(terminal, ("risk", "Gällde 811218-9876.|", "Signalen gick inte fram.|", "ändra", "vad", "Den dog.|", "ja"))
    assert terminal.close() == 0
    assert "Här står något som pekar ut en person (personnummer)" in " ".join(terminal.said.split())
    assert "beskrivning: Den dog.\n" in (archive.root / NEW).read_text(encoding="utf-8")
    asked = re.findall(r"^(Titel|Enhet|Typ|Händelsedatum|Vad hände)$", terminal.said, re.MULTILINE)
    assert asked == ["Typ", "Vad hände", "Vad hände"]


def test_what_the_register_says_of_an_answer_is_asked_again(archive: Archive) -> None:
    terminal = started(archive, *SET, "--set=beskrivning=Signalen.", "--set=status=utreds", "--set=påbörjad=idag")
    tell(terminal, ("enhetschef/kardiologi", "enhetschef/hjartavdelningen", "risk", "ja"))
    assert terminal.close() == 0
    assert "ansvarig: enhetschef/hjartavdelningen\n" in (archive.root / NEW).read_text(encoding="utf-8")


def test_what_is_given_and_will_not_do_is_asked_for_with_the_reason(archive: Archive) -> None:
    terminal = started(
        archive, *SET[:3], "--set=typ=tilbud", "--set=händelsedatum=2026-12-24", "--set=rapporterad=idag"
    )
    tell(terminal, ("tillbud", "Signalen gick inte fram.|", "igår", "2026-11-22", "ja"))
    assert terminal.close() == 0
    heard = " ".join(terminal.said.split())
    assert "”tilbud” är inte ett av valen".replace("”", '"') in heard
    assert "2026-12-24" in heard
    text = (archive.root / NEW).read_text(encoding="utf-8")
    assert "typ: tillbud\nhändelsedatum: 2026-11-21\nrapporterad: 2026-11-22\n" in text


def test_what_has_no_question_is_refused_before_any_is_asked(archive: Archive) -> None:
    fields = archive.write("../svar.yaml", b"titl: x\n")
    terminal = started(archive, "--from", str(fields))
    assert terminal.close() == 1
    assert "Svar" not in terminal.said
    assert 'kvalitet: inget har skrivits: titl: fältet "titl" finns inte här. Menade du "titel"?\n' in terminal.said


def test_a_text_can_be_written_in_the_users_own_editor(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = archive.root.parent / "redigerare"
    editor.write_text('#!/bin/sh\nprintf "Signalen gick inte fram.\\n\\nIngen kom.\\n" > "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    terminal = started(archive, *SET, "--set=typ=risk")
    tell(terminal, ("e", "ja"))
    assert terminal.close() == 0
    assert "Skriv bara e för att skriva i redigeraren." in " ".join(terminal.said.split())
    text = (archive.root / NEW).read_text(encoding="utf-8")
    assert text.endswith("beskrivning: |-\n  Signalen gick inte fram.\n\n  Ingen kom.\n")


def test_an_id_that_is_taken_while_one_answers_is_another(archive: Archive) -> None:
    terminal = started(archive, *SET, "--set=typ=risk")
    tell(terminal, ("Signalen gick inte fram.|",))
    terminal.hear_question()
    archive.write(NEW, b"id: AVV-2026-0003\n")
    terminal.type("ja\n")
    assert terminal.close() == 0
    assert "kvalitet: id blev AVV-2026-0004: AVV-2026-0003 togs av någon annan under tiden\n" in terminal.said
    assert (archive.root / NEW).read_bytes() == b"id: AVV-2026-0003\n"
    other = archive.root / NEW.replace("0003", "0004")
    assert other.read_text(encoding="utf-8").startswith("id: AVV-2026-0004\ntitel: Nödsignal\n")
