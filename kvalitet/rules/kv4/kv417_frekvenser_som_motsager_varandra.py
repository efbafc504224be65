"""Två frekvenser motsäger varandra.

Indikatorn ska ha ett värde oftare än egenkontrollen som ger värdena görs. Det omvända är ingen motsägelse: flera
mätningar kan läggas ihop till ett värde. Avvecklade indikatorer och avslutade egenkontroller bedöms inte.

Varför: Den som följer den ena uppgiften bryter mot den andra, och indikatorn får luckor som ingen har menat.
Egenkontroll ska göras så ofta som behövs (SOSFS 2011:9 5 kap. 2 §), men hur ofta bestämmer vårdgivaren själv.

Gör så här: Bestäm hur ofta det ska mätas och rätta den frekvens som är fel, i indikatorn eller i egenkontrollen.

Fel:
    id: IND-0001
    titel: Följsamhet till hygienregler
    enhet: kardiologi
    status: aktiv
    definition: Andel observationer där alla steg är rätt.
    hämtas_från: EGK-0001
    frekvens: {intervall: P1M}
    start: 2026-01-01
    ---
    id: EGK-0001
    titel: Följsamhet till hygienregler
    enhet: kardiologi
    status: aktiv
    ansvarig: verksamhetschef/kardiologi
    vad: Om handdesinfektion och arbetskläder används rätt.
    frekvens: {per_år: [2, 4]}
    start: 2026-01-01
Rätt:
    id: IND-0001
    titel: Följsamhet till hygienregler
    enhet: kardiologi
    status: aktiv
    definition: Andel observationer där alla steg är rätt.
    hämtas_från: EGK-0001
    frekvens: {intervall: P6M}
    start: 2026-01-01
    ---
    id: EGK-0001
    titel: Följsamhet till hygienregler
    enhet: kardiologi
    status: aktiv
    ansvarig: verksamhetschef/kardiologi
    vad: Om handdesinfektion och arbetskläder används rätt.
    frekvens: {per_år: [2, 4]}
    start: 2026-01-01
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import counted
from kvalitet.views.egenkontroller import Egenkontroll
from kvalitet.views.indikatorer import Indikator

SEVERITY = Severity.WARNING
BASIS = own_target("en frekvens för varje mått")

_PER_YEAR = {"D": 365, "W": 52, "M": 12, "Y": 1}
_NOUNS = {"D": ("dag", "dagar"), "W": ("vecka", "veckor"), "M": ("månad", "månader"), "Y": ("år", "år")}
_SLACK = 0.95
"""Thirty days and a month, or seven days and one of 52 weeks, say the same."""


def check(register: Register) -> Iterator[Fault]:
    """Indicators whose values are to come more often than the inspection that gives them is made."""
    for indikator in Indikator.all(register):
        source = register.by_id.get(indikator.hamtas_fran)
        if indikator.status == "avvecklad" or source is None or source.kind != Egenkontroll.kind:
            continue
        inspection = Egenkontroll(source, source.data)
        wanted = _per_year(indikator.intervall, indikator.minst_per_ar)
        made = _per_year(inspection.intervall, inspection.minst_per_ar)
        if inspection.status == "avslutad" or not wanted or not made or made >= wanted * _SLACK:
            continue
        yield fault(
            indikator.record,
            *indikator.at("frekvens", "intervall" if indikator.intervall else "per_år"),
            message=f"ett värde ska finnas {_words(indikator.intervall, indikator.minst_per_ar)}, men {inspection.id}"
            f" som ger värdena görs {_words(inspection.intervall, inspection.minst_per_ar)}",
            help="Bestäm hur ofta det ska mätas och rätta den frekvens som är fel.",
        )


def _per_year(intervall: str, minst_per_ar: int | None) -> float:
    """How many times a year at least; 0 where nothing is said."""
    if not intervall:
        return minst_per_ar or 0
    return _PER_YEAR[intervall[-1]] / int(intervall[1:-1])


def _words(intervall: str, minst_per_ar: int | None) -> str:
    if not intervall:
        return f"minst {counted(minst_per_ar or 0, 'gång', 'gånger')} per år"
    return f"med högst {counted(int(intervall[1:-1]), *_NOUNS[intervall[-1]])} emellan"
