"""Indikator utan skäl, ägare, källa eller nytta.

En avvecklad indikator saknar motiv, en planerad saknar ansvarig eller startdag eller skulle redan ha börjat mätas, en
indikator som mäts eller planeras hämtar sina värden från något som har avslutats, eller så används en aktiv indikator
inte till något: den belyser ingen process, inget fokusområde och inget mål, och inget annat i registret nämner den. Det
sista är en upplysning.

Varför: Försvinner indikatorer utan skäl går det inte att se om det var uppföljningen eller problemet som upphörde. En
indikator som ingen äger blir inte mätt, och en som ingen använder kostar arbete utan att ge något. Det är vårdgivarens
eget mål att varje indikator har skäl, ägare, källa och nytta.

Gör så här: Skriv varför den avvecklades och vad som följs i stället. Ge den planerade en ansvarig och en startdag. Peka
ut en ny källa, eller avveckla indikatorn. Knyt den som mäts till en process eller ett mål.

Fel:
    id: IND-0001
    titel: Vårdtillfällen med skada
    enhet: kardiologi
    status: avvecklad
    avvecklad: 2025-12-31
Rätt:
    id: IND-0001
    titel: Vårdtillfällen med skada
    enhet: kardiologi
    status: avvecklad
    avvecklad: 2025-12-31
    motiv: Den nationella granskningen lades ned. Skador följs genom egen journalgranskning.
"""

from collections.abc import Iterator
from dataclasses import replace

from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.indikatorer import Indikator

SEVERITY = Severity.WARNING
BASIS = own_target("varje indikator har skäl, ägare, källa och nytta")


def check(register: Register) -> Iterator[Fault]:
    """Every indicator that is withdrawn, planned, fed or kept without what that takes."""
    for indikator in Indikator.all(register):
        if indikator.status == "avvecklad":
            yield from _withdrawn(indikator)
            continue
        if indikator.status == "planerad":
            yield from _planned(indikator)
        yield from _source(register, indikator)
        yield from _unused(register, indikator)


def deadlines(register: Register) -> Iterator[Deadline]:
    """The day from which each planned indicator is to be measured."""
    for indikator in Indikator.all(register):
        if indikator.status == "planerad" and indikator.start:
            yield Deadline(
                due=indikator.start,
                what="indikatorn börjar mätas",
                passed="indikatorn är planerad men skulle ha börjat mätas",
                help="Börja mäta och sätt status aktiv, eller flytta startdagen.",
                path=indikator.record.path,
                field=indikator.at("start"),
                record=indikator.record,
            )


def _withdrawn(indikator: Indikator) -> Iterator[Fault]:
    if not indikator.motiv:
        yield fault(
            indikator.record,
            *indikator.at("status"),
            message="indikatorn är avvecklad utan motiv",
            help="Skriv varför den inte längre mäts, och vad som följs i stället.",
        )


def _planned(indikator: Indikator) -> Iterator[Fault]:
    lacks = [name for name, value in (("ansvarig", indikator.ansvarig), ("startdag", indikator.start)) if not value]
    if lacks:
        yield fault(
            indikator.record,
            *indikator.at("status"),
            message=f"indikatorn är planerad men saknar {listing(lacks)}",
            help="Skriv in vem som svarar för den och när mätningen börjar.",
        )


def _source(register: Register, indikator: Indikator) -> Iterator[Fault]:
    source = register.by_id.get(indikator.hamtas_fran)
    if source is not None and not register.is_open(source):
        yield fault(
            indikator.record,
            *indikator.at("hämtas_från"),
            message=f"{source.id} ger inte längre några värden: den är {source.status}",
            help="Peka ut en ny källa, eller avveckla indikatorn.",
        )


def _unused(register: Register, indikator: Indikator) -> Iterator[Fault]:
    # a file that could not be read may be where it is used
    if not indikator.active or register.rejected:
        return
    named = any(not register.is_cancelled(mention.record) for mention in register.referrers(indikator.id))
    aims = any(row.get("genom") for row in indikator.insatser)
    if not (named or aims or indikator.processer or indikator.fokusomrade):
        found = fault(
            indikator.record,
            *indikator.at("status"),
            message="indikatorn mäts men används inte: ingen process, inget fokusområde, inget mål och inget arbete",
            help="Knyt den till en process eller ett mål, eller avveckla den med ett motiv.",
        )
        yield replace(found, severity=Severity.INFO)
