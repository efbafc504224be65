"""The rings: who may import whom, inside the package and outside it."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kvalitet"

NOUNS = {"model", "errors", "discovery", "shipped"}
JUDGEMENT = {"views", "rules", "facts", "stats", "charts", "measures", "secrets", "series"}
ADAPTERS = {"parse", "kinds", "store", "history", "repository", "bodies", "render", "output", "calendar", "edit"}
# setup makes and looks after a register's files in its repository: for `init` and `doctor`
# selftest proves an installed version on the register that ships
APPLICATION = {"project", "pipeline", "setup", "selftest", "cli", "__main__"}

OUTSIDE = {
    "secrets": {"stdnum"},
    "parse": {"yaml"},
    "kinds": {"jsonschema", "jsonschema_rs"},
    "repository": {"git"},
    "bodies": {"markdown_it"},
    "render": {"jinja2", "pypandoc", "markdown_it", "markupsafe", "typst", "docx", "pypdf"},
    "output": {"rich"},
    "calendar": {"icalendar"},
    "cli": {"typer", "click", "rich"},
}

MAY_USE = {
    **dict.fromkeys(NOUNS, NOUNS),
    **dict.fromkeys(JUDGEMENT, NOUNS | JUDGEMENT),
    # an adapter speaks in nouns; it knows no other adapter but what the git process is for
    **{name: NOUNS | {name} for name in ADAPTERS},
    "repository": NOUNS | {"store"},
    "history": NOUNS | {"history", "store"},
    "render": NOUNS | {"render", "facts"},
    # it puts text in where the parser says that values stand, and has the parser prove what came of it
    "edit": NOUNS | {"edit", "parse"},
    **dict.fromkeys(APPLICATION, NOUNS | JUDGEMENT | ADAPTERS | APPLICATION),
}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are written in full"
            names = [f"kvalitet.{alias.name}" for alias in node.names]
            yield from names if node.module == "kvalitet" else [node.module]


def test_the_table_names_every_part_of_the_package() -> None:
    assert {part(path) for path in MODULES} == NOUNS | JUDGEMENT | ADAPTERS | APPLICATION


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_ring_may_use(path: Path) -> None:
    here = part(path)
    for name in imported(path):
        top, _, rest = name.partition(".")
        if top == "kvalitet":
            target = rest.partition(".")[0]
            assert target in MAY_USE[here] | {"", "__version__"}, f"{here} may not import kvalitet.{target}"
        else:
            assert top in sys.stdlib_module_names or top in OUTSIDE.get(here, set()), f"{here} may not import {top}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_has_one_noun_and_short_functions(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            signature = node.body[0].lineno - node.lineno
            length = node.end_lineno - node.lineno - signature
            assert length <= 45, f"{node.name} has {length} lines"
