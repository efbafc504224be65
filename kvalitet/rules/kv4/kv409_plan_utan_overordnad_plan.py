"""Plan saknar överordnad plan.

En beslutad handlingsplan på lägre nivå än regionens säger inte vilken plan den bidrar till. Finns det en beslutad plan
på en högre nivå i samma del av organisationen nämns den. Finns ingen är fyndet bara en upplysning.

Varför: En lokal plan som inte hänger ihop med planen ovanför lämnar luckor: ingen ser vilka av de gemensamma målen som
någon arbetar med. Att planerna hänger ihop är vårdgivarens eget mål.

Gör så här: Skriv id på planen närmast ovanför i överordnad. Står verksamheten med avsikt utanför, skriv ett undantag
med motiv.

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
    ---
    id: HPL-0002
    titel: Kardiologins plan för patientsäkerhet
    enhet: kardiologi
    status: beslutad
    ansvarig: verksamhetschef/kardiologi
    nivå: verksamhet
    period: {från: 2026-01, till: 2027-12}
    beslutad: 2026-01-20
    områden:
      - id: O1
        titel: Säkra övergångar
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
    ---
    id: HPL-0002
    titel: Kardiologins plan för patientsäkerhet
    enhet: kardiologi
    status: beslutad
    ansvarig: verksamhetschef/kardiologi
    nivå: verksamhet
    överordnad: HPL-0001
    period: {från: 2026-01, till: 2027-12}
    beslutad: 2026-01-20
    områden:
      - id: O1
        titel: Säkra övergångar
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import listing
from kvalitet.views.handlingsplaner import Handlingsplan

SEVERITY = Severity.WARNING
BASIS = own_target("planerna på olika nivåer hänger ihop")

_LEVELS = ("region", "förvaltning", "division", "verksamhet", "enhet")
_TOP = _LEVELS[0]


def check(register: Register) -> Iterator[Fault]:
    """One fault for each plan in force below the region's that names no plan above it, at its level."""
    in_force = [plan for plan in Handlingsplan.all(register) if plan.in_force]
    by_unit: dict[str, list[Handlingsplan]] = {}
    for plan in in_force:
        by_unit.setdefault(plan.enhet, []).append(plan)
    for plan in in_force:
        if plan.niva != _TOP and not plan.overordnad:
            yield _fault(plan, _nearest(register, plan, by_unit))


def _fault(plan: Handlingsplan, above: Iterable[Handlingsplan]) -> Fault:
    names = [higher.id for higher in above]
    found = fault(
        plan.record,
        *plan.at("nivå"),
        message=f"planen på nivån {plan.niva} saknar överordnad plan",
        help=f"Skriv planen som denna bidrar till i överordnad, troligen {listing(names, 'eller')}."
        if names
        else "Skriv id på planen närmast ovanför i överordnad, när en sådan finns.",
    )
    return found if names else replace(found, severity=Severity.INFO)


def _nearest(
    register: Register, plan: Handlingsplan, by_unit: Mapping[str, Iterable[Handlingsplan]]
) -> tuple[Handlingsplan, ...]:
    """The plans in force on the nearest level above, in the plan's own unit or one above it."""
    level = _LEVELS.index(plan.niva)
    above = [
        higher
        for unit in register.organisation.above(plan.enhet)
        for higher in by_unit.get(unit.id, ())
        if _LEVELS.index(higher.niva) < level
    ]
    nearest = max((_LEVELS.index(higher.niva) for higher in above), default=level)
    return tuple(higher for higher in above if _LEVELS.index(higher.niva) == nearest)
