"""Tries mutants many at a time: in one register only such as have nothing to do with one another."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import yaml

from kvalitet.model.assessment import Assessment
from kvalitet.model.finding import Finding
from kvalitet.model.register import Register
from kvalitet.model.source import Entry, Origin, Source, Tree
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import Loaded, load
from tests.mutation.operators import Mutant


@dataclass(frozen=True)
class Overlaid:
    """Files read once, with other content in the place of some: those alone are read again."""

    origin: Origin
    sources: Mapping[str, Source]
    files: Mapping[str, bytes] = field(default_factory=dict)

    def entries(self) -> tuple[Entry, ...]:
        return tuple(
            Entry(path, len(self.files[path]))
            if path in self.files
            else Entry(path, len(source.data), blob=source.blob)
            for path, source in self.sources.items()
        )

    def read(self, paths: Iterable[str]) -> Iterator[Source]:
        for path in paths:
            yield Source(path, "changed", self.files[path]) if path in self.files else self.sources[path]


@dataclass(frozen=True)
class Ground:
    """The register as it is, with what is found in it."""

    tree: Overlaid
    loaded: Loaded
    assessment: Assessment
    today: date

    @property
    def register(self) -> Register:
        return self.loaded.register

    @cached_property
    def known(self) -> Counter[tuple[str, str, str]]:
        """What is found in it, by rule, file and message."""
        return Counter(_keyed(self.assessment.findings))

    @cached_property
    def near(self) -> Mapping[str, frozenset[str]]:
        """The records that each refers to or is referred to by."""
        found: dict[str, set[str]] = defaultdict(set)
        for mention in self.register.mentions:
            other = mention.value.partition("/")[0]
            if mention.field.refs and other in self.register.by_id:
                found[mention.record.id].add(other)
                found[other].add(mention.record.id)
        return {name: frozenset(others) for name, others in found.items()}

    def found(self, mutants: Sequence[Mutant]) -> Mapping[str, frozenset[str]]:
        """The codes of what is newly found in the file of each mutant, by its name, all of them tried at once."""
        files = {each.record.path: _written(each) for each in mutants}
        loaded = load(replace(self.tree, files=files), known=self.loaded)
        new = Counter(_keyed(assess(loaded, self.today)[0].findings)) - self.known
        codes: dict[str, set[str]] = defaultdict(set)
        for code, path, _ in new:
            codes[path].add(code)
        prefix = self.register.origin.prefix
        return {each.name: frozenset(codes[f"{prefix}/{each.record.path}"]) for each in mutants}


def ground(tree: Tree, today: date) -> Ground:
    """The register of a tree, judged on a day."""
    sources = {source.path: source for source in tree.read(entry.path for entry in tree.entries())}
    once = Overlaid(tree.origin, sources)
    loaded = load(once)
    return Ground(once, loaded, assess(loaded, today)[0], today)


def apart(mutants: Iterable[Mutant], near: Mapping[str, frozenset[str]]) -> Iterator[list[Mutant]]:
    """The mutants in groups in which each record stands once, and none beside one it refers to."""
    left = list(mutants)
    while left:
        group: list[Mutant] = []
        taken: set[str] = set()
        later: list[Mutant] = []
        for each in left:
            beside = each.touches.union(*(near.get(name, ()) for name in each.touches))
            if taken.isdisjoint(beside):
                group.append(each)
                taken |= each.touches
            else:
                later.append(each)
        yield group
        left = later


def _written(mutant: Mutant) -> bytes:
    return yaml.safe_dump(mutant.data, allow_unicode=True, sort_keys=False).encode()


def _keyed(findings: Iterable[Finding]) -> Iterator[tuple[str, str, str]]:
    return ((each.code, each.path, each.message) for each in findings)
