"""Mycket hänger på en enda roll.

En roll svarar för fler gällande dokument än målet säger, eller är både processägare och processledare utan att någon
ersättare är utsedd. Det är en upplysning om sårbarhet och säger ingenting om hur arbetet sköts.

Varför: När en enda roll bär allt stannar arbetet när den är borta, och ingen annan ser om något har blivit fel. Gränsen
är vårdgivarens egen.

Gör så här: Fördela dokumenten på flera roller. Låt någon annan leda processen, eller utse en ersättare i
organisationen.

Fel:
    id: PRO-0001
    titel: Hjärtsvikt, från misstanke till uppföljning
    enhet: kardiologi
    status: beskriven
    typ: kärnprocess
    syfte: Att den som har hjärtsvikt får rätt behandling i tid.
    processägare: verksamhetschef/kardiologi
    processledare: verksamhetschef/kardiologi
    aktiviteter:
      - id: S1
        vad: Bedöma symtomen
Rätt:
    id: PRO-0001
    titel: Hjärtsvikt, från misstanke till uppföljning
    enhet: kardiologi
    status: beskriven
    typ: kärnprocess
    syfte: Att den som har hjärtsvikt får rätt behandling i tid.
    processägare: verksamhetschef/kardiologi
    processledare: kvalitetssamordnare/kardiologi
    aktiviteter:
      - id: S1
        vad: Bedöma symtomen
"""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import number_text
from kvalitet.views.dokument import Dokument
from kvalitet.views.processer import Process

SEVERITY = Severity.INFO
BASIS = own_target("arbetet hänger inte på en enda roll")


def check(
    register: Register, *, antal: Annotated[int, "så många gällande dokument får en och samma roll svara för"] = 20
) -> Iterator[Fault]:
    """Every role that answers for more documents than the limit, and every process with one role for all of it."""
    documents = Counter(dokument.ansvarig for dokument in Dokument.all(register) if dokument.in_force)
    for role, number in sorted(documents.items()):
        post = register.organisation.post(role)
        if post is not None and number > antal:
            yield Fault(
                path=register.organisation.path,
                field=post.path,
                demand=f"dokument:{role}",
                message=f"{role} svarar för {number_text(number)} gällande dokument, fler än målet högst {antal}",
                help="Fördela dokumenten på flera roller, eller höj gränsen om den är för låg.",
                unit=post.unit,
                role=role,
            )
    yield from _processes(register)


def _processes(register: Register) -> Iterator[Fault]:
    for process in Process.all(register):
        role = process.processagare
        post = register.organisation.post(role)
        alone = post is not None and process.processledare == role and not post.deputy
        if alone and not register.is_cancelled(process.record):
            yield fault(
                process.record,
                *process.at("processledare"),
                message=f"{role} är både processägare och processledare och har ingen ersättare",
                help="Låt någon annan leda processen, eller utse en ersättare i organisationen.",
            )
