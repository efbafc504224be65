"""Motparten har inte svarat.

En avvikelse har skickats till någon annan, till exempel en kommun eller en annan vårdgivare, och svaret har inte kommit
inom målet. Är avvikelsen avslutad väntar ingen längre.

Varför: När orsaken ligger hos någon annan stannar utredningen tills svaret kommer. Tiden är ett eget mål, och motparten
är inte bunden av det, men någon hos er behöver fråga.

Gör så här: Påminn motparten, och skriv dagen i motpart.besvarad när svaret har kommit. Kommer inget svar, ta upp det i
samverkan och avsluta avvikelsen med det som går att slå fast.

Fel:
    id: AVV-2026-0001
    titel: Läkemedelslistan följde inte med hem
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2026-09-01
    rapporterad: 2026-09-02
    påbörjad: 2026-09-03
    beskrivning: Hemsjukvården arbetade efter en äldre lista.
    motpart: {mottagare: "Exempel kommun, hemsjukvården", skickad: 2026-09-07}
Rätt:
    id: AVV-2026-0001
    titel: Läkemedelslistan följde inte med hem
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2026-09-01
    rapporterad: 2026-09-02
    påbörjad: 2026-09-03
    beskrivning: Hemsjukvården arbetade efter en äldre lista.
    motpart: {mottagare: "Exempel kommun, hemsjukvården", skickad: 2026-09-07, besvarad: 2026-09-29}
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.avvikelser import Avvikelse

SEVERITY = Severity.WARNING
BASIS = own_target("målet för svar från den som en avvikelse har skickats till")


def deadlines(
    register: Register, *, dagar: Annotated[int, "så många dagar efter att en avvikelse skickats väntas svaret"] = 30
) -> Iterator[Deadline]:
    """The target day for the answer to each deviation sent to somebody else; closing it ends the wait."""
    for avvikelse in Avvikelse.all(register):
        sent = avvikelse.skickad_till_motpart
        if sent is None or register.is_cancelled(avvikelse.record):
            continue
        yield Deadline(
            due=days_on(max(sent, avvikelse.regler_fran or sent), dagar),
            what=f"svar väntas enligt målet från {avvikelse.motpart}",
            passed=f"{avvikelse.motpart} har inte svarat; svaret väntades enligt målet senast",
            help="Påminn motparten, och skriv dagen i motpart.besvarad när svaret har kommit.",
            path=avvikelse.record.path,
            field=avvikelse.at("motpart", "skickad"),
            record=avvikelse.record,
            done=avvikelse.svar_fran_motpart or avvikelse.avslutad,
        )
