"""Område i planen saknar mätetal.

Ett eller flera områden i en beslutad handlingsplan har mål eller aktiviteter men inget som visar om läget blir bättre:
varken mätetal eller ett mål med mått eller indikator. Områden där inget är planerat räknas inte.

Varför: Utan mätetal går det att säga vad som är gjort, men inte om det hjälpte. Att varje område mäts är vårdgivarens
eget mål.

Gör så här: Skriv vilka indikatorer som visar läget under mätetal, eller ge ett av områdets mål ett mått eller en
indikator.

Fel:
    id: HPL-0001
    titel: Handlingsplan för ökad patientsäkerhet
    enhet: region-exempel
    status: beslutad
    ansvarig: regiondirektör/region-exempel
    nivå: region
    period: {från: 2026-01, till: 2027-12}
    beslutad: 2025-12-10
    områden:
      - id: O1
        titel: Säkra övergångar
        mål:
          - id: M1
            beskrivning: Kommunen får läkemedelslistan före hemgång.
Rätt:
    id: HPL-0001
    titel: Handlingsplan för ökad patientsäkerhet
    enhet: region-exempel
    status: beslutad
    ansvarig: regiondirektör/region-exempel
    nivå: region
    period: {från: 2026-01, till: 2027-12}
    beslutad: 2025-12-10
    områden:
      - id: O1
        titel: Säkra övergångar
        mål:
          - id: M1
            beskrivning: Kommunen får läkemedelslistan före hemgång.
            mått: Andel utskrivningar där listan är skickad före hemgång
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.handlingsplaner import Handlingsplan, Omrade

SEVERITY = Severity.WARNING
BASIS = own_target("varje område i en plan har ett mätetal")


def check(register: Register) -> Iterator[Fault]:
    """One fault for each plan in force with areas that nothing measures, at the first of them."""
    for plan in Handlingsplan.all(register):
        if not plan.in_force:
            continue
        unmeasured = [area for area in plan.omraden if _worked_with(area) and not _measured(area)]
        if unmeasured:
            noun = "området" if len(unmeasured) == 1 else "områdena"
            yield fault(
                plan.record,
                *unmeasured[0].at("id"),
                message=f"{noun} {listing([area.id for area in unmeasured])} saknar mätetal",
                help="Skriv indikatorer under mätetal, eller ge ett av områdets mål ett mått.",
            )


def _worked_with(area: Omrade) -> bool:
    return bool(area.mal or area.aktiviteter)


def _measured(area: Omrade) -> bool:
    return bool(area.matetal) or any(goal.matt or goal.indikator for goal in area.mal)
