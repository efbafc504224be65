"""Ingen metod för uppföljning.

En beslutad riskanalys säger inte hur det ska kontrolleras att riskerna har minskat. En analys som redan är uppföljd
eller ersatt räknas inte.

Varför: Den som bestämmer i förväg vad som ska mätas ser om åtgärderna hjälpte. Efteråt är det lätt att tro det. Att
metoden anges är vårdgivarens eget krav.

Gör så här: Skriv i uppföljning.metod vad som ska mätas eller granskas, och i senast när det ska vara gjort.

Fel:
    id: RIS-2026-0001
    titel: Nya lokaler för dagvården
    enhet: kardiologi
    status: beslutad
    ansvarig: verksamhetschef/kardiologi
    slag: förändring
    uppdragsgivare: verksamhetschef/kardiologi
    datum: 2026-02-10
    beslutad: 2026-02-20
    skala: 4x4@1
    risker:
      - {id: R1, beskrivning: Larmet hörs inte i alla rum., sannolikhet: 2, konsekvens: 2}
    uppföljning: {senast: 2027-02-26}
Rätt:
    id: RIS-2026-0001
    titel: Nya lokaler för dagvården
    enhet: kardiologi
    status: beslutad
    ansvarig: verksamhetschef/kardiologi
    slag: förändring
    uppdragsgivare: verksamhetschef/kardiologi
    datum: 2026-02-10
    beslutad: 2026-02-20
    skala: 4x4@1
    risker:
      - {id: R1, beskrivning: Larmet hörs inte i alla rum., sannolikhet: 2, konsekvens: 2}
    uppföljning: {metod: Provlarm i varje rum en gång i månaden., senast: 2027-02-26}
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.views.riskanalyser import Riskanalys, replaced

SEVERITY = Severity.WARNING
BASIS = own_target("vårdgivarens krav på vad en riskanalys innehåller")


def check(register: Register) -> Iterator[Fault]:
    """One fault for each decided analysis without a method, at the day of its follow-up or at its status."""
    analyses = Riskanalys.all(register)
    moot = replaced(analyses)
    for analys in analyses:
        left_alone = not analys.decided or analys.id in moot or analys.closed_before_import
        if left_alone or analys.metod_for_uppfoljning or analys.uppfoljning_utford:
            continue
        yield fault(
            analys.record,
            *analys.at(*(("uppföljning", "senast") if analys.uppfoljning_senast else ("status",))),
            message="anger ingen metod för uppföljning",
            help="Skriv i uppföljning.metod hur det ska kontrolleras att riskerna har minskat.",
        )
