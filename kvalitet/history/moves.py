"""Where a file came from: the path that it had before the commit that moved it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename, splitext

from kvalitet.history.objects import contents
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
    look much the same. A small record that got another id has moved too, where nothing differs but its name.
    """
    for parent in commit.parents:
        for origin, after in _renames(root, parent, commit.id):
            if after == path:
                return origin
    for parent in commit.parents:
        if found := _renamed(root, parent, commit.id, path):
            return found
    return None


def _renamed(root: Path, parent: str, commit: str, path: str) -> Origin | None:
    """What went away in a commit that brought a path, and held the same but for what the two files are called."""
    options = ("--raw", "-r", "-z", "--no-renames", "--diff-filter=AD", "--no-abbrev", "--no-ext-diff")
    tokens = run(root, "diff-tree", *options, parent, commit).split(b"\0")[:-1]
    blobs: dict[str, str] = {}
    gone: dict[str, str] = {}
    for about, name in zip(tokens[::2], tokens[1::2], strict=True):
        _, _, before, after, what = about.decode("ascii").split()
        (gone if what == "D" else blobs)[os.fsdecode(name)] = before if what == "D" else after
    near = {name: blob for name, blob in gone.items() if splitext(name)[1] == splitext(path)[1]}
    if path not in blobs or not near:
        return None
    held = {each.blob: each.data for each in contents(root, [(path, blobs[path]), *near.items()])}
    new = held[blobs[path]]
    for place, blob in near.items():
        # the new name stood nowhere before; the old one may stand still in what is said
        if new.replace(_stem(path), _stem(place)) == held[blob]:
            return Origin(parent, place, blob)
    return None


def _stem(path: str) -> bytes:
    return os.fsencode(splitext(basename(path))[0])


def _renames(root: Path, parent: str, commit: str) -> Iterator[tuple[Origin, str]]:
    options = ("--raw", "-r", "-z", "-M80%", "--diff-filter=R", "--no-abbrev", "--no-ext-diff")
    tokens = iter(run(root, "diff-tree", *options, parent, commit).split(b"\0"))
    for token in tokens:
        if token.startswith(b":"):
            blob = token.decode("ascii").split()[2]
            yield Origin(parent, os.fsdecode(next(tokens)), blob), os.fsdecode(next(tokens))
