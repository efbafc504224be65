"""How all commits that led to one hang together, when they were made and what they say: one run of `git log`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kvalitet.history.bare import bare
from kvalitet.model.dates import instant
from kvalitet.store.process import run

_FORMAT = "%H%x00%P%x00%ct%x00%an <%ae> %cn <%ce>%n%B%x00"
_FIELDS = 4


@dataclass(frozen=True, slots=True)
class Link:
    """A commit in its line: its parents, when it was recorded (UTC), and every word that it holds."""

    commit: str
    parents: tuple[str, ...]
    committed: datetime
    words: str


def lineage(root: Path, commit: str) -> Iterator[Link]:
    """Every commit that led to one, parents before children. Raises KvalitetError when git fails."""
    settings = ("-c", "i18n.logOutputEncoding=UTF-8", "-c", "log.mailmap=false")
    options = ("--topo-order", "--reverse", "--no-notes", "--no-show-signature", "--no-color", "--no-patch")
    written = run(root, *settings, "log", *options, f"--format=tformat:{_FORMAT}", commit, "--")
    tokens = [token.decode("utf-8", "replace") for token in written.split(b"\0")[:-1]]
    for start in range(0, len(tokens), _FIELDS):
        made, parents, seconds, words = tokens[start : start + _FIELDS]
        made = made.strip()
        if not seconds:
            own = bare(root, made)
            (author, address, _), (committer, recorded, seconds) = own.author, own.committer
            words = f"{author} <{address}> {committer} <{recorded}>\n{own.message}"
        yield Link(made, tuple(parents.split()), instant(seconds), words)
