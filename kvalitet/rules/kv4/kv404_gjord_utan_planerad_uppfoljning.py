"""Åtgärden är gjord utan att effekten ska följas upp.

En åtgärd eller aktivitet är klar, men ingen uppföljning av effekten är planerad eller gjord. En samlad bedömning i
posten räcker för det som var klart då: effekt i en avvikelse, uppföljning i en riskanalys. Avvikelser med förenklad
utredning, planer som ännu är utkast och åtgärder från ledningens genomgång (som redovisas vid nästa genomgång) bedöms
inte. Saknar en avslutad avvikelse helt uppföljning säger KV501 det.

Varför: Att en åtgärd är gjord säger inte att den hjälpte. Utan en bestämd dag blir frågan sällan ställd. Att effekten
ska följas upp är vårdgivarens eget mål.

Gör så här: Skriv en dag i uppföljning, senast: så långt fram att en förändring hinner synas. Är effekten redan bedömd,
skriv in dagen i utförd och utfallet i effekt.

Fel:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: följs_upp
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-08-12
    rapporterad: 2026-08-12
    påbörjad: 2026-08-14
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    åtgärder:
      - id: A1
        beskrivning: Flytta läkemedel med snarlika namn till skilda hyllor.
        ansvarig: enhetschef/hjartavdelningen
        senast: 2026-10-31
        status: klar
        klar: 2026-10-20
Rätt:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: följs_upp
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-08-12
    rapporterad: 2026-08-12
    påbörjad: 2026-08-14
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    åtgärder:
      - id: A1
        beskrivning: Flytta läkemedel med snarlika namn till skilda hyllor.
        ansvarig: enhetschef/hjartavdelningen
        senast: 2026-10-31
        status: klar
        klar: 2026-10-20
        uppföljning:
          senast: 2027-04-30
"""

from collections.abc import Iterator

from kvalitet.model.dates import day
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import value_at
from kvalitet.views.atgarder import Atgard, all_actions
from kvalitet.views.avvikelser import Avvikelse
from kvalitet.views.genomgangar import Genomgang
from kvalitet.views.handlingsplaner import Handlingsplan

SEVERITY = Severity.WARNING
BASIS = own_target("effekten av det som är gjort följs upp")


def check(register: Register) -> Iterator[Fault]:
    """One fault for each action that is done and whose effect nobody is to judge, at its status."""
    for action in all_actions(register):
        if not action.is_done or _followed_up(action) or not _wants_follow_up(register, action.record):
            continue
        if action.klar and action.klar >= action.counts_from:
            yield fault(
                action.record,
                *action.at("status"),
                message=f"{action.name} blev klar {action.klar}, men ingen uppföljning av effekten är planerad",
                help="Skriv i uppföljning när effekten ska vara bedömd, eller hur den bedömdes och när.",
            )


def _followed_up(action: Atgard) -> bool:
    if action.uppfoljning_senast or action.uppfoljning_utford:
        return True
    data = action.record.data
    judged = day(value_at(data, ("effekt", "utvärderad"))) or day(value_at(data, ("uppföljning", "utförd")))
    if judged:
        return action.klar is not None and action.klar <= judged
    return value_at(data, ("uppföljning", "senast")) is not None


def _wants_follow_up(register: Register, record: Record) -> bool:
    if record.kind == Handlingsplan.kind:
        return record.status != "utkast"
    if record.kind != Avvikelse.kind:
        return record.kind != Genomgang.kind
    avvikelse = Avvikelse(record, record.data)
    if avvikelse.closed_before_import or avvikelse.utredningsniva == "förenklad":
        return False
    # without any follow-up at all it is the closing that is at fault: KV501
    told = avvikelse.utredningsniva == "fördjupad" and not register.is_open(record)
    return (
        not told
        or any(a.uppfoljning_senast or a.uppfoljning_utford for a in avvikelse.atgarder)
        or bool(avvikelse.effekt)
    )
