"""Rollen som svarar för gällande dokument är vakant.

En roll som svarar för minst ett gällande dokument är vakant i dag. En ersättare träder in så länge. Finns ingen
ersättare, eller är också ersättaren vakant, sägs det i stället av regeln om vakanta roller.

Varför: Ersättaren tar över ansvaret för dokumenten, men vet inte alltid vilka de är. Att någon svarar för varje
dokument är vårdgivarens eget krav.

Gör så här: Se till att ersättaren vet vilka dokument det gäller. Dröjer tillsättningen, flytta över ansvaret genom
att ändra ansvarig i dokumenten.

Fel:
    # fil: organisation.yaml
    enheter:
      - id: kardiologi
        namn: Kardiologi
        nivå: verksamhet
        roller:
          - id: verksamhetschef
            vakant: [{från: 2026-09-01, kommentar: Rekrytering pågår.}]
            ersättare: enhetschef/kardiologi
          - id: enhetschef
            innehav: [{innehavare: h-005, från: 2023-01-01}]
    ---
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    giltig_till: 2028-01-20
Rätt:
    # fil: organisation.yaml
    enheter:
      - id: kardiologi
        namn: Kardiologi
        nivå: verksamhet
        roller:
          - id: verksamhetschef
            innehav: [{innehavare: h-011, från: 2026-11-01}]
            vakant: [{från: 2026-09-01, till: 2026-10-31}]
            ersättare: enhetschef/kardiologi
          - id: enhetschef
            innehav: [{innehavare: h-005, från: 2023-01-01}]
    ---
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    giltig_till: 2028-01-20
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import ago, number_text
from kvalitet.views.dokument import Dokument
from kvalitet.views.vakanser import vacancies

SEVERITY = Severity.INFO
BASIS = own_target("någon svarar för varje gällande dokument")


def check(register: Register, today: date) -> Iterator[Fault]:
    """Every role that answers for documents in force, is vacant on the day and has a deputy who stands in."""
    documents = Counter(dokument.ansvarig for dokument in Dokument.all(register) if dokument.in_force)
    for vacancy in vacancies(register.organisation, today):
        name = vacancy.post.name
        if not vacancy.covered or not documents[name]:
            continue
        since = f"blev vakant {vacancy.since}, {ago(vacancy.since, today)}" if vacancy.since else "är vakant"
        yield Fault(
            path=register.organisation.path,
            field=vacancy.path,
            demand=f"innehavare:{name}",
            message=f"{name} {since}, och svarar för {number_text(documents[name])} gällande dokument",
            help=f"Se till att {vacancy.deputy} vet vilka dokument det gäller, eller byt ansvarig i dem.",
            unit=vacancy.post.unit,
            role=vacancy.deputy,
        )
