"""Lex Maria sen eller ofullständig.

En händelse som ska anmälas enligt lex Maria har inte anmälts, eller så har utredningen inte skickats, inom målet räknat
från beslutet att anmäla. Det sägs också när målet är nära. Ett ärende som är avgjort eller avslutat utan anmälan eller
utredning är fel vilken dag det än är. Dessutom prövas underlaget: patienten ska ha fått veta vad som hände, och en
slutförd händelseanalys ska bedöma risken för upprepning och visa att tidigare liknande händelser har eftersökts.

Varför: Anmälan görs snarast, och utredningen ges in samtidigt eller snarast därefter (PSL 3 kap. 5 §). Lagen anger
inget antal dagar: målen är vårdgivarens egna. Vad underlaget ska innehålla har vårdgivaren också bestämt själv, med
ledning av det som anmälningar har kritiserats för.

Gör så här: Gör anmälan och skriv dagen i anmäld. Skicka utredningen och skriv dagen i utredning_inskickad. Komplettera
avvikelsen med när patienten informerades, och händelseanalysen med det som saknas.

Fel:
    id: ARE-2026-0001
    titel: Försenad behandling av hjärtinfarkt
    enhet: kardiologi
    status: öppnat
    ansvarig: chefläkare/halso-och-sjukvard
    typ: lex_maria
    öppnad: 2026-08-10
    beslutad: 2026-08-17
Rätt:
    id: ARE-2026-0001
    titel: Försenad behandling av hjärtinfarkt
    enhet: kardiologi
    status: inskickat
    ansvarig: chefläkare/halso-och-sjukvard
    typ: lex_maria
    öppnad: 2026-08-10
    beslutad: 2026-08-17
    anmäld: 2026-08-19
    utredning_inskickad: 2026-10-05
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity, fault, law, own_target
from kvalitet.model.register import Register
from kvalitet.rules.kv5._anmalan import NOTICE, Anmalan, is_over, target
from kvalitet.views.arenden import LEX_MARIA, Arende
from kvalitet.views.avvikelser import VARDSKADOR, Avvikelse

SEVERITY = Severity.WARNING
BASIS = own_target("målet för lex Maria; lagen säger snarast (PSL 3 kap. 5 §)")
DUTY = law("PSL 3 kap. 5 §")
CONTENTS = own_target("det som vårdgivaren kräver av underlaget till lex Maria")

_MARIA = Anmalan(LEX_MARIA, "lex Maria")


def deadlines(
    register: Register,
    *,
    dagar_till_anmälan: Annotated[int, "så många dagar efter beslutet att anmäla ska händelsen vara anmäld"] = 60,
    dagar_till_utredning: Annotated[int, "så många dagar efter beslutet att anmäla ska utredningen vara skickad"] = 60,
    dagar_innan: Annotated[int, NOTICE] = 14,
) -> Iterator[Deadline]:
    """The target days: for the notification, and once that is made for the investigation."""
    yield from _MARIA.notifications(register, dagar_till_anmälan, dagar_innan)
    yield from _MARIA.decisions(register, dagar_till_anmälan, dagar_innan)
    for arende in _MARIA.cases(register):
        sent, over = arende.utredning_inskickad, is_over(register, arende)
        if arende.beslutad and arende.anmald and (sent or not over):
            yield target(
                arende.record,
                arende.at("beslutad"),
                days_on(max(arende.beslutad, arende.regler_fran or arende.beslutad), dagar_till_utredning),
                sent,
                act=("utredningen skickas till IVO", "utredningen är inte skickad till IVO", "skickats", "skickas"),
                advice="Skicka utredningen och skriv dagen i utredning_inskickad.",
                notice=dagar_innan,
            )


def check_ended(register: Register) -> Iterator[Fault]:
    """Cases that are over though an event was not notified, or its investigation not handed in."""
    for arende in _MARIA.cases(register):
        undone = _undone(arende) if is_over(register, arende) and not arende.closed_before_import else ""
        if undone:
            found = fault(
                arende.record,
                "status",
                message=f"{arende.status} utan att {undone}",
                help="Skriv in dagen om det är gjort. Gör det annars, och rätta ärendets status.",
            )
            yield replace(found, severity=Severity.ERROR, basis=DUTY)


def check_patient(register: Register) -> Iterator[Fault]:
    """Notified events of which neither the patient nor a relative has been told.

    Where a vårdskada has been found, the law's own duty to inform is judged by KV516.
    """
    for arende in _MARIA.cases(register):
        for index, name in enumerate(arende.avvikelser if arende.anmald and not arende.closed_before_import else ()):
            record = register.by_id.get(name)
            if record is None or record.kind != Avvikelse.kind or register.is_cancelled(record):
                continue
            avvikelse = Avvikelse(record, record.data)
            if avvikelse.utfall not in VARDSKADOR and not avvikelse.patient_informerad:
                found = fault(
                    arende.record,
                    *arende.at("avvikelser", index),
                    message=f"anmäld {arende.anmald}, men {name} säger inte när patienten fick veta det",
                    help="Berätta för patienten eller en närstående, och skriv dagen i avvikelsens patient_informerad.",
                )
                yield replace(found, basis=CONTENTS)


def check_analysis(register: Register) -> Iterator[Fault]:
    """Finished event analyses behind a case without repeat risk or earlier similar events."""
    for found in _MARIA.thin_analyses(register):
        yield replace(found, basis=CONTENTS)


def _undone(arende: Arende) -> str:
    if arende.beslutad and not arende.anmald:
        return "händelsen har anmälts till IVO"
    return "" if not arende.anmald or arende.utredning_inskickad else "utredningen har skickats till IVO"
