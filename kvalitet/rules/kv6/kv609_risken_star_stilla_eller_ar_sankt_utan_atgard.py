"""Risken står stilla eller är sänkt utan åtgärd.

En risk har haft samma status längre än målet utan att något är på väg: den är inte bedömd, inget är beslutat om den,
eller så är allt gjort och bedömt utan att den har stängts. En risk som väntar på en åtgärd eller en uppföljning står
inte stilla, och inte heller en i en avslutad analys. Regeln säger också till när en risk är bedömd som lägre än förut
fast ingen åtgärd mot den är genomförd.

Varför: Det som blivit liggande i en lista hanteras inte. En risk som sjunker av sig själv kan vara felbedömd, eller så
har det som sänkte den inte skrivits ned och kan försvinna lika obemärkt. Tiden är vårdgivarens eget mål.

Gör så här: Bedöm risken, besluta om en åtgärd, godta den eller stäng den, och ändra status och status_sedan. Skriv in
den åtgärd som sänkte risken, eller rätta den nya bedömningen.

Fel:
    id: RIS-2025-0001
    titel: Provsvar på helger
    enhet: kardiologi
    status: pågår
    ansvarig: verksamhetschef/kardiologi
    slag: proaktiv
    risker:
      - {id: R1, beskrivning: Svaret läses först på måndagen., status: identifierad, status_sedan: 2025-06-02}
Rätt:
    id: RIS-2025-0001
    titel: Provsvar på helger
    enhet: kardiologi
    status: pågår
    ansvarig: verksamhetschef/kardiologi
    slag: proaktiv
    risker:
      - {id: R1, beskrivning: Svaret läses först på måndagen., status: analyserad, status_sedan: 2026-06-02}
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.dates import months_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.views.riskanalyser import Risk, Riskanalys, judged_again, replaced

SEVERITY = Severity.WARNING
BASIS = own_target("målet för hur länge en risk får ha samma status")

MOVING = frozenset({"identifierad", "analyserad", "bedömd", "hanteras", "åtgärdad"})
"""The states that are to lead on to another."""


def deadlines(
    register: Register, *, månader: Annotated[int, "så många månader får en risk ha samma status"] = 12
) -> Iterator[Deadline]:
    """The target day for moving on each risk for which nothing is awaited."""
    for analys in _living(register):
        for risk in analys.risker if register.is_open(analys.record) else ():
            since = risk.status_sedan
            if since and risk.status in MOVING and _stands_still(analys, risk):
                yield Deadline(
                    due=months_on(max(since, analys.regler_fran or since), månader),
                    what=f"risken {risk.id} går vidare från {risk.status} enligt målet",
                    passed=f"risken {risk.id} är {_state(risk)} sedan {since} och skulle enligt målet ha gått vidare"
                    " senast",
                    help="Bedöm risken, besluta om en åtgärd, godta den eller stäng den, och ändra status.",
                    path=analys.record.path,
                    field=risk.at("status_sedan"),
                    record=analys.record,
                )


def check(register: Register) -> Iterator[Fault]:
    """Risks judged lower than before though no action against them has been carried out."""
    for analys in _living(register):
        for risk in analys.risker:
            first, left = risk.forsta_bedomning, risk.kvarstaende
            if not first or not left or left.riskvarde >= first.riskvarde:
                continue
            if not any(atgard.is_done for atgard in analys.meeting(risk)):
                yield fault(
                    analys.record,
                    *left.path,
                    message=f"risken {risk.id} har sänkts från riskvärde {first.riskvarde} till {left.riskvarde}"
                    " utan att någon åtgärd är genomförd",
                    help="Skriv in den åtgärd som sänkte risken, eller rätta bedömningen.",
                )


def _living(register: Register) -> Iterator[Riskanalys]:
    analyses = Riskanalys.all(register)
    moot = replaced(analyses)
    for analys in analyses:
        if analys.id not in moot and not analys.closed_before_import and not register.is_cancelled(analys.record):
            yield analys


def _stands_still(analys: Riskanalys, risk: Risk) -> bool:
    """Whether neither an action, a follow-up nor a new judgement is awaited, each of which has rules of its own."""
    if risk.accepterad or (analys.uppfoljning_senast and not analys.uppfoljning_utford):
        return False
    actions = analys.meeting(risk)
    if actions:
        return analys.carried_out(actions) is not None and judged_again(risk, actions) is not None
    # what is judged and decided without an action is high enough for KV601, or rests
    return not (analys.decided and risk.bedomning)


def _state(risk: Risk) -> str:
    return "under hantering" if risk.status == "hanteras" else risk.status
