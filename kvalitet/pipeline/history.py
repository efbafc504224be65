"""The history of a record: its file followed back through commits and moves, and what each changed in it.

Whatever a file held once is read under guard, as the register is today.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kvalitet.history.log import is_shallow, log
from kvalitet.history.moves import Origin, moved_from
from kvalitet.history.objects import contents, signed
from kvalitet.model.change import BODY, Change, changes
from kvalitet.model.history import Commit, Event, History, Step, Touch
from kvalitet.model.source import Tree
from kvalitet.model.value import Value
from kvalitet.parse import read
from kvalitet.pipeline.guard import guarded, hidden, screened
from kvalitet.store.process import run

_MOST_MOVES = 100

_Place = tuple[str, str]
"""A commit and a path in it."""

_Logged = tuple[Commit, tuple[Touch, ...]]
"""A commit with the files it touched."""


@dataclass(frozen=True, slots=True)
class _Visit:
    """A commit that touched the file, or its body, with where the file had lain where the commit moved it."""

    commit: Commit
    touch: Touch | None
    origin: Origin | None
    body: Touch | None

    @property
    def before(self) -> tuple[str | None, ...]:
        """The blobs before: that of the place it moved from, else those of the parents."""
        if self.origin:
            return (self.origin.blob,)
        return self.touch.before if self.touch else ()

    @property
    def after(self) -> str | None:
        """The blob after."""
        return self.touch.after if self.touch else None


def called(tree: Tree, form: str, forms: Callable[[str], str]) -> tuple[str, Mapping[str, Value]] | None:
    """The one file that is called a record, with what it holds; None where none is, or several are.

    `form` is how the record's id is spelt, `forms` spells a file's name in the same way. What cannot be read
    holds nothing.
    """
    guard = guarded(tree)
    paths = [
        entry.path
        for entry in guard.entries()
        if entry.link is None and entry.path.endswith(".yaml") and forms(_stem(entry.path)) == form
    ]
    if len(paths) != 1:
        return None
    (source,) = guard.read(paths)
    return source.path, read(source.data).value or {}


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


@dataclass(frozen=True)
class Archive:
    """The repository around a register: its top folder, the commit to read back from, the register's folder."""

    root: Path
    commit: str
    prefix: str

    def history(self, path: str, body: str = "") -> History:
        """The history of the record whose file has a path, seen from the register's folder, and of its body's file.

        Both are followed where they have moved. Raises KvalitetError when git fails or lacks what it should hold.
        """
        visits = tuple(self._visits(self._placed(path), self._placed(body) if body else ""))
        marked = signed(self.root, [visit.commit.id for visit in visits])
        values = self._values(visits)
        steps = (_step(visit, values, signed=visit.commit.id in marked) for visit in visits)
        return History(steps=tuple(step for step in steps if _tells(step)), shallow=is_shallow(self.root))

    def lost(self, record: str) -> str | None:
        """The path, seen from the register's folder, of the file of a record that is gone; None where none was."""
        found = None
        for _, touches in log(self.root, self.commit, [self.prefix] if self.prefix else []):
            for touch in touches:
                if touch.after is None and _stem(touch.path).casefold() == record.casefold():
                    found = touch.path
        return self.inside(found) if found else None

    def written(self) -> str:
        """The commit as git has it, with its signature: what it holds may be a number of a person."""
        return run(self.root, "cat-file", "commit", self.commit).decode("utf-8", "replace")

    def is_signed(self) -> bool:
        """Whether the commit carries a signature, whether it holds or not."""
        return bool(signed(self.root, [self.commit]))

    def _placed(self, path: str) -> str:
        return f"{self.prefix}/{path}" if self.prefix else path

    def inside(self, path: str) -> str:
        """A path from the repository's root, as it is seen from the register's folder."""
        return path.removeprefix(f"{self.prefix}/") if self.prefix else path

    def _visits(self, path: str, body: str) -> Iterator[_Visit]:
        """The commits that touched a file or its body, the earliest first, those from before it moved too."""
        origins, own, alone = self._followed(path)
        from_where, of_body, _ = self._followed(body) if body else ({}, frozenset(), ())
        paths = [*dict.fromkeys(place for _, place in (*own, *of_body))]
        # git has told it all already where the file has always lain in one place, or nowhere, and has no body
        for commit, touches in alone if len(paths) <= 1 and not body else log(self.root, self.commit, paths):
            held = [touch for touch in touches if (commit.id, touch.path) in own]
            moved = next((touch for touch in held if (commit.id, touch.path) in origins), None)
            touch = moved or next(iter(held), None)
            text = _since_move([touch for touch in touches if (commit.id, touch.path) in of_body], commit, from_where)
            if touch or text:
                yield _Visit(commit, touch, origins.get((commit.id, moved.path)) if moved else None, text)

    def _followed(self, path: str) -> tuple[Mapping[_Place, Origin], frozenset[_Place], Sequence[_Logged]]:
        """Where the file lay before each move, in which commits it was touched at which path, and the first log."""
        origins: dict[_Place, Origin] = {}
        told: list[_Logged] = []
        own: set[_Place] = set()
        starts = [(self.commit, path)]
        for commit, place in starts:
            for made, touches in log(self.root, commit, [place]):
                if place == path:
                    told.append((made, touches))
                own.update((made.id, touch.path) for touch in touches)
                is_new = any(touch.after and not any(touch.before) for touch in touches)
                origin = moved_from(self.root, made, place) if is_new else None
                if origin and len(starts) < _MOST_MOVES:
                    origins[made.id, place] = origin
                    starts.append((origin.parent, origin.path))
        return origins, frozenset(own), told

    def _values(self, visits: Sequence[_Visit]) -> Mapping[str, Mapping[str, Value] | None]:
        """What each blob held, None for one that could not be read."""
        wanted = [
            (visit.touch.path, blob) for visit in visits if visit.touch for blob in (*visit.before, visit.after) if blob
        ]
        return {
            source.blob: read(screened(source, self.inside(source.path)).data).value
            for source in contents(self.root, wanted)
        }


