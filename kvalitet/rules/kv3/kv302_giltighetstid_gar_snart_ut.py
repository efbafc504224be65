"""Giltighetstiden går snart ut.

Ett dokument som står som gällande närmar sig sin sista giltighetsdag: först som en upplysning, sedan som en
varning.

Varför: Att se över ett dokument tar tid: någon ska läsa, fråga dem som arbetar efter det och få ett beslut. Den som
börjar i tid slipper ett utgånget dokument. Hur tidigt påminnelsen kommer har vårdgivaren själv bestämt.

Gör så här: Påbörja översynen. Förläng dokumentet med ett granskningsmärke i steget oförändrad och en ny
giltig_till, eller förbered nästa version.

Fel:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2024-12-20
    giltig_till: 2026-12-20
Rätt:
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2024-12-20
    giltig_till: 2028-11-30
    granskningar:
      - av: verksamhetschef/kardiologi
        datum: 2026-11-16
        steg: oförändrad
        motiv: Rutinen följs och de nationella rekommendationerna är desamma.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import ago
from kvalitet.views.dokument import Dokument

SEVERITY = Severity.WARNING
BASIS = own_target("dokumentets egen giltighetstid")


def check(
    register: Register,
    today: date,
    *,
    upplysning: Annotated[int, "antal dagar före sista giltighetsdagen då en upplysning ges"] = 180,
    varning: Annotated[int, "antal dagar före sista giltighetsdagen då en varning ges"] = 60,
) -> Iterator[Fault]:
    """Every document in force whose last day of validity is near."""
    for dokument in Dokument.all(register):
        ends = dokument.giltig_till
        if not dokument.in_force or ends is None:
            continue
        left = (ends - today).days
        if 0 <= left <= max(upplysning, varning):
            found = fault(
                dokument.record,
                *dokument.at("giltig_till"),
                message=f"giltighetstiden går ut {ends}, {ago(ends, today)}",
                help="Påbörja översynen: förläng dokumentet eller förbered nästa version.",
            )
            yield replace(found, due=ends, severity=Severity.WARNING if left <= varning else Severity.INFO)
