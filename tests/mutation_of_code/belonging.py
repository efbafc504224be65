"""Which tests belong to a module, those that most likely find a fault in it first."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"

_SLOW = {"test_secrets_corpus", "test_stats_shift", "test_parse_properties"}
_OF_EVERY_RULE = ("test_rules", "test_deadlines", "test_counted_from")
_FOR_ALL_RULES = (
    "test_deadlines",
    "test_counted_from",
    "test_one_cause",
    "test_chosen_demands",
    "test_exemptions",
    "test_law_and_target",
    "test_apart",
)
_OF_THE_PROGRAM = ("rules/test_rules.py", "cli/test_cli_text.py", "cli/test_cli_profile.py")
_ON_HISTORY = ("audit/test_audit_rules.py", "audit/test_audit_apart.py", "audit/test_audit_command.py")


@dataclass(frozen=True)
class Tests:
    """The arguments of pytest: what is tried first, and what more is asked when nothing was found."""

    first: tuple[str, ...]
    then: tuple[str, ...] = ()


def belonging(module: Path) -> Tests:
    """The tests of a module in `rules`, `parse`, `stats` or `secrets`. Raises ValueError for any other."""
    part = module.relative_to(ROOT / "kvalitet").parts[0]
    if part == "rules":
        return _of_rules(module)
    folder = TESTS / part
    if part not in {"parse", "stats", "secrets"}:
        raise ValueError(f"no tests are known to belong to {module}")
    files = sorted(folder.glob("test_*.py"))
    # a module's own tests are named after it
    files.sort(key=lambda path: (not path.stem.endswith(f"_{module.stem}"), path.stem in _SLOW))
    return Tests(tuple(map(str, files)))


def _of_rules(module: Path) -> Tests:
    codes = _codes(module)
    if module.name == "chronicle.py":
        # it runs the rules of commits, which no test of rules on a tree does
        return Tests(tuple(str(TESTS / each) for each in _ON_HISTORY))
    if not codes:
        first, then = (f"rules/{name}.py" for name in _FOR_ALL_RULES), _OF_THE_PROGRAM
        return Tests(tuple(str(TESTS / each) for each in first), tuple(str(TESTS / each) for each in then))
    chosen = ("-k", " or ".join(codes))
    if all(code.startswith(("KV91", "KV92")) for code in codes):
        own = [str(TESTS / "audit" / "test_audit_rules.py")]
        return Tests((*own, *chosen), _speaking_of(codes, "audit", besides=own))
    own = [str(TESTS / "rules" / f"{name}.py") for name in _OF_EVERY_RULE]
    if all(code.startswith("KV0") for code in codes):
        return Tests((str(TESTS / "rules" / "test_reading_rules.py"),), (*own, *chosen))
    return Tests((*own, *chosen), _speaking_of(codes, "rules", besides=own))


def _speaking_of(codes: Sequence[str], folder: str, besides: Sequence[str]) -> tuple[str, ...]:
    """The other tests in a folder that name a code."""
    files = sorted((TESTS / folder).rglob("test_*.py"))
    texts = {str(path): path.read_text(encoding="utf-8") for path in files}
    naming = [path for path, text in texts.items() if any(code in text for code in codes)]
    return tuple(path for path in naming if path not in besides)


def _codes(module: Path) -> list[str]:
    """The code of a rule's file; those of all rules that use a part which they share."""
    if module.name.startswith("kv"):
        return [module.name[:5].upper()]
    users = [path for path in module.parent.glob("kv*.py") if name_of(module) in _imported(path)]
    return [path.name[:5].upper() for path in sorted(users)]


def name_of(path: Path) -> str:
    """The full name of the module in a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def users(module: Path) -> frozenset[str]:
    """The names of the modules that rest on one, directly or by way of others, itself among them."""
    imports = _imports()
    found = {name_of(module)}
    while True:
        more = {name for name, used in imports.items() if name not in found and used & found}
        if not more:
            return frozenset(found)
        found |= more


@cache
def _imports() -> Mapping[str, frozenset[str]]:
    files = [*(ROOT / "kvalitet").rglob("*.py"), *TESTS.rglob("*.py")]
    return {name_of(path): frozenset(_imported(path)) for path in files}


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
