"""Giltighetstiden har passerat.

Ett dokument som står som gällande har passerat sin sista giltighetsdag. Det ligger kvar och visas som
utgånget: det försvinner aldrig av sig självt.

Varför: Den som arbetar efter dokumentet vet inte om det fortfarande stämmer. De processer och rutiner som behövs för
att säkra kvaliteten ska vara fastställda (SOSFS 2011:9 4 kap. 2 och 4 §§). Giltighetstiden har vårdgivaren själv satt.

Gör så här: Se över dokumentet. Förläng det med ett granskningsmärke i steget oförändrad och en ny giltig_till,
ge ut en ny version, eller sätt status upphävd med datum och skäl.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2024-06-01
    giltig_till: 2026-05-31
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.1"
    giltig_från: 2026-05-20
    giltig_till: 2028-05-31
"""

from collections.abc import Iterator

from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.dokument import Dokument

SEVERITY = Severity.ERROR
BASIS = own_target("dokumentets egen giltighetstid")


def deadlines(register: Register) -> Iterator[Deadline]:
    """The last day of validity of each document in force."""
    for dokument in Dokument.all(register):
        if dokument.in_force and dokument.giltig_till:
            yield Deadline(
                due=dokument.giltig_till,
                what="ses över före sista giltighetsdagen",
                passed="giltighetstiden gick ut",
                help="Granska dokumentet: förläng det, ge ut en ny version eller upphäv det.",
                path=dokument.record.path,
                field=dokument.at("giltig_till"),
                record=dokument.record,
            )
