"""En rapport i kalendern saknas.

En rapport som inställningarna kräver är inte skriven, inte lämnad eller inte presenterad i tid. Vad som ska göras och
till när står i kodverket rapportkalender; vilka rader som gäller står under krav i inställningarna. Nästa rapport efter
den senast avklarade räknas, en i taget; har ingen enhet börjat sägs det en gång. Det som skulle ha lämnats ett
tidigare år sägs inte till om. Att patientsäkerhetsberättelsen ska upprättas har en egen regel (KV807).

Varför: Den som ska fatta beslut behöver läget i tid, och en rapport är ofta underlag till nästa. Kalendern är
vårdgivarens egen.

Gör så här: Skriv in rapporten med typ och period, och datumen allt eftersom. Gäller raden inte er, ta bort den ur krav.

Fel:
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2025-01-01
    krav:
      rapporter: [lex_maria_årsrapport]
    ---
    id: RAP-2026-0001
    titel: Lex Maria under 2025
    enhet: halso-och-sjukvard
    status: upprättad
    ansvarig: chefläkare/halso-och-sjukvard
    typ: lex_maria_årsrapport
    period: 2025
    upprättad: 2026-02-10
Rätt:
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2025-01-01
    krav:
      rapporter: [lex_maria_årsrapport]
    ---
    id: RAP-2026-0001
    titel: Lex Maria under 2025
    enhet: halso-och-sjukvard
    status: upprättad
    ansvarig: chefläkare/halso-och-sjukvard
    typ: lex_maria_årsrapport
    period: 2025
    upprättad: 2026-02-10
    presenterad:
      - {för: Hälso- och sjukvårdens ledningsgrupp, datum: 2026-02-24}
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kvalitet.model.dates import Period
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.organisation import Unit
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.rapporter import BERATTELSE, Rapport
from kvalitet.views.rapportkalender import Rad, demanded

SEVERITY = Severity.WARNING
BASIS = own_target("vårdgivarens rapportkalender")

_DONE = {
    "upprättad": "upprättats",
    "fastställd": "fastställts",
    "tillgänglig": "gjorts tillgänglig",
    "lämnad": "lämnats",
    "presenterad": "presenterats",
}
_LEVELS = {
    "region": "regioner",
    "förvaltning": "förvaltningar",
    "division": "divisioner",
    "verksamhet": "verksamheter",
    "enhet": "enheter",
}

_Reports = Mapping[tuple[str, Period], Rapport]


@dataclass(frozen=True, slots=True)
class _Owed:
    """The next report of a line: its period, the unit that owes it (None: the care provider), what there is of it.

    `whose` says from whom, as it stands in a message: " från Kardiologi".
    """

    period: Period
    unit: Unit | None
    report: Rapport | None
    whose: str


def deadlines(register: Register) -> Iterator[Deadline]:
    """The next report of each line in the calendar that is demanded, from each unit that owes it."""
    for row in demanded(register):
        if row.mandatory and row.report == BERATTELSE:
            continue
        reports = _reports(register, row)
        owed = tuple(_owed(register, row, reports))
        for one in owed if reports else _together(row, owed):
            yield _deadline(register, row, one)


def _owed(register: Register, row: Rad, reports: _Reports) -> Iterator[_Owed]:
    unknown = {rejected.unit for rejected in register.rejected if rejected.kind in {Rapport.kind, None}}
    for unit in _units(register, row):
        found = _next(row, unit, reports)
        if found is None or (found.report is None and unknown and (unit is None or unknown & {unit.id, None})):
            continue
        # that the narrative is not drawn up at all has a rule of its own
        if row.report != BERATTELSE or (found.report and found.report.upprattad):
            yield found


def _together(row: Rad, owed: Iterable[_Owed]) -> Iterator[_Owed]:
    """What nobody has ever begun is one thing to see to for each period, not one for each unit."""
    groups: dict[Period, list[_Owed]] = {}
    for one in owed:
        groups.setdefault(one.period, []).append(one)
    for period, group in groups.items():
        whose = f" från {len(group)} {_LEVELS[row.level]}" if len(group) > 1 else ""
        yield _Owed(period, None, None, whose) if whose else group[0]


def _units(register: Register, row: Rad) -> Iterator[Unit | None]:
    if not row.level:
        yield None
        return
    yield from (unit for unit in register.organisation.units.values() if unit.level == row.level)


def _reports(register: Register, row: Rad) -> _Reports:
    """The reports of the line by unit and period; where the care provider owes one, that of its highest unit."""
    found: dict[tuple[str, Period], Rapport] = {}
    reports = [report for report in Rapport.all(register) if report.typ == row.report]
    for report in sorted(reports, key=lambda r: (len(register.organisation.above(r.enhet)), r.id)):
        period = row.whole(report.period) if report.period else None
        if period is not None:
            key = (report.enhet if row.level else "", period)
            if key not in found or (row.fulfilled(report) and not row.fulfilled(found[key])):
                found[key] = report
    return found


def _next(row: Rad, unit: Unit | None, reports: _Reports) -> _Owed | None:
    name = unit.id if unit else ""
    done = [period for (owner, period), report in reports.items() if owner == name and row.fulfilled(report)]
    latest = max(done, default=None)
    for period in row.periods:
        there = unit is None or unit.exists(period.last)
        if there and (latest is None or period.first > latest.last):
            return _Owed(period, unit, reports.get((name, period)), f" från {unit.name}" if unit else "")
    return None


def _deadline(register: Register, row: Rad, owed: _Owed) -> Deadline:
    report, unit = owed.report, owed.unit
    steps = [step for step in row.steps if report is None or report.day_of(step) is None]
    name = f"rapporten ”{register.label('rapporttyper', row.report)}” för {owed.period.label}{owed.whose}"
    missing = f"rapport:{row.id}:{owed.period.text}{f':{unit.id}' if unit else ''}"
    at_line = (register.settings.path, row.path) if unit is None else (register.organisation.path, unit.path)
    path, field = (report.record.path, report.at("status")) if report else at_line
    return Deadline(
        due=row.due(owed.period),
        what=f"{name} ska ha {listing([_DONE[step] for step in steps])}",
        passed=f"{name} skulle ha {listing([_DONE[step] for step in steps])} senast",
        help=f"Gör klart rapporten och skriv in datum under {listing(steps)}."
        if report
        else f"Skriv in rapporten med typen {row.report} och perioden {owed.period.text}.",
        path=path,
        field=field,
        record=report.record if report else None,
        demand="" if report else missing,
        unit=unit.id if unit and not report else None,
    )
