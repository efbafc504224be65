"""Omöjligt eller opålitligt värde.

Ett mätvärde kan inte stämma: täljaren är större än nämnaren i en andel, en andel ligger utanför 0 till 100 procent,
fler har uppfyllt än som granskades eller gått en utbildning än som skulle, två värden gäller samma period, enhet och
grupp, eller så har perioden inte börjat. Det påtalas också när en aktiv indikators täckningsgrad är lägre än den som
krävs för att värdena ska gå att lita på.

Varför: Ett värde som inte kan stämma gör alla summor, diagram och jämförelser fel som det ingår i. Hur hög
täckningsgraden ska vara har verksamheten själv bestämt.

Gör så här: Jämför med källan och rätta talet. Är täckningsgraden för låg, förbättra inrapporteringen eller tala om i
rapporterna att värdet är osäkert.

Fel:
    id: IND-0001
    titel: Uppdaterad läkemedelslista vid utskrivning
    enhet: kardiologi
    status: aktiv
    definition: Andelen utskrivna med en lista som stämmer med journalen.
    måttenhet: procent
    start: 2026-01-01
    värden:
      - {period: 2026-Q1, täljare: 46, nämnare: 41}
Rätt:
    id: IND-0001
    titel: Uppdaterad läkemedelslista vid utskrivning
    enhet: kardiologi
    status: aktiv
    definition: Andelen utskrivna med en lista som stämmer med journalen.
    måttenhet: procent
    start: 2026-01-01
    värden:
      - {period: 2026-Q1, täljare: 41, nämnare: 46}
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from kvalitet.model.dates import Period
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import ago, number_text
from kvalitet.views.egenkontroller import Egenkontroll
from kvalitet.views.indikatorer import Indikator, Varde
from kvalitet.views.utbildningar import Utbildning, Utbildningsresultat
from kvalitet.views.view import Part

SEVERITY = Severity.ERROR
BASIS = own_target("mätvärden som stämmer med källan")
COVERAGE = own_target("indikatorns egen lägsta täckningsgrad")
HUNDRED = 100
PERCENT = frozenset({"procent", "%"})
HELP = "Jämför med källan och rätta talet."


def check(register: Register) -> Iterator[Fault]:
    """Every number that cannot be right, and every coverage under what the values need to be relied on."""
    for indikator in Indikator.all(register):
        yield from _indicator(indikator)
    for egenkontroll in Egenkontroll.all(register):
        for held in egenkontroll.genomforanden:
            if held.antal is not None and held.uppfyllda is not None and held.uppfyllda > held.antal:
                words = f"{held.uppfyllda} uppfyllda är fler än de {held.antal} som granskades"
                yield fault(held.record, *held.at("uppfyllda"), message=words, help=HELP)
    for utbildning in Utbildning.all(register):
        for result in utbildning.genomforande:
            if result.antal is not None and result.genomfort is not None and result.genomfort > result.antal:
                words = f"{result.genomfort} har gått utbildningen, fler än de {result.antal} som omfattas"
                yield fault(result.record, *result.at("genomfört"), message=words, help=HELP)
        yield from _twice(utbildning.genomforande)


def not_begun(register: Register, today: date) -> Iterator[Fault]:
    """Every value of a period that has not begun."""
    indicators = chain.from_iterable(indikator.varden for indikator in Indikator.all(register))
    courses = chain.from_iterable(utbildning.genomforande for utbildning in Utbildning.all(register))
    for row in chain[Varde | Utbildningsresultat](indicators, courses):
        when = row.period
        if when and when.first > today:
            yield fault(
                row.record,
                *row.at("period"),
                message=f"perioden {when.label} börjar {when.first}, {ago(when.first, today)}",
                help="Rätta perioden, eller ta bort värdet tills det finns.",
            )


def _indicator(indikator: Indikator) -> Iterator[Fault]:
    # occupancy in percent may be over 100 and change under 0: only a described denominator makes a whole
    percent = indikator.mattenhet in PERCENT and bool(indikator.namnare)
    for value in indikator.varden:
        above, below = value.taljare, value.namnare
        if indikator.share and above is not None and below is not None and above > below:
            words = f"täljaren {number_text(above)} är större än nämnaren {number_text(below)}"
            yield fault(value.record, *value.at("täljare"), message=words, help=HELP)
        if percent and _outside(value.varde):
            yield _percentage(value, "värde", value.varde)
    limits = (("målnivå", indikator.malvarde), ("gräns_för_eskalering", indikator.grans))
    for name, number in limits if percent else ():
        if _outside(number):
            yield _percentage(indikator, name, number, "värde")
    yield from _twice(indikator.varden)
    least, known = indikator.minsta_tackning, indikator.tackning
    if indikator.active and least is not None and known is not None and known < least:
        found = fault(
            indikator.record,
            *indikator.at("täckningsgrad", "andel"),
            message=f"täckningsgraden är {number_text(known)} %, under de {number_text(least)} % som krävs för att lita"
            " på värdena",
            help="Förbättra inrapporteringen, eller tala om i rapporterna att värdet är osäkert.",
        )
        yield replace(found, severity=Severity.WARNING, basis=COVERAGE)


def _outside(number: float | None) -> bool:
    return number is not None and not 0 <= number <= HUNDRED


def _percentage(part: Part, name: str, number: float | None, *rest: str) -> Fault:
    words = f"{number_text(number or 0)} % ligger utanför 0 till 100"
    return fault(part.record, *part.at(name, *rest), message=words, help=HELP)


def _twice(rows: tuple[Varde, ...] | tuple[Utbildningsresultat, ...]) -> Iterator[Fault]:
    """Every value whose period, unit and group an earlier one already has."""
    seen = set[tuple[Period, str, str]]()
    for row in rows:
        when = row.period
        if when is None:
            continue
        key = (when, row.enhet, row.grupp if isinstance(row, Varde) else "")
        if key in seen:
            measured = isinstance(row, Varde)
            what = "ett värde för samma enhet och grupp" if measured else "en redovisning för samma enhet"
            words = f"{when.label} har redan {what}"
            help_text = "Ta bort det ena, eller rätta perioden."
            yield fault(row.record, *row.at("period"), message=words, help=help_text)
        seen.add(key)
