"""`python -m tests.mutation_of_code [PART|FILE …] [--each N] [--seed N]`: tells which mutants no test finds."""

import argparse
import os
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

from tests.mutation_of_code.belonging import ROOT, name_of
from tests.mutation_of_code.mutants import drawn, mutants
from tests.mutation_of_code.trial import SURVIVED, TIMED_OUT, Bench

PARTS = ("parse", "stats", "secrets", "rules")
_WARM = (
    "hypothesis.strategies",
    "tests.conftest",
    "tests.rules.fixtures",
    "kvalitet.rules.catalogue",
    "kvalitet.cli.check",
)
"""What many tests import, and what takes its time."""


def main() -> int:
    """Tries the mutants asked for; 1 if any survived."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation_of_code", description=__doc__)
    parser.add_argument("what", nargs="*", default=PARTS, help="parts of the package, or files in them")
    parser.add_argument("--each", type=int, default=5, help="mutants of each file (0: all)")
    parser.add_argument("--seed", type=int, default=2026)
    asked = parser.parse_args()
    os.chdir(ROOT)
    files = [path for each in asked.what for path in _files(each)]
    for name in [*_WARM, *map(name_of, files)]:
        import_module(name)
    counts: dict[str, Counter[str]] = {}
    for path in files:
        found = mutants(path)
        chosen = drawn(found, asked.each or len(found), asked.seed)
        if not chosen:
            continue
        here = Bench(path)
        for mutant in chosen:
            verdict = here.verdict(mutant)
            counts.setdefault(path.relative_to(ROOT).parts[1], Counter())[verdict] += 1
            if verdict in {SURVIVED, TIMED_OUT}:
                sys.stdout.write(f"{verdict}: {mutant}\n")
                sys.stdout.flush()
    for part, count in counts.items():
        told = ", ".join(f"{number} {verdict}" for verdict, number in sorted(count.items()))
        sys.stdout.write(f"{part}: {count.total()} mutants: {told}\n")
    return int(any(count[SURVIVED] for count in counts.values()))


def _files(what: str) -> list[Path]:
    path = Path(what) if what.endswith(".py") else ROOT / "kvalitet" / what
    return [path.resolve()] if path.is_file() else sorted(path.rglob("*.py"))


if __name__ == "__main__":
    sys.exit(main())
