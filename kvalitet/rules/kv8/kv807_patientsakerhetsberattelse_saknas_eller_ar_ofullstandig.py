"""Patientsäkerhetsberättelsen saknas eller är ofullständig.

Berättelsen om ett år är inte upprättad den 1 mars året efter. Regeln säger också till när en upprättad berättelse
saknar text under en obligatorisk rubrik, och när en fastställd inte är inskriven som tillgänglig. Åren räknas från det
år då registret börjar. En berättelse vars text ligger i en bilaga går inte att läsa här och får ingen anmärkning
om rubriker.

Varför: Vårdgivaren ska senast den 1 mars varje år upprätta en patientsäkerhetsberättelse om föregående kalenderår: hur
arbetet har bedrivits, vilka åtgärder som har vidtagits och vilka resultat som har nåtts. Den ska hållas tillgänglig för
den som vill läsa den (PSL 3 kap. 10 §). Vad den ska innehålla därutöver står i SOSFS 2011:9 7 kap. 2 §. När den antas
säger lagen inget om.

Gör så här: Skriv klart berättelsen och skriv in dagen under upprättad. Fyll i de rubriker som saknas, och skriv under
tillgänglig var och sedan när berättelsen går att läsa.

Fel:
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2025-01-01
    ---
    id: RAP-2026-0001
    titel: Patientsäkerhetsberättelse 2025
    enhet: region-exempel
    status: utkast
    typ: patientsäkerhetsberättelse
    period: 2025
Rätt:
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2025-01-01
    ---
    id: RAP-2026-0001
    titel: Patientsäkerhetsberättelse 2025
    enhet: region-exempel
    status: upprättad
    ansvarig: chefläkare/halso-och-sjukvard
    typ: patientsäkerhetsberättelse
    period: 2025
    upprättad: 2026-02-20
    avsnitt:
      organisation_och_ansvar: Förvaltningschefen svarar för arbetet.
      samverkan: Kommunerna och regionen har mötts tre gånger.
      arbetet_under_året: Arbetet har följt handlingsplanen.
      vidtagna_åtgärder: Larmet på hjärtavdelningen har bytts.
      uppnådda_resultat: Fallen har blivit färre.
      uppföljning_genom_egenkontroll: Hygien och utskrivning har mätts.
      avvikelser: Personalen har rapporterat det som hänt och kunnat hända.
      klagomål_och_synpunkter: Alla klagomål är besvarade.
      riskhantering: Två riskanalyser har gjorts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated

from kvalitet.model.codes import Code
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Basis, Fault, Severity, fault, law, own_target, regulation
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath
from kvalitet.model.wording import counted, listing
from kvalitet.views.rackvidd import latest_year
from kvalitet.views.rapporter import BERATTELSE, Rapport

SEVERITY = Severity.ERROR
BASIS = law("PSL 3 kap. 10 §")

_REGULATION = regulation("SOSFS 2011:9 7 kap. 2 §")
_OWN = own_target("de rubriker som vårdgivaren kräver")
_HELP = "Skriv klart berättelsen och skriv in dagen den var färdig under upprättad."


def deadlines(
    register: Register,
    *,
    upplysning: Annotated[int, "antal dagar före den 1 mars då en upplysning ges"] = 60,
    varning: Annotated[int, "antal dagar före den 1 mars då en varning ges"] = 14,
) -> Iterator[Deadline]:
    """The narrative of each year, from the one in which the register begins to the latest that it reaches."""
    narratives = _by_year(register)
    starts = register.settings.starts
    first = starts.year if starts else min(narratives, default=None)
    notice = ((upplysning, Severity.INFO), (varning, Severity.WARNING))
    if not register.settings.known or first is None:
        return
    for year in range(first, latest_year(register, first) + 1):
        narrative = narratives.get(year)
        if narrative or not register.misses(Rapport.kind):
            yield replace(_deadline(register, year, narrative), notice=notice)


def check(register: Register) -> Iterator[Fault]:
    """Every narrative drawn up that lacks a mandatory content, or that is adopted but not available."""
    starts = register.settings.starts or date.min
    for narrative in _narratives(register):
        if not narrative.drawn_up or (narrative.upprattad or date.max) < starts:
            continue
        if narrative.avsnitt or not narrative.bilagor:
            yield from _without_contents(register, narrative)
        if narrative.status == "fastställd" and not narrative.tillganglig:
            found = fault(
                narrative.record,
                *narrative.at("status"),
                message="berättelsen är fastställd men inte inskriven som tillgänglig",
                help="Skriv under tillgänglig var och sedan när berättelsen går att läsa.",
            )
            yield replace(found, severity=Severity.WARNING)


def _narratives(register: Register) -> Iterator[Rapport]:
    return (report for report in Rapport.all(register) if report.typ == BERATTELSE and report.period)


def _by_year(register: Register) -> Mapping[int, Rapport]:
    """The narrative of each whole year: that of the highest unit, and of several there the one drawn up first."""

    def order(report: Rapport) -> tuple[int, date, str]:
        return len(register.organisation.above(report.enhet)), report.upprattad or date.max, report.id

    found: dict[int, Rapport] = {}
    for report in sorted(_narratives(register), key=order):
        if report.period and report.period.text == str(report.period.first.year):
            found.setdefault(report.period.first.year, report)
    return found


def _deadline(register: Register, year: int, narrative: Rapport | None) -> Deadline:
    path, field, unit = _demanding(register)
    return Deadline(
        due=date(year + 1, 3, 1),
        done=narrative.upprattad if narrative else None,
        what=f"patientsäkerhetsberättelsen för {year} ska vara upprättad",
        passed=f"patientsäkerhetsberättelsen för {year} skulle ha varit upprättad senast",
        near=f"patientsäkerhetsberättelsen för {year} ska vara upprättad senast",
        help=_HELP,
        path=narrative.record.path if narrative else path,
        field=narrative.at("status") if narrative else field,
        record=narrative.record if narrative else None,
        demand="" if narrative else f"rapport:{BERATTELSE}:{year}",
        unit=None if narrative else unit,
    )


def _demanding(register: Register) -> tuple[str, FieldPath, str | None]:
    """The line on which a missing narrative is told: the highest unit, or the care provider's name."""
    for unit in register.organisation.units.values():
        if unit.parent is None:
            return register.organisation.path, unit.path, unit.id
    return register.settings.path, ("vårdgivare",), None


