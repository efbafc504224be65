"""Enskild händelse enligt bedömningen, men en av många i ett mönster.

En avvikelse har bedömts som en enskild händelse. Samtidigt visar serien som den hör till, av samma slag eller på samma
enhet, att händelserna har blivit fler eller tätare på ett sätt som slumpen sällan ger, och avvikelsen är en av dem.
Bara mönster som står sig när alla serier prövas tillsammans räknas, se ”kvalitet signals”.

Varför: Var för sig kan händelser se tillfälliga ut. Att de kommer tätare tyder på en gemensam orsak i hur arbetet är
ordnat, eller på att fler rapporterar än förut. Någon behöver avgöra vilket. Att mönster vägs in i bedömningen är ett
mål som vårdgivaren har satt själv.

Gör så här: Läs händelserna i mönstret tillsammans. Har de en orsak gemensamt, ändra bedömningen till systemfel och
bestäm åtgärder mot orsaken. Beror mönstret på att fler rapporterar, skriv det i ett undantag med det som motiv.

Fel:
    {id: AVV-2025-0001, titel: Fall, enhet: kardiologi, rapporterande_enhet: kardiologi, status: rapporterad,
    typ: negativ_händelse, kategori: fall, händelsedatum: 2025-01-14, rapporterad: 2025-01-14, beskrivning: Fall.}
    ---
    {id: AVV-2025-0002, titel: Fall, enhet: kardiologi, rapporterande_enhet: kardiologi, status: rapporterad,
    typ: negativ_händelse, kategori: fall, händelsedatum: 2025-04-05, rapporterad: 2025-04-05, beskrivning: Fall.}
    ---
    {id: AVV-2025-0003, titel: Fall, enhet: kardiologi, rapporterande_enhet: kardiologi, status: rapporterad,
    typ: negativ_händelse, kategori: fall, händelsedatum: 2025-06-18, rapporterad: 2025-06-18, beskrivning: Fall.}
    ---
    {id: AVV-2025-0004, titel: Fall, enhet: kardiologi, rapporterande_enhet: kardiologi, status: rapporterad,
    typ: negativ_händelse, kategori: fall, händelsedatum: 2025-09-14, rapporterad: 2025-09-14, beskrivning: Fall.}
    ---
    {id: AVV-2025-0005, titel: Fall, enhet: kardiologi, rapporterande_enhet: kardiologi, status: rapporterad,
    typ: negativ_händelse, kategori: fall, händelsedatum: 2025-12-02, rapporterad: 2025-12-02, beskrivning: Fall.}
    ---
    {id: AVV-2026-0006, titel: Fall, enhet: kardiologi, rapporterande_enhet: kardiologi, status: rapporterad,
    typ: negativ_händelse, kategori: fall, händelsedatum: 2026-03-04, rapporterad: 2026-03-04, beskrivning: Fall.}
    ---
    {id: AVV-2026-0007, titel: Fall, enhet: kardiologi, rapporterande_enhet: kardiologi, status: rapporterad,
    typ: negativ_händelse, kategori: fall, händelsedatum: 2026-03-24, rapporterad: 2026-03-24, beskrivning: Fall.}
    ---
    {id: AVV-2026-0008, titel: Fall, enhet: kardiologi, rapporterande_enhet: kardiologi, status: rapporterad,
    typ: negativ_händelse, kategori: fall, händelsedatum: 2026-04-10, rapporterad: 2026-04-10, beskrivning: Fall.}
    ---
    {id: AVV-2026-0009, titel: Fall, enhet: kardiologi, rapporterande_enhet: kardiologi, status: rapporterad,
    typ: negativ_händelse, kategori: fall, händelsedatum: 2026-05-04, rapporterad: 2026-05-04, beskrivning: Fall.}
    ---
    {id: AVV-2026-0010, titel: Fall, enhet: kardiologi, rapporterande_enhet: kardiologi, status: rapporterad,
    typ: negativ_händelse, kategori: fall, händelsedatum: 2026-05-19, rapporterad: 2026-05-19, beskrivning: Fall.,
    bedömning: enskild_händelse}
    ---
    {id: AVV-2026-0011, titel: Fall, enhet: kardiologi, rapporterande_enhet: kardiologi, status: rapporterad,
    typ: negativ_händelse, kategori: fall, händelsedatum: 2026-06-09, rapporterad: 2026-06-09, beskrivning: Fall.}
Rätt:
    {id: AVV-2026-0010, titel: Fall, enhet: kardiologi, rapporterande_enhet: kardiologi, status: rapporterad,
    typ: negativ_händelse, kategori: fall, händelsedatum: 2026-05-19, rapporterad: 2026-05-19, beskrivning: Fall.,
    bedömning: systemfel}
"""

from collections.abc import Iterator
from datetime import date

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import counted
from kvalitet.series.signals import Verdict, survey
from kvalitet.series.words import direction, name, since
from kvalitet.views.avvikelser import Avvikelse

SEVERITY = Severity.WARNING
BASIS = own_target("mönster vägs in när avvikelser bedöms")


def contradicted(register: Register, today: date) -> Iterator[Fault]:
    """The deviations judged single events that are part of a rise that chance does not explain, each once."""
    single = [a for a in Avvikelse.all(register) if a.bedomning == "enskild_händelse" and not a.closed_before_import]
    if not single:
        return
    rises: dict[str, Verdict] = {}
    for verdict in (each for main in survey(register, today).patterns for each in (main, *main.same)):
        if verdict.serie.topic.source == Avvikelse.kind and verdict.rising:
            for event in verdict.events:
                rises.setdefault(event, verdict)
    for avvikelse in single:
        if avvikelse.id in rises and not register.is_cancelled(avvikelse.record):
            yield _fault(register, avvikelse, rises[avvikelse.id])


def _fault(register: Register, avvikelse: Avvikelse, verdict: Verdict) -> Fault:
    series = name(register, verdict.serie.topic)
    number = counted(len(verdict.events), "händelse", "händelser")
    return fault(
        avvikelse.record,
        "bedömning",
        message=f'bedömd som enskild händelse, men serien "{series}" visar ett mönster som slumpen sällan ger:'
        f" {direction(verdict)} från och med {since(verdict)}, {number} sedan dess",
        help="Läs händelserna i mönstret tillsammans, och bedöm om de har en orsak gemensamt.",
    )
