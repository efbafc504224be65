"""Egenkontroll utan koppling, eller område utan egenkontroll.

En aktiv egenkontroll hänvisar inte till något styrdokument, någon process, något lagkrav eller någon utbildning, så att
det inte syns vad den prövar. Det påtalas också när ett säkerhetsområde som ledningen enligt kvalitet.yaml går igenom
varje år saknar aktiv egenkontroll.

Varför: Egenkontroll är bland annat kontroll av att verksamheten bedrivs enligt processerna och rutinerna i
ledningssystemet (SOSFS 2011:9 2 kap.). Då behöver det framgå vilka. Och ledningen kan inte bedöma ett område som ingen
följer upp. Att kopplingen ska finnas i registret och vilka områden som gås igenom har vårdgivaren själv bestämt.

Gör så här: Skriv under avser vad som kontrolleras. Börja med en egenkontroll i området som saknar, eller sätt område på
den som redan görs.

Fel:
    id: EGK-0001
    titel: Tid till triage på akutmottagningen
    enhet: kardiologi
    status: aktiv
    frekvens: {intervall: P3M}
    start: 2026-10-01
    vad: Medianen av tiden från ankomst till triage.
Rätt:
    id: EGK-0001
    titel: Tid till triage på akutmottagningen
    enhet: kardiologi
    status: aktiv
    frekvens: {intervall: P3M}
    start: 2026-10-01
    vad: Medianen av tiden från ankomst till triage.
    avser: [PRO-0001]
    ---
    id: PRO-0001
    titel: Omhändertagande av bröstsmärta
    enhet: kardiologi
    status: identifierad
    typ: kärnprocess
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.views.egenkontroller import Egenkontroll

SEVERITY = Severity.WARNING
BASIS = own_target("varje egenkontroll är kopplad till det den prövar, och varje område som gås igenom har en")
LIST = "sakerhetsomraden"


def unconnected(register: Register) -> Iterator[Fault]:
    """Every active inspection that refers to nothing, at what it says that it inspects."""
    for egenkontroll in Egenkontroll.all(register):
        # KV709 speaks of those that say nothing at all of what they inspect
        if egenkontroll.active and egenkontroll.vad and not egenkontroll.avser:
            yield fault(
                egenkontroll.record,
                *egenkontroll.at("vad"),
                message="egenkontrollen hänvisar inte till något dokument, någon process, något lagkrav eller någon"
                " utbildning",
                help="Skriv under avser vad det är som kontrolleras.",
            )


def uninspected(register: Register) -> Iterator[Fault]:
    """Every safety area that the management is to review and no active inspection concerns, where it is demanded."""
    codes = register.codes.get(LIST)
    wanted = register.settings.demanded("genomgångar")
    areas = wanted.get("områden") if isinstance(wanted, dict) else None
    # an inspection that could not be read may concern any of them
    if codes is None or not isinstance(areas, list) or register.misses(Egenkontroll.kind):
        return
    inspected = {e.omrade for e in Egenkontroll.all(register) if e.active}
    planned = {e.omrade: e.id for e in Egenkontroll.all(register) if e.status == "planerad"}
    for index, area in enumerate(areas):
        if isinstance(area, str) and area in codes.codes and area not in inspected and area not in areas[:index]:
            more = f", men {planned[area]} är planerad" if area in planned else ""
            yield Fault(
                path=register.settings.path,
                field=("krav", "genomgångar", "områden", index),
                demand=f"egenkontroll:{area}",
                message=f'området "{codes.label(area)}" har ingen aktiv egenkontroll{more}',
                help="Börja med en egenkontroll i området, eller sätt område på den som redan görs.",
            )
