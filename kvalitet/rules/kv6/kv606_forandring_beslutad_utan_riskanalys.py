"""Förändring beslutad utan riskanalys.

Ett beslut om en förändring har fattats utan att någon riskanalys hör till det, eller så är analysen daterad efter
beslutet. En analys som är planerad räknas inte förrän den görs. Finns en analys i tid ska minst en av dess risker vara
bedömd ur patientens perspektiv. Beslut från tiden före registrets första dag räknas inte. Med tröskeln medarbetare går
det att kräva medarbetarnas perspektiv också.

Varför: En förändring kan ge nya risker. De som beslutar behöver veta vilka medan det ännu går att välja. Att risker
bedöms fortlöpande är ett krav (SOSFS 2011:9 5 kap. 1 §). Att det görs före varje förändring, och för patienten, har
vårdgivaren själv bestämt.

Gör så här: Analysera riskerna och skriv beslutets id i analysens beslut. Är analysen gjord efter beslutet, låt den som
beslutade ta ställning till den. Är den redan gjord, ange beslutet i den. Bedöm minst en risk med perspektivet patient.

Fel:
    id: BES-2026-0001
    titel: Kvällsmottagningen flyttas
    enhet: kardiologi
    status: fattat
    instans: Ledningsgruppen
    datum: 2026-09-01
    beskrivning: Kvällsmottagningen samlas på ett ställe.
    förändring_från: 2027-01-01
Rätt:
    id: BES-2026-0001
    titel: Kvällsmottagningen flyttas
    enhet: kardiologi
    status: fattat
    instans: Ledningsgruppen
    datum: 2026-09-01
    beskrivning: Kvällsmottagningen samlas på ett ställe.
    förändring_från: 2027-01-01
    ---
    id: RIS-2026-0001
    titel: Gemensam kvällsmottagning
    enhet: kardiologi
    status: pågår
    ansvarig: verksamhetschef/kardiologi
    slag: förändring
    beslut: BES-2026-0001
    datum: 2026-08-11
    skala: 4x4@1
    risker:
      - {id: R1, beskrivning: Patienter utan bil kommer inte., perspektiv: patient, sannolikhet: 2, konsekvens: 2}
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.beslut import Beslut
from kvalitet.views.riskanalyser import Riskanalys

SEVERITY = Severity.WARNING
BASIS = own_target("vårdgivarens krav på riskanalys före beslut om förändring")

_WHOSE = {"patient": "patientens", "medarbetare": "medarbetarnas"}


def check(
    register: Register,
    *,
    medarbetare: Annotated[int, "1 om analysen också ska bedöma medarbetarnas perspektiv, 0 om det inte krävs"] = 0,
) -> Iterator[Fault]:
    """One fault for each decision: no analysis, none in time, or none that takes the sides it must."""
    sides = ("patient", "medarbetare") if medarbetare else ("patient",)
    starts = register.settings.starts or date.min
    for beslut in Beslut.all(register):
        decided = beslut.datum
        if decided is None or decided < starts or not beslut.made or not beslut.forandring_fran:
            continue
        analyses = tuple(_analyses(register, beslut))
        in_time = [analys for analys in analyses if analys.made and analys.datum and analys.datum <= decided]
        if not in_time and not register.misses(Riskanalys.kind):
            yield fault(
                beslut.record,
                "förändring_från",
                message=f"förändringen beslutades {decided} {_state(analyses)}",
                help="Analysera riskerna, och skriv beslutets id i analysens beslut.",
            )
        taken = {risk.perspektiv for analys in in_time for risk in analys.risker}
        left = [side for side in sides if side not in taken] if in_time else []
        if left:
            analys = in_time[0]
            yield fault(
                analys.record,
                *analys.at("beslut" if analys.beslut else "titel"),
                message=f"analysen inför {beslut.id} bedömer ingen risk ur {listing([_WHOSE[side] for side in left])}"
                " perspektiv",
                help=f"Bedöm vad förändringen kan betyda, med perspektivet {listing(left)}.",
            )


def _analyses(register: Register, beslut: Beslut) -> Iterator[Riskanalys]:
    """The analyses that name the decision, in the field for it or as related, once each."""
    records = {m.record.id: m.record for m in register.referrers(beslut.id) if m.record.kind == Riskanalys.kind}
    for record in records.values():
        if not register.is_cancelled(record):
            yield Riskanalys(record, record.data)


def _state(analyses: tuple[Riskanalys, ...]) -> str:
    dated = min(((a.datum, a.id) for a in analyses if a.datum and a.made), default=None)
    if dated:
        return f"utan riskanalys; {dated[1]} är daterad {dated[0]}, efter beslutet"
    planned = next((a.id for a in analyses if not a.made), "")
    if planned:
        return f"utan riskanalys; {planned} är planerad men inte gjord"
    return "utan riskanalys" if not analyses else f"utan riskanalys; {analyses[0].id} saknar datum"
