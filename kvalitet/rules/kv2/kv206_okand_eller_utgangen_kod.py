"""Koden finns inte i kodverket eller gällde inte då.

Fältet väljer ur ett kodverk, men koden som står finns inte där, eller användes inte vid postens datum. Samma sak
prövas för rollerna och vårdformerna i organisation.yaml, för koderna i kvalitet.yaml och för skalorna.

Varför: En kod som ingen annan använder kommer inte med i någon sammanställning. Kodverken byts ut med tiden, och en
post ska kunna förstås med de koder som gällde när den skrevs.

Gör så här: Välj den kod som menas; är koden ersatt står efterträdaren i meddelandet. Egna koder läggs till i
registrets mapp kodverk.

Fel:
    id: AVV-2026-0001
    titel: Fall vid förflyttning till toaletten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Patienten halkade men föll inte.
    kategori: fal
Rätt:
    id: AVV-2026-0001
    titel: Fall vid förflyttning till toaletten
    enhet: hjartavdelningen
    status: rapporterad
    rapporterande_enhet: hjartavdelningen
    typ: tillbud
    händelsedatum: 2026-03-01
    rapporterad: 2026-03-02
    beskrivning: Patienten halkade men föll inte.
    kategori: fall
"""

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from kvalitet.model.codes import Code, CodeList
from kvalitet.model.finding import Fault, Severity, fault
from kvalitet.model.kind import EACH, Pattern, matches
from kvalitet.model.register import Register
from kvalitet.model.value import Value, value_at

SEVERITY = Severity.ERROR
BASIS = None

SCALES = "skalor"

ORGANISATION: Mapping[Pattern, str] = {
    ("enheter", EACH, "vårdform"): "vardformer",
    ("enheter", EACH, "roller", EACH, "id"): "roller",
}
"""Where the organisation's file names codes, and of which list."""

SETTINGS: Mapping[Pattern, str] = {
    ("krav", "ämnen", EACH): "amnen",
    ("krav", "genomgångar", "områden", EACH): "sakerhetsomraden",
    ("krav", "rapporter", EACH): "rapportkalender",
    ("krav", "skyldigheter", EACH): "skyldigheter",
}
"""Where the settings name codes, and of which list."""

_Words = tuple[str, str]


def check(register: Register) -> Iterator[Fault]:
    """Codes that their list does not have, or not at the record's date."""
    lacking = set[tuple[str, str]]()
    for mention in register.mentions:
        name = mention.field.codelist or mention.field.key_codelist
        if name is None or register.is_cancelled(mention.record) or (mention.record.kind, name) in lacking:
            continue
        if not _is_there(register, name):
            lacking.add((mention.record.kind, name))
        words = _words(register, name, mention.value, register.date_of(mention.record))
        if words:
            yield fault(mention.record, *mention.path, message=words[0], help=words[1])
    yield from _in_file(register, register.organisation.path, register.organisation.data, ORGANISATION)
    yield from _in_file(register, register.settings.path, register.settings.data, SETTINGS)


def _is_there(register: Register, name: str) -> bool:
    return name == SCALES or name in register.codes


def _words(register: Register, name: str, value: str, when: date | None) -> _Words | None:
    """What is wrong with a code of a list, and what to do; None when it may be used."""
    if register.misses("kodverk") or register.misses("skala"):
        # a rejected list may be the one that holds it
        return None
    if name == SCALES:
        return None if value in register.scales else _unknown_scale(register, value)
    found = register.codes.get(name)
    if found is None:
        return f'kodverket "{name}" finns inte', f"Lägg till filen kodverk/{name}.yaml, eller rätta schemat."
    code = found.codes.get(value)
    if code is None:
        return _unknown(found, value, when)
    return None if code.valid(when) else _out_of_time(found, code, when)


def _unknown(codes: CodeList, value: str, when: date | None) -> _Words:
    usable = {code.id: code.id for code in codes.codes.values() if code.valid(when)}
    labels = {code.label.lower(): code.id for code in codes.codes.values() if code.valid(when)}
    written = value.lower()
    near = get_close_matches(written, [*labels, *usable], n=1, cutoff=0.7)
    meant = f'Menade du "{(labels | usable)[near[0]]}"?' if near else f"Välj en kod ur kodverket {codes.name}."
    return f'koden "{value}" finns inte i kodverket {codes.name}', meant


def _unknown_scale(register: Register, value: str) -> _Words:
    near = get_close_matches(value, register.scales, n=1)
    meant = f'Menade du "{near[0]}"?' if near else "Välj en skala som finns, med versionen efter @."
    return f'skalan "{value}" finns inte', meant


def _out_of_time(codes: CodeList, code: Code, when: date | None) -> _Words:
    if code.until and when and when > code.until:
        words = f'koden "{code.id}" gällde till och med {code.until}, men posten gäller {when}'
        after = f'Skriv "{code.successor}", som har ersatt den.' if code.successor else None
    else:
        words = f'koden "{code.id}" gäller från och med {code.since}, men posten gäller {when}'
        before = next((c for c in codes.codes.values() if c.successor == code.id and c.valid(when)), None)
        after = f'Skriv "{before.id}", som gällde då.' if before else None
    return words, after or f"Välj en kod ur kodverket {codes.name} som gällde den dagen, eller rätta datumet."


def _in_file(
    register: Register, path: str, data: Mapping[str, Value], patterns: Mapping[Pattern, str]
) -> Iterator[Fault]:
    for pattern, name in patterns.items():
        for field, value in matches(data, pattern):
            words = _words(register, name, str(value), None)
            if words:
                unit = value_at(data, (*field[:2], "id")) if field[0] == "enheter" else None
                named = unit if isinstance(unit, str) else None
                yield Fault(path=path, field=field, unit=named, message=words[0], help=words[1])
