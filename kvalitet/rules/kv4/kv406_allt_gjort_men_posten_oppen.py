"""Allt är gjort men posten är öppen.

Alla åtgärder är klara eller avbrutna, och de uppföljningar av effekt som var planerade är gjorda. Ändå är posten
inte avslutad när det har gått en tid sedan det sista blev gjort. En handlingsplan får stå öppen så länge
planperioden pågår.

Varför: En post som glöms öppen ser ut som ett arbete som pågår och skymmer dem där något faktiskt återstår. Tiden
är vårdgivarens eget mål.

Gör så här: Avsluta posten om utredningen är klar. Återstår något, skriv in det som en ny åtgärd med en ansvarig
och en dag.

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
        status: klar
        klar: 2026-06-12
Rätt:
    id: AVV-2026-0012
    titel: Förväxlade läkemedel i förrådet
    enhet: kardiologi
    status: avslutad
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-02
    rapporterad: 2026-03-03
    påbörjad: 2026-03-05
    avslutad: 2026-07-01
    beskrivning: Två läkemedel med snarlika namn låg på samma hylla och förväxlades vid iordningställande.
    slutsats: Läkemedlen stod för nära varandra.
    åtgärder:
      - id: A1
        beskrivning: Flytta läkemedel med snarlika namn till skilda hyllor.
        ansvarig: enhetschef/hjartavdelningen
        senast: 2026-06-30
        status: klar
        klar: 2026-06-12
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.dates import day, days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import value_at
from kvalitet.views.atgarder import Atgard, all_actions
from kvalitet.views.handlingsplaner import Handlingsplan

SEVERITY = Severity.WARNING
BASIS = own_target("poster avslutas när allt är gjort")


def deadlines(
    register: Register,
    *,
    dagar: Annotated[int, "antal dagar efter det sista som gjordes då posten ska vara avslutad"] = 60,
) -> Iterator[Deadline]:
    """The day by which each open record with nothing left to do is to be closed."""
    by_record: dict[str, list[Atgard]] = {}
    for action in all_actions(register):
        by_record.setdefault(action.record.id, []).append(action)
    for name, actions in by_record.items():
        record = register.by_id[name]
        finished = _finished(record, actions)
        if finished is None or not _can_be_closed(register, record):
            continue
        due = days_on(finished, dagar)
        if due >= actions[0].counts_from:
            yield _deadline(register, record, due, actions)


def _can_be_closed(register: Register, record: Record) -> bool:
    # what is numbered within a year is a case with an end; the other kinds stand for as long as they are needed
    kind = register.kinds[record.kind]
    return register.is_open(record) and bool(kind.closed) and (kind.yearly or record.kind == Handlingsplan.kind)


def _finished(record: Record, actions: Iterable[Atgard]) -> date | None:
    """The day on which the last thing was done, or None while something remains or nothing was done."""
    followed = day(value_at(record.data, ("uppföljning", "utförd")))
    ends = {followed} if followed else set()
    if value_at(record.data, ("uppföljning", "senast")) and not followed:
        return None
    done = [action for action in actions if action.is_done]
    if not done or any(action.is_open for action in actions):
        return None
    if any(action.uppfoljning_senast and not action.uppfoljning_utford for action in done):
        return None
    ends |= {d for action in done for d in (action.klar, action.uppfoljning_utford) if d}
    period_end = Handlingsplan(record, record.data).period_till if record.kind == Handlingsplan.kind else None
    return max(ends | {period_end} if period_end else ends, default=None)


def _deadline(register: Register, record: Record, due: date, actions: list[Atgard]) -> Deadline:
    kind = register.kinds[record.kind]
    nouns = "aktiviteter" if record.kind == Handlingsplan.kind else "åtgärder"
    done = {
        1: f"{actions[0].name} är avslutad",
        2: f"båda {nouns}na är avslutade",
    }.get(len(actions), f"alla {len(actions)} {nouns} är avslutade")
    return Deadline(
        due=due,
        what=f"{kind.definite} ska avslutas, eftersom allt är gjort",
        passed=f"{done}, och målet för att avsluta {kind.definite} var",
        help=f"Avsluta {kind.definite}, eller skriv in det som återstår som en ny åtgärd.",
        path=record.path,
        field=("status",),
        record=record,
        course="avslut",
    )
