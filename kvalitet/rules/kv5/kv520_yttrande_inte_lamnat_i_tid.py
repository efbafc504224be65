"""Yttrandet är inte lämnat i tid.

Patientnämnden, IVO eller någon annan som prövar ett ärende vill ha vårdgivarens yttrande till en viss dag. Dagen närmar
sig eller har passerat, och inget yttrande är inskrivet som lämnat. För ett klagomål räknas svaret till avsändaren som
yttrande, och likaså att klagomålet har lämnats över till rätt vårdgivare. När ärendet är avgjort eller avslutat väntar
ingen längre.

Varför: Den som prövar ärendet kan inte gå vidare, och kan komma att avgöra det utan att ha hört er. Dagen är satt av
den som har bett om yttrandet.

Gör så här: Lämna yttrandet och skriv dagen i yttrande_inskickat, eller i besvarad när det gäller ett klagomål. Behövs
mer tid, be om anstånd och skriv in den nya dagen.

Fel:
    id: ARE-2026-0001
    titel: Tillsyn av läkemedelshanteringen
    enhet: kardiologi
    status: öppnat
    ansvarig: chefläkare/halso-och-sjukvard
    typ: ivo_tillsyn
    öppnad: 2026-09-14
    yttrande_senast: 2026-10-30
Rätt:
    id: ARE-2026-0001
    titel: Tillsyn av läkemedelshanteringen
    enhet: kardiologi
    status: öppnat
    ansvarig: chefläkare/halso-och-sjukvard
    typ: ivo_tillsyn
    öppnad: 2026-09-14
    yttrande_senast: 2026-10-30
    yttrande_inskickat: 2026-10-27
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.rules.kv5._anmalan import is_over
from kvalitet.views.arenden import Arende
from kvalitet.views.klagomal import Klagomal

SEVERITY = Severity.WARNING
BASIS = own_target("den dag som satts av den som har bett om yttrandet")


def deadlines(
    register: Register, *, dagar_innan: Annotated[int, "så många dagar före dagen sägs det till att den är nära"] = 7
) -> Iterator[Deadline]:
    """The day by which each statement that somebody has asked for is to be handed in."""
    for arende in Arende.all(register):
        due, sent = arende.yttrande_senast, arende.yttrande_inskickat
        waiting = not is_over(register, arende) and not register.is_cancelled(arende.record)
        if due and (sent or waiting) and due >= (arende.regler_fran or due):
            yield _deadline(arende, due, sent, dagar_innan)
    for klagomal in Klagomal.all(register):
        due = klagomal.yttrande_senast
        sent = min((day for day in (klagomal.besvarad, klagomal.overlamnad) if day), default=None)
        waiting = register.is_open(klagomal.record)
        if due and (sent or waiting) and due >= (klagomal.regler_fran or due):
            yield _deadline(klagomal, due, sent, dagar_innan)


def _deadline(view: Arende | Klagomal, due: date, sent: date | None, notice: int) -> Deadline:
    complaint = isinstance(view, Klagomal)
    return Deadline(
        due=due,
        done=sent,
        what="yttrandet lämnas till den som har bett om det",
        passed="yttrandet är inte lämnat och skulle ha lämnats senast",
        near="yttrandet är inte lämnat och ska lämnas senast",
        notice=((notice, Severity.WARNING),),
        help=f"Lämna yttrandet och skriv dagen i {'besvarad' if complaint else 'yttrande_inskickat'}, "
        "eller be om anstånd och skriv in den nya dagen.",
        path=view.record.path,
        field=view.at("yttrande_senast"),
        record=view.record,
        course="svar",
    )
