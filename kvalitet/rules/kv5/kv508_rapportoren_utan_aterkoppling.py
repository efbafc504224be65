"""Rapportören utan återkoppling.

En avvikelse är avslutad, men den som rapporterade har inte fått återkoppling inom målet.

Varför: Den som inte får veta vad en rapport ledde till slutar att rapportera. Tiden är vårdgivarens eget mål.

Gör så här: Berätta vad utredningen kom fram till och vad som har ändrats, och skriv dagen i återkoppling.rapportör.

Fel:
    id: AVV-2026-0001
    titel: Saknad syrgastub i akutvagnen
    enhet: hjartavdelningen
    status: avslutad
    rapporterande_enhet: hjartavdelningen
    typ: risk
    händelsedatum: 2026-09-01
    rapporterad: 2026-09-01
    avslutad: 2026-10-12
    beskrivning: Tuben fattades vid kontrollen på morgonen.
    utredningsnivå: förenklad
    slutsats: Tuben byttes utan att kvitteras. Kvittot sitter nu på vagnen.
Rätt:
    id: AVV-2026-0001
    titel: Saknad syrgastub i akutvagnen
    enhet: hjartavdelningen
    status: avslutad
    rapporterande_enhet: hjartavdelningen
    typ: risk
    händelsedatum: 2026-09-01
    rapporterad: 2026-09-01
    avslutad: 2026-10-12
    beskrivning: Tuben fattades vid kontrollen på morgonen.
    utredningsnivå: förenklad
    slutsats: Tuben byttes utan att kvitteras. Kvittot sitter nu på vagnen.
    återkoppling:
      rapportör: 2026-10-14
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.avvikelser import Avvikelse

SEVERITY = Severity.WARNING
BASIS = own_target("målet för återkoppling till den som rapporterat")


def deadlines(
    register: Register,
    *,
    dagar: Annotated[int, "så många dagar efter avslutet ska den som rapporterade ha fått återkoppling"] = 14,
) -> Iterator[Deadline]:
    """The target day for telling whoever reported each closed deviation; those closed in another system apart."""
    closed = register.kinds[Avvikelse.kind].closed
    for avvikelse in Avvikelse.all(register):
        ended = avvikelse.avslutad
        if ended is None or avvikelse.status not in closed or avvikelse.closed_before_import:
            continue
        yield Deadline(
            due=days_on(max(ended, avvikelse.regler_fran or ended), dagar),
            what="den som rapporterade får återkoppling enligt målet",
            passed="den som rapporterade har inte fått återkoppling, som enligt målet skulle ha lämnats senast",
            help="Ge återkoppling och skriv dagen i återkoppling.rapportör.",
            path=avvikelse.record.path,
            field=avvikelse.at("avslutad"),
            record=avvikelse.record,
            done=avvikelse.aterkoppling_till_rapportor,
        )
