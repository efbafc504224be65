"""Gällande, men det finns ingen text att läsa.

Ett dokument står som gällande, men varken innehåll eller plats leder till någon text, filen är tom, eller så är den en
PDF som bara består av bilder av text. En text som inte går att läsa eller en sökväg som leder fel har egna regler.

Varför: Ett dokument som inte går att öppna följs inte. I en inskannad PDF går det inte att söka, och den som får texten
uppläst av ett hjälpmedel får ingenting.

Gör så här: Lägg texten i registret och skriv sökvägen i innehåll, eller skriv i plats var den finns. Ersätt en
inskannad PDF med originalet, eller låt ett program tolka texten i den.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2026-01-20
    plats: https://dokument.region-exempel.se/3041
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.views.dokument import Dokument

SEVERITY = Severity.WARNING
BASIS = own_target("det som gäller går att läsa")


def check(register: Register) -> Iterator[Fault]:
    """Every document in force without a text that can be read."""
    for dokument in Dokument.all(register):
        if not dokument.in_force:
            continue
        if not dokument.innehall and not dokument.plats:
            yield fault(
                dokument.record,
                *dokument.at("status"),
                message="dokumentet står som gällande men har ingen text: både innehåll och plats saknas",
                help="Skriv sökvägen till texten i innehåll, eller var den finns i plats.",
            )
        elif dokument.innehall:
            yield from _unreadable(register, dokument)


def _unreadable(register: Register, dokument: Dokument) -> Iterator[Fault]:
    body = register.bodies.get(dokument.innehall)
    if body is None:
        return
    if body.text is not None and not body.text.strip():
        yield fault(
            dokument.record,
            *dokument.at("innehåll"),
            message=f"{body.path} är tom",
            help="Skriv in texten, eller peka ut rätt fil.",
        )
    elif body.text_layer is False:
        yield fault(
            dokument.record,
            *dokument.at("innehåll"),
            message=f"{body.path} innehåller bara bilder: texten går varken att söka i eller få uppläst",
            help="Byt ut filen mot originalet, eller låt ett program tolka texten i den.",
        )
