"""Allvarlig händelse utan bedömning.

En händelse som fick eller kunde ha fått allvarliga följder saknar en dokumenterad bedömning av vårdskadan eller av om
den ska anmälas enligt lex Maria. Det gäller händelser i hälso- och sjukvård och tandvård som berör en patient. Risker
som ännu inte har lett till en händelse räknas inte. Så länge avvikelsen är öppen räknas målet från rapporteringen. När
den är avslutad ska båda bedömningarna finnas, och frågan om anmälan får inte längre utredas vidare.

Varför: Händelser som har medfört eller hade kunnat medföra en allvarlig vårdskada ska snarast anmälas till IVO (PSL 3
kap. 5 §). Om skadan är en vårdskada och om den är allvarlig är två bedömningar som inte går att läsa ut ur graden. Att
de skrivs ned, och hur snart, är vårdgivarens eget mål.

Gör så här: Låt den som har rätt att göra det bedöma vårdskadan, och skriv in utfallet i vårdskadebedömning. Låt
anmälningsansvarig avgöra anmälningsfrågan och skriv in beslutet i lex_maria, också när händelsen inte anmäls.

Fel:
    id: AVV-2026-0001
    titel: Dubbel dos blodförtunnande under natten
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2026-10-05
    rapporterad: 2026-10-05
    påbörjad: 2026-10-07
    beskrivning: Samma dos gavs av kvällspasset och nattpasset. Patienten fick vård på intensiven.
    berör: [patient]
    lagrum: hsl
    skala: 4x4@1
    allvarlighetsgrad: 3
Rätt:
    id: AVV-2026-0001
    titel: Dubbel dos blodförtunnande under natten
    enhet: kardiologi
    status: utreds
    ansvarig: verksamhetschef/kardiologi
    rapporterande_enhet: hjartavdelningen
    typ: negativ_händelse
    händelsedatum: 2026-10-05
    rapporterad: 2026-10-05
    påbörjad: 2026-10-07
    beskrivning: Samma dos gavs av kvällspasset och nattpasset. Patienten fick vård på intensiven.
    berör: [patient]
    lagrum: hsl
    skala: 4x4@1
    allvarlighetsgrad: 3
    vårdskadebedömning:
      utfall: vårdskada
      av: chefläkare/halso-och-sjukvard
      datum: 2026-10-12
    lex_maria:
      bedömd: 2026-10-13
      av: chefläkare/halso-och-sjukvard
      beslut: anmäls_inte
      motiv: Blödningen hävdes inom ett dygn och gav inga men.
"""

from collections.abc import Iterator
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.avvikelser import Allvar, Avvikelse, severe

SEVERITY = Severity.WARNING
BASIS = own_target("målet för bedömning av allvarliga händelser; lagen säger att anmälan görs snarast (PSL 3 kap. 5 §)")

HARM = "vårdskadebedömning"
_STEP = "steg på en skala med fyra steg från och med vilket en händelse är allvarlig"


def deadlines(
    register: Register,
    *,
    allvarlighetsgrad: Annotated[int, _STEP] = 3,
    dagar: Annotated[int, "så många dagar efter rapporteringen ska vårdskada och lex Maria vara bedömda"] = 14,
) -> Iterator[Deadline]:
    """The target day for the two judgements of each severe event; once it is closed without them it is a fault."""
    for allvar in _concerned(register, allvarlighetsgrad):
        avvikelse, reported = allvar.avvikelse, allvar.avvikelse.rapporterad
        missing = tuple(_missing(avvikelse))
        if reported is None or (missing and not register.is_open(avvikelse.record)):
            continue
        judged = (avvikelse.skadan_bedomd, avvikelse.lex_maria_bedomd)
        yield Deadline(
            due=days_on(max(reported, avvikelse.regler_fran or reported), dagar),
            what="vårdskada och lex Maria bedöms enligt målet",
            passed=f"{allvar.reason} utan {listing(missing)}, som enligt målet skulle ha funnits senast",
            help="Bedöm vårdskadan och om händelsen ska anmälas, och skriv in vad som beslutades.",
            path=avvikelse.record.path,
            field=allvar.path,
            record=avvikelse.record,
            done=None if missing else max((day for day in judged if day), default=None),
        )


def check(register: Register, *, allvarlighetsgrad: Annotated[int, _STEP] = 3) -> Iterator[Fault]:
    """Severe events closed without a judgement, or with the question of notifying left open."""
    for allvar in _concerned(register, allvarlighetsgrad):
        avvikelse = allvar.avvikelse
        if register.is_open(avvikelse.record) or avvikelse.closed_before_import:
            continue
        # what the level of investigation demands is said of it by KV501
        asked = {HARM} if avvikelse.utredningsniva in {"fördjupad", "händelseanalys"} else set[str]()
        missing = [word for word in _missing(avvikelse) if word not in asked]
        if not missing and avvikelse.lex_maria == "utreds_vidare":
            missing = ["avgjord fråga om lex Maria"]
        if missing:
            yield fault(
                avvikelse.record,
                *allvar.path,
                message=f"{allvar.reason}, men avslutad utan {listing(missing)}",
                help="Bedöm vårdskadan och avgör om händelsen ska anmälas, och skriv in vad som beslutades.",
            )


def _concerned(register: Register, step: int) -> Iterator[Allvar]:
    for allvar in severe(register, step):
        if allvar.avvikelse.concerns_patient and allvar.avvikelse.typ != "risk":
            yield allvar


def _missing(avvikelse: Avvikelse) -> Iterator[str]:
    if not avvikelse.vardskadebedomning:
        yield HARM
    if not avvikelse.lex_maria:
        yield "ställningstagande till lex Maria"
