"""Draws mutants of the records that are in order, tries them, and judges what became of each."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from pathlib import Path
from random import Random

from kvalitet import shipped
from kvalitet.model.source import Origin
from kvalitet.selftest.answers import DAY, built_in
from kvalitet.store.worktree import WorkTree
from tests.mutation.operators import Mutant, World, mutants
from tests.mutation.trial import Ground, apart, ground

MUTANTS = 5400
SEED = 2026
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: mutants of an operator in fields of a kind, and the codes or the reason.

    A star is any kind or any field; a field that begins with dots stands wherever it ends so.
    """

    operator: str
    kind: str
    fields: str
    told: str

    def fits(self, mutant: Mutant) -> bool:
        """Whether the row speaks of a mutant."""
        of_kind = self.kind == "*" or mutant.record.kind in self.kind.split()
        return self.operator == mutant.operator and of_kind and any(map(mutant.is_in, self.fields.split()))


@cache
def table(name: str) -> tuple[Row, ...]:
    """A table beside this file."""
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(Row(*row) for row in list(csv.reader(file, delimiter="\t"))[1:])


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mutant: `killed` by a rule that should, `right` not to be, or `survived`."""

    mutant: Mutant
    found: frozenset[str]
    verdict: str


def ground_of_register() -> Ground:
    """The shipped register."""
    return ground(WorkTree(shipped.folder("register"), Origin("register", None, dirty=False)), DAY)


def tried(ground: Ground, number: int, seed: int) -> list[Result]:
    """The results of a number of mutants drawn by a seed, as many of each operator as there are."""
    results = []
    for group in apart(drawn(ground, number, seed), ground.near):
        found = ground.found(group)
        results += [Result(each, found[each.name], verdict(each, found[each.name])) for each in group]
    return results


def drawn(ground: Ground, number: int, seed: int) -> list[Mutant]:
    """Mutants of the records that are in order, of every operator in turn: one in each field before more in any.

    A record that is cancelled or repealed is held to its form alone, and left out.
    """
    random = Random(seed)  # noqa: S311  # chance that can be repeated
    world = World(ground.assessment, ground.today, random)
    faulty = {fault.subject for fault in built_in()}
    by_field: dict[str, dict[tuple[str, str], list[Mutant]]] = {}
    for record in ground.register.records:
        if record.id not in faulty and not ground.register.is_cancelled(record):
            for mutant in mutants(record, ground.register.kinds[record.kind], world):
                fields = by_field.setdefault(mutant.operator, {})
                fields.setdefault((record.kind, mutant.pattern), []).append(mutant)
    turns = zip_longest(*(_spread(fields, random) for fields in by_field.values()))
    return [mutant for turn in turns for mutant in turn if mutant][:number]


def _spread(fields: Mapping[tuple[str, str], list[Mutant]], random: Random) -> list[Mutant]:
    """The mutants of an operator in an order of chance, in which no field comes again before each has come."""
    layers = zip_longest(*(random.sample(each, len(each)) for each in fields.values()))
    return [mutant for layer in layers for mutant in random.sample(layer, len(layer)) if mutant]


def verdict(mutant: Mutant, found: Iterable[str]) -> str:
    """What became of a mutant in whose file some codes are newly found."""
    expected = mutant.codes | {code for row in table("found") if row.fits(mutant) for code in row.told.split()}
    if not expected.isdisjoint(found):
        return "killed"
    return "right" if any(row.fits(mutant) for row in table("right")) else "survived"
