"""Ingen ny analys efter genomförd plan.

Alla åtgärder i en beslutad riskanalys är genomförda och uppföljda, men riskerna har inte bedömts på nytt inom målet.
Det räcker att varje risk som har mötts av en åtgärd får en kvarstående bedömning eller godtas, eller att en nyare,
beslutad analys ersätter den gamla. Säger ingen åtgärd vilken risk den avser räknas alla risker.

Varför: Först en ny bedömning visar om planen gjorde arbetet säkrare, och åtgärderna kan ha fört med sig nya risker.
Tiden är vårdgivarens eget mål.

Gör så här: Bedöm riskerna igen och skriv in sannolikhet, konsekvens och datum i kvarstående. Har mycket ändrats, gör en
ny analys och skriv den gamlas id i ersätter.

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
            beskrivning: Inför läkemedelsbibliotek i alla pumpar.
            ansvarig: verksamhetschef/kardiologi
            senast: 2026-03-31
            status: klar
            klar: 2026-03-20
            uppföljning: {senast: 2026-06-30, utförd: 2026-06-22, effekt: uppnådd}
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
            beskrivning: Inför läkemedelsbibliotek i alla pumpar.
            ansvarig: verksamhetschef/kardiologi
            senast: 2026-03-31
            status: klar
            klar: 2026-03-20
            uppföljning: {senast: 2026-06-30, utförd: 2026-06-22, effekt: uppnådd}
        kvarstående: {sannolikhet: 1, konsekvens: 3, datum: 2026-06-22}
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.dates import months_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.riskanalyser import Riskanalys, judged_again, replaced

SEVERITY = Severity.WARNING
BASIS = own_target("målet för ny bedömning när en plan är genomförd")


def deadlines(
    register: Register,
    *,
    månader: Annotated[int, "så många månader efter att planen genomförts ska riskerna vara bedömda på nytt"] = 3,
) -> Iterator[Deadline]:
    """The target day for judging again the risks of each analysis whose plan has been carried out."""
    analyses = Riskanalys.all(register)
    moot = replaced(analyses)
    for analys in analyses:
        finished = analys.plan_carried_out if analys.decided and analys.risker else None
        if finished is None or analys.id in moot or analys.closed_before_import:
            continue
        yield Deadline(
            due=months_on(max(finished, analys.regler_fran or finished), månader),
            what="riskerna bedöms på nytt enligt målet",
            passed=f"planen är genomförd och uppföljd {finished}, men riskerna är inte bedömda på nytt,"
            " vilket enligt målet skulle ha gjorts senast",
            help="Skriv in en kvarstående bedömning av varje risk, eller gör en ny analys som ersätter den här.",
            path=analys.record.path,
            field=analys.at("status"),
            record=analys.record,
            done=_judged(analys),
        )


def _judged(analys: Riskanalys) -> date | None:
    """The day on which the last of the risks that actions have met was judged again, or None.

    Where no action says which risk it meets, all risks are asked for.
    """
    met = [(risk, actions) for risk in analys.risker if (actions := analys.meeting(risk))]
    met = met or [(risk, analys.atgarder) for risk in analys.risker]
    days = [judged_again(risk, actions) for risk, actions in met]
    known = [day for day in days if day]
    return max(known) if len(known) == len(days) else None
