"""Duties of roles: which ones the care provider demands to be seen in the register, and what shows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kvalitet.model.codes import Code
from kvalitet.model.organisation import Post, Unit
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import value_at
from kvalitet.views.genomgangar import Genomgang

NOT_YET = frozenset({"utkast", "planerad", "planerat"})
"""The statuses of what is still to be made, whatever day it has."""

_JUDGED_ELSEWHERE = frozenset({"riskanalys", "handlingsplan"})
"""What every operation is asked for whether its duty is demanded or not: KV604 and KV415."""


@dataclass(frozen=True, slots=True)
class Skyldighet:
    """A duty that records can show: of which roles, by records of which kind and sort, within which interval.

    An empty `within` asks for a record that is open.
    """

    id: str
    label: str
    roles: frozenset[str]
    kind: str
    sort: str
    within: str


def demanded(register: Register) -> Iterator[Skyldighet]:
    """The duties that the configuration demands and that records can show, once each.

    What has a rule of its own is left out: risk analyses, local plans, and the management reviews
    where they are demanded area by area.
    """
    wanted = register.settings.demanded("skyldigheter")
    codes = register.codes.get("skyldigheter")
    if not isinstance(wanted, list) or codes is None:
        return
    for name in dict.fromkeys(name for name in wanted if isinstance(name, str)):
        duty = _duty(codes.codes[name]) if name in codes.codes else None
        by_area = duty and duty.kind == Genomgang.kind and register.settings.demanded("genomgångar")
        if duty and duty.kind in register.kinds and duty.kind not in _JUDGED_ELSEWHERE and not by_area:
            yield duty


def _duty(code: Code) -> Skyldighet | None:
    kind, sort, within = (value_at(code.data, ("visas_av", key)) for key in ("post", "slag", "inom"))
    roles = code.data.get("roller")
    if not isinstance(kind, str) or not isinstance(roles, list):
        return None
    return Skyldighet(
        id=code.id,
        label=code.label,
        roles=frozenset(role for role in roles if isinstance(role, str)),
        kind=kind,
        sort=sort if isinstance(sort, str) else "",
        within=within if isinstance(within, str) else "",
    )


def owing(register: Register, duty: Skyldighet) -> Iterator[tuple[Unit, Post]]:
    """The units that have a duty, with the first role that has it; a unit with an end can make up for nothing.

    A unit is passed over where a file that could not be read may show the duty there.
    """
    unknown = {rejected.unit for rejected in register.rejected if rejected.kind in {duty.kind, None}}
    for unit in register.organisation.units.values():
        post = next((post for post in unit.posts.values() if post.role in duty.roles), None)
        hidden = unknown and (None in unknown or not unknown.isdisjoint(register.organisation.under(unit.id)))
        if post is not None and unit.until is None and not hidden:
            yield unit, post


def shown(register: Register, duty: Skyldighet, by: date = date.max) -> Mapping[str, date]:
    """The latest day up to one on which a record shows the duty, by unit: one in a unit shows it for those above too.

    A record without a day shows it on the first day there is.
    """
    found: dict[str, date] = {}
    for record in register.of(duty.kind):
        day = register.date_of(record) or date.min
        if day > by or not _counts(register, duty, record):
            continue
        for name in _units(record):
            for above in register.organisation.above(name):
                found[above.id] = max(found.get(above.id, date.min), day)
    return found


def _counts(register: Register, duty: Skyldighet, record: Record) -> bool:
    if record.status in NOT_YET or register.is_cancelled(record):
        return False
    of_sort = not duty.sort or duty.sort in {record.text("slag"), record.text("typ")}
    return of_sort and (bool(duty.within) or register.is_open(record))


def _units(record: Record) -> Iterator[str]:
    named = record.data.get("enheter")
    if isinstance(named, list) and named:
        yield from (name for name in named if isinstance(name, str))
    elif record.unit:
        yield record.unit
