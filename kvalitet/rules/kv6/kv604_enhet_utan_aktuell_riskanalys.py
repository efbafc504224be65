"""Enhet utan aktuell riskanalys.

En verksamhet har ingen proaktiv riskanalys, eller ingen risk- och sårbarhetsanalys, från de senaste åren. En analys på
en enhet inom verksamheten räknas, och likaså en som gäller hela divisionen, förvaltningen eller regionen. En analys som
bara är planerad räknas inte som gjord, men ligger dagen inom tiden väntas den in. Har dagen för en planerad riskanalys
passerat sägs det till, vilken sort det än är. Tiden räknas från den senaste analysen, eller från den dag då registret
eller verksamheten började.

Varför: Risker ska bedömas fortlöpande, inte först när något ändras eller har hänt (SOSFS 2011:9 5 kap. 1 §). Hur ofta
det ska göras har vårdgivaren själv bestämt.

Gör så här: Analysera riskerna i en process som är viktig för verksamheten, eller dess förmåga när el, vatten, it eller
personal fattas, och skriv in analysen med rätt slag.

Fel:
    id: RIS-2023-0001
    titel: Risker vid läkemedelshantering
    enhet: kardiologi
    status: avslutad
    ansvarig: verksamhetschef/kardiologi
    slag: proaktiv
    uppdragsgivare: verksamhetschef/kardiologi
    datum: 2023-03-01
    avslutad: 2024-02-01
    skala: 4x4@1
    risker:
      - {id: R1, beskrivning: Dosen räknas fel vid spädning., sannolikhet: 1, konsekvens: 2}
Rätt:
    id: RIS-2025-0001
    titel: Risker vid läkemedelshantering
    enhet: hjartavdelningen
    status: avslutad
    ansvarig: verksamhetschef/kardiologi
    slag: proaktiv
    uppdragsgivare: verksamhetschef/kardiologi
    datum: 2025-03-01
    avslutad: 2026-02-01
    skala: 4x4@1
    risker:
      - {id: R1, beskrivning: Dosen räknas fel vid spädning., sannolikhet: 1, konsekvens: 2}
    ---
    id: RIS-2024-0002
    titel: Hjärtsjukvården när journalen ligger nere
    enhet: halso-och-sjukvard
    status: avslutad
    ansvarig: chefläkare/halso-och-sjukvard
    slag: risk_och_sårbarhet
    uppdragsgivare: chefläkare/halso-och-sjukvard
    datum: 2024-05-14
    avslutad: 2025-02-01
    skala: 4x4@1
    risker:
      - {id: R1, beskrivning: Ordinationer går inte att läsa., sannolikhet: 1, konsekvens: 3}
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from kvalitet.model.dates import months_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.organisation import Unit
from kvalitet.model.register import Register
from kvalitet.views.riskanalyser import Riskanalys

SEVERITY = Severity.WARNING
BASIS = own_target("målet för hur ofta en verksamhet analyserar sina risker")

LEVEL = "verksamhet"
NAMES = {"proaktiv": "proaktiv riskanalys", "risk_och_sårbarhet": "risk- och sårbarhetsanalys"}


def deadlines(
    register: Register,
    *,
    månader_proaktiv: Annotated[int, "högst så många månader mellan två proaktiva riskanalyser"] = 36,
    månader_sårbarhet: Annotated[int, "högst så många månader mellan två risk- och sårbarhetsanalyser"] = 36,
) -> Iterator[Deadline]:
    """Each planned analysis, and the next of each sort in each unit of the level where none of those comes in time."""
    intervals = {"proaktiv": månader_proaktiv, "risk_och_sårbarhet": månader_sårbarhet}
    latest = {slag: _latest(register, slag) for slag in NAMES}
    planned = tuple(a for a in Riskanalys.all(register) if a.status == "planerad" and a.datum)
    for analys in planned:
        yield _planned(analys)
    unknown = {rejected.unit for rejected in register.rejected if rejected.kind in {Riskanalys.kind, None}}
    for unit in register.organisation.units.values():
        if unit.level != LEVEL or unit.until is not None:
            continue
        branch = _branch(register, unit)
        if unknown & {None, *branch}:
            continue
        for slag, months in intervals.items():
            since = _since(register, unit, (latest[slag].get(name) for name in branch))
            due = months_on(since, months) if since else None
            awaited = any(a.slag == slag and a.enhet in branch and (a.datum or date.max) <= due for a in planned if due)
            if due and not awaited:
                yield _deadline(register, unit, slag, due)


def _planned(analys: Riskanalys) -> Deadline:
    return Deadline(
        due=analys.datum or date.max,
        what="riskanalysen görs",
        passed="riskanalysen är planerad men skulle ha gjorts",
        help="Gör analysen och ändra status, eller bestäm en ny dag.",
        path=analys.record.path,
        field=analys.at("datum"),
        record=analys.record,
    )


def _latest(register: Register, slag: str) -> Mapping[str, date]:
    """The day of each unit's latest analysis of a sort that has been made or is under way."""
    found: dict[str, date] = {}
    for analys in Riskanalys.all(register):
        made = analys.status != "planerad" and not register.is_cancelled(analys.record)
        if analys.slag == slag and analys.datum and made:
            found[analys.enhet] = max(found.get(analys.enhet, analys.datum), analys.datum)
    return found


def _branch(register: Register, unit: Unit) -> frozenset[str]:
    """The unit with those under it and those above it."""
    above = {other.id for other in register.organisation.above(unit.id)}
    return register.organisation.under(unit.id) | above


def _since(register: Register, unit: Unit, made: Iterator[date | None]) -> date | None:
    return max((day for day in (register.settings.starts, unit.since, *made) if day), default=None)


def _deadline(register: Register, unit: Unit, slag: str, due: date) -> Deadline:
    name, head = NAMES[slag], unit.posts.get("verksamhetschef")
    return Deadline(
        due=due,
        what=f"{name} görs på {unit.name} enligt målet",
        passed=f"{unit.name} saknar aktuell {name}, som enligt målet skulle ha gjorts senast",
        help=f"Gör en {name} på enheten eller en del av den, och skriv in den med slag {slag}.",
        path=register.organisation.path,
        field=unit.path,
        demand=f"riskanalys:{unit.id}:{slag}",
        unit=unit.id,
        role=head.name if head else None,
    )
