"""Avslutad utan det som utredningsnivån kräver.

En avslutad avvikelse saknar något som hör till den utredningsnivå som valts. En förenklad utredning ska ha en
slutsats. En fördjupad ska ha orsaker, minst en åtgärd (eller ett motiv vid varje orsak som lämnas utan), en bedömd
effekt eller en åtgärd vars effekt följs upp, och en vårdskadebedömning när händelsen berör en patient i hälso- och
sjukvård eller tandvård. Nivån händelseanalys kräver vårdskadebedömningen och en slutförd händelseanalys som nämner
avvikelsen: orsaker och åtgärder får då stå där. Den som saknar utredningsnivå ska få en, utom när den är hämtad från
ett äldre system. Den som vill kan med trösklarna process och nyckelord kräva att varje avslutad avvikelse har dem.

Varför: Händelser som har medfört eller hade kunnat medföra vårdskada ska utredas så att det går att se vad som
påverkade dem och vad som kan hindra att de händer igen (PSL 3 kap. 3 §). Vad varje nivå innehåller har vårdgivaren
själv bestämt.

Gör så här: Fyll i det som saknas. Är utredningen inte färdig, öppna avvikelsen igen genom att ändra status.

Fel:
    id: AVV-2026-0001
    titel: Försenat provsvar efter helgen
    enhet: kardiologi
    status: avslutad
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-02-16
    rapporterad: 2026-02-17
    påbörjad: 2026-02-20
    avslutad: 2026-03-10
    beskrivning: Ett svar på troponin låg osignerat över helgen.
    utredningsnivå: förenklad
Rätt:
    id: AVV-2026-0001
    titel: Försenat provsvar efter helgen
    enhet: kardiologi
    status: avslutad
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-02-16
    rapporterad: 2026-02-17
    påbörjad: 2026-02-20
    avslutad: 2026-03-10
    beskrivning: Ett svar på troponin låg osignerat över helgen.
    utredningsnivå: förenklad
    slutsats: Ingen hade uppdraget att signera svar på lördagar. Det ingår nu i jourens arbetsuppgifter.
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.atgarder import Atgard
from kvalitet.views.avvikelser import PATIENTSAKERHET, Avvikelse
from kvalitet.views.handelseanalyser import Handelseanalys, analyses_by_avvikelse

SEVERITY = Severity.WARNING
BASIS = own_target("det som vårdgivaren kräver av varje utredningsnivå")


def check(
    register: Register,
    *,
    process: Annotated[int, "1 om en avslutad avvikelse ska ange vilken process den rör, 0 om det inte krävs"] = 0,
    nyckelord: Annotated[int, "1 om en avslutad avvikelse ska ha nyckelord, 0 om det inte krävs"] = 0,
) -> Iterator[Fault]:
    """One fault for each closed deviation that lacks something, at its status."""
    closed = register.kinds[Avvikelse.kind].closed
    analysed = _analysed(register)
    for avvikelse in Avvikelse.all(register):
        if avvikelse.status not in closed:
            continue
        chosen = {"process": process, "nyckelord": nyckelord} if not avvikelse.closed_before_import else {}
        lacks = [name for name, wanted in chosen.items() if wanted and not avvikelse.data.get(name)]
        missing = (*_missing(avvikelse, analysed), *lacks)
        if missing:
            yield fault(
                avvikelse.record,
                "status",
                message=f"avslutad utan {listing(missing)}{_level(avvikelse)}",
                help="Fyll i det som saknas, eller öppna avvikelsen igen om utredningen inte är färdig.",
            )


def _level(avvikelse: Avvikelse) -> str:
    level = avvikelse.utredningsniva
    return f" (utredningsnivå {level})" if level else ""


def _analysed(register: Register) -> frozenset[str] | None:
    """The deviations that a finished event analysis names; None where one was rejected, so that absence is no proof."""
    if register.misses(Handelseanalys.kind):
        return None
    found = analyses_by_avvikelse(register)
    return frozenset(name for name, analyses in found.items() if any(a.carried_out for a in analyses))


def _missing(avvikelse: Avvikelse, analysed: frozenset[str] | None) -> Iterator[str]:
    match avvikelse.utredningsniva:
        case "":
            if not avvikelse.importerad:
                yield "utredningsnivå"
        case "förenklad":
            if not avvikelse.slutsats:
                yield "slutsats"
        case "fördjupad":
            yield from _missing_in_depth(avvikelse)
        case "händelseanalys":
            if analysed is not None and avvikelse.id not in analysed:
                yield "slutförd händelseanalys"
            if _lacks_harm(avvikelse):
                yield "vårdskadebedömning"


def _missing_in_depth(avvikelse: Avvikelse) -> Iterator[str]:
    if not avvikelse.orsaker:
        yield "orsaker"
    meant = [atgard for atgard in avvikelse.atgarder if atgard.is_open or atgard.is_done]
    reasoned = bool(avvikelse.orsaker) and all(orsak.motiv for orsak in avvikelse.orsaker)
    if not meant and not reasoned:
        yield "åtgärder"
    if _lacks_harm(avvikelse):
        yield "vårdskadebedömning"
    # without actions there is no effect to judge: the actions are what is missing
    if meant and not avvikelse.effekt and not any(_followed_up(atgard) for atgard in meant):
        yield "bedömd effekt"


def _lacks_harm(avvikelse: Avvikelse) -> bool:
    concerned = "patient" in avvikelse.beror and avvikelse.lagrum in PATIENTSAKERHET
    return concerned and not avvikelse.vardskadebedomning


def _followed_up(atgard: Atgard) -> bool:
    return bool(atgard.uppfoljning_senast or atgard.uppfoljning_utford)
