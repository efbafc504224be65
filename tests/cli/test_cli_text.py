"""Text for people: golden answers, terminals, hostile words, and the caret under the value."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from kvalitet.output.page import Page, excerpt, one_line, words
from tests.cli.commands import GOLDEN, READING, TODAY, Kvalitet, rewrite

SCRIPT = Path(sys.executable).parent / "kvalitet"
GOLDENS = {
    "check": ("check",),
    "check-enhet": ("check", "--unit", "ogonmottagningen", "--statistics"),
    "due": ("due",),
    "explain": ("explain", "KV301"),
    "list": ("list", "dokument"),
    "show": ("show", "AVV-2026-0001"),
    "show-dokument": ("show", "DOK-0003"),
    "stats": ("stats", "--measure", "avvikelser", "--measure", "tid-rapport-till-avslutad"),
    "stats-poster": ("stats", "--measure", "avvikelser", "--period", "2026-H2", "--by", "period", "--ids"),
    "status": ("status",),
}
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")

every_golden = pytest.mark.parametrize(("name", "arguments"), GOLDENS.items(), ids=GOLDENS.keys())


def golden(name: str) -> str:
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.usefixtures("register")
@every_golden
def test_a_pipe_gets_the_golden_text(name: str, arguments: tuple[str, ...], kvalitet: Kvalitet) -> None:
    assert kvalitet(*arguments, "--today", TODAY).out == golden(name)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("arguments", READING.values(), ids=READING.keys())
def test_a_pipe_gets_no_colours_no_trailing_blanks_and_no_wasted_lines(
    arguments: tuple[str, ...], kvalitet: Kvalitet
) -> None:
    out = kvalitet(*arguments, "--today", TODAY).out
    assert "\x1b" not in out
    assert [line for line in out.split("\n") if line != line.rstrip()] == []
    assert out.endswith("\n")
    assert not out.endswith("\n\n")
    assert "\n\n\n" not in out


@pytest.mark.usefixtures("register")
def test_a_rule_is_one_line_of_the_catalogue(kvalitet: Kvalitet) -> None:
    head, *rows = kvalitet("rules").out.splitlines()
    assert re.split(r" {2,}", head) == ["Kod", "Allvar", "Tid", "Grund", "Vad som är fel"]
    codes = [row[:5] for row in rows]
    assert codes == sorted(codes)
    assert all(re.fullmatch(r"KV[0-9]{3}", code) for code in codes)
    expired = next(row for row in rows if row.startswith("KV301"))
    assert re.split(r" {2,}", expired) == [
        "KV301",
        "fel",
        "tid",
        "Eget mål: dokumentets egen giltighetstid",
        "Giltighetstiden har passerat",
    ]
    assert len({row.index(word) for row, word in ((head, "Grund"), (expired, "Eget mål"))}) == 1


# A terminal


def on_terminal(arguments: tuple[str, ...], columns: int, **environment: str) -> str:
    """What a command writes on a terminal of so many columns."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    with subprocess.Popen(
        [SCRIPT, *arguments], stdout=child, stderr=subprocess.DEVNULL, env={**os.environ, **environment}
    ):
        os.close(child)
        written = b""
        while True:
            try:
                piece = os.read(parent, 65536)
            except OSError:
                break
            written += piece
    os.close(parent)
    return written.decode().replace("\r\n", "\n")


def columns_of(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1 for letter in line)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("name", ["check", "due", "show", "stats", "status", "explain"])
def test_a_terminal_gets_the_golden_colours_within_its_width(name: str) -> None:
    out = on_terminal((*GOLDENS[name], "--today", TODAY), 80)
    assert out == golden(f"{name}-80").replace("␛", "\x1b")
    assert [line for line in ESCAPE.sub("", out).split("\n") if columns_of(line) > 80] == []


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("columns", [60, 120])
@pytest.mark.parametrize("name", ["check", "due", "list", "show", "stats", "stats-poster", "status", "explain"])
def test_every_width_holds_every_word(name: str, columns: int) -> None:
    out = ESCAPE.sub("", on_terminal((*GOLDENS[name], "--today", TODAY), columns))
    # what is copied from the screen, a path or a fingerprint, is never broken
    broken = [line for line in out.split("\n") if " " in line.strip() and "v1:" not in line]
    assert [line for line in broken if columns_of(line) > columns] == []
    if name != "check":
        assert letters(golden(name)) - letters(out) == Counter()


def letters(text: str) -> Counter[str]:
    """How often each letter and digit stands in a text: lines may break, but nothing is lost."""
    return Counter(letter for letter in text if letter.isalnum())


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("options", "environment"),
    [(("--no-color",), {}), (("--plain",), {}), ((), {"NO_COLOR": "1"}), ((), {"TERM": "dumb"})],
    ids=str,
)
def test_a_terminal_can_be_asked_to_be_without_colours(options: tuple[str, ...], environment: dict[str, str]) -> None:
    assert "\x1b" not in on_terminal(("check", "--today", TODAY, *options), 80, **environment)
    assert "\x1b[1;31m" in on_terminal(("check", "--today", TODAY), 80)


