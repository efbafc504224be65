"""Den regionala planen saknar lokal motsvarighet.

En verksamhet under den regionala planen har ingen beslutad lokal plan, eller så har ett område i den regionala planen
ingen aktivitet i någon plan under den. En plan på verksamheten, på dess division eller på en enhet i den räknas, liksom
en lokal plan utan överordnad (den har en egen regel, KV409). Verksamheter på avtal och sådana som ska upphöra räknas
inte.

Varför: En regional plan förändrar vården först när någon gör något nära patienterna. Listan visar var planen ännu inte
har nått fram. Det är inget fel i sig, och att planer ska brytas ner är vårdgivarens eget mål.

Gör så här: Besluta en lokal plan för verksamheten, eller skriv i en lokal aktivitets bidrar_till vilken regional
aktivitet den är en del av. Ett område som bara drivs centralt kan stå kvar i listan.

Fel:
    id: HPL-0001
    titel: Regional handlingsplan för ökad patientsäkerhet
    enhet: region-exempel
    status: beslutad
    ansvarig: chefläkare/halso-och-sjukvard
    nivå: region
    period: {från: 2025-01, till: 2027-12}
    beslutad: 2024-12-10
    områden:
      - id: O1
        titel: Säkra övergångar
        aktiviteter:
          - {id: A1, beskrivning: Inför en gemensam utskrivningsmall., status: pågår}
Rätt:
    id: HPL-0001
    titel: Regional handlingsplan för ökad patientsäkerhet
    enhet: region-exempel
    status: beslutad
    ansvarig: chefläkare/halso-och-sjukvard
    nivå: region
    period: {från: 2025-01, till: 2027-12}
    beslutad: 2024-12-10
    områden:
      - id: O1
        titel: Säkra övergångar
        aktiviteter:
          - {id: A1, beskrivning: Inför en gemensam utskrivningsmall., status: pågår}
    ---
    id: HPL-0002
    titel: Kardiologins plan för ökad patientsäkerhet
    enhet: kardiologi
    status: beslutad
    ansvarig: verksamhetschef/kardiologi
    nivå: verksamhet
    överordnad: HPL-0001
    period: {från: 2025-02, till: 2027-12}
    beslutad: 2025-02-10
    områden:
      - id: O1
        titel: Trygg hemgång
        aktiviteter:
          - id: A1
            beskrivning: Pröva mallen på hjärtavdelningen.
            bidrar_till: HPL-0001/A1
            status: pågår
"""

from collections.abc import Iterator, Sequence

from kvalitet.model.finding import Fault, Severity, fault, own_target
from kvalitet.model.register import Register
from kvalitet.model.wording import counted, listing
from kvalitet.views.handlingsplaner import Handlingsplan, Omrade

SEVERITY = Severity.INFO
BASIS = own_target("regionala planer bryts ner lokalt")

_LOCAL = frozenset({"division", "verksamhet", "enhet"})


def check(register: Register) -> Iterator[Fault]:
    """Each regional plan in force with the operations and the areas that it does not reach, in one finding."""
    if register.misses(Handlingsplan.kind):
        return
    plans = {plan.id: plan for plan in Handlingsplan.all(register)}
    below = [plan for plan in plans.values() if plan.in_force and plan.niva != "region"]
    for regional in plans.values():
        if regional.niva != "region" or not regional.in_force:
            continue
        under = [plan for plan in below if _top(plans, plan) in {regional.id, None}]
        units, areas = _without_plan(register, regional, under), _without_activity(register, regional, under)
        told = [
            *(
                [f"{counted(len(units), 'verksamhet', 'verksamheter')} saknar lokal plan ({listing(units)})"]
                if units
                else []
            ),
            *(
                [f"{counted(len(areas), 'område', 'områden')} saknar lokal aktivitet ({listing(areas)})"]
                if areas
                else []
            ),
        ]
        if told:
            yield fault(
                regional.record,
                "nivå",
                message=listing(told),
                help="Besluta lokala planer, och skriv i bidrar_till vilken regional aktivitet en lokal är en del av.",
            )


def _top(plans: dict[str, Handlingsplan], plan: Handlingsplan) -> str | None:
    """The id of the regional plan above a plan; None where the chain names none."""
    seen = set[str]()
    here: Handlingsplan | None = plan
    while here is not None and here.id not in seen:
        if here.niva == "region":
            return here.id
        seen.add(here.id)
        here = plans.get(here.overordnad)
    return None


def _without_plan(register: Register, regional: Handlingsplan, under: Sequence[Handlingsplan]) -> list[str]:
    organisation = register.organisation
    concerned = organisation.under(regional.enhet)
    planned = {plan.enhet for plan in under if plan.niva in _LOCAL}
    # one on an operation's unit shows that the work has begun there, one on its division covers it
    reached = {unit.id for name in planned for unit in organisation.above(name)}
    reached |= {name for plan in under if plan.niva in _LOCAL for name in organisation.under(plan.enhet)}
    return [
        unit.name
        for unit in organisation.units.values()
        if unit.level == "verksamhet" and unit.until is None and unit.data.get("regi") != "avtal"
        if unit.id not in reached and unit.id in concerned
    ]


def _without_activity(register: Register, regional: Handlingsplan, under: Sequence[Handlingsplan]) -> list[str]:
    local = [(area, activity) for plan in under for area in plan.omraden for activity in area.aktiviteter]
    living = [(area, activity) for area, activity in local if activity.is_open or activity.is_done]
    named = {activity.bidrar_till for _, activity in living}
    codes = {area.kod for area, _ in living if area.kod}
    return [
        _name(register, area)
        for area in regional.omraden
        if area.kod not in codes and named.isdisjoint(activity.address for activity in area.aktiviteter)
    ]


def _name(register: Register, area: Omrade) -> str:
    return f'"{area.titel or register.label("forutsattningar_och_fokusomraden", area.kod)}"'
