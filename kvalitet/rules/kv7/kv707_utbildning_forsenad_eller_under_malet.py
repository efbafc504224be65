"""Utbildning försenad eller under målet.

En aktiv obligatorisk utbildning har inte redovisats så ofta som dess frekvens anger, eller så är andelen som har gått
den lägre än målet i den senaste redovisningen. Tiden räknas för varje enhet från slutet av den senaste perioden. Finns
ingen redovisning räknas den från dagen då utbildningen, enheten eller registret började, den senaste av dem. Den som
har skrivit en kommentar till resultatet får en upplysning i stället för en varning. Det sägs också till när en planerad
utbildning skulle ha börjat.

Varför: En utbildning är obligatorisk därför att vården inte blir säker utan den. Hur ofta den redovisas och hur många
som ska ha gått den har vårdgivaren själv bestämt.

Gör så här: Skriv in hur många som omfattas och hur många som har gått utbildningen. Är andelen för låg, ge tid för
utbildningen och skriv i kommentaren vad som görs.

Fel:
    id: UTB-0001
    titel: Hjärt-lungräddning med defibrillator
    enhet: kardiologi
    status: aktiv
    ansvarig: verksamhetschef/kardiologi
    målgrupp:
      enheter: [hjartavdelningen]
    frekvens: {per_år: [2, 2]}
    start: 2025-07-01
    mål: {minst: 90}
    genomförande:
      - {period: 2026-H1, enhet: hjartavdelningen, antal: 40, genomfört: 31}
Rätt:
    id: UTB-0001
    titel: Hjärt-lungräddning med defibrillator
    enhet: kardiologi
    status: aktiv
    ansvarig: verksamhetschef/kardiologi
    målgrupp:
      enheter: [hjartavdelningen]
    frekvens: {per_år: [2, 2]}
    start: 2025-07-01
    mål: {minst: 90}
    genomförande:
      - {period: 2026-H1, enhet: hjartavdelningen, antal: 40, genomfört: 38}
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.organisation import Unit
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath
from kvalitet.model.wording import number_text
from kvalitet.views.utbildningar import Utbildning, Utbildningsresultat

SEVERITY = Severity.WARNING
BASIS = own_target("utbildningens egen frekvens och eget mål")
PERCENT = 100
DECIMALS = 2


def deadlines(
    register: Register,
    *,
    dagar: Annotated[int, "så många dagar efter periodens slut ska utbildningen vara redovisad"] = 30,
) -> Iterator[Deadline]:
    """The next account of each active course at each of its units, or as a whole where it names none.

    Of each planned one, the day on which it is to begin.
    """
    for utbildning in Utbildning.all(register):
        if utbildning.status == "planerad" and utbildning.start:
            yield _beginning(utbildning, utbildning.start)
        for unit, field in _places(register, utbildning) if utbildning.active else ():
            since = _latest(register, utbildning, unit.id) or _begins(register, utbildning, unit)
            due = utbildning.next_after(since) if since else None
            if due is not None:
                yield Deadline(
                    due=days_on(due, dagar),
                    what=f"utbildningen redovisas för {unit.name}",
                    passed=f"utbildningen skulle ha redovisats för {unit.name} senast",
                    help="Skriv under genomförande in hur många som omfattas och hur många som har gått den.",
                    path=utbildning.record.path,
                    field=field,
                    record=utbildning.record,
                    unit=unit.id,
                )


def _beginning(utbildning: Utbildning, due: date) -> Deadline:
    return Deadline(
        due=due,
        what="utbildningen blir obligatorisk",
        passed="utbildningen är planerad men skulle ha blivit obligatorisk",
        help="Sätt status aktiv när den har börjat, eller flytta startdagen.",
        path=utbildning.record.path,
        field=utbildning.at("start"),
        record=utbildning.record,
    )


def check(register: Register) -> Iterator[Fault]:
    """One fault for each active course and unit whose latest account is under the target, at the number."""
    for utbildning in Utbildning.all(register):
        target = utbildning.minst
        for result in _last(utbildning) if utbildning.active and target is not None else ():
            share = _share(result)
            if share is None or target is None or share >= target:
                continue
            where = f" på {register.organisation.name(result.enhet)}" if result.enhet else ""
            when = f" vid slutet av {result.period.label}" if result.period else ""
            yield Fault(
                path=result.record.path,
                record=result.record,
                field=result.at("genomfört"),
                message=f"{_number(share)} % ({result.genomfort} av {result.antal}){where} hade gått utbildningen"
                f"{when}, under målet minst {_number(target)} %",
                help="Ge tid för utbildningen, och skriv i kommentaren vad som görs.",
                severity=Severity.INFO if result.kommentar else None,
                unit=result.enhet or None,
            )


def _last(utbildning: Utbildning) -> tuple[Utbildningsresultat, ...]:
    """The latest account of each unit; of two for one period, the one written last."""
    latest: dict[str, Utbildningsresultat] = {}
    for result in sorted(utbildning.genomforande, key=lambda result: result.period.last if result.period else date.min):
        latest[result.enhet] = result
    return tuple(latest.values())


def _share(result: Utbildningsresultat) -> float | None:
    return PERCENT * result.genomfort / result.antal if result.antal and result.genomfort is not None else None


def _number(value: float) -> str:
    rounded = round(value, DECIMALS)
    return number_text(int(rounded) if rounded == int(rounded) else rounded)


def _places(register: Register, utbildning: Utbildning) -> Iterator[tuple[Unit, FieldPath]]:
    """The units with the value that asks for an account; unknown ones are left to KV205, ended ones are gone."""
    named = [(name, utbildning.at("målgrupp", "enheter", index)) for index, name in enumerate(utbildning.enheter)]
    for name, field in named or [(utbildning.enhet, utbildning.at("frekvens"))]:
        unit = register.organisation.units.get(name)
        if unit is not None and unit.until is None:
            yield unit, field


def _latest(register: Register, utbildning: Utbildning, unit: str) -> date | None:
    """The end of the latest period that speaks of a unit, of one above or below it, or of all."""
    organisation = register.organisation
    branch = organisation.under(unit) | {above.id for above in organisation.above(unit)}
    whole = not utbildning.enheter
    told = (r.period for r in utbildning.genomforande if whole or not r.enhet or r.enhet in branch)
    return max((period.last for period in told if period), default=None)


def _begins(register: Register, utbildning: Utbildning, unit: Unit) -> date | None:
    starts = (utbildning.start, register.settings.starts, unit.since, utbildning.regler_fran)
    return max((day for day in starts if day), default=None)
