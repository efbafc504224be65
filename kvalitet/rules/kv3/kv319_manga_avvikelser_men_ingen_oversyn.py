"""Många avvikelser, men ingen översyn.

Flera avvikelser det senaste året pekar ut samma gällande dokument, och det har inte prövats eller ändrats sedan de
inträffade. Det är inte i sig ett tecken på att dokumentet är dåligt: många rapporter kan betyda att det används.

Varför: Visar avvikelserna att en rutin inte är ändamålsenlig behöver den förbättras, och det syns först när de läses
tillsammans. Hur många som ska leda till en översyn har vårdgivaren själv bestämt.

Gör så här: Läs avvikelserna tillsammans. Ändra dokumentet, eller skriv i prövning att det kan stå kvar och varför.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    ---
    id: AVV-2026-0001
    titel: Larmet gick till fel avdelning
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-02-11
    rapporterad: 2026-02-11
    beskrivning: Larmet drog ut på tiden.
    dokument: DOK-0001
    ---
    id: AVV-2026-0002
    titel: Fel anknytning på larmkortet
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-04-02
    rapporterad: 2026-04-02
    beskrivning: Larmet drog ut på tiden.
    dokument: DOK-0001
    ---
    id: AVV-2026-0003
    titel: Ingen mötte teamet vid hissen
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-06-23
    rapporterad: 2026-06-23
    beskrivning: Larmet drog ut på tiden.
    dokument: DOK-0001
    ---
    id: AVV-2026-0004
    titel: Teamet sökte patienten en våning ned
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-08-15
    rapporterad: 2026-08-15
    beskrivning: Larmet drog ut på tiden.
    dokument: DOK-0001
    ---
    id: AVV-2026-0005
    titel: Larmet gick till fel avdelning igen
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-10-04
    rapporterad: 2026-10-04
    beskrivning: Larmet drog ut på tiden.
    dokument: DOK-0001
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    prövning:
      datum: 2026-10-20
      utfall: behåll
      kommentar: Anknytningen är rätt i rutinen. Det gamla larmkortet satt kvar och har bytts ut.
    ---
    id: AVV-2026-0005
    titel: Larmet gick till fel avdelning igen
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-10-04
    rapporterad: 2026-10-04
    beskrivning: Larmet drog ut på tiden.
    dokument: DOK-0001
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.dates import months_on
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import counted
from kvalitet.views.avvikelser import Avvikelse
from kvalitet.views.dokument import Dokument
from kvalitet.views.granskningar import latest_approving

SEVERITY = Severity.WARNING
BASIS = own_target("målet för när avvikelser ska leda till översyn av ett dokument")


def check(
    register: Register,
    today: date,
    *,
    antal: Annotated[int, "antal avvikelser om samma dokument som ska leda till en översyn"] = 5,
    månader: Annotated[int, "antal månader bakåt som avvikelserna räknas"] = 12,
) -> Iterator[Fault]:
    """Every document in force that many deviations name since it was last looked at."""
    begins = months_on(today, -månader)
    for dokument in Dokument.all(register):
        if not dokument.in_force_on(today):
            continue
        looked_at = _looked_at(dokument, today)
        days = [day for day in _deviations(register, dokument) if max(begins, looked_at) < day <= today]
        if days and len(days) >= antal:
            yield fault(
                dokument.record,
                *dokument.at("version"),
                message=f"{counted(len(days), 'avvikelse', 'avvikelser')} sedan {min(days)} gäller dokumentet,"
                f" som inte har setts över sedan {looked_at}",
                help="Läs avvikelserna tillsammans. Ändra dokumentet, eller skriv i prövning varför det kan stå kvar.",
            )


def _looked_at(dokument: Dokument, today: date) -> date:
    """The last day, up to today, on which somebody is known to have weighed what the document says."""
    mark = latest_approving(dokument.granskningar)
    days = [dokument.provad, dokument.giltig_fran, mark.datum if mark else None]
    days += [change.datum for change in dokument.andringar]
    return max((day for day in days if day and day <= today), default=date.min)


def _deviations(register: Register, dokument: Dokument) -> Iterator[date]:
    """The days of the events that name the document as the one concerned."""
    for mention in register.referrers(dokument.id):
        record = mention.record
        if mention.path == ("dokument",) and record.kind == Avvikelse.kind and not register.is_cancelled(record):
            # what happened before the text was looked at may be reported after
            day = Avvikelse(record, record.data).handelsedatum
            if day:
                yield day
