"""Fastställd kärnprocess är inte komplett.

En kärnprocess är fastställd men saknar något av det som gör att den går att styra efter: processägare, processledare,
dokument, kvalitetskrav, indikator eller patienternas medverkan. Som dokument räknas det som aktiviteterna hänvisar till
och de gällande dokument som själva anger processen. En indikator räknas när den är aktiv och anger processen.

Varför: De processer som behövs ska identifieras, beskrivas och fastställas (SOSFS 2011:9 4 kap. 2 §). Vad som ska
vara på plats när en kärnprocess fastställs har vårdgivaren själv bestämt.

Gör så här: Komplettera processen med det som saknas. Indikatorer och dokument knyts till processen i sina egna poster.
Är processen inte klar, sätt status beskriven.

Fel:
    id: PRO-0001
    titel: Hjärtsvikt, från misstanke till uppföljning
    enhet: kardiologi
    status: fastställd
    typ: kärnprocess
    syfte: Att den som har hjärtsvikt får rätt behandling i tid.
    processägare: verksamhetschef/kardiologi
    aktiviteter:
      - id: S1
        vad: Bedöma symtomen
    fastställd: 2026-03-10
Rätt:
    id: PRO-0001
    titel: Hjärtsvikt, från misstanke till uppföljning
    enhet: kardiologi
    status: fastställd
    typ: kärnprocess
    syfte: Att den som har hjärtsvikt får rätt behandling i tid.
    processägare: verksamhetschef/kardiologi
    processledare: kvalitetssamordnare/kardiologi
    patientmedverkan: En patientföreträdare är med när processen ses över.
    aktiviteter:
      - id: S1
        vad: Bedöma symtomen
        dokument: [DOK-0001]
    kvalitetskrav:
      - id: K1
        beskrivning: Alla har fått tid till sköterskemottagningen inom två veckor.
    fastställd: 2026-03-10
    ---
    id: DOK-0001
    titel: Rutin för hjärtsvikt
    enhet: kardiologi
    status: gällande
    ansvarig: verksamhetschef/kardiologi
    handlingstyp: rutin
    version: "1.0"
    giltig_från: 2026-01-15
    ---
    id: IND-0001
    titel: Återbesök inom två veckor
    enhet: kardiologi
    status: aktiv
    start: 2026-04-01
    definition: Andelen med hjärtsvikt som fick ett återbesök inom två veckor.
    processer: [PRO-0001]
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.processer import Process

SEVERITY = Severity.WARNING
BASIS = own_target("det som ska vara på plats när en kärnprocess fastställs")

_TYING = {"dokument": ("process", "gällande"), "indikator": ("processer", "aktiv")}
"""The kinds that name their processes themselves: the field, and the status in which they count."""


def check(register: Register) -> Iterator[Fault]:
    """Every core process adopted without all that it needs, once, with what is missing."""
    for process in Process.all(register):
        missing = list(_missing(register, process)) if process.adopted and process.is_core else []
        if missing:
            yield fault(
                process.record,
                *process.at("status"),
                message=f"kärnprocessen är fastställd men saknar {listing(missing)}",
                help="Komplettera processen, eller sätt status beskriven tills den är klar.",
            )


def _missing(register: Register, process: Process) -> Iterator[str]:
    if not process.processagare:
        yield "processägare"
    if not process.processledare:
        yield "processledare"
    if not process.dokument and not _tied(register, process, "dokument"):
        yield "dokument"
    if not process.kvalitetskrav:
        yield "kvalitetskrav"
    if not _tied(register, process, "indikator"):
        yield "indikator"
    if not process.patientmedverkan:
        yield "patienternas medverkan"


def _tied(register: Register, process: Process, kind: str) -> bool:
    """Whether a record of the kind in use names the process, or one that could not be read may do."""
    key, status = _TYING[kind]
    return register.misses(kind) or any(
        mention.record.kind == kind and mention.field.key == key and mention.record.status == status
        for mention in register.referrers(process.id)
    )
