"""Händelseanalys utan spridd lärdom.

En händelseanalys är slutförd, men ingen lärdom av den är spridd inom målet. En lärdom räknas när den under från nämner
analysen eller en avvikelse som analysen utreder, och har en dag under spridning.

Varför: En händelse på en enhet säger nästan alltid något om andra. Analysen skyddar dem först när de får veta vad den
visade. Att lärdomar sprids, och hur snart, är vårdgivarens eget mål.

Gör så här: Skriv en lärdom med analysens id under från, och fyll i spridning när den har gåtts igenom med andra.

Fel:
    id: HAN-2026-0001
    titel: Försenad behandling av hjärtinfarkt
    enhet: kardiologi
    status: slutförd
    ansvarig: verksamhetschef/kardiologi
    avvikelser: [AVV-2026-0001]
    uppdragsgivare: chefläkare/halso-och-sjukvard
    beslutad: 2026-03-02
    analysledare: kvalitetssamordnare/kardiologi
    slutförd: 2026-04-20
    orsaker:
      - {id: O1, beskrivning: Ingen hade uppdraget att bevaka provsvar under natten.}
Rätt:
    id: HAN-2026-0001
    titel: Försenad behandling av hjärtinfarkt
    enhet: kardiologi
    status: slutförd
    ansvarig: verksamhetschef/kardiologi
    avvikelser: [AVV-2026-0001]
    uppdragsgivare: chefläkare/halso-och-sjukvard
    beslutad: 2026-03-02
    analysledare: kvalitetssamordnare/kardiologi
    slutförd: 2026-04-20
    orsaker:
      - {id: O1, beskrivning: Ingen hade uppdraget att bevaka provsvar under natten.}
    ---
    id: LAR-2026-0001
    titel: Bestäm vem som läser svaren på natten
    enhet: kardiologi
    status: spridd
    ansvarig: verksamhetschef/kardiologi
    datum: 2026-05-04
    från: [HAN-2026-0001]
    vad_hände: Ett svar låg oläst till morgonen.
    vad_lärde_vi: Varje svar behöver en mottagare dygnet runt.
    spridning:
      - {datum: 2026-05-20, målgrupp: Enhetscheferna inom kardiologin}
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.handelseanalyser import Handelseanalys
from kvalitet.views.lardomar import Lardom

SEVERITY = Severity.WARNING
BASIS = own_target("målet för hur snart lärdomar sprids")


def deadlines(
    register: Register, *, dagar: Annotated[int, "så många dagar efter slutförd analys ska lärdomen vara spridd"] = 90
) -> Iterator[Deadline]:
    """The target day for spreading a lesson from each finished analysis; met by the first time one was told."""
    spread = _spread(register)
    for analys in Handelseanalys.all(register):
        finished = analys.carried_out_on if analys.carried_out else None
        told = min((spread[name] for name in (analys.id, *analys.avvikelser) if name in spread), default=None)
        lost = told is None and register.misses(Lardom.kind)
        if finished is None or lost or analys.closed_before_import or register.is_cancelled(analys.record):
            continue
        yield Deadline(
            due=days_on(max(finished, analys.regler_fran or finished), dagar),
            what="en lärdom av analysen sprids enligt målet",
            passed="ingen lärdom av analysen är spridd, vilket enligt målet skulle ha gjorts senast",
            help="Skriv en lärdom med analysens id under från, och fyll i spridning när den har gåtts igenom.",
            path=analys.record.path,
            field=analys.at("slutförd" if analys.slutford else "avslutad"),
            record=analys.record,
            done=told,
        )


def _spread(register: Register) -> Mapping[str, date]:
    """The first day on which a lesson from each record was told."""
    found: dict[str, date] = {}
    for lardom in Lardom.all(register):
        day = None if register.is_cancelled(lardom.record) else lardom.spread
        if day:
            found.update({name: min(found.get(name, day), day) for name in lardom.fran})
    return found
