"""Ett ämne som ska vara täckt är det inte.

Ett ämne som vårdgivaren själv kräver i kvalitet.yaml täcks inte av något gällande dokument, eller först från en senare
dag. Har dokumenten om ämnet gått ut är det de som ska ses över, och det sägs där.

Varför: Att ämnet står bland kraven betyder att verksamheten inte klarar sig på muntliga överenskommelser. Listan har
vårdgivaren själv bestämt.

Gör så här: Ta fram ett dokument om ämnet, eller lägg till ämnet i det dokument som redan reglerar det. Behövs inget
dokument, ta bort ämnet ur kraven.

Fel:
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2023-01-01
    krav:
      ämnen: [suicidprevention]
Rätt:
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2023-01-01
    krav:
      ämnen: [suicidprevention]
    ---
    id: DOK-0001
    titel: Bedömning av suicidrisk
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    ämne: [suicidprevention]
    giltig_från: 2026-01-20
"""

from collections.abc import Iterator, Mapping
from datetime import date

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import ago, listing
from kvalitet.views.dokument import Dokument

SEVERITY = Severity.WARNING
BASIS = own_target("vårdgivarens krav på ämnen som ska vara täckta")


def check(register: Register) -> Iterator[Fault]:
    """Every demanded topic on which no document stands as being in force."""
    by_topic = _by_topic(register)
    for index, topic in _demanded(register):
        documents = by_topic.get(topic, [])
        if not any(dokument.in_force for dokument in documents):
            label = register.label("amnen", topic)
            drafts = [dokument.id for dokument in documents if dokument.status == "utkast"]
            told = f", men {listing(drafts)} är utkast" if drafts else ""
            yield _fault(register, index, topic, f'ämnet "{label}" täcks inte av något gällande dokument{told}')


def coming(register: Register, today: date) -> Iterator[Fault]:
    """Every demanded topic on which all documents in force begin later."""
    by_topic = _by_topic(register)
    for index, topic in _demanded(register):
        begins = [d.giltig_fran for d in by_topic.get(topic, []) if d.in_force]
        days = [day for day in begins if day and day > today]
        if days and len(days) == len(begins):
            first = min(days)
            label = register.label("amnen", topic)
            words = f'ämnet "{label}" täcks först från {first}, {ago(first, today)}'
            yield _fault(register, index, topic, words)


def _demanded(register: Register) -> Iterator[tuple[int, str]]:
    """The topics demanded, once each, with their place in the list; those not known have a rule of their own."""
    demanded = register.settings.demanded("ämnen")
    codes = register.codes.get("amnen")
    # a document that could not be read may cover any of them
    if not isinstance(demanded, list) or codes is None or register.misses("dokument"):
        return
    seen = set[str]()
    for index, topic in enumerate(demanded):
        if isinstance(topic, str) and topic in codes.codes and topic not in seen:
            seen.add(topic)
            yield index, topic


def _by_topic(register: Register) -> Mapping[str, list[Dokument]]:
    found: dict[str, list[Dokument]] = {}
    for dokument in Dokument.all(register):
        for topic in dokument.amne if not register.is_cancelled(dokument.record) else ():
            found.setdefault(topic, []).append(dokument)
    return found


def _fault(register: Register, index: int, topic: str, message: str) -> Fault:
    return Fault(
        path=register.settings.path,
        field=("krav", "ämnen", index),
        demand=f"ämne:{topic}",
        message=message,
        help="Ta fram ett dokument om ämnet, eller lägg till ämnet i det dokument som redan reglerar det.",
    )
