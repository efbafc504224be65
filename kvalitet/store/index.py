"""The register as the index holds it: what the next commit will contain."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kvalitet.errors import KvalitetError
from kvalitet.model.source import Entry, Origin, Source
from kvalitet.store.objects import (
    LINK,
    SUBMODULE,
    Blob,
    algorithm_of,
    by_path,
    chosen,
    entries_of,
    missing,
    names,
    object_id,
    read_blobs,
)
from kvalitet.store.process import run


@dataclass(frozen=True, slots=True)
class _Row:
    name: bytes
    mode: str
    id: str
    stage: str


@dataclass(frozen=True)
class IndexTree:
    """The staged files under `origin.prefix` in the repository at `root`.

    Submodules and files only announced with `git add -N` are passed over.
    """

    root: Path
    origin: Origin

    def entries(self) -> tuple[Entry, ...]:
        """Every file, sorted by path; raises KvalitetError when one is in conflict."""
        return entries_of(self.root, self._blobs.values())

    def read(self, paths: Iterable[str]) -> Iterator[Source]:
        """The files named, in the order named; raises KvalitetError for one that is not there."""
        return read_blobs(self.root, chosen(self._blobs, paths, "gits index"))

    @property
    def _within(self) -> tuple[str, ...]:
        return ("--", f"{self.origin.prefix}/") if self.origin.prefix else ()

    @cached_property
    def _blobs(self) -> Mapping[str, Blob]:
        listed = run(self.root, "ls-files", "-s", "-z", "--full-name", *self._within)
        rows = [row for row in map(_row, listed.split(b"\0")[:-1]) if row.mode != SUBMODULE]
        _refuse_conflicts(rows)
        rows = self._with_content(rows)
        start = len(os.fsencode(self.origin.prefix)) + 1 if self.origin.prefix else 0
        paths = names(row.name[start:] for row in rows)
        sizes = self._sizes({row.id: paths[row.name[start:]] for row in rows})
        return by_path(Blob(paths[row.name[start:]], row.id, sizes[row.id], is_link=row.mode == LINK) for row in rows)

    def _with_content(self, rows: list[_Row]) -> list[_Row]:
        """The rows without those that `git add -N` made: they look like staged empty files."""
        algorithm = algorithm_of(rows[0].id if rows else None)
        empty = object_id("blob", b"", algorithm)
        if all(row.id != empty for row in rows):
            return rows
        nothing = object_id("tree", b"", algorithm)
        options = ("--cached", "--ita-invisible-in-index", "--name-only", "--no-renames", "-z")
        real = set(run(self.root, "diff-index", *options, nothing, *self._within).split(b"\0"))
        return [row for row in rows if row.id != empty or row.name in real]

    def _sizes(self, path_of: Mapping[str, str]) -> dict[str, int]:
        """The size of each blob; the paths are for naming one that is missing."""
        if not path_of:
            return {}
        asked = "".join(f"{blob}\n" for blob in path_of).encode("ascii")
        sizes: dict[str, int] = {}
        for line in run(self.root, "cat-file", "--batch-check", given=asked).splitlines():
            match line.decode("ascii").split():
                case [blob, "blob", size]:
                    sizes[blob] = int(size)
                case [blob, *_]:
                    raise missing(path_of[blob])
        return sizes


def _row(text: bytes) -> _Row:
    about, name = text.split(b"\t", 1)
    mode, blob, stage = about.decode("ascii").split()
    return _Row(name, mode, blob, stage)


def _refuse_conflicts(rows: Sequence[_Row]) -> None:
    stuck = sorted({row.name.decode("utf-8", "replace") for row in rows if row.stage != "0"})
    if not stuck:
        return
    more = f" (och {len(stuck) - 1} till)" if len(stuck) > 1 else ""
    raise KvalitetError(
        f"{stuck[0]}{more} är i konflikt efter en sammanslagning: red ut konflikten och lägg till filen med ”git add”"
    )
