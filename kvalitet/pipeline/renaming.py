"""Gives a record another id: its file, its own texts beside it, and every reference to it in records and texts."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kvalitet.bodies import TEXT_ENDINGS, rewritten
from kvalitet.edit import respelled
from kvalitet.errors import KvalitetError, RefusedError
from kvalitet.model.finding import Finding
from kvalitet.model.kind import Kind, matches
from kvalitet.model.marks import fingerprint
from kvalitet.model.record import Record
from kvalitet.model.source import Source
from kvalitet.model.value import FieldPath, Value
from kvalitet.parse import read
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.editing import Target
from kvalitet.pipeline.guard import hidden
from kvalitet.pipeline.load import Loaded, load
from kvalitet.store.journal import Swap
from kvalitet.store.overlay import Overlaid
from kvalitet.views.granskningar import granskningar_of, latest_approving
from kvalitet.views.lankar import place

_YEARLY = re.compile(r"([0-9]{4})-[0-9]{4,}")
_PLAIN = re.compile(r"[0-9]{4,}")


@dataclass(frozen=True)
class Renaming:
    """A record of a loaded register that is to have another id; `moved` are the files that go with it, old to new."""

    loaded: Loaded
    target: Target
    new: str
    moved: Mapping[str, str]
    swaps: tuple[Swap, ...]

    @property
    def old(self) -> str:
        """The id that the record has."""
        return self.target.id

    @property
    def changed(self) -> tuple[str, ...]:
        """The other files that are written, by path."""
        return tuple(each.path for each in self.swaps if each.before is not None and each.after is not None)

    def then(self) -> Loaded:
        """The register as it will be."""
        files = {each.path: each.after for each in self.swaps}
        blobs = {draft.path: draft.blob for draft in self.loaded.drafts.values() if draft.blob}
        return load(Overlaid(self.loaded.tree.tree, files, blobs), known=self.loaded)

    def name(self, text: str) -> str:
        """A text with the new id in place of the old one: what is the same but for the name."""
        return _token(self.old).sub(self.new, text)


@dataclass(frozen=True)
class Outcome:
    """What a renaming does beside what it is for.

    `findings` would be there because of it; `suspect` are the records whose approving marks no longer fit, for what
    they approved names the id; `closed` are those that are closed and then say something else in what counts; `left`
    are the files that name the old id still.
    """

    findings: tuple[Finding, ...]
    suspect: tuple[Record, ...]
    closed: tuple[Record, ...]
    left: tuple[str, ...] = field(default_factory=tuple)


def renaming(loaded: Loaded, aim: Target, new: str) -> Renaming:
    """The files that change when a record gets another id.

    Raises KvalitetError for an id that its kind cannot have and for a file that must change and cannot be read;
    RefusedError where the id or a file is taken.
    """
    moved = _moved(loaded, aim, new)
    taken = {entry.path for entry in loaded.tree.entries()} & set(moved.values()) - set(moved)
    if taken:
        raise RefusedError(f"{aim.id} är inte ändrad: {min(taken)} finns redan.")
    return Renaming(loaded, aim, new, moved, tuple(_swaps(loaded, aim, new, moved)))


def _moved(loaded: Loaded, aim: Target, new: str) -> Mapping[str, str]:
    kind = aim.kind
    year = _year(kind, new)
    folder = f"{kind.folder}/{year}" if kind.yearly else kind.folder
    named = re.compile(rf"{re.escape(aim.id)}(?![0-9A-Za-z])")
    moved = {}
    for spot in kind.fields:
        for _, value in matches(aim.data, spot.pattern) if spot.attachment else ():
            if isinstance(value, str) and value in loaded.register.files and value not in loaded.tree.renamed:
                parent, name = posixpath.split(value)
                if named.match(name):
                    moved[value] = posixpath.join(parent, named.sub(new, name, count=1))
    return {aim.source.path: f"{folder}/{new}.yaml", **moved}


def _year(kind: Kind, new: str) -> str:
    """The year that an id tells, if its kind's ids do. Raises KvalitetError for an id that no such record can have."""
    form = _YEARLY if kind.yearly else _PLAIN
    found = form.fullmatch(new.removeprefix(f"{kind.prefix}-")) if new.startswith(f"{kind.prefix}-") else None
    if found is None:
        example = f"{kind.prefix}-2026-0001" if kind.yearly else f"{kind.prefix}-0001"
        raise KvalitetError(f"”{new}” är inget id för {kind.singular}. Skriv det som {example}.")
    return found[1] if kind.yearly else ""


def _swaps(loaded: Loaded, aim: Target, new: str, moved: Mapping[str, str]) -> Iterator[Swap]:
    """Each file that changes: the new ones first, the old places of those that move last."""
    old = aim.id
    texts = {path for path in loaded.register.bodies if path.lower().endswith(TEXT_ENDINGS)}
    paths = sorted(({*loaded.drafts, *texts, *moved}) - loaded.tree.renamed)
    gone = []
    for source in loaded.tree.tree.read(paths):
        path = source.path
        after = source.data
        if path in texts:
            after = _text(source, old, new, moved)
        elif path in loaded.drafts:
            after = _record(loaded, aim, source, new, moved)
        if path in moved:
            yield Swap(moved[path], None, after)
            gone.append(Swap(path, source.data, None))
        elif after != source.data:
            yield Swap(path, source.data, after)
    yield from gone