def _without_contents(register: Register, narrative: Rapport) -> Iterator[Fault]:
    missing: dict[Basis, list[str]] = {}
    for code in _mandatory(register, narrative):
        text = narrative.avsnitt.get(code.id)
        if not isinstance(text, str) or not text.strip():
            missing.setdefault(_basis(code), []).append(f'"{code.label}"')
    for basis, labels in missing.items():
        found = fault(
            narrative.record,
            *narrative.at("avsnitt"),
            message=f"{counted(len(labels), 'obligatorisk rubrik', 'obligatoriska rubriker')} saknar text:"
            f" {listing(labels)}",
            help="Skriv under varje rubrik vad som har gjorts under året, eller att inget har gjorts.",
        )
        yield replace(found, basis=basis, severity=Severity.WARNING if basis is _OWN else None)


def _mandatory(register: Register, narrative: Rapport) -> Iterator[Code]:
    codes = register.codes.get("rubriker")
    for code in codes.codes.values() if codes and narrative.period else ():
        areas = code.data.get("områden")
        belongs = isinstance(areas, list) and BERATTELSE in areas
        last = narrative.period.last if narrative.period else None
        if belongs and code.data.get("obligatorisk") is True and code.valid(last):
            yield code


def _basis(code: Code) -> Basis:
    """What makes a heading mandatory: the act, the regulation, or the care provider's own code list."""
    named = code.data.get("lagrum")
    refs = [ref for ref in named if isinstance(ref, str)] if isinstance(named, list) else []
    for basis in (BASIS, _REGULATION):
        if any(ref.startswith(basis.ref) for ref in refs):
            return basis
    return _OWN
