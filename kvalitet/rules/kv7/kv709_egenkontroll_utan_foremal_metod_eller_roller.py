"""Egenkontroll utan föremål, metod eller roller.

En aktiv egenkontroll säger inte vad som jämförs med vad, hur kontrollen går till, eller vem som samlar in, tolkar och
beslutar. Allt som saknas i samma egenkontroll sägs på en gång.

Varför: Utan föremål och metod mäter två personer olika saker, och resultaten går inte att jämföra över tid. Utan roller
blir resultatet liggande. Vad en egenkontroll ska innehålla är vårdgivarens eget mål.

Gör så här: Fyll i vad, metod och de tre rollerna insamling, analys och beslut. Samma roll får stå på flera ställen.

Fel:
    id: EGK-0001
    titel: Basala hygienrutiner och klädregler
    enhet: kardiologi
    status: aktiv
    frekvens: {intervall: P3M}
    start: 2026-10-01
    vad: Om momenten i vården görs enligt rutinen.
    roller: {insamling: kvalitetssamordnare/kardiologi}
Rätt:
    id: EGK-0001
    titel: Basala hygienrutiner och klädregler
    enhet: kardiologi
    status: aktiv
    frekvens: {intervall: P3M}
    start: 2026-10-01
    vad: Om momenten i vården görs enligt rutinen.
    metod: observation
    roller:
      insamling: kvalitetssamordnare/kardiologi
      analys: enhetschef/hjartavdelningen
      beslut: verksamhetschef/kardiologi
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.egenkontroller import Egenkontroll

SEVERITY = Severity.WARNING
BASIS = own_target("varje egenkontroll har föremål, metod och roller")


def check(register: Register) -> Iterator[Fault]:
    """One fault for each active inspection that lacks any of what makes it possible to carry out, at its status."""
    for egenkontroll in Egenkontroll.all(register):
        missing = list(_missing(egenkontroll)) if egenkontroll.active else []
        if missing:
            yield fault(
                egenkontroll.record,
                *egenkontroll.at("status"),
                message=f"egenkontrollen är aktiv men saknar {listing(missing)}",
                help="Fyll i vad som kontrolleras, hur det går till och vem som gör vad.",
            )


def _missing(egenkontroll: Egenkontroll) -> Iterator[str]:
    # a document or a process that it refers to says what is inspected
    if not egenkontroll.vad and not egenkontroll.avser:
        yield "föremål (vad)"
    if not egenkontroll.metod:
        yield "metod"
    roles = {"insamling": egenkontroll.insamling, "analys": egenkontroll.analys, "beslut": egenkontroll.beslut}
    empty = [name for name, role in roles.items() if not role]
    if empty:
        yield "roller" if len(empty) == len(roles) else f"roll för {listing(empty)}"
