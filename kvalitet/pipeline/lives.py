"""Reads the lives of all records out of git, one at a time, and keeps of them what is judged across records.

Each content is read once and parsed once; those of today, which the register was made of, not again. What is known
of a life is let go when the next one is asked for.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from kvalitet.errors import KvalitetError
from kvalitet.model.change import changes
from kvalitet.model.dates import day, last_day
from kvalitet.model.history import Touch
from kvalitet.model.past import Gone, Life, State, Trace, Turn
from kvalitet.model.record import Record
from kvalitet.model.source import Source
from kvalitet.model.value import Value
from kvalitet.parse import read
from kvalitet.pipeline.guard import hidden, numbers_in, screened
from kvalitet.pipeline.history import since_all
from kvalitet.pipeline.load import Loaded
from kvalitet.pipeline.texts import looked_through, looks_like_text
from kvalitet.pipeline.traces import Touched, Traces, blobs_of, shown_path
from kvalitet.store.objects import Blob, read_blobs

_IMPORTED = "importerad"

_Left = Mapping[tuple[str, str], tuple[str, State]]


@dataclass
class Lives:
    """The lives, and what has been gathered of those already given: deleted records, traces, leaking contents.

    `leaking` says of each content with numbers of persons what sorts stand there; `settings` holds what the register's
    settings were before today.
    """

    loaded: Loaded
    traces: Traces
    gone: list[Gone] = field(default_factory=list)
    traced: list[Trace] = field(default_factory=list)
    leaking: dict[str, tuple[str, ...]] = field(default_factory=dict)
    settings: dict[str, State] = field(default_factory=dict)
    _renamed: set[tuple[str, str]] = field(default_factory=set)
    _lost: list[tuple[str, Gone]] = field(default_factory=list)

    def each(self) -> Iterator[Life]:
        """The life of every record there is or has been. When all are given, all is gathered."""
        sources = self._sources()
        for company in self.traces.companies:
            states = dict(self._known(company))
            for _ in self._unread(company):
                source = next(sources)
                states[source.blob] = self._state(source)
            left = self._left(company, states)
            for stem in company:
                life = self._life(stem, states, left)
                self._gather(life)
                yield life
        for source in sources:
            self._look(source)
            if source.blob in self._once_settings:
                self.settings[source.blob] = read(screened(source, source.path).data).value or {}
        # a record that lives on under another id is renamed, and not gone
        self.gone = [
            gone for stem, gone in self._lost if (gone.commit.id if gone.commit else "", stem) not in self._renamed
        ]

    @cached_property
    def _once_settings(self) -> frozenset[str]:
        return frozenset(blobs_of(self.traces.by_path.get(self.loaded.register.settings.path, ())))

    @cached_property
    def founding(self) -> frozenset[str]:
        """The commits in which the register's settings came to be."""
        rows = self.traces.by_path.get(self.loaded.register.settings.path, ())
        return frozenset(commit.id for _, commit, touch in rows if touch.after and not any(touch.before))

    @cached_property
    def _today(self) -> Mapping[str, State]:
        """What the files of records hold today, by content."""
        return {draft.blob: draft.data or {} for draft in self.loaded.drafts.values() if draft.blob}

    @cached_property
    def _clean(self) -> frozenset[str]:
        """The contents of other files today that the register was looked through for, and that hold no secret."""
        entries = self.loaded.tree.entries()
        looked = {*looked_through(entries)} - {*self.loaded.secretive}
        return frozenset(entry.blob for entry in entries if entry.blob and entry.path in looked)

    @cached_property
    def _ids(self) -> frozenset[str]:
        register = self.loaded.register
        return frozenset(register.by_id) | register.rejected_ids

    def _known(self, company: Sequence[str]) -> Iterator[tuple[str, State]]:
        for stem in company:
            yield from ((b, self._today[b]) for b in blobs_of(self.traces.by_record[stem][1]) if b in self._today)

    def _unread(self, company: Sequence[str]) -> Sequence[Blob]:
        found: dict[str, Blob] = {}
        for stem in company:
            for _, _, touch in self.traces.by_record[stem][1]:
                for blob in (*touch.before, touch.after):
                    if blob and blob not in self._today:
                        found.setdefault(blob, Blob(touch.path, blob, 0, is_link=False))
        return tuple(found.values())

    def _sources(self) -> Iterator[Source]:
        """All that is to be read, in the order it is wanted, out of one run of git."""
        wanted = [blob for company in self.traces.companies for blob in self._unread(company)]
        wanted += [blob for blob in self.traces.others() if looks_like_text(blob.path) and blob.id not in self._clean]
        blocked = [draft for draft in self.loaded.drafts.values() if draft.blocked]
        wanted += [Blob(draft.path, draft.blob, 0, is_link=False) for draft in blocked]
        try:
            yield from read_blobs(self.traces.archive.root, wanted)
        except KvalitetError as error:
            raise KvalitetError(hidden(str(error))) from None

    def _state(self, source: Source) -> State:
        self._look(source)
        return read(screened(source, source.path).data).value or {}

    def _look(self, source: Source) -> None:
        sorts = numbers_in(source)
        if sorts:
            self.leaking[source.blob] = sorts

    def _left(self, company: Sequence[str], states: Mapping[str, State]) -> _Left:
        """What records of a company held when they went away, by commit and what it says but for the id."""
        found: dict[tuple[str, str], tuple[str, State]] = {}
        for stem in company:
            for _, commit, touch in self.traces.by_record[stem][1]:
                for blob in touch.before if touch.after is None else ():
                    if blob:
                        found[commit.id, _digest(states.get(blob, {}))] = (stem, states.get(blob, {}))
        return found

    def _since_rename(self, stem: str, turn: Turn, left: _Left) -> Turn:
        """The turn, with what the record held under the id it had before where the commit gave it another."""
        if turn.was is not None or turn.after is None or not left:
            return turn
        other, state = (
            left.get((turn.commit.id, _digest(turn.after))) or _named_before(turn, left) or (stem, turn.after)
        )
        if other == stem:
            return turn
        self._renamed.add((turn.commit.id, other))
        return replace(turn, before=(state,), changes=changes(state, turn.after))

    def _life(self, stem: str, states: Mapping[str, State], left: _Left) -> Life:
        kind, rows = self.traces.by_record[stem]
        made = (turn for _, some in groupby(rows, key=lambda row: row[0]) for turn in _turns(tuple(some), states))
        turns = tuple(self._since_rename(stem, turn, left) for turn in made)
        register = self.loaded.register
        path = next(turn.path for turn in reversed(turns))
        last = next((state for turn in reversed(turns) for state in (turn.after, turn.was) if state), {})
        name = last.get("id")
        stub = Record(name if isinstance(name, str) else stem, kind.name, path, "", last)
        now = register.by_path.get(path) or register.by_id.get(stub.id)
        return Life(
            id=stem,
            kind=kind,
            register=register,
            record=now or stub,
            exists=now is not None or path in self.loaded.drafts or stub.id in self._ids or stem in self._ids,
            turns=turns,
            founding=self.founding,
            touches=lambda path: self.traces.by_path.get(path, ()),
        )

    def _gather(self, life: Life) -> None:
        known: set[tuple[str, date]] = set()
        for turn in life.turns:
            dates = [each for each in _dates(life, turn) if each not in known]
            known.update(dates)
            trace = _trace(life, turn, tuple((name, when) for name, when in dates if when < turn.day))
            if trace.moved or trace.marks or trace.dated:
                self.traced.append(trace)
        if not life.exists:
            last = life.turns[-1]
            commit = last.commit if last.after is None else None
            self._lost.append((life.id, Gone(record=life.record, commit=commit)))


