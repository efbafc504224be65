"""The whole past of a register, as the rules on history see it: the lives of its records, and what commits did.

A life is one record through all its commits. Lives are made one at a time and not kept; what is judged across
records is a `Past`, which holds only what such rules ask for.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kvalitet.model.change import Change
from kvalitet.model.finding import Fault
from kvalitet.model.history import Commit, Touch
from kvalitet.model.kind import EACH, Field, Kind, Pattern
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath, Step, Value, value_at
from kvalitet.model.wording import SHORT_ID

State = Mapping[str, Value]
"""What a record's file held once."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What a commit did with a record: the states in its parents and after; None where it was not there.

    `order` grows along the history. Of a merge `changes` are what no parent had. A state that could not be read
    is empty.
    """

    order: int
    commit: Commit
    path: str
    before: tuple[State | None, ...]
    after: State | None
    changes: tuple[Change, ...]

    @cached_property
    def marks(self) -> tuple[State, ...]:
        """The review marks that are there after and were in none of the states before."""
        old = {_frozen(row) for state in self.before for row in _marks(state)}
        return tuple(row for row in _marks(self.after) if _frozen(row) not in old)

    def place_of(self, mark: State, record: Record) -> int:
        """The place of a mark in the record, or, where it is gone, the place that it had."""
        for state in (record.data, self.after):
            found = [_frozen(row) for row in _marks(state)]
            if _frozen(mark) in found:
                return found.index(_frozen(mark))
        return 0

    @property
    def was(self) -> State | None:
        """The state before, of a merge that of the first parent that had one."""
        return next((state for state in self.before if state is not None), None)

    @property
    def day(self) -> date:
        """The day on which it was committed."""
        return self.commit.committed.date()


@dataclass(frozen=True)
class Life:
    """A record through all commits that touched it, the earliest first.

    `record` is the record as it is, or, with `exists` False, as it was last. `founding` are the commits in which the
    register began: what they hold is older than it. `touches` tells of the file with a path which commits, by
    their order, changed it.
    """

    id: str
    kind: Kind
    register: Register
    record: Record
    exists: bool
    turns: tuple[Turn, ...]
    founding: frozenset[str] = frozenset()
    touches: Callable[[str], tuple[tuple[int, Commit, Touch], ...]] = field(default=lambda _: ())

    def fault(self, name: str, message: str, help: str) -> Fault:  # noqa: A002
        """A fault at a field of the record, by its dotted name, or the nearest thing above it that is left."""
        path = path_of(self.record.data, name)
        return Fault(path=self.record.path, record=self.record, field=path, message=message, help=help)

    def field_at(self, state: State, name: str) -> Field | None:
        """The field of the kind that a dotted name leads to."""
        return self.kind.by_pattern.get(_pattern(state, name))

    def is_material(self, change: Change, turn: Turn) -> bool:
        """Whether what changed counts in what a review mark stands for, itself or with what it lies in."""
        after = turn.after or {}
        pattern = _pattern(after if change.after is not None else turn.was or {}, change.field)
        fields = (self.kind.by_pattern.get(pattern[:length]) for length in range(1, len(pattern) + 1))
        return any(each.material for each in fields if each)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A record that is not in the register any more, with the commit that took it away; None where a merge did."""

    record: Record
    commit: Commit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What a commit did in one record, as far as rules on whole commits ask.

    `moved` are the dates that it changed to later ones, by their dotted names; `marks` the review marks that it
    added, by their place; `dated` the days of deeds that it was the first to tell, by their dotted names, where
    they were before its own day. `created` is whether the record was made in it, `imported` whether the record
    says that it comes from elsewhere, or the register began with it.
    """

    commit: Commit
    record: Record
    created: bool = False
    imported: bool = False
    dated: tuple[tuple[str, date], ...] = ()
    moved: tuple[Change, ...] = ()
    marks: tuple[tuple[int, State], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """Where numbers of persons have stood: a file, or with `path` empty the words of a commit.

    `since` is the first commit that had them, `until` the one after which the file had none; None where it has.
    `blobs` are the contents that hold them: none where the numbers stand in the path alone.
    """

    path: str
    sorts: tuple[str, ...]
    since: Commit
    until: Commit | None
    blobs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """How a commit is signed: git's own letter, who the signer is said to be, and the fingerprint of the key.

    Of a key of OpenPGP with keys under it the fingerprint is that of the whole.
    """

    letter: str
    signer: str = ""
    key: str = ""

    @property
    def holds(self) -> bool:
        """Whether it is a good signature with a key that was known and valid when the commit was made."""
        return self.letter == "G"


@dataclass(frozen=True, slots=True)
class BrokenSeal:
    """A seal that does not hold, by its name, with what is wrong with it in sentences without their full stops."""

    name: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Past:
    """What commits did in a register. `commits` are those that touched it, parents before children.

    `backwards` are pairs of a commit and the later day of one before it. `demanded` are the commits that are to be
    signed, those that `weakened` the demand among them, `signatures` how they are; `signers` is whether the register
    says whose keys count. `seals` are those that do not hold.
    """

    register: Register
    shallow: bool = False
    commits: tuple[Commit, ...] = ()
    backwards: tuple[tuple[Commit, date], ...] = ()
    gone: tuple[Gone, ...] = ()
    traces: tuple[Trace, ...] = ()
    leaks: tuple[Leak, ...] = ()
    demanded: frozenset[str] = frozenset()
    weakened: frozenset[str] = frozenset()
    signers: bool = False
    signatures: Mapping[str, Signature] = field(default_factory=dict)
    seals: tuple[BrokenSeal, ...] = ()

    @cached_property
    def by_commit(self) -> Mapping[str, tuple[Trace, ...]]:
        """The traces of each commit that has any, in the order of the commits."""
        found: dict[str, list[Trace]] = {}
        for trace in self.traces:
            found.setdefault(trace.commit.id, []).append(trace)
        return {commit: tuple(traces) for commit, traces in found.items()}


def told(commit: Commit) -> str:
    """A commit as it stands in a sentence: its day, who made it, the beginning of its id."""
    return f"{commit.committed.date()} av {commit.author} (incheckning {commit.id[:SHORT_ID]})"


def path_of(data: State, name: str) -> FieldPath:
    """The way that a dotted name leads in a state: items by their id or their index; as far as it goes."""
    path: list[Step] = []
    here: Value | State = data
    for step in name.split("."):
        found: Step | None = step if isinstance(here, Mapping) and step in here else _index(here, step)
        if found is None:
            break
        path.append(found)
        here = value_at(here, (found,))
    return tuple(path)


def _marks(state: State | None) -> list[State]:
    rows = (state or {}).get("granskningar")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _frozen(value: State) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _index(here: Value | State, step: str) -> int | None:
    rows = here if isinstance(here, list) else []
    named = (index for index, row in enumerate(rows) if isinstance(row, dict) and row.get("id") == step)
    return next(named, int(step) if step.isdecimal() and int(step) < len(rows) else None)


def _pattern(state: State, name: str) -> Pattern:
    return tuple(EACH if isinstance(step, int) else step for step in path_of(state, name))
