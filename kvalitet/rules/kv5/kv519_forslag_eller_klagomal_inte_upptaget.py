"""Förslag eller klagomål inte upptaget.

Ingen har tagit sig an ett klagomål, en synpunkt eller ett förbättringsförslag inom målet, eller så har den som klagade
inte fått något besked om att det har kommit fram. Som besked räknas också ett svar, eller att svaret dröjer.

Varför: Den som hör av sig vill veta att någon har läst. Det som blir liggande från början blir sällan gjort senare.
Tiderna är vårdgivarens egna mål.

Gör så här: Ta upp ärendet på enheten och skriv dagen i upptagen. Hör av er till den som klagade och skriv dagen i
bekräftad. Ska ett förslag inte genomföras, sätt status avslaget med ett motiv.

Fel:
    id: FOR-2026-0001
    titel: Flytta blodtrycksmätaren till väntrummet
    enhet: kardiologi
    status: förslag
    slag: förslag
    beskrivning: Patienterna kan mäta själva medan de väntar.
    inlämnad: 2026-08-31
Rätt:
    id: FOR-2026-0001
    titel: Flytta blodtrycksmätaren till väntrummet
    enhet: kardiologi
    status: förslag
    slag: förslag
    beskrivning: Patienterna kan mäta själva medan de väntar.
    inlämnad: 2026-08-31
    upptagen: 2026-09-09
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kvalitet.model.dates import days_on
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Severity, own_target
from kvalitet.model.register import Register
from kvalitet.views.forbattringar import Forbattring
from kvalitet.views.klagomal import Klagomal

SEVERITY = Severity.WARNING
BASIS = own_target("målet för hur snart klagomål och förslag tas upp")


def deadlines(
    register: Register,
    *,
    dagar_klagomål: Annotated[int, "så många dagar efter mottagandet ska ett klagomål vara upptaget"] = 7,
    dagar_besked: Annotated[int, "så många dagar efter mottagandet ska den som klagat ha fått besked"] = 14,
    dagar_förslag: Annotated[int, "så många dagar efter inlämnandet ska ett förslag vara upptaget"] = 30,
) -> Iterator[Deadline]:
    """The target day for taking up each complaint and each proposal, and for telling whoever complained.

    No longer asked once it has come further.
    """
    for klagomal in Klagomal.all(register):
        waiting = klagomal.status == "mottaget"
        received = klagomal.mottagen
        met = [day for day in (klagomal.upptagen, klagomal.besvarad, klagomal.overlamnad) if day]
        if received and (met or waiting) and not register.is_cancelled(klagomal.record):
            yield _deadline(klagomal, _noun(klagomal), "mottagen", received, dagar_klagomål, min(met, default=None))
        if received and klagomal.slag == "klagomål" and (_told(klagomal) or register.is_open(klagomal.record)):
            yield _told_in_time(klagomal, received, dagar_besked)
    for forslag in Forbattring.all(register):
        submitted, taken = forslag.inlamnad, forslag.upptagen
        if submitted and (taken or forslag.status == "förslag"):
            yield _deadline(forslag, "förslaget", "inlämnad", submitted, dagar_förslag, taken)


def _told(klagomal: Klagomal) -> date | None:
    """The first day on which the sender heard anything, or the complaint went on to somebody else."""
    days = (
        klagomal.bekraftad,
        klagomal.informerad_om_drojsmal,
        klagomal.besvarad,
        klagomal.aterkoppling,
        klagomal.overlamnad,
    )
    return min((day for day in days if day), default=None)


def _told_in_time(klagomal: Klagomal, since: date, days: int) -> Deadline:
    return Deadline(
        due=days_on(max(since, klagomal.regler_fran or since), days),
        what="den som klagade får besked om att klagomålet har kommit fram enligt målet",
        passed="den som klagade har inte fått något besked, vilket enligt målet skulle ha lämnats senast",
        help="Hör av er till den som klagade, och skriv dagen i bekräftad.",
        path=klagomal.record.path,
        field=klagomal.at("mottagen"),
        record=klagomal.record,
        done=_told(klagomal),
        course="svar",
    )


def _noun(klagomal: Klagomal) -> str:
    return "synpunkten" if klagomal.slag == "synpunkt" else "klagomålet"


def _deadline(  # noqa: PLR0913, PLR0917  # what a deadline is made of
    view: Klagomal | Forbattring, noun: str, key: str, since: date, days: int, done: date | None
) -> Deadline:
    return Deadline(
        due=days_on(max(since, view.regler_fran or since), days),
        what=f"{noun} tas upp på enheten enligt målet",
        passed=f"ingen har tagit sig an {noun}, vilket enligt målet skulle ha gjorts senast",
        help=f"Ta upp {noun} på enheten och skriv dagen i upptagen.",
        path=view.record.path,
        field=view.at(key),
        record=view.record,
        done=done,
        course="svar",
    )
