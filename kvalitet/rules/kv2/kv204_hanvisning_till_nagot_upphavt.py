"""Hänvisning till något upphävt.

En process eller ett lagkrav hänvisar till en post som är upphävd eller makulerad: ett led i processen bygger på ett
upphävt dokument, eller kravet sägs vara uppfyllt av det. Poster under relaterat räknas inte, och inte heller det som
en åtgärd handlar om.

Varför: Den som följer processen hamnar i en text som inte längre gäller, och den som läser kravet tror att det är
uppfyllt.

Gör så här: Hänvisa till det som har tagit vid. Har inget tagit vid, ta bort hänvisningen.

Fel:
    id: PRO-0001
    titel: Hjärtsvikt, från misstanke till uppföljning
    enhet: kardiologi
    status: beskriven
    typ: kärnprocess
    syfte: Att den som har hjärtsvikt får rätt behandling i tid.
    aktiviteter:
      - id: S1
        vad: Bedöma symtomen
        dokument: [DOK-0001]
    ---
    id: DOK-0001
    titel: Äldre rutin för hjärtsvikt
    enhet: kardiologi
    status: upphävd
    upphävd: 2026-01-15
    skäl: Ersatt av DOK-0002.
    handlingstyp: rutin
Rätt:
    id: PRO-0001
    titel: Hjärtsvikt, från misstanke till uppföljning
    enhet: kardiologi
    status: beskriven
    typ: kärnprocess
    syfte: Att den som har hjärtsvikt får rätt behandling i tid.
    aktiviteter:
      - id: S1
        vad: Bedöma symtomen
        dokument: [DOK-0002]
    relaterat: [DOK-0001]
    ---
    id: DOK-0001
    titel: Äldre rutin för hjärtsvikt
    enhet: kardiologi
    status: upphävd
    upphävd: 2026-01-15
    skäl: Ersatt av DOK-0002.
    handlingstyp: rutin
    ---
    id: DOK-0002
    titel: Rutin för hjärtsvikt
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "1.0"
    giltig_från: 2026-01-15
    ersätter: [DOK-0001]
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.hanvisningar import relied_on

SEVERITY = Severity.ERROR
BASIS = None


def check(register: Register) -> Iterator[Fault]:
    """Every repealed or cancelled record that a process or a requirement relies on, once for each of them."""
    for mention in relied_on(register):
        found = register.by_id.get(mention.value)
        if found is not None and register.is_cancelled(found):
            yield fault(
                mention.record,
                *mention.path,
                message=f'{found.id} "{found.title}" har status {found.status}',
                help=_help(register, found),
            )


def _help(register: Register, found: Record) -> str:
    successors = [
        mention.record.id
        for mention in register.referrers(found.id)
        if mention.field.key == "ersätter" and not register.is_cancelled(mention.record)
    ]
    if successors:
        return f"Hänvisa till {listing(sorted(set(successors)), 'eller')}, som har tagit vid."
    return "Hänvisa till det som har tagit vid, eller ta bort hänvisningen."
