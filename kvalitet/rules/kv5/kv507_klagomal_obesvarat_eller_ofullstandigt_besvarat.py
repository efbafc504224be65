"""Klagomål obesvarat eller ofullständigt besvarat.

Ett klagomål från en patient eller närstående har inte besvarats inom målet, har avslutats utan svar, har fått ett svar
utan förklaring till det som hänt eller utan de åtgärder som är beslutade, eller har lämnats över till en annan
vårdgivare först efter lång tid. Ett svar som kom sent är historia och anmärks inte. Har patientnämnden eller IVO bett
om ett yttrande till en viss dag gäller den dagen i stället (KV520).

Varför: Den som klagar ska snarast få en förklaring till det som har hänt och, när det är aktuellt, veta vilka åtgärder
som är avsedda (PSL 3 kap. 8 b §). Lagen anger inget antal dagar: målet är vårdgivarens eget. Ett klagomål får lämnas
över till den vårdgivare som det rör, och det ska då göras skyndsamt (PSL 3 kap. 8 e §).

Gör så här: Svara avsändaren och skriv dagen i besvarad, med förklaring och avsedda_åtgärder satta till true när svaret
innehöll dem. Komplettera ett svar som är ofullständigt. Själva svaret skrivs inte i registret. Hindrar sekretess att
svaret lämnas (PSL 3 kap. 8 c §), skriv det som skäl i undantag.

Fel:
    id: KLA-2026-0001
    titel: Lång väntan på besked efter undersökning
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    slag: klagomål
    källa: patient
    kanal: direkt
    mottagen: 2026-09-01
    beskrivning: Svaret efter arbetsprovet dröjde sex veckor och ingen hörde av sig.
Rätt:
    id: KLA-2026-0001
    titel: Lång väntan på besked efter undersökning
    enhet: kardiologi
    status: besvarat
    ansvarig: verksamhetschef/kardiologi
    slag: klagomål
    källa: patient
    kanal: direkt
    mottagen: 2026-09-01
    beskrivning: Svaret efter arbetsprovet dröjde sex veckor och ingen hörde av sig.
    besvarad:
      datum: 2026-09-21
      förklaring: true
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity, fault, law, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import days, listing
from kvalitet.views.klagomal import Klagomal

SEVERITY = Severity.ERROR
BASIS = law("PSL 3 kap. 8 b §")
ANSWER_TARGET = own_target("målet för svar på klagomål; lagen säger snarast (PSL 3 kap. 8 b §)")
HANDOVER_TARGET = own_target("målet för överlämnande; lagen säger skyndsamt (PSL 3 kap. 8 e §)")


def deadlines(
    register: Register, *, dagar: Annotated[int, "så många dagar efter mottagandet ska ett klagomål vara besvarat"] = 28
) -> Iterator[Deadline]:
    """The target day for the answer to each complaint; a hand-over to another care giver ends the wait too."""
    for klagomal in _complaints(register):
        received = klagomal.mottagen
        answered = min((day for day in (klagomal.besvarad, klagomal.overlamnad) if day), default=None)
        closed = answered is None and not register.is_open(klagomal.record)
        # closed without an answer is a fault whatever the day; where a statement is asked for its day counts: KV520
        if received is None or closed or klagomal.yttrande_senast:
            continue
        yield Deadline(
            due=days_on(max(received, klagomal.regler_fran or received), dagar),
            what="besvaras enligt målet",
            passed=f"{_unanswered(klagomal)} och skulle enligt målet ha besvarats senast",
            help="Svara avsändaren, och skriv dagen och vad svaret innehöll i besvarad.",
            path=klagomal.record.path,
            field=klagomal.at("mottagen"),
            record=klagomal.record,
            done=answered,
            severity=Severity.WARNING,
            basis=ANSWER_TARGET,
            course="svar",
        )


def check_answer(register: Register) -> Iterator[Fault]:
    """Complaints closed without an answer, and answers without what they must hold."""
    for klagomal in _complaints(register):
        missing = tuple(_missing(klagomal)) if klagomal.besvarad else ()
        unanswered = not klagomal.besvarad and not klagomal.overlamnad
        if missing:
            key = "avsedda_åtgärder" if klagomal.forklaring else "förklaring"
            yield fault(
                klagomal.record,
                "besvarad",
                key,
                message=f"besvarat {klagomal.besvarad} utan {listing(missing)}",
                help="Komplettera svaret till avsändaren, och sätt sedan fältet till true.",
            )
        elif unanswered and klagomal.status in register.kinds[klagomal.kind].closed:
            yield fault(
                klagomal.record,
                "status",
                message="avslutat utan att vara besvarat",
                help="Svara avsändaren och skriv dagen i besvarad, eller öppna klagomålet igen.",
            )


def check_handover(
    register: Register,
    *,
    dagar_till_overlamnande: Annotated[int, "så många dagar efter mottagandet ska ett klagomål vara överlämnat"] = 14,
) -> Iterator[Fault]:
    """Complaints handed over to another care giver later than the target: done, so only worth knowing."""
    for klagomal in _complaints(register):
        if klagomal.mottagen is None or klagomal.overlamnad is None:
            continue
        taken = (klagomal.overlamnad - klagomal.mottagen).days
        if taken > dagar_till_overlamnande:
            yield Fault(
                path=klagomal.record.path,
                record=klagomal.record,
                field=klagomal.at("överlämnad", "datum"),
                message=f"lämnades över efter {days(taken)}, målet är {days(dagar_till_overlamnande)}",
                help="Se över hur klagomål som hör hemma hos en annan vårdgivare fångas upp vid mottagandet.",
                severity=Severity.INFO,
                basis=HANDOVER_TARGET,
            )


def _complaints(register: Register) -> Iterator[Klagomal]:
    for klagomal in Klagomal.all(register):
        if klagomal.claims_answer and not register.is_cancelled(klagomal.record):
            yield klagomal


def _unanswered(klagomal: Klagomal) -> str:
    told = klagomal.informerad_om_drojsmal
    return f"är inte besvarat (avsändaren fick veta om dröjsmålet {told})" if told else "är inte besvarat"


def _missing(klagomal: Klagomal) -> Iterator[str]:
    if not klagomal.forklaring:
        yield "förklaring till det som hänt"
    meant = [atgard for atgard in klagomal.atgarder if atgard.is_open or atgard.is_done]
    if meant and not klagomal.avsedda_atgarder:
        yield "besked om avsedda åtgärder"
