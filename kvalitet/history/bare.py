"""A commit read from its own bytes, where `git log` has lost what it says.

Git turns a whole commit from the encoding that it tells. One that tells a wrong one, such as UTF-16, then has neither
author, day nor words: they would be hidden from whoever looks for something in them.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from kvalitet.store.process import run

_WHO = rb"^%s (.*?) ?<(.*?)>(?: ([0-9]+))?.*$"


@dataclass(frozen=True, slots=True)
class Bare:
    """Who wrote and recorded a commit, with address and seconds since 1970 ("" for none), and its words."""

    author: tuple[str, str, str]
    committer: tuple[str, str, str]
    message: str


def bare(root: Path, commit: str) -> Bare:
    """What a commit says, as UTF-8 as far as it can be read. Raises KvalitetError when git fails."""
    head, _, body = run(root, "cat-file", "commit", commit).partition(b"\n\n")
    return Bare(_who(head, b"author"), _who(head, b"committer"), body.decode("utf-8", "replace"))


def _who(head: bytes, role: bytes) -> tuple[str, str, str]:
    found = re.search(_WHO % role, head, re.MULTILINE)
    if found is None:
        return "", "", ""
    name, address, seconds = ((part or b"").decode("utf-8", "replace") for part in found.groups())
    return name, address, seconds
