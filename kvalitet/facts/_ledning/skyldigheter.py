"""Duties: which role has which and from where, which nobody has, and whether those demanded have been done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import role_text
from kvalitet.model.codes import Code
from kvalitet.model.dates import after
from kvalitet.model.figure import UNKNOWN, Cell, Table, count
from kvalitet.model.value import texts
from kvalitet.model.wording import listing
from kvalitet.views.skyldigheter import Skyldighet, demanded, owing, shown

EVERYONE = "medarbetare"
"""The role of all who work in care: nobody is appointed to it."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty in words, with where it comes from and the roles that have it."""

    id: str
    label: str
    about: str
    source: str
    roles: tuple[str, ...]


def duties(reach: Reach) -> tuple[Duty, ...]:
    """The duties in force on the day, in the order of the code list."""
    codes = reach.register.codes.get("skyldigheter")
    return tuple(_duty(code) for code in (codes.codes.values() if codes else ()) if code.valid(reach.day))


def _duty(code: Code) -> Duty:
    law = listing(list(texts(code.data.get("lagrum"))))
    source = law or " ".join(texts(code.data.get("källa")))
    return Duty(code.id, code.label, code.description, source, tuple(texts(code.data.get("roller"))))


def unheld(reach: Reach, found: Iterable[Duty]) -> tuple[Duty, ...]:
    """The duties that no role in the organisation has."""
    organisation, day = reach.register.organisation, reach.day
    posts = (post for post in organisation.posts() if organisation.units[post.unit].exists(day))
    there = {EVERYONE, *(post.role for post in posts)}
    return tuple(duty for duty in found if there.isdisjoint(duty.roles))


def unheld_table(reach: Reach, found: Iterable[Duty]) -> Table:
    """The duties that no role in the organisation has, with where they come from and who may have them."""
    return Table(
        key="skyldigheter.ingen",
        caption="Skyldigheter som ingen roll i organisationen har",
        headings=("Skyldighet", "Källa", "Roller som kan ha den"),
        rows=tuple(
            (
                duty.label,
                duty.source or UNKNOWN,
                listing([role_text(reach.register, role).lower() for role in duty.roles]),
            )
            for duty in unheld(reach, found)
        ),
        note="Ge skyldigheten till en roll som finns, eller lägg till rollen i organisationen.",
    )


def kept_table(reach: Reach) -> Table:
    """Whether the duties that the care provider wants to see in the register have been done, and where they remain."""
    found = ((duty, _units(reach, duty)) for duty in demanded(reach.register))
    return Table(
        key="skyldigheter.bevakade",
        caption="Skyldigheter som ska synas i registret",
        headings=("Skyldighet", "Enheter", "Gjord i tid", "Återstår på"),
        rows=tuple(_row(reach, duty, units) for duty, units in found if units),
        note="Vilka skyldigheter som ska synas har vårdgivaren själv bestämt.",
    )


def _units(reach: Reach, duty: Skyldighet) -> tuple[str, ...]:
    return tuple(unit.id for unit, _ in owing(reach.register, duty) if reach.covers(unit.id))


def _row(reach: Reach, duty: Skyldighet, units: tuple[str, ...]) -> tuple[Cell, ...]:
    done = shown(reach.register, duty, reach.today)
    kept = [unit for unit in units if _in_time(done.get(unit), duty, reach.today)]
    remains = [reach.register.organisation.name(unit) for unit in units if unit not in kept]
    key = f"skyldigheter.{duty.id}"
    return (duty.label, count(f"{key}.enheter", units), count(f"{key}.gjorda", kept), listing(remains) or UNKNOWN)


def _in_time(when: date | None, duty: Skyldighet, today: date) -> bool:
    """Whether a record shows the duty, and the interval since then has not passed."""
    if when is None:
        return False
    due = after(when, duty.within) if duty.within else None
    return due is None or due >= today
