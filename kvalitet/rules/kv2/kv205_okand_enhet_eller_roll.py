"""Enheten eller rollen finns inte.

Posten nämner en enhet som inte står i organisation.yaml, en roll som inte finns på enheten, eller en enhet som inte
fanns den dag det gäller. Dagen är postens egen, eller märkets eller kommentarens när den har ett eget datum. Samma
sak prövas inuti organisation.yaml. En post som är öppen, eller vars enhet har gått upp i den som står, får nämna den
nya enheten.

Varför: Åtgärder och frister tillhör en roll. Finns rollen inte är det ingen som får påminnelsen, och ingen som
svarar.

Gör så här: Rätta stavningen, eller lägg till enheten eller rollen i organisation.yaml. Har enheten lagts ned, skriv
den som tog över.

Fel:
    # fil: organisation.yaml
    enheter:
      - id: kardiologi
        namn: Kardiologi
        nivå: verksamhet
        roller:
          - id: verksamhetschef
            innehav: [{innehavare: h-001, från: 2023-01-01}]
    ---
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    ansvarig: chefläkare/kardiologi
Rätt:
    # fil: organisation.yaml
    enheter:
      - id: kardiologi
        namn: Kardiologi
        nivå: verksamhet
        roller:
          - id: verksamhetschef
            innehav: [{innehavare: h-001, från: 2023-01-01}]
    ---
    id: DOK-0001
    titel: Rutin för hjärtstopp på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    ansvarig: verksamhetschef/kardiologi
"""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from kvalitet.model.dates import first_day
from kvalitet.model.finding import Fault, Severity, fault
from kvalitet.model.kind import EACH, Pattern, matches
from kvalitet.model.organisation import Organisation, Unit
from kvalitet.model.register import Mention, Register
from kvalitet.model.value import FieldPath, Value, value_at

SEVERITY = Severity.ERROR
BASIS = None

UNITS: tuple[Pattern, ...] = (("enheter", EACH, "överordnad"), ("enheter", EACH, "uppgår_i"))
"""Where the organisation's file names units."""

ROLES: tuple[Pattern, ...] = (("enheter", EACH, "roller", EACH, "ersättare"),)
"""Where the organisation's file names roles."""

_Words = tuple[str, str]


def check(register: Register) -> Iterator[Fault]:
    """Units and roles that the organisation does not have, or not on the day that counts."""
    if not register.organisation.known:
        yield from _missing(register)
        return
    yield from _organisation(register.organisation)
    told = set[tuple[str, _Words]]()
    for mention in register.mentions:
        if not (mention.field.unit or mention.field.role) or register.is_cancelled(mention.record):
            continue
        words = _unknown(register.organisation, mention.value, role=mention.field.role)
        if words is None:
            words = _absent(register, mention)
            # a unit that was not there is one fault in a record, however often it is named
            if words is None or (mention.record.id, words) in told:
                continue
            told.add((mention.record.id, words))
        yield fault(mention.record, *mention.path, message=words[0], help=words[1])


def _missing(register: Register) -> Iterator[Fault]:
    """One fault for the register where there is no file that says which units there are."""
    if register.organisation.path not in register.files and register.records:
        yield Fault(
            path=register.settings.path,
            demand=register.organisation.path,
            message=f"filen {register.organisation.path} saknas, så inga enheter och roller kan kontrolleras",
            help=f"Lägg till {register.organisation.path} med registrets enheter.",
        )


def _unknown(organisation: Organisation, name: str, *, role: bool) -> _Words | None:
    post, _, unit = name.partition("/") if role else ("", "", name)
    if unit not in organisation.units:
        near = get_close_matches(unit, organisation.units, n=1, cutoff=0.7)
        meant = f'Menade du "{near[0]}"? ' if near else ""
        return f'enheten "{unit}" finns inte', f"{meant}Enheterna står i {organisation.path}."
    posts = organisation.units[unit].posts
    if not role or post in posts:
        return None
    near = get_close_matches(post, posts, n=1, cutoff=0.7)
    meant = f'Menade du "{near[0]}/{unit}"? ' if near else ""
    help_ = f"{meant}Rätta rollen, eller lägg till den på enheten i {organisation.path}."
    return f'rollen "{post}" finns inte på enheten {unit}', help_


def _absent(register: Register, mention: Mention) -> _Words | None:
    """The words for a unit that is known, but was not there on the day that counts."""
    own = _own_date(mention)
    when = own or register.date_of(mention.record)
    unit = register.organisation.units[mention.value.rpartition("/")[2]]
    if when is None or unit.exists(when):
        return None
    if unit.until and when > unit.until:
        after = f'Skriv "{unit.merged_into}", som tog över, eller rätta datumet.' if unit.merged_into else ""
        help_ = after or "Rätta enheten eller datumet."
        return f'enheten "{unit.id}" fanns till och med {unit.until}, men det här gäller {when}', help_
    if own is None and (register.is_open(mention.record) or _took_over(register.organisation, unit, when)):
        # what is still at work follows into the new unit
        return None
    help_ = "Skriv den enhet som fanns då, eller rätta datumet."
    return f'enheten "{unit.id}" finns från och med {unit.since}, men det här gäller {when}', help_


def _own_date(mention: Mention) -> date | None:
    """The date of the nearest mark, comment or other part around a mention, the record itself excepted."""
    for length in range(len(mention.path) - 1, 0, -1):
        around = value_at(mention.record.data, mention.path[:length])
        when = first_day(around.get("datum")) if isinstance(around, dict) else None
        if when is not None:
            return when
    return None


def _took_over(organisation: Organisation, unit: Unit, when: date) -> bool:
    return any(other.merged_into == unit.id and other.exists(when) for other in organisation.units.values())


def _organisation(organisation: Organisation) -> Iterator[Fault]:
    for role, patterns in ((False, UNITS), (True, ROLES)):
        for pattern in patterns:
            for path, value in matches(organisation.data, pattern):
                words = _unknown(organisation, str(value), role=role)
                if words:
                    yield _in_organisation(organisation, path, *words)
    yield from _twins(organisation)


def _twins(organisation: Organisation) -> Iterator[Fault]:
    units = set[Value]()
    posts = set[tuple[int | str, Value]]()
    for path, value in matches(organisation.data, ("enheter", EACH, "id")):
        if value in units:
            advice = "Ge den ena ett eget id, eller slå ihop de två."
            yield _in_organisation(organisation, path, f'två enheter har id "{value}"', advice)
        units.add(value)
    for path, value in matches(organisation.data, ("enheter", EACH, "roller", EACH, "id")):
        if (path[1], value) in posts:
            advice = "Slå ihop de två: en roll kan ha flera innehav."
            yield _in_organisation(organisation, path, f'rollen "{value}" står två gånger på enheten', advice)
        posts.add((path[1], value))


def _in_organisation(organisation: Organisation, path: FieldPath, message: str, advice: str) -> Fault:
    unit = value_at(organisation.data, (*path[:2], "id"))
    return Fault(path=organisation.path, field=path, unit=str(unit), message=message, help=advice)
