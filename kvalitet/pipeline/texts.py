"""Which files of a tree are texts: what a person may have written something about somebody in."""

import posixpath
from collections.abc import Iterable

from kvalitet.model.source import Entry

MAX_TEXT = 64 * 1024 * 1024
"""The largest text that is looked through, in bytes: 64 MiB."""

_ENDINGS = frozenset(
    (
        *(".yaml", ".yml", ".json", ".jsonl", ".ini", ".cfg", ".toml", ".xml", ".html", ".htm", ".svg"),
        *(".md", ".markdown", ".txt", ".text", ".rst", ".adoc", ".tex", ".rtf", ".eml", ".ics", ".vcf"),
        *(".csv", ".tsv", ".log", ".sql", ".py", ".sh", ".diff", ".patch", ".bak", ".orig", ".tmp"),
    )
)


def is_text(path: str, data: bytes) -> bool:
    """Whether a file is a text, by its ending; one with another ending if it has only text in it."""
    if posixpath.splitext(path)[1].lower().rstrip("\ufffd") in _ENDINGS:
        return True
    return _may_be_text(path) and b"\0" not in data


def looked_through(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The paths of the files that may be texts; links and larger files are passed over."""
    return tuple(
        entry.path for entry in entries if entry.link is None and entry.size <= MAX_TEXT and looks_like_text(entry.path)
    )


def looks_like_text(path: str) -> bool:
    """Whether a file may be a text, by its name."""
    return posixpath.splitext(path)[1].lower().rstrip("\ufffd") in _ENDINGS or _may_be_text(path)


def _may_be_text(path: str) -> bool:
    """Whether a file's name has no ending, or one that says nothing."""
    return not posixpath.splitext(path.rpartition("/")[2])[1]
