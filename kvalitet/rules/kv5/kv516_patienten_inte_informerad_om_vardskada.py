"""Patienten inte informerad om vårdskada.

En vårdskada är konstaterad, men det framgår inte att patienten eller en närstående har fått veta allt som lagen räknar
upp. Så länge avvikelsen är öppen räknas målet från bedömningen av skadan. Är den avslutad ska alla sex punkterna ha en
dag, och informationen ska vara antecknad i journalen.

Varför: Patienten ska snarast få veta vad som hänt, vad som ska göras för att det inte ska hända igen och vart det går
att vända sig, och att informationen är lämnad ska antecknas i patientjournalen (PSL 3 kap. 8 §). Hinder kan finnas på
grund av sekretess (PSL 3 kap. 8 c §). Lagen anger inget antal dagar: målet är vårdgivarens eget.

Gör så här: Informera patienten eller en närstående. Skriv dagen för varje punkt i patient_informerad och dagen då det
journalfördes. Hindrar sekretess, skriv när och av vem det bedömdes i hinder. Själva innehållet hör hemma i journalen.

Fel:
    id: AVV-2026-0001
    titel: Trycksår efter lång operation
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2026-09-01
    rapporterad: 2026-09-02
    påbörjad: 2026-09-03
    beskrivning: Madrassen hade inte bytts mot en tryckavlastande.
    vårdskadebedömning: {utfall: vårdskada, datum: 2026-09-10}
Rätt:
    id: AVV-2026-0001
    titel: Trycksår efter lång operation
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2026-09-01
    rapporterad: 2026-09-02
    påbörjad: 2026-09-03
    beskrivning: Madrassen hade inte bytts mot en tryckavlastande.
    vårdskadebedömning: {utfall: vårdskada, datum: 2026-09-10}
    patient_informerad:
      till: patient
      händelsen: 2026-09-02
      åtgärder: 2026-09-14
      klagomålshantering: 2026-09-14
      patientnämnden: 2026-09-14
      ivo: 2026-09-14
      ersättning: 2026-09-14
      journalförd: 2026-09-14
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated

from kvalitet.model.dates import days_on, first_day
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity, fault, law, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.avvikelser import VARDSKADOR, Avvikelse

SEVERITY = Severity.WARNING
BASIS = own_target("målet för information till patienten; lagen säger snarast (PSL 3 kap. 8 §)")
DUTY = law("PSL 3 kap. 8 §")

POINTS = {
    "händelsen": "det som hände",
    "åtgärder": "vad som ska göras",
    "klagomålshantering": "hur klagomål tas om hand",
    "patientnämnden": "patientnämnden",
    "ivo": "anmälan till IVO",
    "ersättning": "ersättning",
}


def deadlines(
    register: Register,
    *,
    dagar: Annotated[int, "så många dagar efter att en vårdskada konstaterats ska patienten vara informerad"] = 14,
) -> Iterator[Deadline]:
    """The target day for telling the patient of each vårdskada; once it is closed without that it is a fault."""
    for avvikelse in _harmed(register):
        judged, told, missing = avvikelse.skadan_bedomd, _told(avvikelse), tuple(_missing(avvikelse))
        if judged is None or (told is None and not register.is_open(avvikelse.record)):
            continue
        yield Deadline(
            due=days_on(max(judged, avvikelse.regler_fran or judged), dagar),
            what="patienten informeras om vårdskadan enligt målet",
            passed=f"patienten har inte informerats om {listing(missing)}, vilket enligt målet skulle ha gjorts senast",
            help="Informera patienten eller en närstående, och skriv dagen för varje punkt i patient_informerad.",
            path=avvikelse.record.path,
            field=avvikelse.at("vårdskadebedömning", "utfall"),
            record=avvikelse.record,
            done=told,
        )


def check(register: Register) -> Iterator[Fault]:
    """Deviations closed with a vårdskada though the patient has not been told all, or the patient record not noted."""
    for avvikelse in _harmed(register):
        if register.is_open(avvikelse.record) or avvikelse.closed_before_import or avvikelse.hinder_for_information:
            continue
        missing = tuple(_missing(avvikelse))
        unnoted = not missing and not avvikelse.patient_informerad.get("journalförd")
        if missing or unnoted:
            lack = "att informationen är antecknad i journalen" if unnoted else f"information om {listing(missing)}"
            found = fault(
                avvikelse.record,
                *avvikelse.at("vårdskadebedömning", "utfall"),
                message=f"{avvikelse.utfall.replace('_', ' ')}, men avslutad utan {lack}",
                help="Informera patienten eller en närstående, och skriv dagen för varje punkt i patient_informerad.",
            )
            yield replace(found, severity=Severity.ERROR, basis=DUTY)


def _harmed(register: Register) -> Iterator[Avvikelse]:
    for avvikelse in Avvikelse.all(register):
        if avvikelse.utfall in VARDSKADOR and not register.is_cancelled(avvikelse.record):
            yield avvikelse


def _missing(avvikelse: Avvikelse) -> Iterator[str]:
    for key, words in POINTS.items():
        if not avvikelse.patient_informerad.get(key):
            yield words


def _told(avvikelse: Avvikelse) -> date | None:
    """The day on which the last of the points had been given, or was found to be hindered by secrecy."""
    if avvikelse.hinder_for_information:
        return avvikelse.hinder_for_information
    days = [first_day(avvikelse.patient_informerad.get(key)) for key in POINTS]
    known = [day for day in days if day]
    return max(known) if len(known) == len(days) else None
