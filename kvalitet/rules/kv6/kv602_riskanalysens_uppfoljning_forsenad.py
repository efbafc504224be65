"""Riskanalysens uppföljning försenad.

Dagen då en riskanalys senast skulle ha följts upp har passerat, och ingen uppföljning är inskriven. En analys som en
nyare har ersatt behöver inte följas upp.

Varför: En riskanalys är en förutsägelse. Uppföljningen visar om riskerna blev som väntat och om åtgärderna hjälpte.
Dagen har verksamheten själv satt.

Gör så här: Följ upp analysen och skriv dagen i uppföljning.utförd och vad den visade i uppföljning.resultat. Skjut
annars upp den genom att ändra senast, och skriv varför i kommentarer.

Fel:
    id: RIS-2026-0001
    titel: Nytt arbetssätt för telemetriövervakning
    enhet: kardiologi
    status: pågår
    ansvarig: verksamhetschef/kardiologi
    slag: förändring
    datum: 2026-02-10
    uppföljning:
      metod: Genomgång av avvikelser som rör larm.
      senast: 2026-09-30
Rätt:
    id: RIS-2026-0001
    titel: Nytt arbetssätt för telemetriövervakning
    enhet: kardiologi
    status: pågår
    ansvarig: verksamhetschef/kardiologi
    slag: förändring
    datum: 2026-02-10
    uppföljning:
      metod: Genomgång av avvikelser som rör larm.
      senast: 2026-09-30
      utförd: 2026-09-22
      resultat: Inga larm har missats sedan bemanningen vid skärmarna ändrades.
"""

from collections.abc import Iterator

from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.riskanalyser import Riskanalys

SEVERITY = Severity.WARNING
BASIS = own_target("riskanalysens egen dag för uppföljning")


def deadlines(register: Register) -> Iterator[Deadline]:
    """The day by which each analysis is followed up, unless a decided one has replaced it."""
    analyses = Riskanalys.all(register)
    replaced = {analys.ersatter for analys in analyses if analys.decided}
    for analys in analyses:
        due, done = analys.uppfoljning_senast, analys.uppfoljning_utford
        moot = done is None and analys.id in replaced
        if due is None or moot or due < (analys.regler_fran or due) or register.is_cancelled(analys.record):
            continue
        yield Deadline(
            due=due,
            what="riskanalysen följs upp",
            passed="riskanalysen skulle ha följts upp senast",
            help="Följ upp analysen, och skriv dagen i uppföljning.utförd och vad den visade i resultat.",
            path=analys.record.path,
            field=analys.at("uppföljning", "senast"),
            record=analys.record,
            done=done,
        )
