"""Patientsäkerhetsrond försenad.

En verksamhet har inte haft någon patientsäkerhetsrond eller dialog, på någon av sina enheter, inom den tid som är
målet. Har ingen hållits räknas tiden från dagen då verksamheten eller registret började. När det börjar bli dags ges
först en upplysning. Det påtalas också när dagen
för en planerad rond har passerat, eller dagen då nästa rond på en enhet senast skulle hållas. En planerad eller utlovad
rond som kommer i tid räcker för verksamheten, så att samma sak inte sägs två gånger.

Varför: På plats syns risker som aldrig blir avvikelser, och den som leder får höra dem av dem som möter dem. Hur långt
det får vara mellan ronderna är vårdgivarens eget mål.

Gör så här: Boka ronden och skriv in den. Har den hållits, sätt status genomförd; blev den inte av, sätt status inställd
med motiv.

Fel:
    id: RON-2025-0001
    titel: Rond på hjärtavdelningen
    enhet: hjartavdelningen
    status: genomförd
    ansvarig: chefläkare/halso-och-sjukvard
    datum: 2025-04-24
    deltagare: [chefläkare/halso-och-sjukvard, enhetschef/hjartavdelningen]
Rätt:
    id: RON-2025-0001
    titel: Rond på hjärtavdelningen
    enhet: hjartavdelningen
    status: genomförd
    ansvarig: chefläkare/halso-och-sjukvard
    datum: 2025-04-24
    deltagare: [chefläkare/halso-och-sjukvard, enhetschef/hjartavdelningen]
    ---
    id: RON-2026-0001
    titel: Dialog på hjärtavdelningen
    enhet: hjartavdelningen
    status: genomförd
    ansvarig: chefläkare/halso-och-sjukvard
    datum: 2026-10-08
    deltagare: [chefläkare/halso-och-sjukvard, enhetschef/hjartavdelningen]
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import Annotated

from kvalitet.model.dates import months_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.organisation import Unit
from kvalitet.model.register import Register
from kvalitet.views.ronder import Rond

SEVERITY = Severity.WARNING
BASIS = own_target("målet för hur ofta varje verksamhet ska ha en patientsäkerhetsrond")
LEVEL = "verksamhet"


def deadlines(
    register: Register,
    *,
    månader: Annotated[int, "så många månader får det gå mellan ronderna i en verksamhet"] = 18,
    månader_upplysning: Annotated[int, "så många månader efter en rond sägs det till att nästa börjar bli dags"] = 12,
) -> Iterator[Deadline]:
    """Every booked or promised walk-round, and the next of each operation where none of those comes in time."""
    latest = _latest_by_unit(register)
    # a file that could not be read may be the walk-round that is missing
    unknown = {rejected.unit for rejected in register.rejected if rejected.kind in {Rond.kind, None}}
    promised = tuple(_promised(register, latest, unknown))
    yield from promised
    for unit in register.organisation.units.values():
        if unit.level != LEVEL or unit.until is not None:
            continue
        branch = register.organisation.under(unit.id)
        limit = _limit(register, unit, [latest[u] for u in branch if u in latest], månader, månader_upplysning)
        kept = limit and any(deadline.unit in branch and deadline.due <= limit.due for deadline in promised)
        if limit and not kept and not unknown & {None, *branch}:
            yield limit


def _latest_by_unit(register: Register) -> Mapping[str, Rond]:
    """The latest walk-round held at each unit."""
    found: dict[str, Rond] = {}
    for rond in sorted(Rond.all(register), key=lambda rond: rond.datum or date.min):
        if rond.held:
            found[rond.enhet] = rond
    return found


def _promised(register: Register, latest: Mapping[str, Rond], unknown: AbstractSet[str | None]) -> Iterator[Deadline]:
    """Each booked walk-round, and the next that the latest one promised at a unit without a booked one."""
    booked = [rond for rond in Rond.all(register) if rond.planned]
    for rond in booked:
        if rond.datum:
            yield _deadline(register, rond.enhet, rond.datum, rond, "datum")
    again = {rond.enhet for rond in booked}
    for unit, rond in latest.items():
        known = register.organisation.units.get(unit)
        gone = known is not None and known.until is not None
        if rond.nasta and unit not in again and not gone and not unknown & {None, unit}:
            yield _deadline(register, unit, rond.nasta, rond, "nästa")


def _limit(register: Register, unit: Unit, held: Sequence[Rond], months: int, soon: int) -> Deadline | None:
    """The last day for the next walk-round somewhere in an operation."""
    last = max(held, key=lambda rond: rond.datum or date.min, default=None)
    starts = [day for day in (register.settings.starts, unit.since, last and last.datum) if day]
    if not starts:
        return None
    due = months_on(max(starts), months)
    notice = max((due - months_on(max(starts), soon)).days, 0) if last else 0
    whose = "nästa" if last else "en första"
    return replace(
        _deadline(register, unit.id, due, last, "datum"),
        what=f"patientsäkerhetsrond hålls på {unit.name} enligt målet",
        passed=f"{whose} patientsäkerhetsrond skulle enligt målet ha hållits på {unit.name} senast",
        near=f"{whose} patientsäkerhetsrond ska enligt målet hållas på {unit.name} senast",
        notice=((notice, Severity.INFO),) if notice else (),
    )


def _deadline(register: Register, unit: str, due: date, rond: Rond | None, field: str) -> Deadline:
    name = register.organisation.name(unit)
    which = "en första" if rond is None else "nästa" if rond.held else "en"
    known = register.organisation.units.get(unit)
    return Deadline(
        due=due,
        what=f"patientsäkerhetsrond hålls på {name}",
        passed=f"{which} patientsäkerhetsrond skulle ha hållits på {name} senast",
        help="Håll ronden och skriv in den, eller boka en ny dag.",
        path=rond.record.path if rond else register.organisation.path,
        field=rond.at(field) if rond else known.path if known else (),
        record=rond.record if rond else None,
        demand="" if rond else f"rond:{unit}",
        unit=unit,
    )
