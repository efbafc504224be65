"""`close`: a record is closed when what its kind and its level of investigation demand is there."""

import io
import sys
from pathlib import Path

import pytest

from tests.cli.commands import TODAY, Kvalitet, Ran, rewrite

DEVIATION = "avvikelser/2026/AVV-2026-0001.yaml"
COMPLETE = (
    "--set",
    "avslutad=idag",
    "--set",
    "utredningsnivå=förenklad",
    "--set",
    "slutsats=Larmen kontrolleras av två.",
)


@pytest.fixture(autouse=True)
def levels_count(register: Path) -> None:
    """The small register chooses few rules: here what closing demands is among them."""
    rewrite(register / "kvalitet.yaml", "KV201, KV203", "KV2, KV501, KV9")


@pytest.fixture
def close(kvalitet: Kvalitet) -> Kvalitet:
    def close(*arguments: str) -> Ran:
        return kvalitet("close", *arguments, "--today", TODAY, "--quiet", "--no-input")

    return close


def test_a_record_with_all_that_is_demanded_is_closed(register: Path, close: Kvalitet) -> None:
    ran = close("AVV-2026-0001", *COMPLETE)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "AVV-2026-0001: Larm [tyst] efter byte av telemetri",
        "  status: åtgärdas → avslutad",
        f"  avslutad: – → {TODAY}",
        "  slutsats: – → Larmen kontrolleras av två.",
        "  utredningsnivå: – → förenklad",
    ]
    text = (register / DEVIATION).read_text(encoding="utf-8")
    assert f"påbörjad: 2026-09-02\navslutad: {TODAY}\n" in text


def test_what_is_missing_by_schema_and_by_rule_is_told_at_once(register: Path, close: Kvalitet) -> None:
    before = (register / DEVIATION).read_bytes()
    ran = close("AVV-2026-0001")
    assert (ran.code, ran.out) == (1, "")
    assert [line.split(". ")[0] for line in ran.err.splitlines()] == [
        'kvalitet: KV107 avslutad: fältet "avslutad" behövs när status är "avslutad"',
        "kvalitet: KV501 status: avslutad utan utredningsnivå",
        "kvalitet: AVV-2026-0001 är inte ändrad: rätta det som står ovan.",
    ]
    assert (register / DEVIATION).read_bytes() == before


def test_a_level_without_its_conclusion_does_not_close_but_for_a_reason(register: Path, close: Kvalitet) -> None:
    lacking = COMPLETE[:4]
    refused = close("AVV-2026-0001", *lacking)
    assert refused.code == 1
    assert "KV501 status: avslutad utan slutsats (utredningsnivå förenklad)" in refused.err
    assert refused.err.endswith("eller skriv med --force MOTIV varför det ska stå så ändå.\n")
    assert close("AVV-2026-0001", *lacking, "--force", "Slås ihop med AVV-2026-0002.").code == 0
    text = (register / DEVIATION).read_text(encoding="utf-8")
    assert "status: avslutad\n" in text
    assert 'text: "Ändrat trots KV501: Slås ihop med AVV-2026-0002."\n' in text


def test_a_trial_closes_nothing(register: Path, close: Kvalitet) -> None:
    before = (register / DEVIATION).read_bytes()
    ran = close("AVV-2026-0001", *COMPLETE, "--dry-run")
    assert ran.code == 0
    assert "+status: avslutad\n" in ran.out
    assert (register / DEVIATION).read_bytes() == before


class Terminal(io.StringIO):
    """What a person types."""

    def isatty(self) -> bool:
        return True


def test_a_person_is_asked_for_what_the_schema_demands(
    register: Path, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("15/11\n"))
    ran = kvalitet("close", "AVV-2026-0001", *COMPLETE[2:], "--today", TODAY, "--quiet")
    assert ran.code == 0
    assert "Avslutad: Dagen då avvikelsen avslutades efter uppföljning." in ran.err
    assert "avslutad: 2026-11-15\n" in (register / DEVIATION).read_text(encoding="utf-8")


def test_an_answer_of_nothing_is_the_day_that_stands_there(
    register: Path, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("\n"))
    assert kvalitet("close", "AVV-2026-0001", *COMPLETE[2:], "--today", TODAY, "--quiet").code == 0
    assert f"avslutad: {TODAY}\n" in (register / DEVIATION).read_text(encoding="utf-8")


def test_a_person_who_leaves_has_changed_nothing(
    register: Path, kvalitet: Kvalitet, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (register / DEVIATION).read_bytes()
    monkeypatch.setattr(sys, "stdin", Terminal(""))
    assert kvalitet("close", "AVV-2026-0001", *COMPLETE[2:], "--today", TODAY, "--quiet").code == 130
    assert (register / DEVIATION).read_bytes() == before


def test_what_is_closed_already_is_left_alone(register: Path, kvalitet: Kvalitet) -> None:
    ran = kvalitet("close", "AVV-2026-0002", "--today", TODAY, "--no-input")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("kvalitet: AVV-2026-0002 är redan avslutad\n")
    assert register.is_dir()


WRONG = {
    "a kind that is not closed": (
        ("DOK-0002",),
        "dokument avslutas inte. Ändra i stället med ”kvalitet set DOK-0002” och",
    ),
    "a status that does not close": (("AVV-2026-0001", "--set", "status=utreds"), "Avslutande är avslutad."),
    "no such record": (("AVV-2026-0009",), "posten ”AVV-2026-0009” finns inte."),
    "the past": (("AVV-2026-0001", "--as-of", "2026-01-01"), "det går inte att ändra"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_command_line_is_told_in_one_line(arguments: tuple[str, ...], said: str, close: Kvalitet) -> None:
    ran = close(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
