"""Ingen avvikelse är rapporterad från enheten på länge.

Från en enhet med vård har ingen avvikelse, inget tillbud och ingen risk rapporterats på ett år. Det är en upplysning:
att inget är rapporterat säger inte om något har hänt. Är hela verksamheten tyst sägs det en gång, om verksamheten.
Enheter räknas när de har funnits hela tiden och står med en vårdform; står vårdform ingenstans i organisationen räknas
alla verksamheter och enheter. Har ingen i registret rapporterat något sägs ingenting.

Varför: Få rapporter kan bero på att lite händer, på att rapporteringen tar tid eller på att den görs någon annanstans.
Den som leder behöver veta var bilden är tom. Tiden är vårdgivarens eget mål.

Gör så här: Fråga på enheten hur rapporteringen fungerar. Görs den i ett annat system, ta reda på om posterna
kommer med.

Fel:
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2025-01-01
    ---
    # fil: organisation.yaml
    enheter:
      - {id: kardiologi, namn: Kardiologi, nivå: verksamhet}
      - {id: hjartavdelningen, namn: Hjärtavdelningen, nivå: enhet, överordnad: kardiologi}
      - {id: hjartmottagningen, namn: Hjärtmottagningen, nivå: enhet, överordnad: kardiologi}
    ---
    id: AVV-2026-0001
    titel: Larm hördes inte i korridoren
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-09-12
    rapporterad: 2026-09-12
    beskrivning: Larmet var nedskruvat.
Rätt:
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2025-01-01
    ---
    # fil: organisation.yaml
    enheter:
      - {id: kardiologi, namn: Kardiologi, nivå: verksamhet}
      - {id: hjartavdelningen, namn: Hjärtavdelningen, nivå: enhet, överordnad: kardiologi}
    ---
    id: AVV-2026-0001
    titel: Larm hördes inte i korridoren
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-09-12
    rapporterad: 2026-09-12
    beskrivning: Larmet var nedskruvat.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from kvalitet.model.dates import months_on
from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.organisation import Unit
from kvalitet.model.register import Register
from kvalitet.model.wording import counted
from kvalitet.views.avvikelser import Avvikelse

SEVERITY = Severity.INFO
BASIS = own_target("ledningen vet var rapporter saknas")

_LEVELS = frozenset({"verksamhet", "enhet"})


def check(
    register: Register,
    today: date,
    *,
    månader: Annotated[int, "antal månader utan någon rapport från en enhet innan det sägs till"] = 12,
) -> Iterator[Fault]:
    """Every unit with care from which nothing has been reported for a time, the highest silent one of a branch."""
    begun = months_on(today, -månader)
    latest = _latest(register)
    if not register.organisation.known or (register.settings.starts or date.max) > begun or not latest:
        return
    units = [unit for unit in _with_care(register) if unit.exists(today) and (unit.since or date.min) <= begun]
    silent = {unit.id: unit for unit in units if latest.get(unit.id, date.min) < begun}
    for unit in silent.values():
        if not any(above.id in silent for above in register.organisation.above(unit.id)[1:]):
            yield _fault(register, unit, latest.get(unit.id), månader)


def _with_care(register: Register) -> list[Unit]:
    """The units that give care, with the operations they belong to."""
    organisation = register.organisation
    said = {unit.id for unit in organisation.units.values() if unit.data.get("vårdform")}
    given = {above.id for unit in said for above in organisation.above(unit)}
    return [unit for unit in organisation.units.values() if unit.level in _LEVELS and (unit.id in given or not said)]


def _latest(register: Register) -> Mapping[str, date]:
    """The day of the latest report from each unit or from one under it; a report not read counts as made just now."""
    found: dict[str, date] = {}
    reports = [(avvikelse.rapporterande_enhet, avvikelse.rapporterad) for avvikelse in Avvikelse.all(register)]
    for rejected in register.rejected:
        if rejected.kind in {Avvikelse.kind, None}:
            unit = rejected.data.get("rapporterande_enhet") or rejected.unit
            known = [unit] if isinstance(unit, str) else register.organisation.units
            reports += [(name, date.max) for name in known]
    by_unit: dict[str, date] = {}
    for name, day in reports:
        by_unit[name] = max(by_unit.get(name, date.min), day or date.min)
    for name, day in by_unit.items():
        for above in register.organisation.above(name):
            found[above.id] = max(found.get(above.id, date.min), day)
    return found


def _fault(register: Register, unit: Unit, latest: date | None, months: int) -> Fault:
    period = f"de senaste {counted(months, 'månaden', 'månaderna')}"
    since = f"; den senaste kom {latest}" if latest else ""
    return Fault(
        path=register.organisation.path,
        field=unit.path,
        demand=f"rapporter:{unit.id}",
        message=f"ingen avvikelse är rapporterad från {unit.name} under {period}{since}",
        help="Ta reda på hur rapporteringen fungerar på enheten. Att inget är rapporterat är i sig inget fel.",
        unit=unit.id,
    )
