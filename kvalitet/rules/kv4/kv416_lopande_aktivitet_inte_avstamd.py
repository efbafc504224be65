"""Den löpande aktiviteten är inte avstämd.

En löpande aktivitet i en beslutad plan har ingen dag för nästa avstämning, och det har gått längre än målet sedan den
senast stämdes av eller började. Finns en dag för nästa avstämning gäller i stället den (KV401).

Varför: En löpande aktivitet blir aldrig klar, så det är bara avstämningarna som visar att den fortfarande görs och gör
nytta. Hur ofta det ska ske är vårdgivarens eget mål.

Gör så här: Stäm av aktiviteten, skriv in dag och läge under avstämningar och bestäm nästa avstämning. Görs den inte
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
            beskrivning: Håll dialogmöten med kommunerna.
            ansvarig: verksamhetschef/kardiologi
            start: 2025-02-01
            löpande: true
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
            beskrivning: Håll dialogmöten med kommunerna.
            ansvarig: verksamhetschef/kardiologi
            start: 2025-02-01
            löpande: true
            nästa_avstämning: 2027-02-02
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
BASIS = own_target("löpande aktiviteter stäms av")


def deadlines(
    register: Register,
    *,
    månader: Annotated[int, "så många månader får gå mellan avstämningar när ingen dag är bestämd"] = 12,
) -> Iterator[Deadline]:
    """The last day for the next check of each standing activity that has none set."""
    for item in register.items(Aktivitet.shape):
        record, activity = item.record, Aktivitet.of_item(item)
        if not activity.lopande or activity.nasta_avstamning or not activity.is_open:
            continue
        since = _since(register, activity)
        if since is None or record.status == "utkast" or not register.is_open(record):
            continue
        checked = activity.checked
        standing = f"löpande och stämdes senast av {checked}" if checked else "löpande men aldrig avstämd"
        yield Deadline(
            due=months_on(since, månader),
            what=f"{activity.name} ska stämmas av enligt målet: {activity.gist}",
            passed=f"{activity.name} är {standing}; enligt målet skulle den ha stämts av",
            help="Stäm av aktiviteten och skriv in nästa avstämning, eller avbryt den med ett motiv.",
            path=record.path,
            field=activity.at("löpande"),
            record=record,
        )


def _since(register: Register, activity: Aktivitet) -> date | None:
    """The day from which the next check is counted: the latest one, or the activity's start, or its plan's."""
    begun = activity.checked or activity.start or register.date_of(activity.record)
    if begun is None:
        return None
    return max(begun, activity.counts_from, register.settings.starts or date.min)
