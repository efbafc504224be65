"""Which commits changed which file of a register, as one run of `git log` told it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from kvalitet.history.log import log
from kvalitet.kinds import SchemaSet
from kvalitet.model.history import Commit, Touch
from kvalitet.model.kind import Kind
from kvalitet.model.source import Entry
from kvalitet.pipeline.guard import hidden
from kvalitet.pipeline.history import Archive, shown
from kvalitet.pipeline.places import places
from kvalitet.store.objects import Blob

Touched = tuple[int, Commit, Touch]
"""A file changed by a commit, with the commit's place in the history."""


@dataclass(frozen=True)
class Traces:
    """The commits that changed the register, parents before children, with paths seen from its folder.

    Paths are true, as git has them: `shown_path` is for those who show them.
    """

    archive: Archive
    schemas: SchemaSet
    timezone: ZoneInfo

    @cached_property
    def steps(self) -> Sequence[tuple[Commit, tuple[Touch, ...]]]:
        """Each commit, its moments in the register's time zone, with what it touched."""
        archive = self.archive
        return [
            (self._local(commit), tuple(replace(touch, path=archive.inside(touch.path)) for touch in touches))
            for commit, touches in log(archive.root, archive.commit, [archive.prefix] if archive.prefix else [])
        ]

    @cached_property
    def by_path(self) -> Mapping[str, tuple[Touched, ...]]:
        """The commits that changed each file, by its path."""
        found: dict[str, list[Touched]] = {}
        for order, (commit, touches) in enumerate(self.steps):
            for touch in touches:
                found.setdefault(touch.path, []).append((order, commit, touch))
        return {path: tuple(touched) for path, touched in found.items()}

    @cached_property
    def by_record(self) -> Mapping[str, tuple[Kind, tuple[Touched, ...]]]:
        """The commits that changed the files of each record, in whatever folder of its kind, by the files' stem."""
        owners = places([Entry(path, 0) for path in self.by_path], self.schemas).records
        found: dict[str, list[Touched]] = {}
        kinds: dict[str, Kind] = {}
        for path, name in owners.items():
            stem = stem_of(path)
            kinds[stem] = self.schemas.kinds[name]
            found.setdefault(stem, []).extend(self.by_path[path])
        ordered = {stem: tuple(sorted(rows, key=lambda row: (row[0], row[2].path))) for stem, rows in found.items()}
        return {stem: (kinds[stem], rows) for stem, rows in sorted(ordered.items())}

    @cached_property
    def companies(self) -> Sequence[tuple[str, ...]]:
        """The records, by stem, that are read together: those that one may have become the other of.

        They have had the same content, or one went away in the commit in which the other came.
        """
        leader = {stem: stem for stem in self.by_record}
        first: dict[str, str] = {}
        for stem, (_, rows) in self.by_record.items():
            for mark in (*blobs_of(rows), *(commit.id for _, commit, touch in rows if self._is_swap(commit, touch))):
                other = first.setdefault(mark, stem)
                if other != stem:
                    leader[_root(leader, stem)] = _root(leader, other)
        found: dict[str, list[str]] = {}
        for stem in self.by_record:
            found.setdefault(_root(leader, stem), []).append(stem)
        return tuple(tuple(stems) for stems in found.values())

    def _is_swap(self, commit: Commit, touch: Touch) -> bool:
        """Whether a file came or went in a commit in which others went or came."""
        return commit.id in self._swapping and (touch.after is None or not any(touch.before))

    @cached_property
    def _swapping(self) -> frozenset[str]:
        rows = [row for _, some in self.by_record.values() for row in some]
        came = {commit.id for _, commit, touch in rows if touch.after and not any(touch.before)}
        return frozenset(came & {commit.id for _, commit, touch in rows if touch.after is None})

    def others(self) -> Iterator[Blob]:
        """The contents of all other files, each once, by the first path they had."""
        seen = {blob for _, rows in self.by_record.values() for blob in blobs_of(rows)}
        for path, rows in self.by_path.items():
            for blob in blobs_of(rows):
                if blob not in seen:
                    seen.add(blob)
                    yield Blob(path, blob, 0, is_link=False)

    def _local(self, commit: Commit) -> Commit:
        commit = shown(commit)
        return replace(
            commit,
            written=commit.written.astimezone(self.timezone),
            committed=commit.committed.astimezone(self.timezone),
        )


def blobs_of(rows: Sequence[Touched]) -> Sequence[str]:
    """Every content that a file has had, each once."""
    return list(dict.fromkeys(blob for _, _, touch in rows for blob in (*touch.before, touch.after) if blob))


def stem_of(path: str) -> str:
    """A file's name without folder and ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


def shown_path(path: str) -> str:
    """A path as it may be shown: blocks for numbers, U+FFFD for what is not UTF-8."""
    return hidden(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _root(leader: dict[str, str], stem: str) -> str:
    while leader[stem] != stem:
        stem = leader[stem]
    return stem
