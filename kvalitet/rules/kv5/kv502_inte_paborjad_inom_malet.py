"""Inte påbörjad inom målet.

En rapporterad avvikelse har inte börjat utredas inom målet. En utredning som började sent är historia och anmärks
inte.

Varför: Det som har hänt är lättast att klarlägga medan det är färskt, och den som rapporterar behöver se att någon tar
emot. Tiden är vårdgivarens eget mål: lagen säger att händelser ska utredas (PSL 3 kap. 3 §) men inte när det ska börja.

Gör så här: Utse en ansvarig, skriv dagen i påbörjad och sätt status utreds. Ska avvikelsen inte räknas, makulera den
med ett motiv.

Fel:
    id: AVV-2026-0001
    titel: Fel etikett på provrör
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-10-05
    rapporterad: 2026-10-05
    beskrivning: Etiketten hade föregående patients nummer och upptäcktes före transporten.
Rätt:
    id: AVV-2026-0001
    titel: Fel etikett på provrör
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: kardiologi
    typ: tillbud
    händelsedatum: 2026-10-05
    rapporterad: 2026-10-05
    påbörjad: 2026-10-08
    beskrivning: Etiketten hade föregående patients nummer och upptäcktes före transporten.
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.avvikelser import Avvikelse

SEVERITY = Severity.WARNING
BASIS = own_target("målet för hur snart en avvikelse börjar utredas")


def deadlines(
    register: Register, *, dagar: Annotated[int, "så många dagar efter rapporteringen ska utredningen ha börjat"] = 7
) -> Iterator[Deadline]:
    """The target day for beginning with each deviation; met by beginning, or by closing where only that is known."""
    for avvikelse in Avvikelse.all(register):
        reported = avvikelse.rapporterad
        begun = avvikelse.paborjad or avvikelse.avslutad
        unknown = begun is None and avvikelse.status != "rapporterad"
        if reported is None or unknown or register.is_cancelled(avvikelse.record):
            continue
        yield Deadline(
            due=days_on(max(reported, avvikelse.regler_fran or reported), dagar),
            what="börjar utredas enligt målet",
            passed="har inte börjat utredas och skulle enligt målet ha gjort det senast",
            help="Utse en ansvarig, skriv dagen i påbörjad och sätt status utreds.",
            path=avvikelse.record.path,
            field=avvikelse.at("rapporterad"),
            record=avvikelse.record,
            done=begun,
            course="utredning",
        )
