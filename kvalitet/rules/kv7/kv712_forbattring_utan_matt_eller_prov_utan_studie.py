"""Förbättring utan mått, eller prov utan studie.

Ett förbättringsarbete som prövas eller har införts har inget mått med ett utgångsvärde, eller så har teamet i ett prov
gått från att göra till att agera utan att studera vad som hände. En indikator med egna värden räknas som mått med
utgångsvärde. Är faserna inskrivna krävs måttet först när genomförandefasen har börjat. Förslag lämnas.

Varför: En förändring är en förbättring först när det går att visa. Utan ett värde från tiden före finns inget att
jämföra med, och den som agerar utan att studera har gissat. Kraven är vårdgivarens egna.

Gör så här: Skriv in ett mått och hur det var innan något ändrades, i siffror eller ord. Skriv in vad provet visade
innan ni bestämmer nästa steg.

Fel:
    id: FOR-2026-0001
    titel: Lugn kring läkemedlen när passen byts
    enhet: kardiologi
    status: pågår
    ansvarig: verksamhetschef/kardiologi
    slag: förbättringsarbete
    beskrivning: Delningen flyttas till efter rapporten.
    inlämnad: 2026-04-27
    mått:
      - {beskrivning: Avbrott per delning, utgångsvärde: 11}
    pdsa:
      - id: P1
        göra: {datum: 2026-10-19}
        agera: {datum: 2026-11-17, text: Upplägget används på hela avdelningen.}
Rätt:
    id: FOR-2026-0001
    titel: Lugn kring läkemedlen när passen byts
    enhet: kardiologi
    status: pågår
    ansvarig: verksamhetschef/kardiologi
    slag: förbättringsarbete
    beskrivning: Delningen flyttas till efter rapporten.
    inlämnad: 2026-04-27
    mått:
      - {beskrivning: Avbrott per delning, utgångsvärde: 11}
    pdsa:
      - id: P1
        göra: {datum: 2026-10-19}
        studera: {datum: 2026-11-16, text: Avbrotten sjönk till fyra.}
        agera: {datum: 2026-11-17, text: Upplägget används på hela avdelningen.}
"""

from collections.abc import Iterator
from datetime import date

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.views.forbattringar import Forbattring, Matt
from kvalitet.views.indikatorer import Indikator

SEVERITY = Severity.WARNING
BASIS = own_target("varje förbättring mäts före och efter, och varje prov studeras")
SMALL = "förslag"
PREPARING = ("fas_1_", "fas_2_")


def unmeasured(register: Register) -> Iterator[Fault]:
    """Every piece of work tried or in place without a measure that says how it was before."""
    for work in Forbattring.all(register):
        if not work.under_way or work.slag == SMALL or _preparing(work):
            continue
        measures = work.matt
        if not any(_has_baseline(register, measure) for measure in measures):
            what = "inget av måtten har ett utgångsvärde" if measures else "arbetet saknar mått"
            yield fault(
                work.record,
                *work.at("mått" if measures else "status"),
                message=what,
                help="Skriv in ett mått och hur det var innan något ändrades, i siffror eller ord.",
            )


def unstudied(register: Register, today: date) -> Iterator[Fault]:
    """Every trial acted on before it was studied; an act that is still only planned is left alone."""
    for work in Forbattring.all(register):
        for cycle in work.pdsa if register.is_open(work.record) else ():
            act, study = cycle.agera, cycle.studera
            if act is None or act > today or (study is not None and study <= act):
                continue
            what = f"studeras först {study}" if study else "har inte studerats"
            yield fault(
                work.record,
                *cycle.at("agera", "datum"),
                message=f"provet {cycle.id} ledde till beslut {act} men {what}",
                help="Skriv in under studera vad provet visade, och pröva om beslutet står sig.",
            )


def _preparing(work: Forbattring) -> bool:
    """Whether the phases that are written down say that nothing is tried yet."""
    begun = [stage.kod for stage in (*work.fas, *work.steg) if stage.begun]
    return bool(begun) and all(f"{code}_".startswith(PREPARING) for code in begun) and not work.pdsa


def _has_baseline(register: Register, measure: Matt) -> bool:
    if measure.utgangsvarde is not None:
        return True
    record = register.by_id.get(measure.indikator)
    if record is None:
        return measure.indikator in register.rejected_ids
    return record.kind == Indikator.kind and bool(record.data.get("värden") or record.data.get("hämtas_från"))
