"""The ways to break a record: each finds the places where it applies and says which rules must find it there."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any

from kvalitet.model.assessment import Assessment
from kvalitet.model.deadline import Due
from kvalitet.model.kind import Field, Kind, matches
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath, Value, value_at

DROPPED = object()
"""Stands for a value that is taken away."""
NUMBER, ADDRESS = "811218-9876", "eva.ek@example.se"
_NOWHERE = "9999"
_LATE = timedelta(days=40)

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A record as it would be with something new at a path: by which operator, and the rules that are to find it."""

    operator: str
    record: Record
    path: FieldPath
    new: object
    codes: frozenset[str]

    @property
    def pattern(self) -> str:
        """The path, with a star for any item of a list."""
        return ".".join("*" if isinstance(step, int) else step for step in self.path)

    def is_in(self, field: str) -> bool:
        """Whether it is in a field: `*` is any, `...senast` any that ends so."""
        ends = field.startswith("...") and f".{self.pattern}".endswith(field[2:])
        return ends or field in {"*", self.pattern}

    @property
    def touches(self) -> frozenset[str]:
        """The record, and what it would name: a rejected record would be found in neither."""
        return frozenset({self.record.id, str(self.new)})

    @property
    def data(self) -> Data:
        """The record's data, changed."""
        return changed(self.record.data, self.path, self.new)

    @property
    def name(self) -> str:
        """What tells it from all others."""
        return f"{self.operator} {self.record.id} {'.'.join(map(str, self.path))}"


