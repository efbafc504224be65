"""Where a file came from: the path that it had before the commit that moved it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kvalitet.model.history import Commit
from kvalitet.store.process import run


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file lay before it moved: the parent commit, its path and its blob there."""

    parent: str
    path: str
    blob: str


def moved_from(root: Path, commit: Commit, path: str) -> Origin | None:
    """Where a commit moved a file from; None where it made the file anew.

    It has moved where another path went away in the same commit with bytes that are alike: the same, or at least
    four fifths of them. Half, as git takes unless it is told otherwise, would take one record for another: they
    look much the same.
    """
    for parent in commit.parents:
        for origin, after in _renames(root, parent, commit.id):
            if after == path:
                return origin
    return None


def _renames(root: Path, parent: str, commit: str) -> Iterator[tuple[Origin, str]]:
    options = ("--raw", "-r", "-z", "-M80%", "--diff-filter=R", "--no-abbrev", "--no-ext-diff")
    tokens = iter(run(root, "diff-tree", *options, parent, commit).split(b"\0"))
    for token in tokens:
        if token.startswith(b":"):
            blob = token.decode("ascii").split()[2]
            yield Origin(parent, os.fsdecode(next(tokens)), blob), os.fsdecode(next(tokens))
