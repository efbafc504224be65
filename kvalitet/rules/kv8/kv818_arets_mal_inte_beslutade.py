"""Årets mål för patientsäkerheten är inte beslutade.

Året har börjat utan att det finns ett fattat beslut om årets övergripande mål för patientsäkerheten. Regeln gäller när
inställningarna kräver skyldigheten årliga_mål. Mål för år som har gått sägs det inte till om.

Varför: De politiskt ansvariga ska säga vad som ska uppnås innan året börjar, så att planer och budget kan följa det.
Det är vårdgivarens egen ordning.

Gör så här: Skriv in beslutet med målår och mål, och sätt status fattat när protokollet är justerat.

Fel:
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2025-01-01
    krav:
      skyldigheter: [årliga_mål]
    ---
    id: BES-2026-0001
    titel: Mål för patientsäkerheten 2026
    enhet: region-exempel
    status: planerat
    instans: Hälso- och sjukvårdsnämnden
    datum: 2026-12-16
    beskrivning: Förslag till mål för året.
    målår: 2026
    mål:
      - {id: M1, beskrivning: Ingen ska få trycksår i vården.}
Rätt:
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2025-01-01
    krav:
      skyldigheter: [årliga_mål]
    ---
    id: BES-2026-0001
    titel: Mål för patientsäkerheten 2026
    enhet: region-exempel
    status: fattat
    instans: Hälso- och sjukvårdsnämnden
    datum: 2026-01-20
    beskrivning: Nämnden fastställer årets mål.
    målår: 2026
    mål:
      - {id: M1, beskrivning: Ingen ska få trycksår i vården.}
"""

from collections.abc import Iterator, Mapping
from datetime import date

from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.beslut import Beslut
from kvalitet.views.rackvidd import latest_year

SEVERITY = Severity.WARNING
BASIS = own_target("målen för patientsäkerheten beslutas före årets början")

_DUTY = "årliga_mål"


def deadlines(register: Register) -> Iterator[Deadline]:
    """The goals of the newest year that the register reaches, and of the one after it."""
    duties = register.settings.demanded("skyldigheter")
    starts = register.settings.starts
    if not isinstance(duties, list) or _DUTY not in duties or starts is None:
        return
    decided = _by_year(register)
    reached = latest_year(register, starts.year)
    for year in range(max(starts.year + 1, reached), reached + 2):
        if year in decided or not register.misses(Beslut.kind):
            yield Deadline(
                due=date(year - 1, 12, 31),
                done=decided.get(year),
                what=f"målen för patientsäkerheten {year} ska vara beslutade",
                passed=f"målen för patientsäkerheten {year} skulle ha varit beslutade senast",
                help=f"Skriv in beslutet med målår {year} och målen, eller fatta det.",
                path=register.settings.path,
                field=("krav", "skyldigheter", duties.index(_DUTY)),
                demand=f"mål:{year}",
            )


def _by_year(register: Register) -> Mapping[int, date]:
    """The day of the first decision on each year's goals."""
    found: dict[int, date] = {}
    for beslut in Beslut.all(register):
        if beslut.made and beslut.malar and beslut.datum:
            found[beslut.malar] = min(beslut.datum, found.get(beslut.malar, date.max))
    return found
