"""Målet missat flera perioder i rad, eller gränsen för eskalering passerad.

En aktiv indikator har legat på fel sida om sitt mål de senaste perioderna utan att någon har skrivit en analys, eller
så har ett värde under det senaste året passerat gränsen för eskalering utan att det står när det fördes vidare. Värden
som bygger på färre än indikatorns minsta antal bedöms inte, och målet prövas bara efter det senaste tidsseriebrottet.
Underliggande enheter bedöms var för sig, och grupper där det inte finns ett värde för alla.

Varför: Ett enstaka värde under målet kan vara slumpen, flera i rad är sällan det. En gräns som passeras utan att den
som bestämmer får veta det fyller ingen uppgift. Mål och gräns har verksamheten själv satt.

Gör så här: Skriv under analyser varför värdet är som det är och vad som görs. Har gränsen passerats, skriv också in när
det fördes vidare och till vem.

Fel:
    id: IND-0001
    titel: Självmordsrisk bedömd inom ett dygn
    enhet: kardiologi
    status: aktiv
    definition: Andelen inskrivna med en strukturerad bedömning inom ett dygn.
    måttenhet: procent
    start: 2026-01-01
    riktning: högre_är_bättre
    målnivå: {typ: värde, värde: 90}
    värden:
      - {period: 2026-Q1, täljare: 35, nämnare: 40}
      - {period: 2026-Q2, täljare: 34, nämnare: 40}
      - {period: 2026-Q3, täljare: 33, nämnare: 40}
Rätt:
    id: IND-0001
    titel: Självmordsrisk bedömd inom ett dygn
    enhet: kardiologi
    status: aktiv
    definition: Andelen inskrivna med en strukturerad bedömning inom ett dygn.
    måttenhet: procent
    start: 2026-01-01
    riktning: högre_är_bättre
    målnivå: {typ: värde, värde: 90}
    analyser:
      - {period: 2026-Q3, text: De nya läkarna saknar behörighet till mallen de första veckorna.}
    värden:
      - {period: 2026-Q1, täljare: 35, nämnare: 40}
      - {period: 2026-Q2, täljare: 34, nämnare: 40}
      - {period: 2026-Q3, täljare: 33, nämnare: 40}
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Annotated

from kvalitet.model.dates import Period, months_on
from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import counted, number_text
from kvalitet.views.indikatorer import LESS, MORE, Indikator, Matvarde

SEVERITY = Severity.WARNING
BASIS = own_target("indikatorns egen målnivå och gräns för eskalering")

DIRECTIONS = frozenset({MORE, LESS})
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class _Line:
    """The values of a unit (empty: the indicator's own) or group that can be judged, and where that is in words."""

    indikator: Indikator
    unit: str
    where: str
    values: tuple[Matvarde, ...]

    def worse(self, value: Matvarde, limit: float | None) -> bool:
        """Whether a value lies on the wrong side of a limit; never where there is no limit."""
        return value.number is not None and self.indikator.worse(value.number, limit)

    def analysed(self, when: Period, *, escalated: bool) -> bool:
        """Whether somebody has written what a period's value means, and (`escalated`) taken it further."""
        return any(
            analys.concerns(when)
            and self.indikator.unit_of(analys.enhet) in {"", self.unit}
            and (not escalated or analys.eskalerad is not None)
            for analys in self.indikator.analyser
        )

    def text(self, number: float) -> str:
        """A number in the indicator's unit of measure."""
        return self.short(number) if self.indikator.share else f"{self.short(number)} {self.indikator.mattenhet}"

    def short(self, number: float) -> str:
        """A number without its unit, percent excepted."""
        rounded = round(number, DECIMALS)
        written = number_text(int(rounded) if rounded == int(rounded) else rounded)
        return f"{written} %" if self.indikator.mattenhet in {"procent", "%"} else written

    def fault(self, value: Matvarde, message: str, help: str) -> Fault:  # noqa: A002  # as in a fault
        """The fault at a value of the line."""
        record = self.indikator.record
        return Fault(
            path=record.path, record=record, field=value.path, message=message, help=help, unit=self.unit or None
        )


def check(
    register: Register,
    *,
    perioder: Annotated[int, "så många perioder i rad under målet, utan analys, som ska påtalas"] = 3,
    månader: Annotated[int, "så många månader bakåt från det senaste värdet som gränsen för eskalering prövas"] = 12,
) -> Iterator[Fault]:
    """At most one fault for each line of values: a limit passed in silence, else a target missed in silence."""
    for indikator in Indikator.all(register):
        if not indikator.active or indikator.riktning not in DIRECTIONS:
            continue
        for line in _lines(register, indikator):
            passed = _passed(line, månader)
            if passed:
                yield passed
            elif missed := _missed(line, max(perioder, 1)):
                yield missed


def _lines(register: Register, indikator: Indikator) -> Iterator[_Line]:
    series = indikator.series()
    starts = max(register.settings.starts or date.min, indikator.regler_fran or date.min)
    for (unit, group), values in series.items():
        if group and (unit, "") in series:
            continue
        where = f" på {register.organisation.name(unit)}" if unit else ""
        judged = tuple(v for v in values if v.number is not None and not v.few and v.period.first >= starts)
        if judged:
            yield _Line(indikator, unit, f"{where} ({group})" if group else where, judged)


def _passed(line: _Line, months: int) -> Fault | None:
    """The limit for escalation crossed and nobody told, at the latest value that did."""
    since = months_on(line.values[-1].period.last, -months)
    limit = line.indikator.grans
    silent = [
        value
        for value in line.values
        if value.period.last > since and line.worse(value, limit) and not line.analysed(value.period, escalated=True)
    ]
    if not silent or limit is None:
        return None
    latest, others = silent[-1], len(silent) - 1
    side = "under" if line.indikator.riktning == MORE else "över"
    more = f"; detsamma gäller {counted(others, 'tidigare period', 'tidigare perioder')}" if others else ""
    whom = f" till {line.indikator.grans_till}" if line.indikator.grans_till else ""
    return line.fault(
        latest,
        f"värdet för {latest.period.label}{line.where} är {line.text(latest.number or 0)}, {side} gränsen"
        f" {line.short(limit)} för eskalering, och det står inte att det har förts vidare{more}",
        f"För det vidare{whom}, och skriv in när under en analys för perioden.",
    )


def _missed(line: _Line, fewest: int) -> Fault | None:
    """The target missed so many periods running and nobody has said why, at the latest value."""
    comparable = [value for value in line.values if value.period.first >= line.indikator.latest_break]
    row = list(takewhile(lambda value: line.worse(value, line.indikator.target(value.period)), reversed(comparable)))
    if len(row) < fewest or any(line.analysed(value.period, escalated=False) for value in row[:fewest]):
        return None
    latest = row[0]
    target = line.indikator.target(latest.period)
    wanted = f"{'minst' if line.indikator.riktning == MORE else 'högst'} {line.text(target or 0)}"
    if line.indikator.mal_typ == "bättre_än_riket":
        wanted = f"bättre än riket ({line.text(target or 0)})"
    return line.fault(
        latest,
        f"målet {wanted} har missats {counted(len(row), 'period', 'perioder i rad')}"
        f"{line.where}, senast med {line.text(latest.number or 0)} för {latest.period.label}, utan analys",
        "Skriv under analyser varför målet inte nås och vad som görs.",
    )
