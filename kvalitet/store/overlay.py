"""A tree with one file as it would be: what an edit is judged by before anything is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kvalitet.model.source import Entry, Origin, Source, Tree
from kvalitet.store.objects import algorithm_of, object_id


@dataclass(frozen=True)
class Overlay:
    """A tree in which the file at a path, seen from its folder, holds other bytes.

    `blobs` are the ids that are known already of the tree's files, so that they need not be read again.
    """

    tree: Tree
    path: str
    data: bytes
    blobs: Mapping[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> Origin:
        """As the tree's own."""
        return self.tree.origin

    def entries(self) -> tuple[Entry, ...]:
        """Every file, sorted by path."""
        rest = [
            replace(entry, blob=entry.blob or self.blobs.get(entry.path))
            for entry in self.tree.entries()
            if entry.path != self.path
        ]
        return tuple(sorted([*rest, Entry(self.path, len(self.data))], key=lambda entry: entry.path))

    def read(self, paths: Iterable[str]) -> Iterator[Source]:
        """The files named, in the order named; raises KvalitetError for one that is not there."""
        for path in paths:
            if path == self.path:
                algorithm = algorithm_of(self.origin.commit)
                yield Source(path, object_id("blob", self.data, algorithm), self.data)
            else:
                yield from self.tree.read([path])
