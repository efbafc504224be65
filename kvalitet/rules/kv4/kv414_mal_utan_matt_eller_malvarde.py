"""Målet saknar mått eller målvärde.

Ett mål i en beslutad handlingsplan säger inte vad som ska mätas eller var gränsen går. En indikator räcker som mått,
och har den en egen målnivå räcker den också som målvärde. Planer som är utkast, avslutade eller upphävda bedöms inte.

Varför: Utan mått och gräns går det inte att säga om målet är nått, och uppföljningen blir en fråga om tycke. Kravet är
vårdgivarens eget.

Gör så här: Skriv i målets mått vad som räknas, eller peka ut en indikator. Skriv i målvärde gränsen som ska nås. Går
målet inte att mäta, formulera om det till ett läge som går att se.

Fel:
    id: HPL-0002
    titel: Kardiologins plan för ökad patientsäkerhet
    enhet: kardiologi
    status: beslutad
    ansvarig: verksamhetschef/kardiologi
    nivå: verksamhet
    period: {från: 2026-01, till: 2027-12}
    beslutad: 2025-12-10
    områden:
      - id: O1
        titel: Säkra övergångar
        mål:
          - id: M1
            beskrivning: Patienten går hem med en riktig läkemedelslista.
Rätt:
    id: HPL-0002
    titel: Kardiologins plan för ökad patientsäkerhet
    enhet: kardiologi
    status: beslutad
    ansvarig: verksamhetschef/kardiologi
    nivå: verksamhet
    period: {från: 2026-01, till: 2027-12}
    beslutad: 2025-12-10
    områden:
      - id: O1
        titel: Säkra övergångar
        mål:
          - id: M1
            beskrivning: Patienten går hem med en riktig läkemedelslista.
            mått: Andel granskade utskrivningar där listan stämmer
            målvärde: minst 90 procent
"""

from collections.abc import Iterator, Sequence

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.handlingsplaner import Handlingsplan, Mal
from kvalitet.views.indikatorer import Indikator

SEVERITY = Severity.WARNING
BASIS = own_target("mål går att följa upp")


def check(register: Register) -> Iterator[Fault]:
    """Each plan in force with goals that say nothing to be measured or no limit to reach, all in one finding."""
    for plan in Handlingsplan.all(register):
        goals = [goal for area in plan.omraden for goal in area.mal] if plan.in_force else []
        unmeasured = [goal for goal in goals if not goal.matt and not goal.indikator]
        unlimited = [goal for goal in goals if not _has_target(register, goal)]
        faulty = [goal for goal in goals if goal in unmeasured or goal in unlimited]
        if faulty:
            yield fault(
                plan.record,
                *faulty[0].at("id"),
                message=_message(unmeasured, unlimited),
                help="Skriv i mått eller indikator vad som ska mätas, och i målvärde gränsen som ska nås.",
            )


def _has_target(register: Register, goal: Mal) -> bool:
    if goal.malvarde not in {None, ""}:
        return True
    if not goal.indikator:
        return False
    record = register.by_id.get(goal.indikator)
    # one that is not there is another rule's business, and one that could not be read may have its target
    if record is None or record.kind != Indikator.kind:
        return True
    indikator = Indikator(record, record.data)
    return bool(indikator.mal_typ) or _source_has_target(register, indikator.hamtas_fran)


def _source_has_target(register: Register, source: str) -> bool:
    record = register.by_id.get(source)
    # what is fed by an inspection or a training may have its limit there
    return bool(source) and (record is None or "mål" in record.data)


def _message(unmeasured: Sequence[Mal], unlimited: Sequence[Mal]) -> str:
    neither = [goal for goal in unmeasured if goal in unlimited]
    groups = (
        (neither, "mått och målvärde"),
        ([goal for goal in unmeasured if goal not in neither], "mått"),
        ([goal for goal in unlimited if goal not in neither], "målvärde"),
    )
    told = [
        f"{'målet' if len(goals) == 1 else 'målen'} {listing([goal.id for goal in goals])} saknar {what}"
        for goals, what in groups
        if goals
    ]
    return listing(told)
