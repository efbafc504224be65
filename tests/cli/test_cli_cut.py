"""A register with more faults than anybody reads: the screen is cut with a count, a file holds all."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.commands import TODAY, Kvalitet
from tests.cli.test_cli_text import ESCAPE, on_terminal

HEAD = re.compile(r" +[0-9]+:[0-9]+ +(?:fel|varning)  (?:\S+ +)??(KV[0-9]{3}) ")
ROWS = 160


@pytest.fixture
def many(register: Path) -> Path:
    """Files that are no YAML, and among them as many that lack their title."""
    for number in range(ROWS):
        name = f"AVV-2025-{number + 1:04}"
        text = f"id: {name}\n" if number % 2 else "id: [\n"
        place = register / "avvikelser" / "2025" / f"{name}.yaml"
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return register


def drawn(text: str) -> Counter[str]:
    return Counter(found[1] for found in map(HEAD.match, text.splitlines()) if found)


@pytest.mark.usefixtures("many")
def test_a_pipe_shows_a_hundred_and_counts_the_rest_by_code(tmp_path: Path, kvalitet: Kvalitet) -> None:
    shown = kvalitet("check", "--today", TODAY, "--quiet").out
    kvalitet("check", "--today", TODAY, "--quiet", "--output", "allt.txt")
    whole = (tmp_path / "allt.txt").read_text(encoding="utf-8")
    everything, some = drawn(whole), drawn(shown)
    assert everything["KV001"] == ROWS // 2
    assert 90 < some.total() <= 100
    assert set(some) == set(everything)
    for code, count in everything.items():
        left = re.search(rf"^  (?:fel|varning)  {code}  … och (\d+) till: .+$", shown, re.MULTILINE)
        assert count - some[code] == (int(left[1]) if left else 0)
    assert "Hela listan skrivs med --output FIL.\n" in shown
    assert "Mer av samma slag" not in whole


@pytest.mark.usefixtures("many")
def test_what_is_cut_is_still_counted_and_fails(kvalitet: Kvalitet) -> None:
    shown = kvalitet("check", "--today", TODAY, "--statistics")
    kvalitet("check", "--today", TODAY, "--statistics", "--output", "allt.txt")
    assert shown.code == 1
    ending = "\nAntal "
    assert shown.out.partition(ending)[2] == Path("allt.txt").read_text(encoding="utf-8").partition(ending)[2]


@pytest.mark.usefixtures("many")
def test_a_terminal_is_cut_within_its_width() -> None:
    out = ESCAPE.sub("", on_terminal(("check", "--today", TODAY), 70))
    assert "Mer av samma slag\n" in out
    broken = [line for line in out.split("\n") if " " in line.strip()]
    assert [line for line in broken if len(line) > 70] == []


@pytest.mark.usefixtures("register")
def test_a_small_register_is_not_cut(kvalitet: Kvalitet) -> None:
    assert "Mer av samma slag" not in kvalitet("check", "--today", TODAY).out
