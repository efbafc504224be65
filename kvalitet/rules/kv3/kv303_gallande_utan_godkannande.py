"""Gällande utan godkännande.

Ett dokument står som gällande, men inget granskningsmärke visar att det är godkänt eller fastställt. Anger märkena
version ska något av dem gälla den version som nu är i bruk.

Varför: Den som arbetar efter dokumentet ska kunna lita på att någon med rätt att besluta står bakom det. För rutiner
är det föreskrivet att de ska fastställas (SOSFS 2011:9 4 kap. 4 §). För andra handlingstyper är kravet
vårdgivarens eget.

Gör så här: Låt den som har mandat godkänna dokumentet och skriv in märket med version. Är det inte beslutat, sätt
status utkast.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    giltig_till: 2028-01-20
    granskningar:
      - av: kvalitetssamordnare/kardiologi
        datum: 2026-01-12
        steg: granskad
        version: "2.0"
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    giltig_till: 2028-01-20
    granskningar:
      - av: kvalitetssamordnare/kardiologi
        datum: 2026-01-12
        steg: granskad
        version: "2.0"
      - av: chefläkare/halso-och-sjukvard
        datum: 2026-01-19
        steg: godkänd
        version: "2.0"
"""

from collections.abc import Iterator
from dataclasses import replace

from kvalitet.model.finding import Fault, Severity, fault, own_target, regulation
from kvalitet.model.register import Register
from kvalitet.views.dokument import Dokument
from kvalitet.views.granskningar import latest_approving

SEVERITY = Severity.ERROR
BASIS = own_target("ett dokument godkänns innan det gäller")
ROUTINES = regulation("SOSFS 2011:9 4 kap. 4 §")


def check(register: Register) -> Iterator[Fault]:
    """Every document in force without a mark that approves it in its present version."""
    for dokument in Dokument.all(register):
        found = _fault(dokument) if dokument.in_force else None
        if found:
            yield replace(found, basis=ROUTINES) if dokument.handlingstyp == "rutin" else found


def _fault(dokument: Dokument) -> Fault | None:
    if dokument.approved:
        return None
    latest = latest_approving(dokument.granskningar)
    if latest is None:
        return fault(
            dokument.record,
            *dokument.at("status"),
            message="dokumentet står som gällande men inget märke visar att det är godkänt",
            help="Låt den som har mandat godkänna dokumentet, eller sätt status utkast.",
        )
    return fault(
        dokument.record,
        *dokument.at("version"),
        message=f"version {dokument.version} är inte godkänd, senast godkändes version {latest.version} {latest.datum}",
        help=f"Låt den som har mandat godkänna version {dokument.version}, eller gå tillbaka till den godkända.",
    )
