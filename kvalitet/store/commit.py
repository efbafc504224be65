"""The register as a commit holds it."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kvalitet.errors import KvalitetError
from kvalitet.model.source import Entry, Origin, Source
from kvalitet.store.objects import (
    LINK,
    SUBMODULE,
    Blob,
    by_path,
    chosen,
    entries_of,
    is_object_id,
    missing,
    names,
    read_blobs,
)
from kvalitet.store.process import run


@dataclass(frozen=True)
class CommitTree:
    """The files under `prefix` ("" for all) in one commit, named by its whole id.

    Submodules are passed over. Raises KvalitetError for a text that is not a whole id.
    """

    root: Path
    commit: str
    prefix: str

    def __post_init__(self) -> None:
        if not is_object_id(self.commit):
            raise KvalitetError(f"”{self.commit}” är inte ett fullständigt id för en incheckning")

    @property
    def origin(self) -> Origin:
        """The commit itself: nothing in it is uncommitted."""
        return Origin(self.prefix, self.commit, dirty=False)

    def entries(self) -> tuple[Entry, ...]:
        """Every file, sorted by path."""
        return entries_of(self.root, self._blobs.values())

    def read(self, paths: Iterable[str]) -> Iterator[Source]:
        """The files named, in the order named; raises KvalitetError for one that is not there."""
        return read_blobs(self.root, chosen(self._blobs, paths, f"incheckningen {self.commit[:10]}"))

    @cached_property
    def _blobs(self) -> Mapping[str, Blob]:
        within = ("--", f"{self.prefix}/") if self.prefix else ()
        listed = run(self.root, "ls-tree", "-r", "-z", "-l", "--full-tree", self.commit, *within)
        rows = [row.split(b"\t", 1) for row in listed.split(b"\0")[:-1]]
        start = len(os.fsencode(self.prefix)) + 1 if self.prefix else 0
        paths = names(name[start:] for _, name in rows)
        return by_path(_blobs((about, paths[name[start:]]) for about, name in rows))


def _blobs(rows: Iterable[tuple[bytes, str]]) -> Iterator[Blob]:
    for about, path in rows:
        mode, _, blob, size = about.decode("ascii").split()
        if mode == SUBMODULE:
            continue
        if not size.isdecimal():
            raise missing(path)
        yield Blob(path, blob, int(size), is_link=mode == LINK)
