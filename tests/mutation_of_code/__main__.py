"""`python -m tests.mutation_of_code [PART|FILE …] [--each N] [--seed N] [--rows]`: which mutants no test finds."""

import argparse
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from tests.mutation_of_code.belonging import ROOT, name_of
from tests.mutation_of_code.mutants import Mutant, drawn, mutants
from tests.mutation_of_code.survivors import as_listed, listed, row
from tests.mutation_of_code.trial import SURVIVED, TIMED_OUT, Bench

PARTS = ("parse", "stats", "secrets", "rules")
KNOWN = "known to survive"
_WARM = (
    "hypothesis.strategies",
    "tests.conftest",
    "tests.rules.fixtures",
    "kvalitet.rules.catalogue",
    "kvalitet.cli.check",
)
"""What many tests import, and what takes its time."""


@dataclass
class Tally:
    """What became of the mutants, part by part, and what could not be tried."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    untried: list[str] = field(default_factory=list)

    def add(self, path: Path, verdict: str) -> None:
        """Counts a mutant of a file."""
        self.counts.setdefault(path.relative_to(ROOT).parts[1], Counter())[verdict] += 1

    def lines(self) -> Iterable[str]:
        """The sum, a line a part, and a line for each file or run that came to nothing."""
        for part, count in self.counts.items():
            told = ", ".join(f"{number} {verdict}" for verdict, number in sorted(count.items()))
            yield f"{part}: {count.total()} mutants: {told}\n"
        yield from (f"not tried: {each}\n" for each in self.untried)

    @property
    def code(self) -> int:
        """1 where a mutant survived that no list knows, or where something was not tried."""
        return int(bool(self.untried) or any(count[SURVIVED] for count in self.counts.values()))


def main() -> int:
    """Tries the mutants asked for; 1 if any survived that is not listed, or if something could not be tried."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation_of_code", description=__doc__)
    parser.add_argument("what", nargs="*", default=PARTS, help="parts of the package, or files in them")
    parser.add_argument("--each", type=int, default=5, help="mutants of each file (0: all)")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--rows", action="store_true", help="tells survivors as survivors.tsv has them")
    asked = parser.parse_args()
    os.chdir(ROOT)
    # whoever ends a run that takes hours still wants its sum
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    files = [path for each in asked.what for path in _files(each)]
    for name in [*_WARM, *map(name_of, files)]:
        import_module(name)
    told = tried(files, lambda found: drawn(found, asked.each or len(found), asked.seed), row if asked.rows else str)
    sys.stdout.writelines(told.lines())
    return told.code


def tried(
    files: Iterable[Path], choose: Callable[[list[Mutant]], list[Mutant]], spoken: Callable[[Mutant], str] = str
) -> Tally:
    """What became of the mutants chosen of each file; those that survive or time out are told as they are found."""
    tally, known = Tally(), listed()
    path = ROOT
    try:
        for path in files:
            try:
                for mutant, verdict in _verdicts(path, choose(mutants(path))):
                    here = KNOWN if verdict == SURVIVED and as_listed(mutant) in known else verdict
                    tally.add(path, here)
                    if here in {SURVIVED, TIMED_OUT}:
                        sys.stdout.write(f"{here}: {spoken(mutant)}\n")
                        sys.stdout.flush()
            except (RuntimeError, ValueError) as error:
                tally.untried.append(str(error))
    except KeyboardInterrupt:
        tally.untried.append(f"{path.relative_to(ROOT)} from there on: interrupted")
    return tally


def _verdicts(path: Path, chosen: Sequence[Mutant]) -> Iterator[tuple[Mutant, str]]:
    if chosen:
        bench = Bench(path)
        yield from ((mutant, bench.verdict(mutant)) for mutant in chosen)


def _files(what: str) -> list[Path]:
    path = Path(what) if what.endswith(".py") else ROOT / "kvalitet" / what
    return [path.resolve()] if path.is_file() else sorted(path.rglob("*.py"))


if __name__ == "__main__":
    sys.exit(main())
