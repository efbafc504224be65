"""Lex Sarah sen eller ofullständig.

Det gäller socialtjänst och verksamhet enligt LSS. En händelse som ska anmälas enligt lex Sarah har inte anmälts inom
målet räknat från beslutet, eller så är den anmäld utan att utredningen är skickad. En avvikelse som fick eller kunde ha
fått allvarliga följder saknar ett ställningstagande till om den ska anmälas. En slutförd händelseanalys bakom ett
ärende säger inget om risken för upprepning eller om tidigare liknande händelser.

Varför: Ett allvarligt missförhållande, eller en påtaglig risk för ett, ska snarast anmälas till IVO (SoL 27 kap. 6 §
och LSS 24 a–24 g §§), och utredningen bifogas. Lagen anger inget antal dagar: målen är egna.

Gör så här: Låt den som har rätt att avgöra det ta ställning, och skriv in beslutet i lex_sarah. Gör anmälan med
utredningen bifogad, och skriv dagarna i ärendet.

Fel:
    id: ARE-2026-0001
    titel: Utebliven tillsyn på korttidsboende
    enhet: kardiologi
    status: inskickat
    ansvarig: chefläkare/halso-och-sjukvard
    typ: lex_sarah
    öppnad: 2026-08-10
    beslutad: 2026-08-17
    anmäld: 2026-08-19
Rätt:
    id: ARE-2026-0001
    titel: Utebliven tillsyn på korttidsboende
    enhet: kardiologi
    status: inskickat
    ansvarig: chefläkare/halso-och-sjukvard
    typ: lex_sarah
    öppnad: 2026-08-10
    beslutad: 2026-08-17
    anmäld: 2026-08-19
    utredning_inskickad: 2026-08-19
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.rules.kv5._anmalan import NOTICE, Anmalan, is_over
from kvalitet.views.arenden import LEX_SARAH
from kvalitet.views.avvikelser import Allvar, severe

SEVERITY = Severity.WARNING
BASIS = own_target("målet för lex Sarah; lagen säger snarast")

_SARAH = Anmalan(LEX_SARAH, "lex Sarah")
_FIELDS = frozenset({"sol", "lss"})
_STEP = "steg på en skala med fyra steg från och med vilket en händelse är allvarlig"


def deadlines(
    register: Register,
    *,
    allvarlighetsgrad: Annotated[int, _STEP] = 3,
    dagar_till_anmälan: Annotated[int, "så många dagar efter beslutet att anmäla ska händelsen vara anmäld"] = 60,
    dagar_till_bedömning: Annotated[int, "så många dagar efter rapporteringen ska lex Sarah vara bedömd"] = 14,
    dagar_innan: Annotated[int, NOTICE] = 14,
) -> Iterator[Deadline]:
    """The target days: for judging a severe event, and for notifying what has been decided on."""
    yield from _SARAH.notifications(register, dagar_till_anmälan, dagar_innan)
    yield from _SARAH.decisions(register, dagar_till_anmälan, dagar_innan)
    for allvar in _concerned(register, allvarlighetsgrad):
        avvikelse, reported = allvar.avvikelse, allvar.avvikelse.rapporterad
        if reported is None or (not avvikelse.lex_sarah and not register.is_open(avvikelse.record)):
            continue
        yield Deadline(
            due=days_on(max(reported, avvikelse.regler_fran or reported), dagar_till_bedömning),
            what="lex Sarah bedöms enligt målet",
            passed=f"{allvar.reason} utan ställningstagande till lex Sarah, som enligt målet skulle ha funnits senast",
            help="Avgör om händelsen ska anmälas, och skriv in beslutet i lex_sarah.",
            path=avvikelse.record.path,
            field=allvar.path,
            record=avvikelse.record,
            done=avvikelse.lex_sarah_bedomd,
        )


def check_judged(register: Register, *, allvarlighetsgrad: Annotated[int, _STEP] = 3) -> Iterator[Fault]:
    """Severe events closed without a judgement, or with the question of notifying left open."""
    for allvar in _concerned(register, allvarlighetsgrad):
        avvikelse = allvar.avvikelse
        settled = avvikelse.lex_sarah in {"anmäls", "anmäls_inte"}
        if not settled and not register.is_open(avvikelse.record) and not avvikelse.closed_before_import:
            yield fault(
                avvikelse.record,
                *allvar.path,
                message=f"{allvar.reason}, men avslutad utan att frågan om lex Sarah är avgjord",
                help="Avgör om händelsen ska anmälas, och skriv in beslutet i lex_sarah.",
            )


def check_case(register: Register) -> Iterator[Fault]:
    """Events notified without the investigation, and cases that are over without a notification."""
    for arende in _SARAH.cases(register):
        if arende.closed_before_import:
            continue
        if arende.anmald and not arende.utredning_inskickad:
            yield fault(
                arende.record,
                "anmäld",
                message=f"anmäld {arende.anmald} utan att utredningen är skickad",
                help="Skicka utredningen och skriv dagen i utredning_inskickad.",
            )
        elif arende.beslutad and not arende.anmald and is_over(register, arende):
            yield fault(
                arende.record,
                "status",
                message=f"{arende.status} utan att händelsen har anmälts till IVO",
                help="Skriv in dagen om det är gjort. Gör annars anmälan, och rätta ärendets status.",
            )


def check_analysis(register: Register) -> Iterator[Fault]:
    """Finished event analyses behind a case without repeat risk or earlier similar events."""
    yield from _SARAH.thin_analyses(register)


def _concerned(register: Register, step: int) -> Iterator[Allvar]:
    for allvar in severe(register, step):
        if allvar.avvikelse.lagrum in _FIELDS and allvar.avvikelse.typ != "risk":
            yield allvar
