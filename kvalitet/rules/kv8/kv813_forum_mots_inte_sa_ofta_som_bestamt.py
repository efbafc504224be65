"""Forumet möts inte så ofta som bestämt.

Ett aktivt forum har inte mötts så ofta som dess frekvens säger. Ett fast mellanrum räknas från det senaste mötet. Ett
antal per år räknas per kalenderår, jämnt fördelat: av fyra möten ska det andra vara hållet vid halvårsskiftet. Några
dagars anstånd läggs till. Möten som inte blev av ett tidigare år går inte att ta igen och sägs inte till om.

Varför: Ett forum som inte möts kan inte fånga upp det som det är till för. Hur ofta det ska mötas har vårdgivaren själv
bestämt.

Gör så här: Håll mötet och skriv in det under möten. Är frekvensen för tät, ändra den. Har forumet gjort uppehåll, sätt
status vilande med ett motiv.

Fel:
    id: FRM-0001
    titel: Nätverket för hygienombud
    enhet: halso-och-sjukvard
    status: aktivt
    ansvarig: chefläkare/halso-och-sjukvard
    typ: nätverk
    frekvens: {intervall: P3M}
    start: 2025-01-01
    möten:
      - datum: 2026-03-10
Rätt:
    id: FRM-0001
    titel: Nätverket för hygienombud
    enhet: halso-och-sjukvard
    status: aktivt
    ansvarig: chefläkare/halso-och-sjukvard
    typ: nätverk
    frekvens: {intervall: P3M}
    start: 2025-01-01
    möten:
      - datum: 2026-06-09
      - datum: 2026-09-08
"""

from calendar import isleap
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.dates import after, days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.forum import Forum

SEVERITY = Severity.WARNING
BASIS = own_target("forumets egen frekvens")

_DAYS = 365


def deadlines(
    register: Register,
    *,
    anstand_dagar: Annotated[int, "så många dagar efter den dag som frekvensen ger får mötet hållas"] = 14,
) -> Iterator[Deadline]:
    """The next meeting of each active forum."""
    for forum in Forum.all(register):
        due = _next(forum, _begins(register, forum)) if forum.active else None
        if due is not None:
            yield Deadline(
                due=days_on(due, anstand_dagar),
                what="forumet ska mötas",
                passed="forumet skulle ha mötts senast",
                help="Håll mötet och skriv in det under möten, ändra frekvensen eller sätt status vilande.",
                path=forum.record.path,
                field=forum.at("frekvens"),
                record=forum.record,
            )


def _begins(register: Register, forum: Forum) -> date | None:
    unit = register.organisation.units.get(forum.enhet)
    starts = (forum.start, forum.regler_fran, register.settings.starts, unit.since if unit else None)
    return max((day for day in starts if day), default=None)


def _next(forum: Forum, begins: date | None) -> date | None:
    """The day by which the forum is to meet next, counted from its latest meeting or from its beginning."""
    held = [mote.datum for mote in forum.moten if mote.datum]
    since = max((day for day in (begins, *held) if day), default=None)
    if since is None:
        return None
    if forum.intervall:
        return after(since, forum.intervall)
    if not forum.minst_per_ar:
        return None
    slots = _slots(since.year, forum.minst_per_ar)
    # in its first year a forum owes only the meetings that remain of it
    spared = sum(slot <= begins for slot in slots) if begins and begins.year == since.year else 0
    met = spared + len({day for day in held if day.year == since.year and day >= (begins or date.min)})
    if met < len(slots):
        return slots[met]
    return _slots(since.year + 1, forum.minst_per_ar)[0] if since.year < date.max.year else None


def _slots(year: int, number: int) -> tuple[date, ...]:
    """The days of a year by which the first, second and following of a number of meetings are to be held."""
    first, days = date(year, 1, 1), _DAYS + isleap(year)
    return tuple(days_on(first, days * (n + 1) // number - 1) for n in range(number))
