"""Öppen länge utan dialog med chefläkaren.

En avvikelse har varit öppen i mer än ett år sedan den rapporterades utan att den har tagits upp med chefläkaren. Det
gäller avvikelser i hälso- och sjukvård och tandvård och dem där lagområdet inte är ifyllt.

Varför: En utredning som drar ut på tiden har ofta fastnat i något som enheten inte rår på själv. Chefläkaren kan se
till att den kommer vidare. Tiden är vårdgivarens eget mål: ingen lag anger den.

Gör så här: Ta upp avvikelsen med chefläkaren och skriv dagen i chefläkare_dialog, eller avsluta den om utredningen är
färdig.

Fel:
    id: AVV-2025-0001
    titel: Remiss till ultraljud av hjärtat kom bort
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2025-09-01
    rapporterad: 2025-09-03
    påbörjad: 2025-09-20
    beskrivning: Remissen skickades men registrerades aldrig hos mottagaren.
    lagrum: hsl
Rätt:
    id: AVV-2025-0001
    titel: Remiss till ultraljud av hjärtat kom bort
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2025-09-01
    rapporterad: 2025-09-03
    påbörjad: 2025-09-20
    beskrivning: Remissen skickades men registrerades aldrig hos mottagaren.
    lagrum: hsl
    chefläkare_dialog: 2026-08-20
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.avvikelser import PATIENTSAKERHET, Avvikelse

SEVERITY = Severity.WARNING
BASIS = own_target("målet för hur länge en avvikelse får vara öppen utan dialog med chefläkaren")


def deadlines(
    register: Register,
    *,
    dagar: Annotated[int, "så många dagar får en avvikelse vara öppen utan dialog med chefläkaren"] = 365,
) -> Iterator[Deadline]:
    """The last day for the dialogue about each deviation; met by the dialogue or by closing, whichever came first."""
    for avvikelse in Avvikelse.all(register):
        reported = avvikelse.rapporterad
        concerned = not avvikelse.lagrum or avvikelse.lagrum in PATIENTSAKERHET
        if reported is None or not concerned or register.is_cancelled(avvikelse.record):
            continue
        ended = None if register.is_open(avvikelse.record) else avvikelse.avslutad
        yield Deadline(
            due=days_on(max(reported, avvikelse.regler_fran or reported), dagar),
            what="tas upp med chefläkaren enligt målet om den fortfarande är öppen",
            passed="öppen utan dialog med chefläkaren, som enligt målet skulle ha hållits senast",
            help="Ta upp avvikelsen med chefläkaren och skriv dagen i chefläkare_dialog, eller avsluta den.",
            path=avvikelse.record.path,
            field=avvikelse.at("rapporterad"),
            record=avvikelse.record,
            done=min((day for day in (avvikelse.cheflakare_dialog, ended) if day), default=None),
            course="utredning",
        )