def _record(loaded: Loaded, aim: Target, source: Source, new: str, moved: Mapping[str, str]) -> bytes:
    if not any(name.encode() in source.data for name in (aim.id, *moved)):
        return source.data
    kind = loaded.register.kinds[loaded.drafts[source.path].schema]
    found = read(source.data)
    if found.faults or found.value is None:
        raise KvalitetError(f"{source.path} nämner {aim.id} men går inte att läsa. Se ”kvalitet check”.")
    values = dict(_values(kind, found.value, aim.id, new, moved))
    if source.path == aim.source.path:
        values["id",] = new
    if not values:
        return source.data
    try:
        return respelled(source.data, values, kind.keys_at)
    except KvalitetError as error:
        raise KvalitetError(f"{source.path}: {hidden(str(error))}") from None


def _values(
    kind: Kind, data: Mapping[str, Value], old: str, new: str, moved: Mapping[str, str]
) -> Iterator[tuple[FieldPath, str]]:
    """What the references to a record, to its parts and to its files are to be."""
    for spot in kind.mentioning:
        for path, value in matches(data, spot.pattern):
            if not isinstance(value, str):
                continue
            if spot.refs and (value == old or value.startswith(f"{old}/")):
                yield path, new + value.removeprefix(old)
            elif spot.attachment and value in moved:
                yield path, moved[value]


def _text(source: Source, old: str, new: str, moved: Mapping[str, str]) -> bytes:
    """A body with the links and the mentions of the record told by its new id."""
    if old.encode() not in source.data:
        return source.data
    names = {posixpath.basename(path) for path in moved}
    token = re.compile(rf"{_token(old).pattern}(?P<ending>\.[a-z]{{2,5}}\b)?")

    def mention(found: re.Match[str]) -> str:
        ending = found["ending"] or ""
        return found[0] if ending and old + ending not in names else new + ending

    def target(written: str) -> str:
        name, mark, rest = written.partition("#")
        if name == old or name.startswith(f"{old}/"):
            return new + name.removeprefix(old) + mark + rest
        leads = place(source.path, written)
        goal = moved.get(leads or "")
        if leads is None or goal is None:
            return written
        if posixpath.dirname(leads) == posixpath.dirname(goal):
            head, slash, last = name.rpartition("/")
            return head + slash + last.replace(old, new, 1) + mark + rest
        return posixpath.relpath(goal, posixpath.dirname(source.path) or ".") + mark + rest

    try:
        text = source.data.decode("utf-8")
        return rewritten(text, target, lambda words: token.sub(mention, words)).encode("utf-8")
    except UnicodeDecodeError:
        return source.data
    except KvalitetError as error:
        raise KvalitetError(f"{source.path}: {hidden(str(error))}") from None


def _token(name: str) -> re.Pattern[str]:
    """An id as it stands in a text: not a part of another, and not of the name of another file."""
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


def outcome(made: Renaming, today: date) -> Outcome:
    """What a renaming does beside what it is for: the register is judged before and after."""
    then = made.then()
    before, _ = assess(made.loaded, today)
    after, _ = assess(then, today)
    known = Counter(_told(made.name, each) for each in before.findings)
    new: list[Finding] = []
    for each in after.findings:
        told = _told(made.name, each)
        if known[told]:
            known[told] -= 1
        else:
            new.append(each)
    register = then.register
    old = {made.name(record.id): record for record in made.loaded.register.records}
    suspect = (r for r in register.records if _fitted(made.loaded, old.get(r.id)) and not _fitted(then, r))
    closed = (r for r in register.records if _is_closed(then, r) and _differs(made.loaded, old.get(r.id), then, r))
    return Outcome(tuple(new), tuple(suspect), tuple(closed), tuple(_left(then, made.old)))


def _told(name: Callable[[str], str], each: Finding) -> tuple[str, ...]:
    return each.code, name(each.id or each.path), each.field


def _is_closed(loaded: Loaded, record: Record) -> bool:
    return record.status in loaded.register.kinds[record.kind].closed


def _differs(loaded: Loaded, before: Record | None, then: Loaded, after: Record) -> bool:
    """Whether a record says something else in what counts in a mark, and in what may not change once it is closed."""
    # a record whose bytes are the same can only differ in its body, which is told by its mark
    if before is None or before.blob == after.blob:
        return False
    return fingerprint(loaded.register, before) != fingerprint(then.register, after)


def _fitted(loaded: Loaded, record: Record | None) -> bool:
    """Whether the latest mark that approves a record fits what it holds."""
    latest = latest_approving(granskningar_of(record)) if record else None
    if record is None or latest is None or not latest.fingeravtryck:
        return False
    return fingerprint(loaded.register, record, latest.fingeravtryck.partition(":")[0]) == latest.fingeravtryck


def _left(then: Loaded, old: str) -> Sequence[str]:
    """The files of records and their texts in which an id stands still: in comments, prose and code."""
    token = _token(old)
    paths = sorted({*then.drafts, *then.register.bodies} - then.tree.renamed)
    return [each.path for each in then.tree.read(paths) if token.search(each.data.decode("utf-8", "replace"))]
