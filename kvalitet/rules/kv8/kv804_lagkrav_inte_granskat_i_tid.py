"""Lagkravet är inte granskat i tid.

Dagen för nästa granskning av ett lagkrav har passerat. Står ingen dag räknas ett år från den senaste granskningen,
eller från det att kravet eller registret började. Regeln säger också till när en ändring i bestämmelsen har börjat
gälla utan att det är bedömt vad den kräver.

Varför: Lagar ändras, och verksamheten med dem. En bedömning som ingen har sett över säger inte om kravet är uppfyllt
i dag. Hur ofta kraven granskas har vårdgivaren själv bestämt.

Gör så här: Bedöm om kravet är uppfyllt, och skriv in granskad och nästa_granskning. För en ändring: skriv in när den
blev bedömd och vad den leder till.

Fel:
    id: LAG-0001
    titel: Egenkontroll
    enhet: kardiologi
    status: gällande
    författning: SOSFS 2011:9
    paragraf: 5 kap. 2 §
    krav: Verksamheten ska följas upp genom egenkontroll.
    bedömning: uppfyllt
    granskad: 2025-10-14
    nästa_granskning: 2026-10-31
Rätt:
    id: LAG-0001
    titel: Egenkontroll
    enhet: kardiologi
    status: gällande
    författning: SOSFS 2011:9
    paragraf: 5 kap. 2 §
    krav: Verksamheten ska följas upp genom egenkontroll.
    bedömning: uppfyllt
    granskad: 2026-10-20
    nästa_granskning: 2027-10-29
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.dates import months_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.lagkrav import Lagkrav

SEVERITY = Severity.WARNING
BASIS = own_target("lagkraven granskas återkommande")


def deadlines(
    register: Register,
    *,
    månader: Annotated[int, "antal månader till nästa granskning när ingen dag är satt"] = 12,
) -> Iterator[Deadline]:
    """The next review of each requirement, and each change in the law by the day it takes effect."""
    for krav in Lagkrav.all(register):
        if register.is_cancelled(krav.record):
            continue
        review = _review(register, krav, månader)
        if review:
            yield review
        yield from _changes(register, krav)


def _review(register: Register, krav: Lagkrav, months: int) -> Deadline | None:
    due, field = krav.nasta_granskning, "nästa_granskning"
    if due is None and krav.in_force:
        start = max((day for day in (_begins(register, krav), krav.galler_fran) if day), default=None)
        since = max((day for day in (start, krav.granskad) if day), default=None)
        due, field = months_on(since, months) if since else None, "granskad" if krav.granskad else "status"
    if due is None or due < (krav.regler_fran or date.min):
        return None
    return Deadline(
        due=due,
        what="lagkravet ska granskas",
        passed="lagkravet skulle ha granskats senast",
        help="Bedöm om kravet är uppfyllt och skriv in granskad och nästa_granskning.",
        path=krav.record.path,
        field=krav.at(field),
        record=krav.record,
    )


def _changes(register: Register, krav: Lagkrav) -> Iterator[Deadline]:
    for change in krav.bevakning:
        if change.datum is None or change.datum < (_begins(register, krav) or date.min):
            continue
        name = f"ändringen {change.kalla}" if change.kalla else "ändringen i bestämmelsen"
        yield Deadline(
            due=change.datum,
            done=change.bedomd,
            what=f"{name} ska vara bedömd när den börjar gälla",
            passed=f"{name} skulle ha varit bedömd när den började gälla",
            help="Avgör vad ändringen kräver, och skriv in bedömd och följd.",
            path=krav.record.path,
            field=change.at("datum"),
            record=krav.record,
        )


def _begins(register: Register, krav: Lagkrav) -> date | None:
    """The day from which times are counted for the requirement: the register's start, an import's own."""
    return max((day for day in (register.settings.starts, krav.regler_fran) if day), default=None)
