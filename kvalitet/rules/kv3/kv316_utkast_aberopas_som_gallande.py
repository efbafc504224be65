"""Ett utkast åberopas som om det gällde.

En post i bruk hänvisar till ett dokument som fortfarande är ett utkast: en avvikelse anger det som den rutin den
gäller, en egenkontroll mäter mot det, en fastställd process följer det, ett lagkrav sägs vara uppfyllt av det, eller
ett gällande dokument bygger på det eller länkar till det i sin text. Åtgärder som handlar om utkastet och poster under
relaterat räknas inte.

Varför: Ett utkast är inte beslutat. Den som hänvisas dit följer något som ingen har godkänt och som kan ändras när som
helst. Kravet är vårdgivarens eget.

Gör så här: Hänvisa till det som gäller i dag, eller gör klart utkastet. Hör posterna bara ihop, skriv utkastet under
relaterat.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    bygger_på:
      - dokument: DOK-0002
    ---
    id: DOK-0002
    titel: Riktlinje för larm vid försämring
    enhet: kardiologi
    status: utkast
    handlingstyp: riktlinje
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    relaterat: [DOK-0002]
    ---
    id: DOK-0002
    titel: Riktlinje för larm vid försämring
    enhet: kardiologi
    status: utkast
    handlingstyp: riktlinje
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.record import Record
from kvalitet.model.register import Mention, Register
from kvalitet.views.dokument import Dokument
from kvalitet.views.lankar import place

SEVERITY = Severity.WARNING
BASIS = own_target("det som åberopas är beslutat")

_HELP = "Hänvisa till det som gäller i dag, gör klart utkastet, eller skriv det under relaterat."

# a process that is being described may name what is being written for it
_NOT_YET = frozenset({"utkast", "planerad", "planerat", "identifierad", "beskriven"})
_LOOSE = frozenset({"ersätter", "upptaget"})


def check(register: Register) -> Iterator[Fault]:
    """Every draft that a record in use refers to, once for each such record."""
    drafts = {d.id: d.record for d in Dokument.all(register) if d.status == "utkast"}
    told = set[tuple[str, str]]()
    for mention in register.mentions if drafts else ():
        if mention.value not in drafts or not _relies(mention) or not _in_use(register, mention.record):
            continue
        if (mention.record.id, mention.value) not in told:
            told.add((mention.record.id, mention.value))
            yield fault(mention.record, *mention.path, message=_said(drafts[mention.value]), help=_HELP)
    for dokument in Dokument.all(register) if drafts else ():
        if dokument.in_force:
            yield from _linked(register, dokument, drafts, told)


def _relies(mention: Mention) -> bool:
    """Whether a field says that the document governs, and not only that it is spoken of or worked at."""
    refs = mention.field.refs
    return "dokument" in refs and not any(ref.startswith("#") for ref in refs) and mention.field.key not in _LOOSE


def _in_use(register: Register, record: Record) -> bool:
    return register.is_open(record) and record.status not in _NOT_YET


def _said(draft: Record) -> str:
    return f'{draft.id} "{draft.title}" är ett utkast och gäller inte'


def _linked(
    register: Register, dokument: Dokument, drafts: dict[str, Record], told: set[tuple[str, str]]
) -> Iterator[Fault]:
    body = register.bodies.get(dokument.innehall)
    paths = {path: draft for draft in drafts.values() for path in (draft.path, draft.text("innehåll")) if path}
    for link in body.links if body else ():
        draft = drafts.get(link.target.partition("#")[0]) or paths.get(place(dokument.innehall, link.target) or "")
        if draft and (dokument.id, draft.id) not in told:
            told.add((dokument.id, draft.id))
            yield Fault(
                path=dokument.innehall, record=dokument.record, span=link.span, message=_said(draft), help=_HELP
            )
