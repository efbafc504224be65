"""Hierarkin går i cirkel.

En post eller enhet är till slut överordnad sig själv: A ligger under B, som ligger under A. Varje cirkel ger en
anmärkning, på den del som kommer först.

Varför: I en cirkel finns ingen överst. Då går det inte att bryta ner mål, summera uppåt eller säga vem som är ytterst
ansvarig.

Gör så här: Ta bort eller rätta den överordnade hos en av dem, så att kedjan slutar överst i organisationen eller i
den övergripande planen.

Fel:
    id: HPL-0001
    titel: Handlingsplan för ökad patientsäkerhet
    enhet: kardiologi
    status: utkast
    nivå: verksamhet
    period: {från: 2025-01, till: 2027-12}
    överordnad: HPL-0002
    ---
    id: HPL-0002
    titel: Handlingsplan för ökad patientsäkerhet
    enhet: kardiologi
    status: utkast
    nivå: verksamhet
    period: {från: 2025-01, till: 2027-12}
    överordnad: HPL-0001
Rätt:
    id: HPL-0001
    titel: Handlingsplan för ökad patientsäkerhet
    enhet: kardiologi
    status: utkast
    nivå: verksamhet
    period: {från: 2025-01, till: 2027-12}
    överordnad: HPL-0002
    ---
    id: HPL-0002
    titel: Handlingsplan för ökad patientsäkerhet
    enhet: kardiologi
    status: utkast
    nivå: verksamhet
    period: {från: 2025-01, till: 2027-12}
"""

from collections.abc import Iterator, Mapping

from kvalitet.model.finding import Fault, Severity, fault
from kvalitet.model.record import Record
from kvalitet.model.register import Mention, Register

SEVERITY = Severity.ERROR
BASIS = None

Above = Mapping[str, tuple[str, ...]]
"""For each name those that it says are above it."""

_SHOWN = 6
_HELP = "Ta bort eller rätta den överordnade hos en av dem."


def check(register: Register) -> Iterator[Fault]:
    """One fault for each circle among records, and among units."""
    edges: dict[str, dict[str, Mention]] = {}
    for mention in register.mentions:
        if mention.field.hierarchy and not register.is_cancelled(mention.record):
            edges.setdefault(mention.record.id, {})[mention.value.partition("/")[0]] = mention
    for circle in _circles({name: tuple(above) for name, above in edges.items()}):
        mention = edges[circle[0]][circle[1 % len(circle)]]
        record: Record = mention.record
        yield fault(record, *mention.path, message=_said(circle), help=_HELP)
    units = register.organisation.units
    for circle in _circles({unit.id: (unit.parent,) for unit in units.values() if unit.parent}):
        first = units[circle[0]]
        yield Fault(
            path=register.organisation.path,
            field=(*first.path, "överordnad"),
            unit=first.id,
            message=_said(circle),
            help=_HELP,
        )


def _said(circle: tuple[str, ...]) -> str:
    if len(circle) == 1:
        return f"{circle[0]} är överordnad sig själv"
    shown = circle if len(circle) <= _SHOWN else (*circle[: _SHOWN - 1], "…")
    return f"hierarkin går i cirkel: {' → '.join((*shown, circle[0]))}"


def _circles(above: Above) -> Iterator[tuple[str, ...]]:
    """The circles, each from its first name and upwards; no two share a name."""
    left = {name: {up for up in ups if up in above} for name, ups in above.items()}
    while _pruned(left):
        trail: list[str] = []
        here = min(left)
        while here not in trail:
            trail.append(here)
            here = min(left[here])
        circle = trail[trail.index(here) :]
        turn = circle.index(min(circle))
        yield (*circle[turn:], *circle[:turn])
        for name in circle:
            del left[name]
        for ups in left.values():
            ups.difference_update(circle)


def _pruned(left: dict[str, set[str]]) -> bool:
    """Whether any circle is left, once all that leads nowhere has been taken away."""
    below: dict[str, set[str]] = {}
    for name, ups in left.items():
        for up in ups:
            below.setdefault(up, set()).add(name)
    ends = [name for name, ups in left.items() if not ups]
    while ends:
        gone = ends.pop()
        del left[gone]
        for name in below.get(gone, ()):
            left[name].discard(gone)
            if not left[name]:
                ends.append(name)
    return bool(left)