@pytest.mark.usefixtures("register")
def test_a_file_gets_no_colours_though_one_sits_at_a_terminal(tmp_path: Path) -> None:
    on_terminal(("check", "--today", TODAY, "--output", "svar.txt"), 60)
    assert (tmp_path / "svar.txt").read_text(encoding="utf-8") == golden("check")


# Hostile words


MARKUP = "[red]R[/red] [link=https://a.se]:smile:"


@pytest.mark.parametrize("columns", [None, 80])
@pytest.mark.parametrize("command", ["check", "due", "list", "show", "stats", "status"])
def test_markup_and_line_breaks_in_titles_and_names_are_harmless(
    command: str, columns: int | None, register: Path, kvalitet: Kvalitet
) -> None:
    hostile = f"{MARKUP}\\nInget att åtgärda"
    rewrite(register / "organisation.yaml", "namn: Hjärtavdelningen", f'namn: "{hostile}"')
    for path, old in (
        ("avvikelser/2026/AVV-2026-0001.yaml", "Larm [tyst] efter byte av telemetri"),
        ("dokument/DOK-0001.yaml", "Hjärtstopp på vårdavdelning"),
    ):
        rewrite(register / path, f"titel: {old}", f'titel: "{hostile}"')
    arguments = (*READING[command], "--today", TODAY)
    out = kvalitet(*arguments).out if columns is None else on_terminal(arguments, columns)
    bare = ESCAPE.sub("", out)
    assert {letter for letter in bare if unicodedata.category(letter) in {"Cc", "Cf"}} <= {"\n"}
    assert not re.search(r"^Inget att åtgärda", bare, re.MULTILINE)
    if command in {"list", "show"} and columns is None:
        assert f"{MARKUP} Inget att åtgärda" in bare


@pytest.mark.parametrize("escape", [r"\x1b[31m", r"\x9b31m", r"\x1b]0;x\x07", r"\u202e", r"\x00", r"\r"])
def test_control_codes_in_a_title_never_reach_the_screen(escape: str, register: Path, kvalitet: Kvalitet) -> None:
    rewrite(register / "dokument/DOK-0001.yaml", "titel: Hjärtstopp", f'titel: "A{escape}B"\nskäl: "{escape}')
    rewrite(register / "dokument/DOK-0001.yaml", " på vårdavdelning", '"')
    answers = [kvalitet(*wanted, "--today", TODAY) for wanted in (("check",), READING["list"], READING["status"])]
    shown = [answer.out + answer.err for answer in answers]
    assert {letter for text in shown for letter in text if unicodedata.category(letter) in {"Cc", "Cf"}} == {"\n"}


def test_a_text_that_turns_the_reading_direction_is_refused_before_it_is_shown(
    register: Path, kvalitet: Kvalitet
) -> None:
    rewrite(register / "dokument/DOK-0002.yaml", "mellan skift", "mellan \u202eskift")
    ran = kvalitet("check", "register/dokument/DOK-0002.yaml", "--today", TODAY)
    assert "KV003" in ran.out
    assert "\u202e" not in ran.out + ran.err


def test_words_keep_what_letters_need_and_no_controls() -> None:
    assert words("å\tb\x1b[0m").plain == "å\ufffdb\ufffd[0m"
    assert words("👩\u200d⚕ [b]").plain == "👩\u200d⚕ [b]"
    assert one_line("a\nb\r\nc\u2028d").plain == "a b c d"


def test_a_page_draws_what_it_is_given_and_no_trailing_blanks() -> None:
    assert Page().draw(words("[bold]x[/bold]   "), "", words("y")) == "[bold]x[/bold]\n\ny\n"
    assert Page(width=80, colour=True).draw(words("x", "bold")) == "\x1b[1mx\x1b[0m\n"


# The caret


@pytest.mark.parametrize(
    ("line", "value", "shown", "marks"),
    [
        ("status: gälande", "gälande", "status: gälande", "        ^^^^^^^"),
        ("ägare: någon", "någon", "ägare: någon", "       ^^^^^"),
        ('t: "🩺 x", s: nu', "nu", 't: "🩺 x", s: nu', "              ^^"),
        ("x: 漢字", "漢字", "x: 漢字", "   ^^^^"),
        ("x:\t\tnu", "nu", "x:  nu", "    ^^"),
        ("x: a\u0301b nu", "nu", "x: a\u0301b nu", "      ^^"),
        ("x: \x1bnu", "nu", "x: \ufffdnu", "    ^^"),
        ("x:", "", "x:", "^"),
        ("abcdefghij" * 2, "cd", "abcdefghijabcdefghij", "  ^^"),
        ("a" * 18 + " nu " + "b" * 18, "nu", "…" + "a" * 8 + " nu bbbbbb…", " " * 10 + "^^"),
        ("nu " + "b" * 30, "nu", "nu bbbbbbbbbbbbbbbb…", "^^"),
        ("x: " + "n" * 30, "n" * 30, "x: nnnnnnnnnnnnnnnn…", "   " + "^" * 17),
    ],
)
def test_the_caret_stands_under_the_value(line: str, value: str, shown: str, marks: str) -> None:
    start = line.index(value)
    assert excerpt(line, start, start + len(value), 20) == (shown, marks)
