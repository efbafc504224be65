"""Registers made in memory, for tests."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kvalitet.model.source import Entry, Origin, Source

NOWHERE = Origin(prefix="register", commit=None, dirty=False)


@dataclass(frozen=True)
class MemoryTree:
    """A tree of files that exists in memory only."""

    files: Mapping[str, bytes]
    links: Mapping[str, str] = field(default_factory=dict)
    origin: Origin = NOWHERE

    def entries(self) -> tuple[Entry, ...]:
        plain = [Entry(path, len(data)) for path, data in self.files.items()]
        linked = [Entry(path, len(target), target) for path, target in self.links.items()]
        return tuple(sorted([*plain, *linked], key=lambda entry: entry.path))

    def read(self, paths: Iterable[str]) -> Iterator[Source]:
        for path in paths:
            data = self.files[path]
            header = b"blob %d\0" % len(data)
            yield Source(path, hashlib.sha1(header + data, usedforsecurity=False).hexdigest(), data)
