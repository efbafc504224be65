"""Granskningsmärket stämmer inte längre.

Innehållet har ändrats sedan det senaste märket som godkände det, eller så har ett dokument som det bygger på
beslutats på nytt efteråt. Märket är då misstänkt: ingen har godkänt det som står där nu. Regeln gäller poster av alla
slag som har granskningar, och för dokument även texten i filen bredvid.

Varför: Ett godkännande gäller det som granskades. Ändras innehållet efteråt bygger verksamheten på något som ingen har
tagit ställning till. Kravet är vårdgivarens eget.

Gör så här: Granska innehållet som det ser ut nu och lägg till ett nytt märke. Var ändringen ett misstag, återställ
texten. Har ett underlag förnyats, jämför med det och avsluta med ett märke även om ingenting behövde ändras.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.1"
    giltig_från: 2026-01-20
    giltig_till: 2028-01-20
    granskningar:
      - av: chefläkare/halso-och-sjukvard
        datum: 2026-01-19
        steg: godkänd
        fingeravtryck: v1:aa197f2f1c61df8740641fc51c7fae81607f950d51a97443d733da1f73466ec7
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
      - av: chefläkare/halso-och-sjukvard
        datum: 2026-01-19
        steg: godkänd
        fingeravtryck: v1:aa197f2f1c61df8740641fc51c7fae81607f950d51a97443d733da1f73466ec7
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.marks import fingerprint
from kvalitet.model.register import Register
from kvalitet.views.dokument import Dokument
from kvalitet.views.granskningar import Granskning, granskningar_of, latest_approving

SEVERITY = Severity.WARNING
BASIS = own_target("ett godkännande gäller det innehåll som granskades")
RENEWING = {"godkänd": "godkändes", "fastställd": "fastställdes"}


def check(register: Register) -> Iterator[Fault]:
    """Every record whose latest approving mark no longer fits what the record says."""
    for record in register.records:
        if "granskningar" in record.data and not register.is_cancelled(record):
            latest = latest_approving(granskningar_of(record))
            found = _changed(register, latest) if latest and latest.fingeravtryck else None
            if found:
                yield found


def renewed(register: Register) -> Iterator[Fault]:
    """Every document in force that rests on a document decided anew after it was approved itself."""
    for dokument in Dokument.all(register):
        if dokument.in_force:
            yield from _renewed(register, dokument)


def _changed(register: Register, mark: Granskning) -> Fault | None:
    version = mark.fingeravtryck.partition(":")[0]
    fits = fingerprint(register, mark.record, version)
    if fits == mark.fingeravtryck:
        return None
    if fits is None:
        message = f"fingeravtryck i version {version} går inte att kontrollera: den är okänd för programmet"
        advice = "Uppdatera programmet, eller låt granska innehållet på nytt."
    else:
        message = f'innehållet har ändrats sedan märket "{mark.steg}" sattes {mark.datum} av {mark.av}'
        advice = "Granska innehållet som det är nu och lägg till ett nytt märke, eller återställ ändringen."
    return fault(mark.record, *mark.at("fingeravtryck"), message=message, help=advice)


def _renewed(register: Register, dokument: Dokument) -> Iterator[Fault]:
    own = latest_approving(dokument.granskningar)
    for underlag in dokument.bygger_pa if own and own.datum else ():
        record = register.by_id.get(underlag.dokument)
        if record is None or register.is_cancelled(record):
            continue
        # oförändrad says that nothing was changed: what rests on it is not touched
        newer = latest_approving(mark for mark in granskningar_of(record) if mark.steg in RENEWING)
        if own and own.datum and newer and newer.datum and newer.datum > own.datum:
            yield fault(
                dokument.record,
                *underlag.at("dokument"),
                message=f"{record.id} {RENEWING[newer.steg]} {newer.datum}, efter att det här dokumentet granskades"
                f" {own.datum}",
                help=f"Jämför med {record.id} och lägg till ett nytt märke, även om ingenting behöver ändras.",
            )
