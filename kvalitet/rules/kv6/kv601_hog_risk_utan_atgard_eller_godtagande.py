"""Hög risk utan åtgärd eller godtagande.

En risk i en beslutad riskanalys når gränsen för riskvärde eller för konsekvens, men ingen åtgärd riktas mot den och
ingen har beslutat att godta den. Det är den senaste bedömningen som räknas: den kvarstående risken när den finns.
Åtgärder som är avbrutna räknas inte.

Gränserna gäller en skala med fyra steg åt vardera hållet. På en annan skala räknas de om efter skalans storlek, och
riskvärdet räknas från början av den nivå där det omräknade talet hamnar. En analys som en nyare har ersatt lämnas.

Varför: Vårdgivaren ska bedöma sannolikhet och negativa konsekvenser för det som kan hända (SOSFS 2011:9 5 kap. 1 §)
och vidta åtgärder som förebygger vårdskador (PSL 3 kap. 2 §). En allvarlig följd behöver mötas även när den är
osannolik. Var gränserna går har vårdgivaren själv bestämt.

Gör så här: Lägg till en åtgärd under risken, eller ange riskens id under avser i en av analysens gemensamma åtgärder.
Godta annars risken med motiv i accepterad, beslutat av någon med rätt att göra det.

Fel:
    id: RIS-2026-0001
    titel: Sammanslagning av två mottagningar
    enhet: kardiologi
    status: beslutad
    ansvarig: verksamhetschef/kardiologi
    slag: förändring
    uppdragsgivare: verksamhetschef/kardiologi
    datum: 2026-02-10
    beslutad: 2026-02-20
    skala: 4x4@1
    risker:
      - id: R1
        beskrivning: Provsvar faller mellan stolarna när två mottagningar slås samman.
        perspektiv: patient
        sannolikhet: 3
        konsekvens: 3
        status: bedömd
Rätt:
    id: RIS-2026-0001
    titel: Sammanslagning av två mottagningar
    enhet: kardiologi
    status: beslutad
    ansvarig: verksamhetschef/kardiologi
    slag: förändring
    uppdragsgivare: verksamhetschef/kardiologi
    datum: 2026-02-10
    beslutad: 2026-02-20
    skala: 4x4@1
    risker:
      - id: R1
        beskrivning: Provsvar faller mellan stolarna när två mottagningar slås samman.
        perspektiv: patient
        sannolikhet: 3
        konsekvens: 3
        status: hanteras
        åtgärder:
          - id: A1
            beskrivning: Ta fram en gemensam rutin för signering av provsvar.
            ansvarig: verksamhetschef/kardiologi
            senast: 2026-12-31
            status: pågår
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.views.riskanalyser import Riskanalys, Riskbedomning, replaced

SEVERITY = Severity.WARNING
BASIS = own_target("vårdgivarens gränser för risk")


def check(
    register: Register,
    *,
    riskvarde: Annotated[int, "riskvärde på en skala med fyra steg från och med vilket en risk ska åtgärdas"] = 8,
    konsekvens: Annotated[int, "konsekvens på en skala med fyra steg från och med vilken en risk ska åtgärdas"] = 3,
) -> Iterator[Fault]:
    """One fault for each risk that nothing answers, at the consequence that was judged last."""
    analyses = [analys for analys in Riskanalys.all(register) if analys.decided]
    moot = replaced(analyses)
    for analys in analyses:
        scale = register.scales.get(analys.skala)
        if scale is None or analys.id in moot:
            continue
        limits = scale.value_limit(riskvarde), scale.consequence_limit(konsekvens)
        for risk in analys.risker:
            judged = risk.bedomning
            reached = _reached(judged, *limits) if judged else ""
            if judged and reached and not risk.accepterad and not analys.meeting(risk):
                left = "kvarstående " if judged.datum else ""
                yield fault(
                    risk.record,
                    *judged.path,
                    "konsekvens",
                    message=f"risken {risk.id} har {left}{reached}, men ingen åtgärd och är inte godtagen",
                    help="Lägg till en åtgärd mot risken, eller godta den med motiv i accepterad.",
                )


def _reached(judged: Riskbedomning, riskvarde: int, konsekvens: int) -> str:
    if judged.riskvarde >= riskvarde:
        factors = f"sannolikhet {judged.sannolikhet} × konsekvens {judged.konsekvens}"
        return f"riskvärde {judged.riskvarde} ({factors}; gränsen är {riskvarde})"
    return f"konsekvens {judged.konsekvens} (gränsen är {konsekvens})" if judged.konsekvens >= konsekvens else ""
