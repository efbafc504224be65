"""Says in Swedish why a value breaks its schema, as faults KV101-KV107."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from kvalitet.kinds.breaches import Breach, breaches
from kvalitet.model.finding import Fault
from kvalitet.model.value import FieldPath, Value
from kvalitet.model.wording import listing, number_text

Said = tuple[str, str, str]
"""A code, a message, a way forward."""

_TYPES = {
    "string": "en text", "integer": "ett heltal", "number": "ett tal", "boolean": "true eller false",
    "array": "en lista", "object": "en grupp av fält", "null": "tomt",
}  # fmt: skip

_FORMATS = {
    "date": ("ett datum", "Skriv ett datum som finns, i formen ÅÅÅÅ-MM-DD."),
    "datum-eller-manad": ("ett datum eller en månad", "Skriv ÅÅÅÅ-MM-DD eller ÅÅÅÅ-MM."),
    "period": ("en period", "Skriv till exempel 2026, 2026-T1, 2026-H1, 2026-Q2, 2026-04 eller 2026-W07."),
    "intervall": ("ett tidsintervall", "Skriv till exempel P3M (tre månader), P1Y, P2W eller P10D."),
}

_PRECEDENCE = ("KV102", "KV105", "KV103", "KV106", "KV104", "KV107", "KV101")


def explain(schema: Mapping[str, Any], value: Mapping[str, Value], *, path: str) -> tuple[tuple[str, Fault], ...]:
    """The faults of a value against a bundled schema, each with its code; empty when it is valid.

    One fault for each place and cause, in the order of the places.
    """
    said: dict[FieldPath, Said] = {}
    for error in breaches(schema, value):
        for field, words in _said(error):
            known = said.get(field)
            if known is None or _PRECEDENCE.index(words[0]) < _PRECEDENCE.index(known[0]):
                said[field] = words
    return tuple(
        (code, Fault(path=path, field=field, message=message, help=advice))
        for field, (code, message, advice) in sorted(said.items(), key=lambda pair: [str(s) for s in pair[0]])
    )


def _said(error: Breach) -> Iterable[tuple[FieldPath, Said]]:
    place: FieldPath = error.place
    if error.keyword in _MISSING:
        yield from _MISSING[error.keyword](error, place)
    else:
        yield place, _SAYERS.get(error.keyword, _other)(error)


def _missing(error: Breach, place: FieldPath) -> Iterable[tuple[FieldPath, Said]]:
    conditional = error.conditional
    for key in error.demand:
        if key not in error.value:
            words = _demanded(error, key) if conditional else _absent(key)
            yield (*place, key), words


def _absent(key: str) -> Said:
    return "KV101", f'fältet "{key}" saknas', f'Lägg till fältet "{key}".'


def _demanded(error: Breach, key: str) -> Said:
    status = error.value.get("status")
    reason = f' när status är "{status}"' if isinstance(status, str) else " tillsammans med det som redan står"
    return (
        "KV107",
        f'fältet "{key}" behövs{reason}',
        f'Lägg till fältet "{key}", eller ändra det som kräver det.',
    )


def _dependent(error: Breach, place: FieldPath) -> Iterable[tuple[FieldPath, Said]]:
    for present, needed in error.demand.items():
        for key in needed:
            if present in error.value and key not in error.value:
                message = f'fältet "{key}" behövs när "{present}" står'
                yield (
                    (*place, key),
                    ("KV107", message, f'Lägg till fältet "{key}", eller ta bort "{present}".'),
                )


def _unknown(error: Breach, place: FieldPath) -> Iterable[tuple[FieldPath, Said]]:
    known = list(error.schema.get("properties", {}))
    for key in error.value:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            advice = f'Menade du "{near[0]}"?' if near else f"Ta bort det. De fält som finns är {listing(known)}."
            yield (*place, key), ("KV104", f'fältet "{key}" finns inte här', advice)


_MISSING: dict[str, Callable[[Breach, FieldPath], Iterable[tuple[FieldPath, Said]]]] = {
    "required": _missing,
    "dependentRequired": _dependent,
    "additionalProperties": _unknown,
}


def _type(error: Breach) -> Said:
    wanted = error.demand
    names = [wanted] if isinstance(wanted, str) else list(wanted)
    ought = listing([_TYPES[name] for name in names], "eller")
    if error.value is None:
        return "KV102", f"värdet saknas: här ska stå {ought}", "Fyll i värdet, eller ta bort fältet."
    message = f"här ska stå {ought}, inte {_shown(error.value)}"
    if "string" in names and isinstance(error.value, int | float):
        return "KV102", message, f'Sätt citattecken om värdet: "{_plain(error.value)}".'
    return "KV102", message, f"Ändra värdet till {ought}."


def _shown(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"talet {_plain(value)}"
        case str():
            return f'texten "{_short(value)}"'
        case list():
            return "en lista"
        case _:
            return "en grupp av fält"


def _plain(value: Value) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _choice(error: Breach) -> Said:
    wanted = error.demand if error.keyword == "enum" else [error.demand]
    choices = [str(choice) for choice in wanted]
    near = get_close_matches(_plain(error.value), choices, n=1)
    advice = f'Menade du "{near[0]}"? ' if near else ""
    message = f'"{_short(_plain(error.value))}" är inte ett av valen'
    return "KV103", message, f"{advice}Välj {listing(choices, 'eller')}."


def _form(error: Breach) -> Said:
    ought, advice = _FORMATS.get(str(error.demand), ("rätt skrivet", "Rätta värdet."))
    return "KV105", f'"{_short(str(error.value))}" är inte {ought}', advice


def _pattern(error: Breach) -> Said:
    examples = [str(example) for example in error.schema.get("examples", ())]
    advice = f"Skriv till exempel {listing(examples[:2], 'eller')}." if examples else "Rätta skrivsättet."
    return "KV106", f'"{_short(str(error.value))}" är inte skrivet som det ska', advice


def _bound(words: str) -> Callable[[Breach], Said]:
    def say(error: Breach) -> Said:
        limit = number_text(error.demand)
        shown = f" ({number_text(error.value)})" if isinstance(error.value, int | float) else ""
        return "KV106", f"värdet{shown} är {words} {limit}", "Ändra värdet så att det ligger inom gränsen."

    return say


def _size(words: str, advice: str) -> Callable[[Breach], Said]:
    def say(error: Breach) -> Said:
        return "KV106", words.format(number_text(error.demand)), advice

    return say


def _empty(error: Breach) -> Said:
    return (
        "KV106",
        "värdet är tomt eller för kort",
        f"Skriv minst {number_text(error.demand)} tecken.",
    )


def _other(error: Breach) -> Said:
    return (
        "KV106",
        f"värdet följer inte schemat ({error.keyword})",
        "Jämför med `kvalitet schema` för slaget.",
    )


_SAYERS: dict[str, Callable[[Breach], Said]] = {
    "type": _type,
    "enum": _choice,
    "const": _choice,
    "format": _form,
    "pattern": _pattern,
    "minimum": _bound("mindre än"),
    "exclusiveMinimum": _bound("inte större än"),
    "maximum": _bound("större än"),
    "exclusiveMaximum": _bound("inte mindre än"),
    "minLength": _empty,
    "maxLength": _size("texten är längre än {} tecken", "Korta texten."),
    "minItems": _size("listan har färre än {} poster", "Lägg till det som saknas, eller ta bort fältet."),
    "maxItems": _size("listan har fler än {} poster", "Ta bort det som inte hör hit."),
    "uniqueItems": _size("samma värde står flera gånger i listan", "Behåll det en gång."),
    "minProperties": _size("här behövs minst {} fält", "Fyll i fälten, eller ta bort gruppen."),
}
