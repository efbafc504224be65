"""Åtgärden saknar tid eller ansvarig.

En åtgärd eller aktivitet som är planerad eller pågår har varken en sista dag eller en nästa avstämning, eller
saknar en ansvarig roll. Planer som ännu är utkast bedöms inte.

Varför: För förebyggande åtgärder som inte kan vidtas omedelbart ska vårdgivaren upprätta en tidsplan
(patientsäkerhetslagen 3 kap. 2 §). Det gäller patienternas säkerhet. För arbetsmiljö, miljö, socialtjänst och annat
är kravet vårdgivarens eget, liksom att varje åtgärd har en ansvarig: det som ingen har fått blir sällan gjort.

Gör så här: Skriv in dagen då åtgärden ska vara klar och rollen som ser till att den blir gjord. En löpande
aktivitet får i stället en dag för nästa avstämning.

Fel:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: åtgärdas
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-10-12
    rapporterad: 2026-10-12
    påbörjad: 2026-10-14
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    åtgärder:
      - id: A1
        beskrivning: Flytta läkemedel med snarlika namn till skilda hyllor.
        status: planerad
Rätt:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: åtgärdas
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-10-12
    rapporterad: 2026-10-12
    påbörjad: 2026-10-14
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    åtgärder:
      - id: A1
        beskrivning: Flytta läkemedel med snarlika namn till skilda hyllor.
        ansvarig: enhetschef/hjartavdelningen
        senast: 2026-12-15
        status: planerad
"""

from collections.abc import Iterator
from dataclasses import replace

from kvalitet.model.finding import Fault, Severity, fault, law, own_target
from kvalitet.model.register import Register
from kvalitet.model.value import value_at
from kvalitet.views.atgarder import Aktivitet, Atgard, all_actions
from kvalitet.views.avvikelser import PATIENTSAKERHET

SEVERITY = Severity.ERROR
BASIS = law("PSL (2010:659) 3 kap. 2 §")
OWN = own_target("varje åtgärd har en tid och en ansvarig")


def check(register: Register) -> Iterator[Fault]:
    """Every open action without a day by which something must happen, or without a role that answers."""
    for action in all_actions(register):
        if not action.is_open or action.record.status == "utkast":
            continue
        if action.due is None:
            yield _without_time(action)
        if not action.ansvarig:
            yield _without_role(action)


def _without_time(action: Atgard) -> Fault:
    standing = isinstance(action, Aktivitet) and action.lopande
    found = fault(
        action.record,
        *action.at("nästa_avstämning" if standing else "senast"),
        message=f"{action.name} är löpande men saknar nästa avstämning"
        if standing
        else f'{action.name} har status "{action.status}" men ingen dag då den ska vara klar',
        help="Bestäm dagen för nästa avstämning." if standing else "Bestäm till vilken dag den ska vara klar.",
    )
    return found if _concerns_patients(action) else replace(found, severity=Severity.WARNING, basis=OWN)


def _without_role(action: Atgard) -> Fault:
    found = fault(
        action.record,
        *action.at("ansvarig"),
        message=f'{action.name} har status "{action.status}" men ingen ansvarig',
        help="Skriv in rollen som ser till att den blir gjord.",
    )
    return replace(found, severity=Severity.WARNING, basis=OWN)


def _concerns_patients(action: Atgard) -> bool:
    """Whether the act on patient safety speaks of the action: nothing written says it is about something else."""
    data = action.record.data
    affected = data.get("berör")
    risk = [value_at(data, (*action.path[:length], "perspektiv")) for length in range(len(action.path))]
    return (
        data.get("lagrum") in {None, *PATIENTSAKERHET}
        and data.get("område") in {None, "patientsäkerhet"}
        and not (isinstance(affected, list) and "patient" not in affected)
        and all(perspective in {None, "patient"} for perspective in risk if isinstance(perspective, str))
    )