def _turns(rows: Sequence[Touched], states: Mapping[str, State]) -> Iterator[Turn]:
    """What one commit did with a record's file: gone from one folder and come in another, it has moved."""
    order, commit, _ = rows[0]
    touches = [touch for _, _, touch in rows]
    match touches:
        case [one, other] if (one.after is None) != (other.after is None):
            old, new = (one, other) if one.after is None else (other, one)
            touches = [Touch(new.path, old.before, new.after)]
    for touch in touches:
        before = tuple(states.get(blob, {}) if blob else None for blob in touch.before)
        after = states.get(touch.after, {}) if touch.after else None
        made = since_all([state or {} for state in before] or [{}], after or {})
        yield Turn(order=order, commit=commit, path=shown_path(touch.path), before=before, after=after, changes=made)


def _trace(life: Life, turn: Turn, dates: tuple[tuple[str, date], ...]) -> Trace:
    return Trace(
        commit=turn.commit,
        record=life.record,
        created=turn.was is None,
        imported=turn.commit.id in life.founding or bool((turn.after or {}).get(_IMPORTED)),
        dated=dates,
        moved=tuple(each for each in turn.changes if _is_later(each.before, each.after)),
        marks=tuple((turn.place_of(mark, life.record), mark) for mark in turn.marks),
    )


def _dates(life: Life, turn: Turn) -> Iterator[tuple[str, date]]:
    """The days that a commit set in fields that tell of the past, each with its dotted name."""
    for change in turn.changes:
        when = day(change.after)
        field = life.field_at(turn.after or {}, change.field) if when else None
        if when and field and field.past:
            yield change.field, when


def _is_later(before: Value, after: Value) -> bool:
    old, new = last_day(before), last_day(after)
    return bool(old and new and new > old)


def _named_before(turn: Turn, left: _Left) -> tuple[str, State] | None:
    """What went away in a turn's commit and held the same but for its name, which may stand still in what is said."""
    after = _frozen(turn.after or {})
    new = str((turn.after or {}).get("id"))
    for (commit, _), (stem, state) in left.items():
        old = state.get("id")
        if commit != turn.commit.id or not isinstance(old, str) or old not in after:
            continue
        if after.replace(new, old) == _frozen(state):
            return stem, state
    return None


def _digest(state: State) -> str:
    """What a state holds but for its own id, wherever that stands."""
    text = _frozen({key: value for key, value in state.items() if key != "id"})
    name = state.get("id")
    return hashlib.sha256((text.replace(name, "") if isinstance(name, str) else text).encode()).hexdigest()


def _frozen(value: State) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
