"""Aktiviteten är inte avstämd.

En aktivitet som har börjat i en beslutad plan har inte stämts av inom målet, fast dess sista dag ännu inte är inne.
Tiden räknas från den senaste avstämningen, annars från starten. Har aktiviteten en bestämd dag för nästa avstämning
gäller den. För löpande aktiviteter säger KV401 till när den dagen har passerat, och KV403 när varken den eller en sista
dag finns.

Varför: En aktivitet med en avlägsen sista dag kan stå still länge utan att någon märker det. Avstämningarna visar i tid
att något behöver ändras. Hur ofta de ska göras är vårdgivarens eget mål.

Gör så här: Stäm av aktiviteten med den som är ansvarig, och skriv in dag och läge under avstämningar. Görs den inte
längre, sätt status avbruten med ett motiv.

Fel:
    id: HPL-0002
    titel: Kardiologins plan för ökad patientsäkerhet
    enhet: kardiologi
    status: beslutad
    ansvarig: verksamhetschef/kardiologi
    nivå: verksamhet
    period: {från: 2025-01, till: 2027-12}
    beslutad: 2024-12-10
    områden:
      - id: O1
        titel: Säkra övergångar
        aktiviteter:
          - id: A1
            beskrivning: Bygg upp en mottagning för tidig uppföljning efter hemgång.
            ansvarig: verksamhetschef/kardiologi
            start: 2025-02-01
            senast: 2027-06-30
            status: pågår
Rätt:
    id: HPL-0002
    titel: Kardiologins plan för ökad patientsäkerhet
    enhet: kardiologi
    status: beslutad
    ansvarig: verksamhetschef/kardiologi
    nivå: verksamhet
    period: {från: 2025-01, till: 2027-12}
    beslutad: 2024-12-10
    områden:
      - id: O1
        titel: Säkra övergångar
        aktiviteter:
          - id: A1
            beskrivning: Bygg upp en mottagning för tidig uppföljning efter hemgång.
            ansvarig: verksamhetschef/kardiologi
            start: 2025-02-01
            senast: 2027-06-30
            status: pågår
            avstämningar:
              - {datum: 2026-09-15, läge: enligt_plan}
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.dates import months_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.atgarder import Aktivitet

SEVERITY = Severity.WARNING
BASIS = own_target("aktiviteter i en plan stäms av")


def deadlines(
    register: Register,
    *,
    månader: Annotated[int, "så många månader får gå mellan avstämningar när ingen dag är bestämd"] = 12,
) -> Iterator[Deadline]:
    """The last day for the next check of each activity begun, where that comes before the activity's own last day."""
    for item in register.items(Aktivitet.shape):
        activity = Aktivitet.of_item(item)
        if activity.is_open and item.record.status != "utkast" and register.is_open(item.record):
            due = _next_check(register, activity, månader)
            # what is due next of a standing activity is KV401's, and an activity without any day KV403's
            if due and activity.senast and due < activity.senast and not activity.awaits_check:
                yield _deadline(activity, due)


def _next_check(register: Register, activity: Aktivitet, months: int) -> date | None:
    """The day set for it, else counted from the latest check or the start; None where nothing has begun."""
    planned = activity.nasta_avstamning
    begun = activity.checked or activity.start
    if begun is None and activity.status == "pågår":
        begun = register.date_of(activity.record)
    since = max(begun, register.settings.starts or date.min, activity.counts_from) if begun else None
    due = planned if planned and planned >= activity.counts_from else None
    return due or (months_on(since, months) if since else None)


def _deadline(activity: Aktivitet, due: date) -> Deadline:
    checked, planned = activity.checked, activity.nasta_avstamning
    standing = f"stämdes senast av {checked}" if checked else "är aldrig avstämd"
    target = "" if planned else " enligt målet"
    return Deadline(
        due=due,
        done=checked if planned and checked and checked >= planned else None,
        what=f"{activity.name} ska stämmas av{target}: {activity.gist}",
        passed=f"{activity.name} {standing} och skulle{target} ha stämts av senast",
        help="Stäm av aktiviteten och skriv in dag och läge under avstämningar, eller avbryt den med ett motiv.",
        path=activity.record.path,
        field=activity.at("nästa_avstämning" if planned else "senast"),
        record=activity.record,
        course=activity.id,
    )
