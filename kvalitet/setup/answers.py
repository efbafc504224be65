"""What a new register must know about its keeper, and when an answer will do."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kvalitet.errors import KvalitetError
from kvalitet.model import dates
from kvalitet.model.settings import DEFAULT_TIMEZONE
from kvalitet.model.wording import ascii_form, listing
from kvalitet.secrets import find

LEVELS = ("region", "förvaltning", "division", "verksamhet", "enhet")
"""The levels of `organisation.schema.json`, the highest first."""
DEFAULT_LEVEL = "verksamhet"

_LONGEST = 120
_UNNAMED = "Vårdgivaren"
_NUMBER = re.compile(r"([0-9]{2}[2-9][0-9]{3})-?([0-9]{4})")
_ID = re.compile(r"[a-z][a-z0-9-]*")
_TOP = ("vårdgivare", "organisationsnummer", "tidszon", "börjar")
_OF_UNIT = ("namn", "nivå", "överordnad")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as asked for; only the first has nobody above it."""

    id: str
    name: str
    level: str = DEFAULT_LEVEL
    above: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What `kvalitet.yaml` and `organisation.yaml` are written from."""

    provider: str
    starts: date
    number: str | None = None
    timezone: str = DEFAULT_TIMEZONE
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What a command line says with --set: fields of the settings, and of units by their id."""

    top: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def given(pairs: Iterable[str]) -> Given:
    """The pairs `key=value` by what they are about. Raises KvalitetError for one that is about nothing."""
    top: dict[str, str] = {}
    units: dict[str, dict[str, str]] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        steps = unicodedata.normalize("NFC", key.strip()).split(".")
        if not sign:
            raise KvalitetError(f"--set: ”{pair}” saknar likhetstecken. Skriv --set vårdgivare=Namnet.")
        if len(steps) == 1 and steps[0] in _TOP:
            top[steps[0]] = value
        elif len(steps) == 3 and steps[0] == "enheter" and steps[2] in _OF_UNIT:  # noqa: PLR2004  # enheter.ID.FÄLT
            units.setdefault(unit_id(steps[1]), {})[steps[2]] = value
        else:
            known = listing([*_TOP, *(f"enheter.ID.{name}" for name in _OF_UNIT)], "eller")
            raise KvalitetError(f"--set: ”{key}” går inte att ange. Skriv {known}.")
    return Given(top, units)


def answered(said: Given, folder: str, today: date) -> Answers:
    """The answers where nobody is asked: what is said, else the folder's name, no number and one unit.

    Raises KvalitetError for a value that will not do.
    """
    name = name_of(said.top["vårdgivare"]) if "vårdgivare" in said.top else provider_of(folder)
    number = said.top.get("organisationsnummer", "")
    return Answers(
        provider=name,
        starts=day_of(said.top["börjar"]) if "börjar" in said.top else today,
        number=number_of(number) if number else None,
        timezone=timezone_of(said.top.get("tidszon", DEFAULT_TIMEZONE)),
        units=_units(said, name),
    )


def provider_of(folder: str) -> str:
    """The provider's name that a folder's name suggests, "Vårdgivaren" where that will not do."""
    try:
        return name_of(folder)
    except KvalitetError:
        return _UNNAMED


def _units(said: Given, provider: str) -> tuple[Unit, ...]:
    made: list[Unit] = []
    for name, row in said.units.items():
        level = level_of(row["nivå"]) if "nivå" in row else DEFAULT_LEVEL
        made.append(Unit(name, name_of(row.get("namn", name)), level, row.get("överordnad")))
    if not made:
        return (first_unit(provider),)
    if made[0].above is not None:
        raise KvalitetError(f"--set: {made[0].id} står först och är då överst. Utelämna överordnad.")
    known: set[str] = set()
    for index, unit in enumerate(made):
        if index and unit.above is None:
            made[index] = replace(unit, above=made[0].id)
        elif unit.above is not None and unit.above not in known:
            raise KvalitetError(
                f"--set: {unit.id} har överordnad ”{unit.above}”, som inte är angiven före den. "
                f"Skriv {listing(sorted(known), 'eller')}."
            )
        known.add(unit.id)
    return tuple(made)


def first_unit(provider: str, level: str = DEFAULT_LEVEL) -> Unit:
    """The unit at the top, by the name of the provider."""
    return Unit(id_from(provider, ()), provider, level)


def name_of(text: str) -> str:
    """A name as it is to stand. Raises KvalitetError where it is none, or holds what points out a person."""
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    if not name:
        raise KvalitetError("namnet är tomt. Skriv det så som det ska stå i rapporterna.")
    if not name.isprintable() or "\ufffd" in name:
        raise KvalitetError("namnet har tecken som inte går att skriva ut. Skriv det med vanliga bokstäver.")
    if len(name) > _LONGEST:
        raise KvalitetError(f"namnet är längre än {_LONGEST} tecken. Förkorta det.")
    if find(name):
        raise KvalitetError(
            "namnet ser ut att innehålla ett personnummer, ett telefonnummer eller en adress. Skriv bara namnet."
        )
    return name


def number_of(text: str) -> str:
    """An organisation number with its hyphen. Raises KvalitetError where it is none."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise KvalitetError(
            "det är inte ett organisationsnummer: tio siffror, den tredje minst 2. Skriv till exempel 232100-0016. "
            "En enskild firma lämnar det tomt, eftersom numret då är ett personnummer."
        )
    return f"{found[1]}-{found[2]}"


def level_of(text: str) -> str:
    """The level that is meant, by its name. Raises KvalitetError where there is none such."""
    asked = unicodedata.normalize("NFC", text.strip().casefold())
    by_form = {ascii_form(level): level for level in LEVELS}
    found = by_form.get(ascii_form(asked))
    if found is None:
        raise KvalitetError(f"nivån ”{text.strip()}” finns inte. Välj {listing(LEVELS, 'eller')}.")
    return found


def day_of(text: str) -> date:
    """The day that is meant. Raises KvalitetError where it is none."""
    found = dates.day(text.strip())
    if found is None:
        raise KvalitetError(f"”{text.strip()}” är inte ett datum. Skriv ÅÅÅÅ-MM-DD.")
    return found


def timezone_of(text: str) -> str:
    """The time zone that is meant. Raises KvalitetError where there is none such."""
    try:
        return ZoneInfo(text.strip()).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise KvalitetError(f"tidszonen ”{text.strip()}” finns inte. Skriv till exempel {DEFAULT_TIMEZONE}.") from error


def unit_id(text: str) -> str:
    """A unit's id. Raises KvalitetError where it cannot be one."""
    if not _ID.fullmatch(text):
        raise KvalitetError(
            f"”{text}” kan inte vara en enhets id: börja med en bokstav och skriv a–z, siffror och bindestreck."
        )
    return text


def id_from(name: str, taken: Iterable[str]) -> str:
    """An id made of a unit's name, unlike those that are taken."""
    plain = unicodedata.normalize("NFKD", ascii_form(name)).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    made = made if _ID.fullmatch(made) else f"enhet-{made}".strip("-")
    used, number, found = set(taken), 2, made
    while found in used:
        found, number = f"{made}-{number}", number + 1
    return found
