"""The branches and tags from which commits can be reached: one run of `git for-each-ref`."""

from collections.abc import Iterable
from pathlib import Path

from kvalitet.store.process import run


def holding(root: Path, commits: Iterable[str]) -> tuple[str, ...]:
    """The full names of the branches and tags that hold any of the commits, sorted.

    Raises KvalitetError when git fails.
    """
    asked = [f"--contains={commit}" for commit in dict.fromkeys(commits)]
    written = run(root, "for-each-ref", "--format=%(refname)", *asked) if asked else b""
    return tuple(sorted(written.decode("utf-8", "replace").split("\n")[:-1]))
