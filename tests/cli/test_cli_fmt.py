"""`fmt`: files in normal form, and what --check and --diff say without writing."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import TODAY, Kvalitet, Ran, rewrite
from tests.store.archive import fingerprint

DEVIATION = "avvikelser/2026/AVV-2026-0001.yaml"
ORDERED = "dokument/DOK-0002.yaml"


@pytest.fixture
def fmt(kvalitet: Kvalitet) -> Kvalitet:
    def fmt(*arguments: str) -> Ran:
        return kvalitet("fmt", *arguments, "--today", TODAY, "--quiet")

    return fmt


@pytest.fixture(autouse=True)
def normal_but_for_one(register: Path, kvalitet: Kvalitet) -> None:
    kvalitet("fmt", "--today", TODAY, "--quiet")
    text = (register / ORDERED).read_text(encoding="utf-8").replace("enhet: hjartavdelningen\n", "", 1)
    (register / ORDERED).write_text(f"{text}enhet: hjartavdelningen  # vem", encoding="utf-8")


def test_check_names_the_files_and_writes_nothing(register: Path, fmt: Kvalitet) -> None:
    before = fingerprint(register)
    ran = fmt("--check")
    assert (ran.code, ran.out, ran.err) == (1, f"register/{ORDERED}\n", "")
    assert fingerprint(register) == before


def test_diff_shows_the_lines_and_writes_nothing(register: Path, fmt: Kvalitet) -> None:
    before = fingerprint(register)
    ran = fmt("--diff")
    assert (ran.code, ran.err) == (0, "")
    assert [line for line in ran.out.splitlines() if line[:1] in {"-", "+"}] == [
        f"--- register/{ORDERED}",
        f"+++ register/{ORDERED}",
        "+enhet: hjartavdelningen  # vem",
        "-enhet: hjartavdelningen  # vem",
    ]
    assert fingerprint(register) == before
    assert fmt("--diff", "--check").code == 1


def test_what_is_written_is_in_normal_form_and_holds_the_same(
    register: Path, fmt: Kvalitet, kvalitet: Kvalitet
) -> None:
    def held() -> object:
        return json.loads(kvalitet("show", "DOK-0002", "--format", "json", "--today", TODAY).out)["data"]

    before = held()
    ran = fmt()
    assert (ran.code, ran.out, ran.err) == (0, f"register/{ORDERED}\n", "")
    text = (register / ORDERED).read_text(encoding="utf-8")
    assert text.startswith("id: DOK-0002\ntitel: Överrapportering mellan skift\nenhet: hjartavdelningen  # vem\n")
    assert held() == before
    assert fmt("--check").code == 0


def test_what_is_done_is_told_in_right_number(register: Path, kvalitet: Kvalitet) -> None:
    assert kvalitet("fmt", "--today", TODAY).err.endswith("kvalitet: 1 fil skriven i normalform\n")
    for each in (ORDERED, DEVIATION):
        rewrite(register / each, "\nenhet:", "  \nenhet:")
    assert kvalitet("fmt", "--today", TODAY).err.endswith("kvalitet: 2 filer skrivna i normalform\n")


def test_paths_narrow_it(fmt: Kvalitet) -> None:
    assert fmt("register/avvikelser", "--check").code == 0
    assert fmt(f"register/{ORDERED}", "--check").code == 1
    assert fmt("register", "--check").code == 1


def test_what_is_left_is_told(register: Path, kvalitet: Kvalitet) -> None:
    rewrite(register / ORDERED, "titel:", "\n# en rubrik\n\ntitel:")
    rewrite(register / DEVIATION, "titel: Larm", 'titel: "Larm')
    before = (register / DEVIATION).read_bytes()
    told = kvalitet("fmt", "--today", TODAY).err
    assert f"register/{ORDERED}: fälten står kvar i sin ordning: det går inte att säga vilka fält kommentarerna" in told
    assert f"register/{DEVIATION}: rad 2: citattecknet som börjar här stängs aldrig." in told
    assert (register / DEVIATION).read_bytes() == before


def test_windows_line_breaks_are_told_in_words_where_no_line_differs(register: Path, fmt: Kvalitet) -> None:
    data = (register / DEVIATION).read_bytes()
    (register / DEVIATION).write_bytes(data.replace(b"\n", b"\r\n"))
    ran = fmt(f"register/{DEVIATION}", "--diff")
    assert ran.out == f"register/{DEVIATION}: bara radbrytningar eller osynliga tecken ändras\n"
    assert fmt(f"register/{DEVIATION}").code == 0
    assert (register / DEVIATION).read_bytes() == data


def test_a_number_of_a_person_is_kept_and_never_shown(register: Path, fmt: Kvalitet) -> None:
    rewrite(register / ORDERED, "mellan skift", "för 811218-9876")
    ran = fmt("--diff")
    assert "9876" not in ran.out + ran.err
    assert fmt().code == 0
    assert "811218-9876" in (register / ORDERED).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("borta.yaml",), "borta.yaml finns inte. Kontrollera stavningen."),
        (("/",), "/ ligger inte i registret ("),
        (("--as-of", "2026-01-01"), "det går inte att ändra"),
    ],
)
def test_a_wrong_command_line_is_told_in_one_line(arguments: tuple[str, ...], said: str, fmt: Kvalitet) -> None:
    ran = fmt(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err


def test_what_a_stopped_command_left_goes_also_where_nothing_is_written(register: Path, fmt: Kvalitet) -> None:
    fmt()
    left = register / "avvikelser" / "2026" / ".AVV-2026-0002.yaml.7pbmfnhq.kvalitet-ny"
    left.write_bytes(b"id: AVV-2026-0002\n")
    assert (fmt("--check").code, left.exists()) == (0, True)
    assert (fmt().out, left.exists()) == ("", False)
