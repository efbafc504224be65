"""Allvarlig händelse utan händelseanalys.

En avvikelse ska utredas med händelseanalys, antingen för att den nivån är vald eller för att händelsen fick allvarliga
följder för en patient, men ingen analys är beslutad inom målet. Är avvikelsen avslutad är det fel vilken dag det än är.
En beslutad analys som inte är slutförd inom målet räknas också hit. Att följderna kunde ha blivit allvarliga räcker
inte: då väljer verksamheten själv nivå.

Varför: Händelser som har medfört eller hade kunnat medföra vårdskada ska utredas (PSL 3 kap. 3 §). Att de allvarligaste
utreds med händelseanalys, och hur snart den ska vara klar, är vårdgivarens eget mål.

Gör så här: Besluta om en händelseanalys och skriv in den med avvikelsens id under avvikelser, eller slutför den som
pågår och skriv dagen i slutförd. Räcker en annan utredning, skriv varför i ett undantag på avvikelsen.

Fel:
    id: AVV-2026-0001
    titel: Försenad behandling av hjärtinfarkt
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2026-08-03
    rapporterad: 2026-08-04
    påbörjad: 2026-08-05
    beskrivning: Provsvaret lästes inte under natten och behandlingen dröjde sex timmar.
    utredningsnivå: händelseanalys
Rätt:
    id: AVV-2026-0001
    titel: Försenad behandling av hjärtinfarkt
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2026-08-03
    rapporterad: 2026-08-04
    påbörjad: 2026-08-05
    beskrivning: Provsvaret lästes inte under natten och behandlingen dröjde sex timmar.
    utredningsnivå: händelseanalys
    ---
    id: HAN-2026-0001
    titel: Försenad behandling av hjärtinfarkt
    enhet: kardiologi
    status: slutförd
    ansvarig: verksamhetschef/kardiologi
    avvikelser: [AVV-2026-0001]
    uppdragsgivare: chefläkare/halso-och-sjukvard
    beslutad: 2026-08-10
    analysledare: kvalitetssamordnare/kardiologi
    slutförd: 2026-09-28
    orsaker:
      - {id: O1, beskrivning: Ingen hade uppdraget att bevaka provsvar under natten.}
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath
from kvalitet.views.avvikelser import Avvikelse, severe
from kvalitet.views.handelseanalyser import Handelseanalys, analyses_by_avvikelse

SEVERITY = Severity.WARNING
BASIS = own_target("målet för händelseanalys av allvarliga händelser")

LEVEL = "händelseanalys"
_STEP = "steg på en skala med fyra steg från och med vilket en händelse ska få en händelseanalys"


def deadlines(
    register: Register,
    *,
    allvarlighetsgrad: Annotated[int, _STEP] = 3,
    dagar_till_beslut: Annotated[int, "så många dagar efter rapporteringen ska en händelseanalys vara beslutad"] = 30,
    dagar_till_slutförd: Annotated[int, "så många dagar efter beslutet ska händelseanalysen vara slutförd"] = 56,
) -> Iterator[Deadline]:
    """The target days: for deciding on an analysis of each event that is to have one, and for finishing it."""
    by_avvikelse = analyses_by_avvikelse(register)
    for avvikelse, field, reason in _concerned(register, allvarlighetsgrad):
        decided = min((a.beslutad for a in by_avvikelse.get(avvikelse.id, ()) if a.beslutad), default=None)
        reported = avvikelse.rapporterad
        lost = decided is None and (register.misses(Handelseanalys.kind) or not register.is_open(avvikelse.record))
        if reported and not lost:
            yield Deadline(
                due=days_on(max(reported, avvikelse.regler_fran or reported), dagar_till_beslut),
                what="händelseanalys beslutas enligt målet",
                passed=f"{reason}, men ingen händelseanalys, som enligt målet skulle ha beslutats senast",
                help="Besluta om en händelseanalys och skriv in den med avvikelsens id under avvikelser.",
                path=avvikelse.record.path,
                field=field,
                record=avvikelse.record,
                done=decided,
            )
    for analys in Handelseanalys.all(register):
        if analys.beslutad and not register.is_cancelled(analys.record):
            yield _finished(analys, dagar_till_slutförd)


def check(register: Register, *, allvarlighetsgrad: Annotated[int, _STEP] = 3) -> Iterator[Fault]:
    """Severe events closed without an event analysis; where that level was decided on, KV501 says so."""
    if register.misses(Handelseanalys.kind):
        return
    by_avvikelse = analyses_by_avvikelse(register)
    for avvikelse, field, reason in _concerned(register, allvarlighetsgrad):
        open_or_old = register.is_open(avvikelse.record) or avvikelse.closed_before_import
        if not open_or_old and avvikelse.utredningsniva != LEVEL and avvikelse.id not in by_avvikelse:
            yield fault(
                avvikelse.record,
                *field,
                message=f"{reason}, men avslutad utan händelseanalys",
                help="Besluta om en händelseanalys, eller skriv i ett undantag varför en annan utredning räcker.",
            )


def _concerned(register: Register, step: int) -> Iterator[tuple[Avvikelse, FieldPath, str]]:
    for avvikelse in Avvikelse.all(register):
        if avvikelse.utredningsniva == LEVEL and not register.is_cancelled(avvikelse.record):
            yield avvikelse, avvikelse.at("utredningsnivå"), f"utredningsnivå {LEVEL}"
    for allvar in severe(register, step):
        found = allvar.avvikelse
        if allvar.happened and found.concerns_patient and found.utredningsniva != LEVEL:
            yield found, allvar.path, allvar.reason


def _finished(analys: Handelseanalys, days: int) -> Deadline:
    decided = analys.beslutad
    assert decided is not None  # noqa: S101  # the schema demands it, and the caller has asked
    return Deadline(
        due=days_on(max(decided, analys.regler_fran or decided), days),
        what="händelseanalysen slutförs enligt målet",
        passed="händelseanalysen är inte slutförd och skulle enligt målet ha varit det senast",
        help="Slutför analysen och skriv dagen i slutförd, eller makulera den om uppdraget dras tillbaka.",
        path=analys.record.path,
        field=analys.at("beslutad"),
        record=analys.record,
        done=analys.carried_out_on,
    )
