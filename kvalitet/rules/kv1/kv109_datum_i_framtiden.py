"""Ett datum som bara kan ligga bakåt i tiden ligger framåt.

Fältet säger när något hände eller blev gjort, men dagen har inte kommit än.

Varför: Det som står som gjort räknas som gjort. Ett datum i framtiden döljer att något återstår, och är oftast ett
skrivfel i årtalet.

Gör så här: Rätta datumet. Är det en planerad dag, skriv den i det fält som är till för det, till exempel senast.

Fel:
    id: AVV-2026-0001
    titel: Fall vid förflyttning till toaletten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2027-03-01
    rapporterad: 2027-03-02
    beskrivning: Patienten halkade men föll inte.
Rätt:
    id: AVV-2026-0001
    titel: Fall vid förflyttning till toaletten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Patienten halkade men föll inte.
"""

from collections.abc import Iterator
from datetime import date

from kvalitet.model.dates import first_day
from kvalitet.model.finding import Fault, Severity, fault
from kvalitet.model.kind import matches
from kvalitet.model.register import Register
from kvalitet.model.wording import ago

SEVERITY = Severity.ERROR
BASIS = None


def future(register: Register, today: date) -> Iterator[Fault]:
    """Dates of what has been done that have not come yet; a month has come with its first day."""
    past = {name: [f for f in kind.fields if f.past] for name, kind in register.kinds.items()}
    for record in register.records:
        if register.is_cancelled(record):
            continue
        for field in past[record.kind]:
            for path, value in matches(record.data, field.pattern):
                when = first_day(value)
                if when is not None and when > today:
                    yield fault(
                        record,
                        *path,
                        message=f"{field.key} är satt till {value}, {ago(when, today)}",
                        help="Rätta datumet, eller skriv en planerad dag i det fält som är till för det.",
                    )
