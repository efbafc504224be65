"""Kvarstående risk obedömd eller inte lägre.

Åtgärderna mot en risk är genomförda och uppföljda, men risken har inte bedömts på nytt inom målet. Eller så är den
bedömd på nytt utan att ha blivit lägre, ingen åtgärd återstår, och ingen har beslutat att godta den. När hela planen är
genomförd talar KV603 för alla risker på en gång.

Varför: En åtgärd som är gjord behöver inte ha hjälpt. Utan en ny bedömning ser risken ut att vara avklarad. Tiden, och
att en oförändrad risk ska godtas av någon, är vårdgivarens egna mål.

Gör så här: Skriv in sannolikhet, konsekvens och datum i kvarstående. Är risken lika hög, lägg till en åtgärd eller
godta den med motiv i accepterad.

Fel:
    id: RIS-2026-0001
    titel: Byte av infusionspumpar
    enhet: kardiologi
    status: följs_upp
    ansvarig: verksamhetschef/kardiologi
    slag: förändring
    uppdragsgivare: verksamhetschef/kardiologi
    datum: 2026-01-12
    beslutad: 2026-01-20
    skala: 4x4@1
    risker:
      - id: R1
        beskrivning: Pumpen ställs in för fel läkemedel.
        sannolikhet: 3
        konsekvens: 3
        åtgärder:
          - id: A1
            beskrivning: Öva inställningen två gånger om året.
            ansvarig: verksamhetschef/kardiologi
            senast: 2026-03-31
            status: klar
            klar: 2026-03-20
        kvarstående: {sannolikhet: 3, konsekvens: 3, datum: 2026-06-22}
Rätt:
    id: RIS-2026-0001
    titel: Byte av infusionspumpar
    enhet: kardiologi
    status: följs_upp
    ansvarig: verksamhetschef/kardiologi
    slag: förändring
    uppdragsgivare: verksamhetschef/kardiologi
    datum: 2026-01-12
    beslutad: 2026-01-20
    skala: 4x4@1
    risker:
      - id: R1
        beskrivning: Pumpen ställs in för fel läkemedel.
        sannolikhet: 3
        konsekvens: 3
        åtgärder:
          - id: A1
            beskrivning: Öva inställningen två gånger om året.
            ansvarig: verksamhetschef/kardiologi
            senast: 2026-03-31
            status: klar
            klar: 2026-03-20
        kvarstående: {sannolikhet: 2, konsekvens: 3, datum: 2026-06-22}
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.dates import months_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.views.riskanalyser import Riskanalys, judged_again, replaced

SEVERITY = Severity.WARNING
BASIS = own_target("målet för ny bedömning av risker som åtgärdats")


def deadlines(
    register: Register,
    *,
    månader: Annotated[int, "så många månader efter uppföljda åtgärder ska den kvarstående risken vara bedömd"] = 3,
) -> Iterator[Deadline]:
    """The target day for judging again each risk whose actions are done and followed up while others remain."""
    for analys in _living(register):
        if analys.plan_carried_out:
            continue  # all of them at once: KV603
        for risk in analys.risker:
            actions = analys.meeting(risk)
            finished = analys.carried_out(actions)
            if finished:
                yield Deadline(
                    due=months_on(max(finished, analys.regler_fran or finished), månader),
                    what=f"risken {risk.id} bedöms på nytt enligt målet",
                    passed=f"åtgärderna mot risken {risk.id} är uppföljda {finished}, men den är inte bedömd på nytt,"
                    " vilket enligt målet skulle ha gjorts senast",
                    help="Skriv in sannolikhet, konsekvens och datum i kvarstående.",
                    path=analys.record.path,
                    field=risk.at("id"),
                    record=analys.record,
                    done=judged_again(risk, actions),
                )


def check(register: Register) -> Iterator[Fault]:
    """Risks judged again that are no lower than before, with nothing left to do and nobody who has accepted them."""
    for analys in _living(register):
        for risk in analys.risker:
            first, left = risk.forsta_bedomning, risk.kvarstaende
            if not first or not left or left.riskvarde < first.riskvarde or risk.accepterad:
                continue
            actions = analys.meeting(risk)
            # without any action it is KV601 that asks for one
            if actions and not any(atgard.is_open for atgard in actions):
                yield fault(
                    analys.record,
                    *left.path,
                    message=f"risken {risk.id} har kvarstående riskvärde {left.riskvarde} och hade {first.riskvarde}"
                    " före åtgärderna, men är inte godtagen",
                    help="Lägg till en åtgärd mot risken, eller godta den med motiv i accepterad.",
                )


def _living(register: Register) -> Iterator[Riskanalys]:
    analyses = Riskanalys.all(register)
    moot = replaced(analyses)
    for analys in analyses:
        if analys.decided and analys.id not in moot and not analys.closed_before_import:
            yield analys