@dataclass(frozen=True)
class World:
    """The register that mutants are made of, judged on a day, and chance."""

    assessment: Assessment
    today: date
    random: Random

    @property
    def register(self) -> Register:
        return self.assessment.register

    @cached_property
    def ids(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of each kind."""
        return {name: tuple(record.id for record in self.register.of(name)) for name in self.register.kinds}

    @cached_property
    def open_deadlines(self) -> Mapping[str, tuple[Due, ...]]:
        """The deadlines to come that stand as a whole date in a record, by its id."""
        found: dict[str, list[Due]] = {}
        for due in self.assessment.deadlines:
            if due.id and due.done is None and due.due > self.today and not due.cancelled:
                found.setdefault(due.id, []).append(due)
        return {name: tuple(dues) for name, dues in found.items()}

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Every role in its unit that is held on the day."""
        organisation = self.register.organisation
        names = (f"{post.role}/{post.unit}" for post in organisation.posts())
        return tuple(name for name in names if organisation.held(name, self.today))


Changed = Iterator[tuple[FieldPath, object]]
"""A path with the value that shall stand there instead."""
Change = Callable[[Record, Kind, World], Changed]


@dataclass(frozen=True, slots=True)
class Operator:
    """A way to break a record, and the codes that find it in any field."""

    name: str
    codes: frozenset[str]
    change: Change
    whole: bool = field(default=False)


def places(record: Record, kind: Kind) -> Iterator[tuple[Field, FieldPath, Value]]:
    """Every value in a record that the schema knows, with its field."""
    for each in kind.fields:
        for path, value in matches(record.data, each.pattern):
            yield each, path, value


def at(wanted: Callable[[Field, Value], bool], value: Callable[[World, Field, Value], object]) -> Change:
    """A change of every value that is wanted, to what is made of it; None leaves it."""

    def change(record: Record, kind: Kind, world: World) -> Changed:
        for each, path, old in places(record, kind):
            if path != ("id",) and wanted(each, old):
                new = value(world, each, old)
                if new is not None:
                    yield path, new

    return change


def _is_text(_: Field, old: Value) -> bool:
    return isinstance(old, str)


def _is_date(each: Field, old: Value) -> bool:
    return isinstance(old, str) and each.format == "date"


def _dangling(_: World, __: Field, old: Value) -> object:
    prefix = str(old).partition("/")[0].rpartition("-")[0]
    return f"{prefix}-{_NOWHERE}"


def _of_another_kind(world: World, each: Field, _: Value) -> object:
    others = [ids for kind, ids in world.ids.items() if kind not in each.refs and ids]
    return world.random.choice(world.random.choice(others)) if others and "*" not in each.refs else None


def _another_role(world: World, _: Field, old: Value) -> object:
    return world.random.choice([role for role in world.roles if role != old])


def _too_early(record: Record, kind: Kind, _: World) -> Changed:
    for each, path, old in places(record, kind):
        around = value_at(record.data, path[:-1]) if path[:-1] else record.data
        before = [around.get(name) for name in each.earliest] if isinstance(around, dict) else []
        days = [str(day) for day in before if isinstance(day, str) and len(day) == len("2026-01-01")]
        if days and isinstance(old, str) and len(old) == len("2026-01-01"):
            yield path, (date.fromisoformat(max(days)) - timedelta(days=1)).isoformat()


def _missed(record: Record, _: Kind, world: World) -> Changed:
    for due in world.open_deadlines.get(record.id, ()):
        path = located(record.data, due.field)
        if path and value_at(record.data, path) == due.due.isoformat():
            yield path, (world.today - _LATE).isoformat()


def located(data: Mapping[str, Value], address: str) -> FieldPath | None:
    """The path that an address leads to, items of lists by their ids or places; None where it leads nowhere."""
    here: Any = data
    path: list[str | int] = []
    for step in address.split("."):
        if isinstance(here, list):
            ids = [row.get("id") if isinstance(row, dict) else None for row in here]
            index = ids.index(step) if step in ids else int(step) if step.isdecimal() else len(here)
            if index >= len(here):
                return None
            path.append(index)
            here = here[index]
        elif isinstance(here, dict) and step in here:
            path.append(step)
            here = here[step]
        else:
            return None
    return tuple(path)


def _another_id(record: Record, _: Kind, world: World) -> Changed:
    others = [name for name in world.ids[record.kind] if name != record.id]
    if others:
        yield ("id",), world.random.choice(others)


def _new_id(record: Record, _: Kind, world: World) -> Changed:
    # one that no other mutant has
    number = 5000 + world.ids[record.kind].index(record.id)
    yield ("id",), f"{record.id.rpartition('-')[0]}-{number}"


def _closed(record: Record, kind: Kind, world: World) -> Changed:
    if record.status in kind.open and kind.closed:
        yield ("status",), world.random.choice(sorted(kind.closed))


def _misspelt(record: Record, kind: Kind, _: World) -> Changed:
    for each, path, _old in places(record, kind):
        if each.pattern[-1] != "*" and path != ("id",):
            yield path, _Renamed(f"{path[-1]}x")


@dataclass(frozen=True, slots=True)
class _Renamed:
    """A key's new name; its value stays."""

    name: str


OPERATORS = (
    Operator("drop a field", frozenset({"KV101", "KV107"}), at(lambda e, _: e.pattern[-1] != "*", lambda *_: DROPPED)),
    Operator("misspell a key", frozenset({"KV104"}), _misspelt),
    Operator("dangle a reference", frozenset({"KV203"}), at(lambda e, v: bool(e.refs) and _is_text(e, v), _dangling)),
    Operator(
        "refer to another kind",
        frozenset({"KV207"}),
        at(lambda e, v: bool(e.refs) and _is_text(e, v), _of_another_kind),
    ),
    Operator("name an unknown unit", frozenset({"KV205"}), at(lambda e, _: e.unit, lambda *_: "avdelning-99")),
    Operator("name an unknown role", frozenset({"KV205"}), at(lambda e, _: e.role, lambda *_: "husmor/kardiologi")),
    Operator("swap a role", frozenset(), at(lambda e, _: e.role, _another_role)),
    Operator("use an unknown code", frozenset({"KV206"}), at(lambda e, _: bool(e.codelist), lambda *_: "okänd_kod")),
    Operator("use no choice", frozenset({"KV103"}), at(lambda e, _: bool(e.choices), lambda *_: "något_annat")),
    Operator(
        "write the wrong type",
        frozenset({"KV102", "KV103"}),
        at(lambda _, v: not isinstance(v, dict), lambda *_: {"fel": 1}),
    ),
    Operator("empty a text", frozenset({"KV103", "KV105", "KV106"}), at(_is_text, lambda *_: "")),
    Operator("write an impossible date", frozenset({"KV105"}), at(_is_date, lambda *_: "2026-02-30")),
    Operator(
        "write a date to come",
        frozenset({"KV109"}),
        at(lambda e, v: e.past and _is_date(e, v), lambda *_: "2027-03-01"),
    ),
    Operator("write a date before its time", frozenset({"KV108"}), _too_early),
    Operator("let a deadline pass", frozenset(), _missed),
    Operator(
        "make a number negative",
        frozenset({"KV106"}),
        at(lambda _, v: isinstance(v, int | float) and not isinstance(v, bool) and v > 0, lambda _, __, v: -abs(v)),  # type: ignore[arg-type]
    ),
    Operator(
        "write a person's number",
        frozenset({"KV901"}),
        at(lambda e, v: _is_text(e, v) and e.key in {"beskrivning", "text", "titel"}, lambda _, __, v: f"{v} {NUMBER}"),
    ),
    Operator(
        "write an address",
        frozenset({"KV902"}),
        at(lambda e, v: _is_text(e, v) and e.key in {"beskrivning", "text"}, lambda _, __, v: f"{v} {ADDRESS}"),
    ),
    Operator("use another record's id", frozenset({"KV201"}), _another_id),
    Operator("use an id that is not the file's", frozenset({"KV202"}), _new_id),
    Operator("close what is open", frozenset({"KV101", "KV107"}), _closed),
)


def mutants(record: Record, kind: Kind, world: World) -> Iterator[Mutant]:
    """Every mutant of a record."""
    for operator in OPERATORS:
        for path, new in operator.change(record, kind, world):
            codes = operator.codes or _deadline_codes(record, path, world)
            yield Mutant(operator.name, record, path, new, codes)


def _deadline_codes(record: Record, path: FieldPath, world: World) -> frozenset[str]:
    dues = world.open_deadlines.get(record.id, ())
    return frozenset(due.code for due in dues if located(record.data, due.field) == path)


def changed(data: Mapping[str, Value], path: FieldPath, new: object) -> Data:
    """A copy of a record's data with another value at a path, without it, or with it under another key."""
    copy: Any = deepcopy(dict(data))
    around = copy
    for step in path[:-1]:
        around = around[step]
    if new is DROPPED:
        del around[path[-1]]
    elif isinstance(new, _Renamed):
        around[new.name] = around.pop(path[-1])
    else:
        around[path[-1]] = new
    return copy  # type: ignore[no-any-return]
