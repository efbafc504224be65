"""Hänvisning till ett utgånget dokument.

En process eller ett lagkrav hänvisar till ett dokument vars giltighetstid har gått ut. Att dokumentet har gått ut sägs
till den som svarar för det (KV301). Upplysningen är till för den som håller i processen eller kravet, och ges en gång
för varje dokument.

Varför: Processen eller kravet vilar på en text som ingen har sett över. Den som svarar för helheten behöver veta det
och kan skynda på översynen.

Gör så här: Se till att dokumentet ses över, eller hänvisa till ett som gäller.

Fel:
    id: LAG-0001
    titel: Egenkontroll
    enhet: kardiologi
    status: gällande
    författning: SOSFS 2011:9
    paragraf: 5 kap. 2 §
    krav: Verksamheten ska följas upp genom egenkontroll.
    uppfylls_av: [DOK-0001]
    ---
    id: DOK-0001
    titel: Rutin för egenkontroll
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.0"
    giltig_från: 2024-06-01
    giltig_till: 2026-05-31
Rätt:
    id: LAG-0001
    titel: Egenkontroll
    enhet: kardiologi
    status: gällande
    författning: SOSFS 2011:9
    paragraf: 5 kap. 2 §
    krav: Verksamheten ska följas upp genom egenkontroll.
    uppfylls_av: [DOK-0001]
    ---
    id: DOK-0001
    titel: Rutin för egenkontroll
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "2.1"
    giltig_från: 2026-05-20
    giltig_till: 2028-05-31
"""

from collections.abc import Iterator
from datetime import date

from kvalitet.model.finding import Fault, Severity, fault
from kvalitet.model.register import Register
from kvalitet.model.wording import ago
from kvalitet.views.dokument import Dokument
from kvalitet.views.hanvisningar import relied_on

SEVERITY = Severity.INFO
BASIS = None


def check(register: Register, today: date) -> Iterator[Fault]:
    """Every document past its last day that a process or a requirement relies on, once for each of them."""
    ended = {
        dokument.id: (dokument, dokument.giltig_till)
        for dokument in Dokument.all(register)
        if dokument.in_force and dokument.giltig_till and dokument.giltig_till < today
    }
    for mention in relied_on(register) if ended else ():
        if mention.value in ended:
            dokument, last = ended[mention.value]
            yield fault(
                mention.record,
                *mention.path,
                message=f'{dokument.id} "{dokument.titel}" gick ut {last}, {ago(last, today)}',
                help="Se till att dokumentet ses över, eller hänvisa till ett som gäller.",
            )