def _since_move(touches: Sequence[Touch], commit: Commit, origins: Mapping[_Place, Origin]) -> Touch | None:
    """What a commit did with a body: of one that it moved, with what it was before; None where the text is the same."""
    moved = next((touch for touch in touches if (commit.id, touch.path) in origins), None)
    if moved is None:
        return next(iter(touches), None)
    before = origins[commit.id, moved.path].blob
    return None if before == moved.after else Touch(moved.path, (before,), moved.after)


def _step(visit: _Visit, values: Mapping[str, Mapping[str, Value] | None], *, signed: bool) -> Step:
    after = values.get(visit.after or "") or {}
    befores = [values.get(blob or "") or {} for blob in visit.before]
    touched = visit.touch or visit.body
    return Step(
        commit=shown(visit.commit),
        event=_event(visit),
        path=hidden(touched.path) if touched else "",
        changes=(*since_all(befores, after), *_of_body(visit.body)),
        moved_from=hidden(visit.origin.path) if visit.origin else None,
        unreadable=any(blob and values[blob] is None for blob in (*visit.before, visit.after)),
        signed=signed,
    )


def _tells(step: Step) -> bool:
    """Whether a commit did something of its own: a merge may only join what was done before it."""
    return bool(len(step.commit.parents) <= 1 or step.changes or step.unreadable or step.event is not Event.CHANGED)


def _event(visit: _Visit) -> Event:
    if visit.origin:
        return Event.MOVED
    if visit.touch is None or (visit.after and any(visit.before)):
        return Event.CHANGED
    return Event.CREATED if visit.after else Event.REMOVED


def since_all(befores: Sequence[Mapping[str, Value]], after: Mapping[str, Value]) -> tuple[Change, ...]:
    """The changes that are in none of the states before: of a merge, what it holds that no side had."""
    found = [changes(before, after) for before in befores]
    news = [{(each.field, repr(each.after)) for each in some} for some in found]
    return tuple(each for each in (found[0] if found else ()) if all((each.field, repr(each.after)) in n for n in news))


def _of_body(touch: Touch | None) -> Iterator[Change]:
    """The change of a body, told by the blobs of its file before and after."""
    if touch:
        before = next((blob for blob in touch.before if blob), None)
        yield Change(BODY, before, touch.after)


def shown(commit: Commit) -> Commit:
    """The commit with blocks for what must not be known."""
    author, committer, subject = map(hidden, (commit.author, commit.committer, commit.subject))
    address = hidden(commit.author_address)
    return replace(commit, author=author, committer=committer, subject=subject, author_address=address)
