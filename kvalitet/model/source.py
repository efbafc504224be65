"""A tree of files: what the register is read from, whichever place it lies in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that a tree holds: path `/`-separated from the register's folder, size in bytes.

    `link` is the target as written when the file is a symbolic link, else None. `blob` is the git
    blob id where the tree knows it without reading the file, else None.
    """

    path: str
    size: int
    link: str | None = None
    blob: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file with the git blob id they have or would get.

    `blocked` is whether something in the bytes has been blocked out: the blob id is that of the true ones.
    """

    path: str
    blob: str
    data: bytes
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a tree was read: what a document must say about itself.

    `commit` is None outside git or before the first commit; `dirty` is whether files in the
    register's folder differ from that commit; `prefix` is the register's folder seen from the
    repository's root (outside git: from the folder that holds it), without a trailing slash.
    """

    prefix: str
    commit: str | None
    dirty: bool


class Tree(Protocol):
    """The files of a register in the working tree, the index or a commit."""

    @property
    def origin(self) -> Origin:
        """Commit, uncommitted work and folder."""
        ...

    def entries(self) -> tuple[Entry, ...]:
        """Every file, sorted by path."""
        ...

    def read(self, paths: Iterable[str]) -> Iterator[Source]:
        """The files named, in the order named; raises KvalitetError for one that is not there."""
        ...
