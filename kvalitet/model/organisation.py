"""The organisation: units in a tree over time, and who answers for what in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kvalitet.model.dates import first_day, last_day
from kvalitet.model.value import FieldPath, Value


@dataclass(frozen=True, slots=True)
class Tenure:
    """A stretch of time in which a role is held, or is vacant; an open end is None.

    `holder` is an opaque id, None for a vacancy; `address` and `key` are the holder's e-mail and the fingerprint of the
    key that the holder signs with, where the register tells them.
    """

    holder: str | None
    since: date | None
    until: date | None
    address: str | None = None
    key: str | None = None

    def covers(self, when: date) -> bool:
        """Whether the day falls within it."""
        return not ((self.since and when < self.since) or (self.until and when > self.until))

    def signs_with(self, key: str) -> bool:
        """Whether the holder's key is the one of a fingerprint; one of OpenPGP may be in groups and small letters."""
        own = "".join((self.key or "").split())
        return bool(key) and key in {own, own.upper()}


@dataclass(frozen=True, slots=True)
class Post:
    """A role in a unit: who holds it when, when it is vacant, who stands in, what it may approve.

    `path` is where it stands in the organisation's file.
    """

    role: str
    unit: str
    path: FieldPath
    tenures: tuple[Tenure, ...]
    vacancies: tuple[Tenure, ...]
    deputy: str | None
    mandate: tuple[str, ...]

    @property
    def name(self) -> str:
        """The role as records write it: role/unit."""
        return f"{self.role}/{self.unit}"

    def vacancy(self, when: date) -> Tenure | None:
        """The vacancy said outright for that day, if any."""
        return next((v for v in self.vacancies if v.covers(when)), None)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the care provider, with the days between which it exists."""

    id: str
    name: str
    level: str
    parent: str | None
    since: date | None
    until: date | None
    merged_into: str | None
    path: FieldPath
    posts: Mapping[str, Post]
    data: Mapping[str, Value]

    def exists(self, when: date | None) -> bool:
        """Whether the unit is there on a day; an unknown day settles nothing against it."""
        if when is None:
            return True
        return not ((self.since and when < self.since) or (self.until and when > self.until))


@dataclass(frozen=True)
class Organisation:
    """Every unit by id, in the file's order. `known` is False where the file could not be read."""

    path: str
    units: Mapping[str, Unit] = field(default_factory=dict)
    data: Mapping[str, Value] = field(default_factory=dict)
    known: bool = True

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        below: dict[str, tuple[str, ...]] = {}
        for unit in self.units.values():
            if unit.parent:
                below[unit.parent] = (*below.get(unit.parent, ()), unit.id)
        return below

    def under(self, unit: str) -> frozenset[str]:
        """A unit with all its subunits."""
        found: set[str] = set()
        waiting = [unit]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting.extend(self._children.get(here, ()))
        return frozenset(found)

    def formed(self, unit: str) -> date | None:
        """The first day of a unit or of any below it; None where one has always been, and for an unknown unit."""
        days = [found.since for name in self.under(unit) if (found := self.units.get(name))]
        return min((day for day in days if day), default=None) if all(days) else None

    def above(self, unit: str) -> tuple[Unit, ...]:
        """A unit and those above it, the nearest first."""
        chain: list[Unit] = []
        here = self.units.get(unit)
        while here is not None and here not in chain:
            chain.append(here)
            here = self.units.get(here.parent or "")
        return tuple(chain)

    def name(self, unit: str) -> str:
        """A unit's name, or its id where the organisation does not have it."""
        found = self.units.get(unit)
        return found.name if found else unit

    def post(self, role: str) -> Post | None:
        """The post that role/unit names, or None."""
        name, _, unit = role.partition("/")
        found = self.units.get(unit)
        return found.posts.get(name) if found else None

    def held(self, role: str, when: date) -> tuple[Tenure, ...]:
        """Those who held a role on a day, none where it was vacant or is unknown."""
        post = self.post(role)
        return tuple(t for t in post.tenures if t.holder and t.covers(when)) if post else ()

    def posts(self) -> Iterator[Post]:
        """Every post, in the file's order."""
        for unit in self.units.values():
            yield from unit.posts.values()


def organisation(path: str, data: Mapping[str, Value]) -> Organisation:
    """The organisation from its file's data, which is valid by its schema."""
    units = [_unit(row, ("enheter", index)) for index, row in _rows(data.get("enheter"))]
    return Organisation(path, {unit.id: unit for unit in units}, data)


def _rows(value: Value) -> Iterator[tuple[int, Mapping[str, Value]]]:
    for index, row in enumerate(value if isinstance(value, list) else []):
        if isinstance(row, dict):
            yield index, row


def _text(row: Mapping[str, Value], key: str) -> str | None:
    found = row.get(key)
    return found if isinstance(found, str) else None


def _unit(row: Mapping[str, Value], path: FieldPath) -> Unit:
    unit_id = str(row["id"])
    posts = [_post(post, unit_id, (*path, "roller", index)) for index, post in _rows(row.get("roller"))]
    return Unit(
        id=unit_id,
        name=_text(row, "namn") or unit_id,
        level=_text(row, "nivå") or "",
        parent=_text(row, "överordnad"),
        since=first_day(row.get("från")),
        until=last_day(row.get("till")),
        merged_into=_text(row, "uppgår_i"),
        path=path,
        posts={post.role: post for post in posts},
        data=row,
    )


def _post(row: Mapping[str, Value], unit: str, path: FieldPath) -> Post:
    mandate = row.get("mandat")
    return Post(
        role=str(row["id"]),
        unit=unit,
        path=path,
        tenures=tuple(_tenure(item) for _, item in _rows(row.get("innehav"))),
        vacancies=tuple(_tenure(item) for _, item in _rows(row.get("vakant"))),
        deputy=_text(row, "ersättare"),
        mandate=tuple(str(item) for item in mandate) if isinstance(mandate, list) else (),
    )


def _tenure(row: Mapping[str, Value]) -> Tenure:
    return Tenure(
        _text(row, "innehavare"),
        first_day(row.get("från")),
        last_day(row.get("till")),
        _text(row, "epost"),
        _text(row, "nyckel"),
    )
