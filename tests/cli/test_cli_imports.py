"""Each command imports only what it needs: start-up counts."""

import subprocess
import sys

import pytest

from tests.cli.commands import REGISTER, TODAY

LIBRARIES = {
    "click",
    "git",
    "icalendar",
    "jinja2",
    "jsonschema",
    "jsonschema_rs",
    "markdown_it",
    "pypandoc",
    "rich",
    "typer",
    "yaml",
}
COMMAND_LINE = {"click", "typer"}
READING = {*COMMAND_LINE, "jsonschema_rs", "yaml"}

NEEDED = {
    "--version": set(),
    "--help": COMMAND_LINE,
    "check --help": COMMAND_LINE,
    "due --help": COMMAND_LINE,
    "explain KV301 --format json": COMMAND_LINE,
    "rules --format json": COMMAND_LINE,
    "list dokument --format json": READING,
    "kinds --format json": READING,
    "stats --help": COMMAND_LINE,
    "stats --format json": READING,
    # the register of these tests has a record that breaks its schema, and jsonschema says why
    "check --format json": READING | {"jsonschema"},
}


@pytest.mark.parametrize(("words", "needed"), NEEDED.items(), ids=NEEDED.keys())
def test_a_command_imports_no_other_library(words: str, needed: set[str]) -> None:
    arguments = words.split() if words == "--version" else [*words.split(), "--today", TODAY]
    script = (
        "import sys\n"
        f"sys.argv = ['kvalitet', *{arguments!r}]\n"
        "from kvalitet.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print(*sorted({sorted(LIBRARIES)!r} & sys.modules.keys()), file=sys.stderr)\n"
    ).replace(f"{sorted(LIBRARIES)!r} &", f"set({sorted(LIBRARIES)!r}) &")
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=REGISTER, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert set(told.stderr.splitlines()[-1].split()) <= needed | ({"jsonschema"} if needed >= READING else set())
