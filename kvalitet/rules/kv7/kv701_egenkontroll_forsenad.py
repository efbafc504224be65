"""Egenkontroll försenad.

En aktiv egenkontroll har inte gjorts så ofta som dess frekvens anger. Tiden räknas för varje enhet från det senaste
genomförandet. Har det inte gjorts något räknas den från dagen då egenkontrollen, enheten eller registret började,
den senaste av dem. Frekvensen per år räknas om till lika långa mellanrum, och några dagars anstånd läggs till. Ett
genomförande utan enhet gäller alla enheter, och ett på en enhet gäller även dem över och under den. En enhet som
har ett slutdatum räknas inte. Det sägs också till när en planerad egenkontroll skulle ha börjat.

Varför: Egenkontroll ska göras med den frekvens och i den omfattning som krävs (SOSFS 2011:9 5 kap. 2 §). Hur ofta det
är har verksamheten själv bestämt.

Gör så här: Gör egenkontrollen och skriv in den under genomföranden. Är frekvensen för tät, ändra den; behövs kontrollen
inte längre, avsluta den.

Fel:
    id: EGK-0001
    titel: Basala hygienrutiner och klädregler
    enhet: kardiologi
    status: aktiv
    ansvarig: verksamhetschef/kardiologi
    frekvens:
      intervall: P3M
    start: 2026-01-01
    enheter: [hjartavdelningen]
    genomföranden:
      - id: G1
        datum: 2026-06-10
        enhet: hjartavdelningen
        antal: 40
        uppfyllda: 38
Rätt:
    id: EGK-0001
    titel: Basala hygienrutiner och klädregler
    enhet: kardiologi
    status: aktiv
    ansvarig: verksamhetschef/kardiologi
    frekvens:
      intervall: P3M
    start: 2026-01-01
    enheter: [hjartavdelningen]
    genomföranden:
      - id: G1
        datum: 2026-06-10
        enhet: hjartavdelningen
        antal: 40
        uppfyllda: 38
      - id: G2
        datum: 2026-09-08
        enhet: hjartavdelningen
        antal: 40
        uppfyllda: 39
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.organisation import Unit
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath
from kvalitet.views.egenkontroller import Egenkontroll

SEVERITY = Severity.WARNING
BASIS = own_target("egenkontrollens egen frekvens")


def deadlines(
    register: Register,
    *,
    anstand_dagar: Annotated[int, "så många dagar efter mellanrummets slut får egenkontrollen göras"] = 14,
) -> Iterator[Deadline]:
    """The next occasion of each active inspection at each of its units, or as a whole where it names none.

    Of each planned one, the day on which it is to begin.
    """
    for egenkontroll in Egenkontroll.all(register):
        if egenkontroll.status == "planerad" and egenkontroll.start:
            yield _beginning(egenkontroll, egenkontroll.start)
        for unit, field in _places(register, egenkontroll) if egenkontroll.active else ():
            since = _latest(register, egenkontroll, unit.id) or _begins(register, egenkontroll, unit)
            due = egenkontroll.next_after(since) if since else None
            if due is None:
                continue
            yield Deadline(
                due=days_on(due, anstand_dagar),
                what=f"egenkontrollen görs på {unit.name}",
                passed=f"egenkontrollen skulle ha gjorts på {unit.name} senast",
                help="Gör egenkontrollen och skriv in den under genomföranden, eller ändra frekvensen.",
                path=egenkontroll.record.path,
                field=field,
                record=egenkontroll.record,
                unit=unit.id,
                role=egenkontroll.insamling or None,
            )


def _beginning(egenkontroll: Egenkontroll, due: date) -> Deadline:
    return Deadline(
        due=due,
        what="egenkontrollen börjar",
        passed="egenkontrollen är planerad men skulle ha börjat",
        help="Börja kontrollera och sätt status aktiv, eller flytta startdagen.",
        path=egenkontroll.record.path,
        field=egenkontroll.at("start"),
        record=egenkontroll.record,
    )


def _places(register: Register, egenkontroll: Egenkontroll) -> Iterator[tuple[Unit, FieldPath]]:
    """The units with the value that asks for the inspection there.

    Unknown ones are left to KV205, and those with an end: a unit that is gone can make up for nothing.
    """
    named = [(name, egenkontroll.at("enheter", index)) for index, name in enumerate(egenkontroll.enheter)]
    for name, field in named or [(egenkontroll.enhet, egenkontroll.at("frekvens"))]:
        unit = register.organisation.units.get(name)
        if unit is not None and unit.until is None:
            yield unit, field


def _latest(register: Register, egenkontroll: Egenkontroll, unit: str) -> date | None:
    organisation = register.organisation
    branch = organisation.under(unit) | {above.id for above in organisation.above(unit)}
    whole = not egenkontroll.enheter
    held = (g.datum for g in egenkontroll.genomforanden if whole or not g.enhet or g.enhet in branch)
    return max((day for day in held if day), default=None)


def _begins(register: Register, egenkontroll: Egenkontroll, unit: Unit) -> date | None:
    starts = (egenkontroll.start, register.settings.starts, unit.since, egenkontroll.regler_fran)
    return max((day for day in starts if day), default=None)
