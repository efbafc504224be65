"""Uppföljningen av effekten är försenad.

En åtgärd är gjord, men dagen då effekten skulle vara bedömd har passerat utan att någon bedömning är inskriven.

Varför: Att en åtgärd är gjord säger inte att den hjälpte. Först uppföljningen visar om problemet är borta eller om
något annat behövs. Dagen är verksamhetens egen.

Gör så här: Bedöm effekten och skriv in dagen, utfallet och vad bedömningen bygger på. Går effekten inte att
bedöma ännu, flytta fram dagen och skriv varför i kommentaren.

Fel:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: följs_upp
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-01-12
    rapporterad: 2026-01-12
    påbörjad: 2026-01-14
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    åtgärder:
      - id: A1
        beskrivning: Flytta läkemedel med snarlika namn till skilda hyllor.
        ansvarig: enhetschef/hjartavdelningen
        senast: 2026-03-31
        status: klar
        klar: 2026-03-20
        uppföljning:
          senast: 2026-10-01
Rätt:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: följs_upp
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-01-12
    rapporterad: 2026-01-12
    påbörjad: 2026-01-14
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    åtgärder:
      - id: A1
        beskrivning: Flytta läkemedel med snarlika namn till skilda hyllor.
        ansvarig: enhetschef/hjartavdelningen
        senast: 2026-03-31
        status: klar
        klar: 2026-03-20
        uppföljning:
          senast: 2026-10-01
          utförd: 2026-09-24
          effekt: uppnådd
          kommentar: Ingen förväxling rapporterad sedan i mars.
"""

from collections.abc import Iterator

from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.atgarder import all_actions

SEVERITY = Severity.WARNING
BASIS = own_target("den planerade uppföljningen av effekt")


def deadlines(register: Register) -> Iterator[Deadline]:
    """The day by which the effect of each action that is done is to be judged."""
    for action in all_actions(register):
        due = action.uppfoljning_senast
        if action.is_done and due and due >= action.counts_from:
            yield Deadline(
                due=due,
                done=action.uppfoljning_utford,
                what=f"effekten av {action.name} ska vara bedömd: {action.gist}",
                passed=f"effekten av {action.name} skulle ha bedömts",
                help="Bedöm effekten och skriv in dag och utfall, eller flytta fram dagen och skriv varför.",
                path=action.record.path,
                field=action.at("uppföljning", "senast"),
                record=action.record,
            )
