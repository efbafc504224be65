"""Mönster i en indikators värden utan analys.

En aktiv indikators värden har ändrat sig på ett sätt som slumpen sällan ger, och ingen har skrivit vad det beror på.
Åt vilket håll de har gått spelar ingen roll. Bara mönster som står sig när alla serier prövas tillsammans räknas, se
”kvalitet signals”. Enheter och grupper bedöms var för sig. En indikator som hämtar sina värden från en egenkontroll är
också besvarad när egenkontrollen har en analys från samma tid.

Varför: Ett mönster har en orsak som går att hitta. Är det en förbättring är det värt att veta vad som gav den, så att
den består. Är det en försämring behöver den tas om hand. Att mönster får en förklaring är ett mål som vårdgivaren har
satt själv.

Gör så här: Ta reda på vad som ändrades vid den tiden, och skriv det under analyser för en period i eller efter
mönstret. Har sättet att mäta ändrats, skriv i stället in det som ett tidsseriebrott.

Fel:
    id: IND-0001
    titel: Självmordsrisk bedömd inom ett dygn
    enhet: kardiologi
    status: aktiv
    definition: Andelen inskrivna med en strukturerad bedömning inom ett dygn.
    måttenhet: procent
    start: 2025-01-01
    riktning: högre_är_bättre
    värden:
      - {period: 2025-08, täljare: 30, nämnare: 40}
      - {period: 2025-09, täljare: 32, nämnare: 41}
      - {period: 2025-10, täljare: 29, nämnare: 38}
      - {period: 2025-11, täljare: 31, nämnare: 42}
      - {period: 2025-12, täljare: 28, nämnare: 37}
      - {period: 2026-01, täljare: 33, nämnare: 43}
      - {period: 2026-02, täljare: 30, nämnare: 40}
      - {period: 2026-03, täljare: 39, nämnare: 41}
      - {period: 2026-04, täljare: 38, nämnare: 39}
      - {period: 2026-05, täljare: 40, nämnare: 42}
      - {period: 2026-06, täljare: 37, nämnare: 38}
      - {period: 2026-07, täljare: 39, nämnare: 40}
Rätt:
    id: IND-0001
    titel: Självmordsrisk bedömd inom ett dygn
    enhet: kardiologi
    status: aktiv
    definition: Andelen inskrivna med en strukturerad bedömning inom ett dygn.
    måttenhet: procent
    start: 2025-01-01
    riktning: högre_är_bättre
    analyser:
      - {period: 2026-Q2, text: Bedömningen ligger i inskrivningsmallen sedan i mars.}
    värden:
      - {period: 2025-08, täljare: 30, nämnare: 40}
      - {period: 2025-09, täljare: 32, nämnare: 41}
      - {period: 2025-10, täljare: 29, nämnare: 38}
      - {period: 2025-11, täljare: 31, nämnare: 42}
      - {period: 2025-12, täljare: 28, nämnare: 37}
      - {period: 2026-01, täljare: 33, nämnare: 43}
      - {period: 2026-02, täljare: 30, nämnare: 40}
      - {period: 2026-03, täljare: 39, nämnare: 41}
      - {period: 2026-04, täljare: 38, nämnare: 39}
      - {period: 2026-05, täljare: 40, nämnare: 42}
      - {period: 2026-06, täljare: 37, nämnare: 38}
      - {period: 2026-07, täljare: 39, nämnare: 40}
"""

from collections.abc import Iterator
from datetime import date

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.register import Register
from kvalitet.series.signals import Verdict, survey
from kvalitet.series.words import direction, since
from kvalitet.views.egenkontroller import Egenkontroll
from kvalitet.views.indikatorer import Indikator

SEVERITY = Severity.WARNING
BASIS = own_target("mönster i indikatorer får en förklaring")


def unexplained(register: Register, today: date) -> Iterator[Fault]:
    """The patterns in the values of an indicator that nobody has commented, one for each unit and group."""
    indikatorer = [each for each in Indikator.all(register) if each.active]
    if not indikatorer:
        return
    patterns: dict[str, list[Verdict]] = {}
    for verdict in survey(register, today).verdicts:
        if verdict.pattern and verdict.serie.topic.record:
            patterns.setdefault(verdict.serie.topic.record, []).append(verdict)
    for indikator in indikatorer:
        for verdict in patterns.get(indikator.hamtas_fran or indikator.id, ()):
            if not _commented(register, indikator, verdict):
                yield _fault(register, indikator, verdict)


def _commented(register: Register, indikator: Indikator, verdict: Verdict) -> bool:
    """Whether somebody has written what the change means, for a period in it or after it."""
    start, unit = verdict.readings[0].first, indikator.unit_of(verdict.serie.topic.unit or "")
    if any(
        analys.period is not None and analys.period.last >= start and indikator.unit_of(analys.enhet) in {"", unit}
        for analys in indikator.analyser
    ):
        return True
    return any(
        tillfalle.analys and tillfalle.datum and tillfalle.datum >= start
        for kontroll in Egenkontroll.all(register)
        if kontroll.id == indikator.hamtas_fran
        for tillfalle in kontroll.genomforanden
        if tillfalle.enhet in {"", verdict.serie.topic.unit}
    )


def _fault(register: Register, indikator: Indikator, verdict: Verdict) -> Fault:
    topic = verdict.serie.topic
    unit = indikator.unit_of(topic.unit or "")
    where = f" på {register.organisation.name(unit)}" if unit else ""
    group = f" ({topic.group})" if topic.group else ""
    address, _, rest = verdict.ids[0].partition("/")
    inside = tuple(int(part) if part.isdigit() else part for part in rest.split("."))
    return Fault(
        path=indikator.record.path,
        record=indikator.record,
        field=inside if address == indikator.id else ("hämtas_från",),
        message=f"värdena{where}{group} visar ett mönster som slumpen sällan ger, {direction(verdict)} från och med"
        f" {since(verdict)}, och ingen analys säger vad det beror på",
        help="Ta reda på vad som ändrades, och skriv det under analyser för en period i eller efter mönstret.",
        unit=unit or None,
    )
