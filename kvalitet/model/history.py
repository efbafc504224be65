"""The history of a record: the commits that changed it, and what each of them changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kvalitet.model.change import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit as git tells of it. `written` is when its author made the change, `committed` when it was recorded.

    Both moments are in UTC where nobody has said otherwise. `parents` are none for the first commit, several for a
    merge. `author_address` is the e-mail that the author is known to git by.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    committer: str
    written: datetime
    committed: datetime
    subject: str
    author_address: str = ""


@dataclass(frozen=True, slots=True)
class Touch:
    """A file that a commit changed: its blob in each parent, and after; None where it was not there.

    A merge touches a file only where what it has is in none of its parents.
    """

    path: str
    before: tuple[str | None, ...]
    after: str | None


class Event(StrEnum):
    """What a commit did with a record as a whole."""

    CREATED = "created"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A commit in a record's history: what it did, where the file lay after it (or last), and each field it changed.

    `moved_from` is where the file lay before, where it moved. No changes means that comments or layout alone
    were changed. `unreadable` is whether the file could not be read as YAML before or after, so that the changes are
    not known in full. `signed` is whether the commit carries a signature; whether it holds is not said.
    """

    commit: Commit
    event: Event
    path: str
    changes: tuple[Change, ...] = ()
    moved_from: str | None = None
    unreadable: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The steps of a record, the earliest first. `shallow` is whether the repository lacks its beginning."""

    steps: tuple[Step, ...]
    shallow: bool = False
