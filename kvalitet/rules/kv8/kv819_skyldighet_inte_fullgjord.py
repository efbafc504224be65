"""En skyldighet är inte fullgjord.

En enhet har en roll med en skyldighet som inställningarna kräver, men ingen post i registret visar att den är fullgjord
inom sin tid. Vilka roller som har vilka skyldigheter, och vad som visar dem, står i kodverket skyldigheter. Bara de som
kan visas av poster prövas. Tiden räknas från den senaste posten på enheten eller under den, annars från det att enheten
eller registret började. Riskanalyser och lokala planer har egna regler (KV604 och KV415), och ledningens genomgång har
en egen när den krävs för varje område (KV805).

Varför: Ett ansvar som är fördelat ska gå att följa upp. Att skyldigheten ligger på just den rollen, och hur ofta den
ska fullgöras, har vårdgivaren själv bestämt.

Gör så här: Gör det som återstår och skriv in det i registret, med enhetens namn. Hör skyldigheten inte till rollen hos
er, ändra i kodverket eller ta bort den ur krav.

Fel:
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2025-01-01
    krav:
      skyldigheter: [egenkontroll]
    ---
    id: EGK-0001
    titel: Basala hygienrutiner och klädregler
    enhet: kardiologi
    status: planerad
Rätt:
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2025-01-01
    krav:
      skyldigheter: [egenkontroll]
    ---
    id: EGK-0001
    titel: Basala hygienrutiner och klädregler
    enhet: kardiologi
    status: aktiv
    frekvens: {intervall: P1Y}
    start: 2026-01-01
"""

from collections.abc import Iterator
from datetime import date

from kvalitet.model.dates import after
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.organisation import Unit
from kvalitet.model.register import Register
from kvalitet.model.wording import lowered
from kvalitet.views.skyldigheter import demanded, owing, shown

SEVERITY = Severity.WARNING
BASIS = own_target("vårdgivarens fördelning av skyldigheter")

_HELP = "Gör det som återstår och skriv in det i registret, på enheten."


def deadlines(register: Register) -> Iterator[Deadline]:
    """The next time each duty with an interval is to be done, in each unit with a role that has it."""
    for duty in demanded(register):
        done = shown(register, duty) if duty.within else {}
        for unit, post in owing(register, duty) if duty.within else ():
            since = max((day for day in (done.get(unit.id), _begins(register, unit)) if day), default=None)
            due = after(since, duty.within) if since else None
            if due is not None:
                yield Deadline(
                    due=due,
                    what=f"{lowered(duty.label)}: {unit.name}",
                    passed=f'skyldigheten "{duty.label}" skulle ha fullgjorts på {unit.name} senast',
                    help=_HELP,
                    path=register.organisation.path,
                    field=post.path,
                    demand=f"skyldighet:{duty.id}:{unit.id}",
                    unit=unit.id,
                    role=post.name,
                )


def check(register: Register) -> Iterator[Fault]:
    """Every duty without an interval that no open record shows, in each unit with a role that has it."""
    for duty in demanded(register):
        done = shown(register, duty)
        for unit, post in owing(register, duty) if not duty.within else ():
            if unit.id not in done:
                yield Fault(
                    path=register.organisation.path,
                    field=post.path,
                    demand=f"skyldighet:{duty.id}:{unit.id}",
                    message=f'{register.kinds[duty.kind].singular} som visar skyldigheten "{duty.label}" saknas på'
                    f" {unit.name}",
                    help=_HELP,
                    unit=unit.id,
                    role=post.name,
                )


def _begins(register: Register, unit: Unit) -> date | None:
    return max((day for day in (register.settings.starts, unit.since) if day), default=None)
