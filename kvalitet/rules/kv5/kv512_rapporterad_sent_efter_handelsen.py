"""Rapporterad sent efter händelsen.

En avvikelse har rapporterats först en tid efter att det hände. Det går inte att ändra, så bara de senast rapporterade
nämns, som en upplysning. Avvikelser som är hämtade från ett annat system räknas inte.

Varför: Ju längre det dröjer, desto mindre minns de som var med, och desto längre finns faran kvar. Många sena rapporter
kan tyda på att det är svårt eller obehagligt att rapportera. Tiden är vårdgivarens eget mål.

Gör så här: Fråga vad som gjorde att rapporten dröjde, och underlätta rapporteringen. Är händelsedatum fel, rätta det.

Fel:
    id: AVV-2026-0001
    titel: Patienten fick fel kost
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2026-09-28
    rapporterad: 2026-11-16
    beskrivning: Brickan hade en annan patients namn.
Rätt:
    id: AVV-2026-0001
    titel: Patienten fick fel kost
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2026-11-14
    rapporterad: 2026-11-16
    beskrivning: Brickan hade en annan patients namn.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import days
from kvalitet.views.avvikelser import Avvikelse

SEVERITY = Severity.INFO
BASIS = own_target("målet för hur snart en händelse rapporteras")


def recently_reported_late(
    register: Register,
    today: date,
    *,
    dagar: Annotated[int, "så många dagar efter händelsen ska en avvikelse vara rapporterad"] = 14,
    dagar_bakåt: Annotated[int, "så många dagar bakåt tas sent rapporterade avvikelser upp"] = 90,
) -> Iterator[Fault]:
    """Deviations reported of late whose event lay further back than the target."""
    for avvikelse in Avvikelse.all(register):
        happened, reported = avvikelse.handelsedatum, avvikelse.rapporterad
        if not happened or not reported or avvikelse.importerad or register.is_cancelled(avvikelse.record):
            continue
        waited = (reported - happened).days
        if waited > dagar and 0 <= (today - reported).days <= dagar_bakåt:
            yield fault(
                avvikelse.record,
                "rapporterad",
                message=f"rapporterad {days(waited)} efter händelsen, målet är {days(dagar)}",
                help="Fråga vad som gjorde att rapporten dröjde.",
            )
