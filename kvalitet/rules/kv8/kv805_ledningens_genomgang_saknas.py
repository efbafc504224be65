"""Ledningens genomgång saknas eller är ofullständig.

En enhet har inte hållit sin årliga genomgång av ett område som inställningarna kräver, eller så har dagen för en
inbokad genomgång passerat. Det sägs också när en genomförd genomgång saknar en obligatorisk del av underlaget (en del
som bara har en rubrik räknas inte), när den varken ledde till beslut eller åtgärder, och när den inte är lämnad vidare.

Varför: Utan en samlad bild kan ledningen inte avgöra om ledningssystemet fungerar. Vilka områden som ska gås igenom, på
vilken nivå och till när har vårdgivaren själv bestämt. Delarna står i kodverket över underlag.

Gör så här: Håll genomgången och skriv in den med enhet, område och det år som den ser tillbaka på. Komplettera
underlaget med en bedömning eller en text för varje del som saknas, och skriv in vad ledningen bestämde. Blev
genomgången aldrig av, sätt status makulerad med ett motiv: låt luckan synas, och skriv inte om året på en annan.

Fel:
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2025-01-01
    krav:
      genomgångar:
        områden: [brandsäkerhet]
        från_år: 2025
    ---
    id: LGG-2026-0001
    titel: Ledningens genomgång 2025, brandsäkerhet
    enhet: halso-och-sjukvard
    status: planerad
    område: brandsäkerhet
    period: "2025"
Rätt:
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2025-01-01
    krav:
      genomgångar:
        områden: [brandsäkerhet]
        från_år: 2025
    ---
    id: LGG-2026-0001
    titel: Ledningens genomgång 2025, brandsäkerhet
    enhet: halso-och-sjukvard
    status: genomförd
    ansvarig: chefläkare/halso-och-sjukvard
    område: brandsäkerhet
    period: "2025"
    datum: 2026-02-11
    lämnad: {till: chefläkare/halso-och-sjukvard, datum: 2026-02-20}
    beslut: [{id: B1, text: Brandövningarna fortsätter som i år.}]
    underlag:
      - {id: U1, del: omvärld, text: Två vårdavdelningar har flyttat till det nya huset.}
      - {id: U2, del: mål_och_mått, bedömning: delvis}
      - {id: U3, del: avvikelser, bedömning: tillfredsställande}
      - {id: U4, del: egenkontroller, bedömning: tillfredsställande}
      - {id: U5, del: revisioner, text: Räddningstjänsten hade inga anmärkningar.}
      - {id: U6, del: risker, bedömning: delvis}
      - {id: U7, del: resurser, bedömning: tillfredsställande}
      - {id: U8, del: förbättringar, text: Inga förslag har kommit in.}
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from kvalitet.model.codes import Code
from kvalitet.model.dates import days_on, months_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.organisation import Unit
from kvalitet.model.register import Register
from kvalitet.model.value import value_at
from kvalitet.model.wording import counted, listing
from kvalitet.views.genomgangar import Genomgang
from kvalitet.views.rackvidd import latest_year

SEVERITY = Severity.WARNING
BASIS = own_target("vårdgivarens krav på ledningens genomgång")

_Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class _Demand:
    """The areas to be reviewed, the level of the units that do it, and the first year."""

    areas: tuple[str, ...]
    level: str
    first: int


def deadlines(
    register: Register,
    *,
    månader: Annotated[int, "antal månader efter årets slut då årets genomgångar ska vara hållna"] = 3,
    dagar_till_lämnad: Annotated[int, "så många dagar efter genomgången ska den vara lämnad vidare"] = 30,
) -> Iterator[Deadline]:
    """The review of each area in each unit of the level demanded, for each year that the register has reached.

    Of each review booked, its day; of each one held, the handing over of what came of it.
    """
    yield from _booked_and_held(register, dagar_till_lämnad)
    demand = _demand(register)
    if demand is None:
        return
    reviews = _by_year(register)
    unknown = {rejected.unit for rejected in register.rejected if rejected.kind in {Genomgang.kind, None}}
    for year in range(demand.first, latest_year(register, demand.first) + 1):
        due = months_on(date(year, 12, 31), månader)
        for unit in register.organisation.units.values():
            for area in demand.areas if unit.level == demand.level and unit.exists(date(year, 12, 31)) else ():
                review = reviews.get((unit.id, area, year))
                booked = review is not None and _booked(review) is not None and (_booked(review) or due) <= due
                if not booked and ((review and review.held) or not unknown & {unit.id, None}):
                    yield _deadline(register, unit, area, year, due, review)


def check(register: Register) -> Iterator[Fault]:
    """Every review carried out that lacks a compulsory part of what the management is to be shown."""
    starts = register.settings.starts or date.min
    for review in Genomgang.all(register):
        if not review.held or (review.datum or date.max) < starts:
            continue
        shown = {row.part for row in review.underlag if row.says_something}
        missing = [code.label for code in _compulsory(register, review) if code.id not in shown]
        parts = counted(len(missing), "obligatorisk del", "obligatoriska delar")
        told = [f"{parts} saknas i underlaget: {listing(missing)}"] if missing else []
        if not review.beslut and not review.atgarder:
            told.append("varken beslut eller åtgärder är inskrivna")
        if told:
            yield fault(
                review.record,
                *review.at("underlag" if missing else "status"),
                message="; ".join(told),
                help="Skriv in en bedömning eller en text för varje del som saknas, och vad ledningen bestämde.",
            )


def _booked(review: Genomgang) -> date | None:
    """The day for which a review that has not been held is booked."""
    return review.planerat_datum if review.status == "planerad" else None


def _booked_and_held(register: Register, days: int) -> Iterator[Deadline]:
    starts = register.settings.starts or date.min
    for review in Genomgang.all(register):
        booked = _booked(review)
        if booked:
            yield Deadline(
                due=booked,
                what=f"ledningens genomgång hålls: {review.titel}",
                passed="genomgången var inbokad och är inte inskriven som genomförd; den skulle ha hållits",
                help="Skriv in genomgången, eller boka en ny dag.",
                path=review.record.path,
                field=review.at("planerat_datum"),
                record=review.record,
            )
        if review.held and review.datum and review.datum >= starts:
            yield Deadline(
                due=days_on(review.datum, days),
                done=review.lamnad,
                what="genomgångens resultat lämnas vidare enligt målet",
                passed="genomgångens resultat är inte lämnat vidare, vilket enligt målet skulle ha gjorts senast",
                help="Lämna resultatet till den som samordnar ledningssystemet, och skriv in det under lämnad.",
                path=review.record.path,
                field=review.at("datum"),
                record=review.record,
            )


def _demand(register: Register) -> _Demand | None:
    wanted = register.settings.demanded("genomgångar")
    if not isinstance(wanted, dict):
        return None
    areas, level, first = wanted.get("områden"), wanted.get("nivå"), wanted.get("från_år")
    starts = register.settings.starts
    years = [year for year in (starts.year if starts else None, first) if isinstance(year, int)]
    if not isinstance(areas, list) or not years:
        return None
    texts = tuple(area for area in areas if isinstance(area, str))
    return _Demand(texts, level if isinstance(level, str) else "förvaltning", max(years))


def _by_year(register: Register) -> Mapping[_Key, Genomgang]:
    """The reviews by unit, area and each year of their period; one carried out before one that is planned."""
    found: dict[_Key, Genomgang] = {}
    for review in Genomgang.all(register):
        if review.period is None or register.is_cancelled(review.record):
            continue
        for year in range(review.period.first.year, review.period.last.year + 1):
            key = (review.enhet, review.omrade, year)
            if key not in found or (review.held and not found[key].held):
                found[key] = review
    return found


def _deadline(  # noqa: PLR0913, PLR0917  # what a missing review is missing from
    register: Register, unit: Unit, area: str, year: int, due: date, review: Genomgang | None
) -> Deadline:
    label = register.label("sakerhetsomraden", area).lower()
    return Deadline(
        due=due,
        done=review.datum if review and review.held else None,
        what=f"ledningens genomgång av {label} för {year} ska enligt målet vara hållen på {unit.name}",
        passed=f"ledningens genomgång av {label} för {year} skulle enligt målet ha hållits på {unit.name} senast",
        help=f"Håll genomgången och skriv in den med området {area} och perioden {year}.",
        path=review.record.path if review else register.organisation.path,
        field=review.at("status") if review else unit.path,
        record=review.record if review else None,
        demand="" if review else f"LG:{unit.id}:{area}:{year}",
        unit=unit.id,
    )


def _compulsory(register: Register, review: Genomgang) -> Iterator[Code]:
    codes = register.codes.get("underlag")
    for code in codes.codes.values() if codes else ():
        areas = value_at(code.data, ("områden",))
        concerns = not isinstance(areas, list) or review.omrade in areas
        if code.data.get("obligatorisk") is True and concerns and code.valid(review.datum):
            yield code
