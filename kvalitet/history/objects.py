"""Objects of the past by their ids: the bytes of files, and which commits carry a signature."""

from collections.abc import Iterable
from pathlib import Path

from kvalitet.model.source import Source
from kvalitet.store.objects import Blob, read_blobs
from kvalitet.store.process import run


def contents(root: Path, blobs: Iterable[tuple[str, str]]) -> tuple[Source, ...]:
    """The files with these paths and blob ids, each blob read once.

    Raises KvalitetError for a blob that the repository lacks.
    """
    wanted = {blob: path for path, blob in blobs}
    return tuple(read_blobs(root, [Blob(path, blob, 0, is_link=False) for blob, path in wanted.items()]))


def signed(root: Path, commits: Iterable[str]) -> frozenset[str]:
    """Those of the commits that carry a signature, whether it holds or not."""
    given = "".join(f"{commit}\n" for commit in dict.fromkeys(commits)).encode("ascii")
    written = run(root, "cat-file", "--batch", given=given)
    found, start = set(), 0
    while start < len(written):
        line = written.index(b"\n", start)
        commit, _, size = written[start:line].decode("ascii").split()
        head, _, _ = written[line + 1 : line + 1 + int(size)].partition(b"\n\n")
        if b"\ngpgsig" in head:
            found.add(commit)
        start = line + 1 + int(size) + 1
    return frozenset(found)
