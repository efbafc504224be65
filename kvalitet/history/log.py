"""Commits with the files they changed, from one run of `git log`."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from kvalitet.history.bare import bare
from kvalitet.model.dates import instant
from kvalitet.model.history import Commit, Touch
from kvalitet.store.process import run

_MARK = "\x01"
_FORMAT = "%x01%H%x00%P%x00%an%x00%cn%x00%at%x00%ct%x00%s%x00%ae%x00"
_FIELDS = 8
_OPTIONS = (
    "--raw",
    "--no-abbrev",
    "-z",
    # of a merge, what differs from all that it joins
    "-c",
    "--full-history",
    "--topo-order",
    "--reverse",
    "--no-renames",
    "--no-notes",
    "--no-show-signature",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules=all",
)


def log(root: Path, commit: str, paths: Sequence[str] = ()) -> Iterator[tuple[Commit, tuple[Touch, ...]]]:
    """The commits that led to one and changed the paths (all, where none are given), parents before children.

    Paths are seen from the repository's root. Raises KvalitetError when git fails.
    """
    # the user's own settings must not change what is read
    settings = ("-c", "log.follow=false", "-c", "i18n.logOutputEncoding=UTF-8", "-c", "log.mailmap=false")
    written = run(root, *settings, "log", *_OPTIONS, f"--format=tformat:{_FORMAT}", commit, "--", *paths)
    tokens = iter(written.split(b"\0"))
    commit_found: Commit | None = None
    touches: list[Touch] = []
    for token in tokens:
        text = token.removeprefix(b"\n")
        if text.startswith(b":"):
            touches.append(_touch(text, next(tokens)))
        elif token.startswith(_MARK.encode()):
            if commit_found and touches:
                yield commit_found, tuple(touches)
            commit_found, touches = _commit(root, [token[1:], *(next(tokens) for _ in range(_FIELDS - 1))]), []
    if commit_found and touches:
        yield commit_found, tuple(touches)


def is_shallow(root: Path) -> bool:
    """Whether the repository lacks the beginning of its history. Raises KvalitetError when git fails."""
    return run(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _commit(root: Path, fields: Sequence[bytes]) -> Commit:
    read = (field.decode("utf-8", "replace") for field in fields)
    commit, parents, author, committer, written, committed, subject, address = read
    if not (written and committed):
        own = bare(root, commit)
        (author, address, written), (committer, _, committed) = own.author, own.committer
        subject = own.message.partition("\n")[0]
    return Commit(
        id=commit,
        parents=tuple(parents.split()),
        author=author,
        committer=committer,
        written=instant(written),
        committed=instant(committed),
        subject=subject,
        author_address=address,
    )


def _touch(about: bytes, path: bytes) -> Touch:
    """A raw line: as many colons as parents, the modes, the blobs, what was done."""
    parents = len(about) - len(about.lstrip(b":"))
    blobs = [_blob(part) for part in about.decode("ascii").split()[parents + 1 : 2 * parents + 2]]
    return Touch(os.fsdecode(path), tuple(blobs[:-1]), blobs[-1])


def _blob(written: str) -> str | None:
    return written if written.strip("0") else None
