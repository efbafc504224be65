"""Fas påbörjad utan det den kräver.

Ett förbättringsarbete har gått in i förberedelsefasen utan att vara godkänt eller ha ett mandat, eller före dagen då
det godkändes. Eller så har det gått in i genomförandefasen utan ett team, med ett team där ingen företräder
patienterna, eller med en stödfunktion som ingen har tagit på sig. Ett processteam ska också ha ordförande och
koordinator. En fas räknas som påbörjad också när ett av dess steg är det. Allt som fattas för en fas sägs på en gång.

Varför: Den som börjar utan mandat får inte igenom det som teamet kommer fram till, och den som börjar utan patienter
löser ofta fel problem. Vad som ska vara klart före varje fas har vårdgivaren själv bestämt.

Gör så här: Ordna det som fattas och skriv in det. Har arbetet börjat för tidigt, stanna tills uppdragsgivaren har sagt
ja och någon som företräder patienterna är med.

Fel:
    id: FOR-2026-0001
    titel: Processteam hjärtsvikt
    enhet: kardiologi
    status: pågår
    ansvarig: verksamhetschef/kardiologi
    slag: processteam
    beskrivning: En gemensam väg från vårdcentral till hjärtmottagning.
    inlämnad: 2026-02-02
    fas:
      - {kod: fas_1, påbörjad: 2026-02-02, klar: 2026-03-20}
      - {kod: fas_2, påbörjad: 2026-03-20}
Rätt:
    id: FOR-2026-0001
    titel: Processteam hjärtsvikt
    enhet: kardiologi
    status: pågår
    ansvarig: verksamhetschef/kardiologi
    slag: processteam
    beskrivning: En gemensam väg från vårdcentral till hjärtmottagning.
    inlämnad: 2026-02-02
    godkänd: 2026-03-18
    mandat: Teamet beslutar om arbetssätt inom kliniken och föreslår det som rör andra.
    fas:
      - {kod: fas_1, påbörjad: 2026-02-02, klar: 2026-03-20}
      - {kod: fas_2, påbörjad: 2026-03-20}
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.forbattringar import Etapp, Forbattring

SEVERITY = Severity.WARNING
BASIS = own_target("vad som ska vara klart före varje fas i förbättringsprocessen")
LIST = "faser"
PREPARATION = "fas_2"
CARRYING_OUT = "fas_3"
TEAM = "processteam"
LEADING = ("ordförande", "koordinator")
SUPPORT = "stodfunktioner"
PATIENTS = frozenset({"patient", "närstående"})


def check(register: Register) -> Iterator[Fault]:
    """At most one fault for each piece of work and phase begun without its gate, where the phase is said to begin."""
    for work in Forbattring.all(register):
        if not register.is_open(work.record):
            continue
        preparation, carrying_out = _first(work, PREPARATION), _first(work, CARRYING_OUT)
        # whoever carries out has passed the first gate as well
        first = preparation or carrying_out
        if first:
            yield from _fault(register, work, first, _not_approved(work, first))
        if carrying_out:
            yield from _fault(register, work, carrying_out, _not_manned(register, work))


def _first(work: Forbattring, phase: str) -> Etapp | None:
    """The place where a phase or one of its steps is first said to have begun."""
    begun = [stage for stage in (*work.fas, *work.steg) if stage.begun and f"{stage.kod}_".startswith(f"{phase}_")]
    return min(begun, key=lambda stage: (stage.begun, len(stage.kod)), default=None)


def _not_approved(work: Forbattring, stage: Etapp) -> list[str]:
    lacks = [] if work.mandat else ["mandat"]
    if work.godkand is None:
        return ["godkännande", *lacks]
    late = stage.begun is not None and stage.begun < work.godkand
    return [f"godkännande, som kom först {work.godkand}", *lacks] if late else lacks


def _not_manned(register: Register, work: Forbattring) -> list[str]:
    if not work.processteam:
        return ["team"]
    tasks = {member.uppdrag for member in work.processteam}
    voices = "patientrepresentant" in tasks or any(m.profession in PATIENTS for m in work.processteam)
    lacks = [] if voices else ["någon som företräder patienterna"]
    if work.slag == TEAM:
        lacks += [task for task in LEADING if task not in tasks]
    needed = [str(row.get("funktion")) for row in work.stodfunktioner if not row.get("kontakt")]
    return lacks + [f"kontakt för stödet {register.label(SUPPORT, name).lower()}" for name in needed]


def _fault(register: Register, work: Forbattring, stage: Etapp, lacks: list[str]) -> Iterator[Fault]:
    if lacks:
        phase = register.codes[LIST].top(stage.kod) if LIST in register.codes else stage.kod
        yield fault(
            work.record,
            *stage.at("kod"),
            message=f'fasen "{register.label(LIST, phase)}" började {stage.begun} utan {listing(lacks)}',
            help="Ordna det som fattas och skriv in det, eller rätta dagen då fasen började.",
        )
