"""Ärende utan avvikelse.

Ett ärende enligt lex Maria, ett klagomål hos IVO eller ett ärende hos Löf hör inte ihop med någon avvikelse. Ärenden om
händelser från tiden före registrets första dag räknas inte, och inte heller de som var avslutade när de hämtades.

Varför: Ärendet visar att något har hänt. Finns det ingen avvikelse har händelsen inte utretts där orsaker och åtgärder
följs upp, och den saknas i statistiken. Att ärenden och avvikelser hör ihop är vårdgivarens eget krav.

Gör så här: Skriv in avvikelsens id under avvikelser. Har händelsen aldrig rapporterats, rapportera den nu. Visar det
sig att inget hände som kan kallas en avvikelse, skriv det i ett undantag.

Fel:
    id: ARE-2026-0001
    titel: Anspråk efter fördröjd diagnos
    enhet: kardiologi
    status: öppnat
    typ: löf
    händelsedatum: 2026-02-10
    öppnad: 2026-08-24
Rätt:
    id: ARE-2026-0001
    titel: Anspråk efter fördröjd diagnos
    enhet: kardiologi
    status: öppnat
    typ: löf
    händelsedatum: 2026-02-10
    öppnad: 2026-08-24
    avvikelser: [AVV-2026-0001]
    ---
    id: AVV-2026-0001
    titel: Svar på arbetsprov lästes efter tre månader
    enhet: kardiologi
    status: rapporterad
    rapporterande_enhet: kardiologi
    typ: negativ_händelse
    händelsedatum: 2026-02-10
    rapporterad: 2026-08-25
    beskrivning: Svaret låg i en korg som ingen bevakade.
"""

from collections.abc import Iterator
from datetime import date

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.views.arenden import LEX_MARIA, Arende
from kvalitet.views.avvikelser import Avvikelse

SEVERITY = Severity.WARNING
BASIS = own_target("vårdgivarens krav på att händelser rapporteras som avvikelser")

TYPES = {LEX_MARIA: "lex Maria", "ivo_klagomål": "klagomål hos IVO", "löf": "ärende hos Löf"}


def check(register: Register) -> Iterator[Fault]:
    """One fault for each case that no deviation belongs to, at its type."""
    starts = register.settings.starts or date.min
    for arende in Arende.all(register):
        happened = arende.handelsedatum or arende.oppnad or date.max
        old = happened < starts or arende.closed_before_import
        if arende.typ not in TYPES or old or register.is_cancelled(arende.record):
            continue
        if not _has_deviation(register, arende):
            yield fault(
                arende.record,
                "typ",
                message=f"{TYPES[arende.typ]} utan någon avvikelse",
                help="Skriv in avvikelsens id under avvikelser, eller rapportera händelsen om det inte är gjort.",
            )


def _has_deviation(register: Register, arende: Arende) -> bool:
    for name in arende.avvikelser:
        record = register.by_id.get(name)
        # an id that leads nowhere is a fault of its own, or the file behind it is rejected
        if record is None or not register.is_cancelled(record):
            return True
    naming = (mention.record for mention in register.referrers(arende.id))
    return any(record.kind == Avvikelse.kind and not register.is_cancelled(record) for record in naming)
