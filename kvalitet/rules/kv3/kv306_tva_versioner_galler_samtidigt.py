"""Två versioner gäller samtidigt.

Ett dokument gäller i dag fast ett annat gällande dokument säger att det har ersatt det, eller så gäller två dokument
med samma dokument_id men olika version.

Varför: Två personer som slår upp samma sak får olika svar, och båda kan visa att de följde en gällande rutin.

Gör så här: Sätt status upphävd på det äldre, med datum och skäl. Är det i själva verket två olika dokument, rätta
dokument_id eller ersätter.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2025-01-20
    ---
    id: DOK-0002
    titel: Rutin för hjärtstopp
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "1.0"
    giltig_från: 2026-09-01
    ersätter: [DOK-0001]
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: upphävd
    upphävd: 2026-08-31
    skäl: Ersatt av DOK-0002.
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2025-01-20
    ---
    id: DOK-0002
    titel: Rutin för hjärtstopp
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "1.0"
    giltig_från: 2026-09-01
    ersätter: [DOK-0001]
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.views.dokument import Dokument

SEVERITY = Severity.ERROR
BASIS = own_target("en version i taget gäller")


def check(register: Register, today: date) -> Iterator[Fault]:
    """Every document that governs on the day beside the one that has taken its place."""
    current = [dokument for dokument in Dokument.all(register) if dokument.in_force_on(today)]
    successors = _successors(current)
    for dokument in current:
        successor = successors.get(dokument.id)
        if successor:
            yield fault(
                dokument.record,
                *dokument.at("status"),
                message=f"ersattes av {successor.id} {successor.giltig_fran} men står kvar som gällande",
                help=f"Upphäv dokumentet, eller ta bort {dokument.id} ur ersätter i {successor.id}.",
            )
    yield from _twins([dokument for dokument in current if dokument.id not in successors])


def _successors(current: Sequence[Dokument]) -> Mapping[str, Dokument]:
    """The document that has taken the place of each; the latest, where several say so."""
    found: dict[str, Dokument] = {}
    for dokument in sorted(current, key=_age):
        found.update(dict.fromkeys(dokument.ersatter, dokument))
    return {replaced: by for replaced, by in found.items() if replaced != by.id}


def _twins(current: Sequence[Dokument]) -> Iterator[Fault]:
    newest: dict[str, Dokument] = {}
    for dokument in sorted(current, key=_age):
        newest[dokument.nummer] = dokument
    for dokument in current:
        other = newest[dokument.nummer]
        if dokument.nummer and dokument.version != other.version:
            yield fault(
                dokument.record,
                *dokument.at("dokument_id"),
                message=f"version {dokument.version} gäller samtidigt som version {other.version} i {other.id}:"
                f" båda har dokument_id {dokument.dokument_id}",
                help="Upphäv den äldre versionen. Är det två olika dokument, rätta dokument_id.",
            )


def _age(dokument: Dokument) -> tuple[date, str]:
    return (dokument.giltig_fran or date.min, dokument.id)
