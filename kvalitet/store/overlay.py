"""A tree with some files as they would be: what an edit is judged by before anything is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kvalitet.model.source import Entry, Origin, Source, Tree
from kvalitet.store.objects import algorithm_of, object_id


@dataclass(frozen=True)
class Overlaid:
    """A tree in which the files at some paths, seen from its folder, hold other bytes, or are not there (None).

    `blobs` are the ids that are known already of the tree's files, so that they need not be read again.
    """

    tree: Tree
    files: Mapping[str, bytes | None]
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
            if entry.path not in self.files
        ]
        laid = [Entry(path, len(data)) for path, data in self.files.items() if data is not None]
        return tuple(sorted([*rest, *laid], key=lambda entry: entry.path))

    def read(self, paths: Iterable[str]) -> Iterator[Source]:
        """The files named, in the order named; raises KvalitetError for one that is not there."""
        for path in paths:
            data = self.files.get(path)
            if data is None:
                yield from self.tree.read([path])
            else:
                yield Source(path, object_id("blob", data, algorithm_of(self.origin.commit)), data)


class Overlay(Overlaid):
    """A tree in which one file holds other bytes."""

    def __init__(self, tree: Tree, path: str, data: bytes, blobs: Mapping[str, str] | None = None) -> None:
        super().__init__(tree, {path: data}, blobs or {})
