"""The README's two commands are what they say they are, and CI runs the second word for word."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCKS = re.findall(r"^```\w*\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_first_two_code_blocks_are_one_command_each() -> None:
    assert all(len(block.strip().splitlines()) == 1 for block in BLOCKS[:2])


def test_the_first_command_sets_up_checks_and_renders_both_documents() -> None:
    steps = BLOCKS[0]
    order = ["-m venv", "pip install", "kvalitet check", "render patientsakerhetsberattelse", "render ledningens-gen"]
    assert [steps.index(step) for step in order] == sorted(steps.index(step) for step in order)
    assert steps.count("--today 2026-11-22") == 3


def test_the_second_command_sets_up_and_ends_with_the_tests() -> None:
    assert "pip install" in BLOCKS[1]
    assert BLOCKS[1].strip().endswith("pytest --cov")


def test_ci_takes_its_last_command_from_the_readme() -> None:
    awk = next(line for line in CI.splitlines() if line.startswith("command=$(awk"))
    told = subprocess.run(
        ["bash", "-c", f'{awk}; printf %s "$command"'], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == BLOCKS[1].strip()
    assert CI.strip().splitlines()[-1] == 'bash -c "$command"'
