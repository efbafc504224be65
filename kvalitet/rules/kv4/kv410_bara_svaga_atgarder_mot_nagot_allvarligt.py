"""Bara svaga åtgärder mot något allvarligt.

Händelsen var eller kunde ha blivit allvarlig, eller risken har allvarlig konsekvens (3–4 på en fyrgradig skala), men
alla åtgärder mot den har styrkan svag. Åtgärder i händelseanalyser och ärenden om avvikelsen räknas med. Ingenting sägs
medan utredningen pågår, när någon åtgärd saknar styrka, när effekten är uppnådd eller när risken har sänkts eller
godtagits.

Varför: Svaga åtgärder, som information, utbildning och påminnelser, bygger på att alla alltid minns och orkar. De
skyddar sämre mot upprepning än åtgärder som ändrar utrustning, lokaler eller arbetssätt. Kravet är vårdgivarens eget.

Gör så här: Lägg till en åtgärd som gör det lätt att göra rätt och svårt att göra fel: ändra utrustning, lokaler,
system eller arbetssätt. Är åtgärden starkare än vad som står, rätta styrkan.

Fel:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: åtgärdas
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2026-08-12
    rapporterad: 2026-08-12
    påbörjad: 2026-08-14
    skala: 4x4@1
    allvarlighetsgrad: 3
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    åtgärder:
      - id: A1
        beskrivning: Informera på arbetsplatsträff.
        ansvarig: enhetschef/hjartavdelningen
        senast: 2026-12-31
        status: planerad
        styrka: svag
Rätt:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: åtgärdas
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2026-08-12
    rapporterad: 2026-08-12
    påbörjad: 2026-08-14
    skala: 4x4@1
    allvarlighetsgrad: 3
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    åtgärder:
      - id: A1
        beskrivning: Informera på arbetsplatsträff.
        ansvarig: enhetschef/hjartavdelningen
        senast: 2026-12-31
        status: planerad
        styrka: svag
      - id: A2
        beskrivning: Ta bort det ena läkemedlet ur förrådet.
        ansvarig: enhetschef/hjartavdelningen
        senast: 2026-12-31
        status: planerad
        styrka: stark
"""

from collections.abc import Iterator, Sequence
from typing import Annotated

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.views.arenden import Arende
from kvalitet.views.atgarder import Atgard
from kvalitet.views.avvikelser import Avvikelse, severe
from kvalitet.views.handelseanalyser import Handelseanalys, analyses_by_avvikelse
from kvalitet.views.riskanalyser import Riskanalys, replaced

SEVERITY = Severity.WARNING
BASIS = own_target("det allvarliga möts inte bara med svaga åtgärder")

_BOTH = 2
_STEP = "allvarlighetsgrad eller konsekvens på en skala med fyra steg från och med vilken svaga åtgärder inte räcker"
_INVESTIGATED = frozenset({"åtgärdas", "följs_upp", "avslutad"})
_HELP = "Lägg till en åtgärd som ändrar utrustning, lokaler, system eller arbetssätt, eller rätta styrkan."


def check(register: Register, *, allvar: Annotated[int, _STEP] = 3) -> Iterator[Fault]:
    """One fault for each severe deviation or risk that only weak actions meet, at the strength of the first."""
    yield from _against_events(register, allvar)
    yield from _against_risks(register, allvar)


def _against_events(register: Register, step: int) -> Iterator[Fault]:
    # one that was rejected may hold the stronger action
    if register.misses(Handelseanalys.kind) or register.misses(Arende.kind):
        return
    analyses = analyses_by_avvikelse(register)
    told = set[str]()
    for found in severe(register, step):
        avvikelse = found.avvikelse
        unfinished = any(not analys.carried_out for analys in analyses.get(avvikelse.id, ()))
        if avvikelse.status not in _INVESTIGATED or unfinished or avvikelse.closed_before_import:
            continue
        actions = _meeting(register, avvikelse)
        if _only_weak(actions) and avvikelse.effekt_resultat != "uppnådd" and actions[0].address not in told:
            told.add(actions[0].address)
            yield _fault(actions, f"avvikelsen {avvikelse.id} ({found.reason})")


def _meeting(register: Register, avvikelse: Avvikelse) -> list[Atgard]:
    """The actions against what happened, broken off ones apart, in the deviation and in what investigates it."""
    naming = {
        mention.record.id: mention.record
        for mention in register.referrers(avvikelse.id)
        if mention.field.key == "avvikelser" and mention.record.kind in {Handelseanalys.kind, Arende.kind}
    }
    records = [avvikelse.record, *(record for record in naming.values() if not register.is_cancelled(record))]
    actions = (Atgard.of_item(item) for record in records for item in register.items_of(record, Atgard.shape))
    return [action for action in actions if action.is_open or action.is_done]


def _against_risks(register: Register, step: int) -> Iterator[Fault]:
    analyses = [analys for analys in Riskanalys.all(register) if analys.decided]
    moot = replaced(analyses)
    for analys in analyses:
        scale = register.scales.get(analys.skala)
        if scale is None or analys.id in moot or analys.closed_before_import:
            continue
        limit = scale.consequence_limit(step)
        for risk in analys.risker:
            first, left = risk.forsta_bedomning, risk.kvarstaende
            lowered = first and left and left.riskvarde < first.riskvarde
            if not first or first.konsekvens < limit or lowered or risk.accepterad:
                continue
            actions = analys.meeting(risk)
            if _only_weak(actions):
                yield _fault(actions, f"risken {risk.id} (konsekvens {first.konsekvens})")


def _only_weak(actions: Sequence[Atgard]) -> bool:
    shown = all(action.effekt == "uppnådd" for action in actions)
    return bool(actions) and not shown and all(action.styrka == "svag" for action in actions)


def _fault(actions: Sequence[Atgard], against: str) -> Fault:
    if len(actions) == 1:
        words = f"den enda åtgärden mot {against} är svag"
    else:
        every = "båda åtgärderna" if len(actions) == _BOTH else f"alla {len(actions)} åtgärder"
        words = f"{every} mot {against} är svaga"
    return fault(actions[0].record, *actions[0].at("styrka"), message=words, help=_HELP)
