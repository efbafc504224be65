"""Reads rule fixtures: YAML documents that make up a small register, with findings as comments.

A document's file is the place that its kind gives its id, or the path in a comment `# fil: …`
on its first line. One of many may be short: `{id: …, …}`. A comment `# KV301` on a line says that
a finding with that code stands there.
`# idag: 2026-11-22` on the fixture's first line sets the day. Files that every register needs
come from `grund/` unless the fixture has its own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from kvalitet import shipped
from kvalitet.kinds import schema_set
from kvalitet.model.assessment import Assessment
from kvalitet.model.kind import Kind
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import load
from tests.trees import MemoryTree

GROUND = Path(__file__).parent / "grund"
TODAY = date(2026, 11, 22)

_ID = re.compile(r"^\{?id:\s*\"?([A-Z]+)-(?:([0-9]{4})-)?([0-9]{4,})\"?", re.MULTILINE)
_FILE = re.compile(r"^# fil: (\S+)", re.MULTILINE)
_DAY = re.compile(r"^# idag: (\S+)")
_WORDS = re.compile(r"(KV[0-9]{3}) = (.+)")


@dataclass(frozen=True)
class Fixture:
    """The files of a fixture, its day, the places (path, line, code) of expected findings, and what they say."""

    files: Mapping[str, bytes]
    today: date
    expected: frozenset[tuple[str, int, str]]
    words: Mapping[tuple[str, int, str], str]

    @property
    def tree(self) -> MemoryTree:
        """The fixture's files with those that every register needs."""
        return MemoryTree({**_ground(), **self.files})

    def assess(self) -> Assessment:
        """The fixture's register, judged on its day."""
        return assess(load(self.tree), self.today)[0]


@cache
def _ground() -> Mapping[str, bytes]:
    return {str(p.relative_to(GROUND)): p.read_bytes() for p in GROUND.rglob("*") if p.is_file()}


@cache
def _kinds() -> Mapping[str, Kind]:
    return schema_set(shipped.folder("schemas")).kinds


def fixture(text: str) -> Fixture:
    """The fixture that a text describes."""
    day = _DAY.match(text)
    files: dict[str, bytes] = {}
    expected = set[tuple[str, int, str]]()
    words: dict[tuple[str, int, str], str] = {}
    for document in re.split(r"^---\n", text, flags=re.MULTILINE):
        if not _ID.search(document) and not _FILE.match(document):
            continue
        path = place_of(document)
        if path in files:
            raise ValueError(f"{path} stands twice in the fixture")
        files[path] = document.encode()
        for number, line in enumerate(document.split("\n"), start=1):
            comment = line.partition("#")[1] + line.partition("#")[2]
            expected |= {(path, number, code) for code in re.findall(r"KV[0-9]{3}", comment)}
            words |= {(path, number, code): said for code, said in _WORDS.findall(comment)}
    return Fixture(files, date.fromisoformat(day[1]) if day else TODAY, frozenset(expected), words)


def place_of(document: str) -> str:
    """The path that a document says it has, else the place that its kind gives its id."""
    named = _FILE.search(document)
    if named:
        return named[1]
    match = _ID.search(document)
    assert match, document
    prefix, year, number = match.groups()
    kind = next(kind for kind in _kinds().values() if kind.prefix == prefix)
    name = "-".join(part for part in (prefix, year, number) if part)
    return f"{kind.folder}/{year}/{name}.yaml" if kind.yearly else f"{kind.folder}/{name}.yaml"
