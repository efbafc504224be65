"""The mutants that no test finds and that are right not to be found, each with the reason (`survivors.tsv`)."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from tests.mutation_of_code.belonging import ROOT
from tests.mutation_of_code.mutants import Mutant, mutants

LISTED = Path(__file__).with_name("survivors.tsv")


@dataclass(frozen=True, order=True)
class Survivor:
    """A mutant as it is listed: by what stands on its line, which numbers of lines do not outlive."""

    file: str
    code: str
    operator: str
    before: str
    after: str
    why: str = ""


def listed(path: Path = LISTED) -> dict[Survivor, str]:
    """Why each mutant that is listed is right not to be found."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {Survivor(**{**row, "why": ""}): row["why"] for row in rows}


def as_listed(mutant: Mutant) -> Survivor:
    """A mutant as a list would have it, without a reason."""
    code = mutant.path.read_text(encoding="utf-8").splitlines()[mutant.line - 1].strip()
    return Survivor(str(mutant.path.relative_to(ROOT)), code, mutant.operator, mutant.before, mutant.after)


def row(mutant: Mutant) -> str:
    """The line of a list that a mutant would be, but for its reason."""
    return "\t".join(astuple(as_listed(mutant)))


def outlived(known: Iterable[Survivor]) -> Iterator[Survivor]:
    """Those that the code no longer gives."""
    by_file: dict[str, set[Survivor]] = {}
    for each in known:
        path = ROOT / each.file
        if each.file not in by_file:
            by_file[each.file] = {as_listed(mutant) for mutant in mutants(path)} if path.is_file() else set()
        if each not in by_file[each.file]:
            yield each
