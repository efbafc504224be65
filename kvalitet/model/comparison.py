"""Two states of a register beside each other: which records came, went, closed, opened again or changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kvalitet.model.change import BODY, changes
from kvalitet.model.record import Record
from kvalitet.model.register import Register


class Turn(StrEnum):
    """What became of a record between two states."""

    CREATED = "created"
    CLOSED = "closed"
    REOPENED = "reopened"
    CHANGED = "changed"
    RENAMED = "renamed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Altered:
    """A record that differs: what became of it, as it is now (or was last), and the fields that differ.

    `was` is the id it had before, where it has got another. The fields are those of a record that was there both
    times; `innehåll.text` is the text of its body.
    """

    turn: Turn
    record: Record
    fields: tuple[str, ...] = ()
    was: str | None = None


@dataclass(frozen=True, slots=True)
class AlteredFile:
    """A file that belongs to no record, such as the organisation, and whether it came, went or changed."""

    turn: Turn
    path: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs, by kind and id, and the records that one of the states has in a file that could not be read.

    `files` are those beside the records: configuration, organisation, code lists, own schemas, templates.
    """

    altered: tuple[Altered, ...]
    unread: tuple[str, ...]
    files: tuple[AlteredFile, ...] = ()


def compare(before: Register, after: Register) -> Comparison:
    """What differs between an earlier and a later state.

    What both came and went between them is in neither, and so is not seen. A record that one of them could not
    read is told as such: it has neither come nor gone.
    """
    old, new = before.by_id, after.by_id
    came = {name: record for name, record in new.items() if name not in old and name not in before.rejected_ids}
    gone = {name: record for name, record in old.items() if name not in new and name not in after.rejected_ids}
    renamed = dict(_renamed(came, gone))
    moved = {was.id for was in renamed.values()}
    found = [
        *(Altered(Turn.RENAMED, came[name], was=was.id) for name, was in renamed.items()),
        *(Altered(Turn.CREATED, record) for name, record in came.items() if name not in renamed),
        *(Altered(Turn.REMOVED, record) for name, record in gone.items() if name not in moved),
        *_changed(before, after),
    ]
    unread = (old.keys() & after.rejected_ids) | (new.keys() & before.rejected_ids)
    return Comparison(tuple(sorted(found, key=lambda each: (each.record.kind, each.record.id))), tuple(sorted(unread)))


def _renamed(came: Mapping[str, Record], gone: Mapping[str, Record]) -> Iterator[tuple[str, Record]]:
    """The records that have come with all that one that went had, but for the id."""
    left = dict(gone)
    for name, record in came.items():
        was = next((each for each in left.values() if _alike(each, record)), None)
        if was:
            del left[was.id]
            yield name, was


def _alike(one: Record, other: Record) -> bool:
    return one.kind == other.kind and {**one.data, "id": ""} == {**other.data, "id": ""}


def _changed(before: Register, after: Register) -> Iterator[Altered]:
    for name, record in after.by_id.items():
        was = before.by_id.get(name)
        if was is None:
            continue
        fields = (*(each.field for each in changes(was.data, record.data)), *_body(before, after, was, record))
        if fields:
            yield Altered(_turn(before, after, was, record), record, fields)


def _body(before: Register, after: Register, was: Record, record: Record) -> tuple[str, ...]:
    old, new = before.bodies.get(was.text("innehåll")), after.bodies.get(record.text("innehåll"))
    return () if (old.digest if old else "") == (new.digest if new else "") else (BODY,)


def _turn(before: Register, after: Register, was: Record, record: Record) -> Turn:
    if not after.kinds[record.kind].open:
        return Turn.CHANGED
    open_then, open_now = before.is_open(was), after.is_open(record)
    if open_then is open_now:
        return Turn.CHANGED
    return Turn.REOPENED if open_now else Turn.CLOSED
