"""Översynen av planen är försenad.

En beslutad handlingsplan har inte setts över som helhet inom sitt eget intervall, eller inom ett år där planen inte
säger något. Tiden räknas från den senaste översynen, annars från den dag då planen var beslutad och dess period hade
börjat. Tar planens period slut dessförinnan gäller den dagen: då ska planen avslutas eller förlängas.

Varför: En plan som ingen ser över visar till slut vad man trodde för flera år sedan, inte vad som behövs nu. Hur ofta
det ska ske bestämmer vårdgivaren själv.

Gör så här: Gå igenom planens områden, mål och aktiviteter och skriv in dag och utfall under översyn, genomförda. Gäller
planen inte längre, avsluta den.

Fel:
    id: HPL-0001
    titel: Handlingsplan för ökad patientsäkerhet
    enhet: region-exempel
    status: beslutad
    ansvarig: regiondirektör/region-exempel
    nivå: region
    period: {från: 2025-01, till: 2027-12}
    beslutad: 2024-12-10
    områden:
      - id: O1
        titel: Säkra övergångar
Rätt:
    id: HPL-0001
    titel: Handlingsplan för ökad patientsäkerhet
    enhet: region-exempel
    status: beslutad
    ansvarig: regiondirektör/region-exempel
    nivå: region
    period: {från: 2025-01, till: 2027-12}
    beslutad: 2024-12-10
    översyn:
      intervall: P1Y
      genomförda:
        - {datum: 2025-12-09, utfall: kvarstår}
    områden:
      - id: O1
        titel: Säkra övergångar
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.dates import after, months_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath
from kvalitet.views.handlingsplaner import Handlingsplan

SEVERITY = Severity.WARNING
BASIS = own_target("planens egen tid för översyn")


def deadlines(
    register: Register,
    *,
    månader: Annotated[
        int, "längsta tid i månader mellan två översyner av en plan som inte har ett eget intervall"
    ] = 12,
) -> Iterator[Deadline]:
    """The day by which each plan in force is to be reviewed next."""
    for plan in Handlingsplan.all(register):
        since = _since(plan, register.settings.starts) if plan.in_force else None
        if since is None:
            continue
        review = after(since, plan.oversyn_intervall) or months_on(since, månader)
        if plan.period_till and plan.period_till < review:
            yield _ending(plan, plan.period_till)
            continue
        yield Deadline(
            due=review,
            what=f"planen ska ses över som helhet: {plan.titel}",
            passed="planen skulle enligt målet ha setts över senast",
            help="Se över planen och skriv in dag och utfall under översyn, eller avsluta planen.",
            path=plan.record.path,
            field=_place(plan),
            record=plan.record,
        )


def _ending(plan: Handlingsplan, last_day: date) -> Deadline:
    return Deadline(
        due=last_day,
        what=f"planen avslutas eller förlängs: {plan.titel}",
        passed="planen står kvar som beslutad fast dess sista dag var",
        help="Avsluta planen, eller besluta om en ny period.",
        path=plan.record.path,
        field=plan.at("period", "till"),
        record=plan.record,
        course="avslut",
    )


def _since(plan: Handlingsplan, starts: date | None) -> date | None:
    """The day from which the time to the next review is counted."""
    counted = (plan.last_review,) if plan.last_review else (plan.beslutad, plan.period_fran)
    return max((when for when in (*counted, starts, plan.regler_fran) if when), default=None)


def _place(plan: Handlingsplan) -> FieldPath:
    if plan.oversyner:
        latest = max(plan.oversyner, key=lambda oversyn: oversyn.datum or date.min)
        return latest.at("datum")
    return plan.at("översyn", "intervall") if plan.oversyn_intervall else plan.at("beslutad")
