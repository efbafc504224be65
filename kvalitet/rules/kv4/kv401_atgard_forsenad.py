"""Åtgärden är försenad.

En åtgärd eller aktivitet som är planerad eller pågår har passerat dagen då den skulle vara klar. En löpande
aktivitet saknar slutdag: för den räknas nästa avstämning. Planer som ännu är utkast bedöms inte.

Varför: En åtgärd som inte blir gjord skyddar ingen. Dagen är den som verksamheten själv har satt i sin tidsplan.

Gör så här: Sätt status klar och dagen då åtgärden blev gjord. Återstår arbete, bestäm en ny dag och skriv varför
i en kommentar. Ska åtgärden inte göras, sätt status avbruten med ett motiv. Stäm av löpande aktiviteter och
skriv in nästa avstämning.

Fel:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: åtgärdas
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-02
    rapporterad: 2026-03-03
    påbörjad: 2026-03-05
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    åtgärder:
      - id: A1
        beskrivning: Flytta läkemedel med snarlika namn till skilda hyllor.
        ansvarig: enhetschef/hjartavdelningen
        senast: 2026-06-30
        status: planerad
Rätt:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: åtgärdas
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-02
    rapporterad: 2026-03-03
    påbörjad: 2026-03-05
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    åtgärder:
      - id: A1
        beskrivning: Flytta läkemedel med snarlika namn till skilda hyllor.
        ansvarig: enhetschef/hjartavdelningen
        senast: 2026-06-30
        status: klar
        klar: 2026-06-12
"""

from collections.abc import Iterator
from datetime import date

from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.atgarder import Aktivitet, Atgard, all_actions

SEVERITY = Severity.WARNING
BASIS = own_target("åtgärdens egen tidsplan")


def deadlines(register: Register) -> Iterator[Deadline]:
    """The last day of every action, or the next check of a standing activity."""
    for action in all_actions(register):
        drafted = action.record.status == "utkast"
        if action.due and action.due >= action.counts_from and (action.is_open or action.is_done) and not drafted:
            yield _deadline(action, action.due)


def _deadline(action: Atgard, due: date) -> Deadline:
    check = isinstance(action, Aktivitet) and action.awaits_check
    ought, should_have = action.verbs
    return Deadline(
        due=due,
        done=_done(action, due),
        what=f"{action.name} ska {ought}: {action.gist}",
        passed=f"{action.name} skulle ha {should_have}",
        help="Stäm av aktiviteten och skriv in nästa avstämning."
        if check
        else "Skriv in när det blev klart, bestäm en ny dag eller avbryt med ett motiv.",
        path=action.record.path,
        field=action.due_path,
        record=action.record,
        course=action.id,
    )


def _done(action: Atgard, due: date) -> date | None:
    if action.is_done:
        return action.klar
    if isinstance(action, Aktivitet) and action.awaits_check and action.checked and action.checked >= due:
        return action.checked
    return None
