"""Ingen patient medverkade.

I en beslutad riskanalys som tar upp risker för patienter har varken patienter, närstående eller företrädare för dem
medverkat, eller så säger analysen inget om det. Det är en upplysning.

Varför: Patienter ser risker som personalen går förbi. Patienter och närstående ska ges möjlighet att delta i
patientsäkerhetsarbetet (PSL 3 kap. 4 §). Att de medverkar i just den här analysen kräver lagen inte.

Gör så här: Bjud in en patient, en närstående eller en förening nästa gång. Har någon medverkat, skriv vem som förde
patienternas talan i patientmedverkan.

Fel:
    id: RIS-2026-0001
    titel: Läkemedelshantering på natten
    enhet: kardiologi
    status: beslutad
    ansvarig: verksamhetschef/kardiologi
    slag: proaktiv
    uppdragsgivare: verksamhetschef/kardiologi
    datum: 2026-02-10
    beslutad: 2026-02-20
    patientmedverkan: ingen
    skala: 4x4@1
    risker:
      - {id: R1, beskrivning: Dosen räknas fel., perspektiv: patient, sannolikhet: 2, konsekvens: 2}
Rätt:
    id: RIS-2026-0001
    titel: Läkemedelshantering på natten
    enhet: kardiologi
    status: beslutad
    ansvarig: verksamhetschef/kardiologi
    slag: proaktiv
    uppdragsgivare: verksamhetschef/kardiologi
    datum: 2026-02-10
    beslutad: 2026-02-20
    patientmedverkan: närstående
    skala: 4x4@1
    risker:
      - {id: R1, beskrivning: Dosen räknas fel., perspektiv: patient, sannolikhet: 2, konsekvens: 2}
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.views.riskanalyser import Riskanalys, replaced

SEVERITY = Severity.INFO
BASIS = own_target("målet för patienters medverkan; lagen säger att möjligheten ska ges (PSL 3 kap. 4 §)")


def check(register: Register) -> Iterator[Fault]:
    """One fault for each decided analysis of risks to patients in which nobody spoke for them."""
    analyses = Riskanalys.all(register)
    moot = replaced(analyses)
    for analys in analyses:
        left_alone = not analys.decided or analys.id in moot or analys.closed_before_import
        concerned = any(risk.perspektiv == "patient" for risk in analys.risker)
        if left_alone or not concerned or analys.patientmedverkan not in {"", "ingen"}:
            continue
        said = bool(analys.patientmedverkan)
        yield fault(
            analys.record,
            "patientmedverkan" if said else "status",
            message="ingen patient eller närstående medverkade" if said else "säger inte om någon patient medverkade",
            help="Skriv vem som förde patienternas talan, eller bjud in någon till uppföljningen.",
        )
