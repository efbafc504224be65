"""Område i planen saknar mätetal.

Ett eller flera områden i en beslutad handlingsplan har aktiviteter men inget som visar om läget blir bättre: varken
mätetal eller mål. Finns det mål i området som saknar mått säger KV414 det. Områden där inget är planerat räknas inte.

Varför: Utan mätetal går det att säga vad som är gjort, men inte om det hjälpte. Att varje område mäts är vårdgivarens
eget mål.

Gör så här: Skriv vilka indikatorer som visar läget under mätetal, eller sätt ett mål för området med ett mått.

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
        aktiviteter:
          - id: A1
            beskrivning: Skicka läkemedelslistan till kommunen före hemgång.
            ansvarig: regiondirektör/region-exempel
            senast: 2027-05-31
            status: pågår
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
            målvärde: minst 95 procent
        aktiviteter:
          - id: A1
            beskrivning: Skicka läkemedelslistan till kommunen före hemgång.
            ansvarig: regiondirektör/region-exempel
            senast: 2027-05-31
            status: pågår
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.handlingsplaner import Handlingsplan

SEVERITY = Severity.WARNING
BASIS = own_target("varje område i en plan har ett mätetal")


def check(register: Register) -> Iterator[Fault]:
    """One fault for each plan in force with areas that nothing measures, at the first of them."""
    for plan in Handlingsplan.all(register):
        if not plan.in_force:
            continue
        # a goal that says nothing to be measured is KV414's
        unmeasured = [area for area in plan.omraden if area.aktiviteter and not area.matetal and not area.mal]
        if unmeasured:
            noun = "området" if len(unmeasured) == 1 else "områdena"
            yield fault(
                plan.record,
                *unmeasured[0].at("id"),
                message=f"{noun} {listing([area.id for area in unmeasured])} saknar mätetal",
                help="Skriv indikatorer under mätetal, eller sätt ett mål för området med ett mått.",
            )
