"""What is said of a value that breaks a demand: its type, its choices, its form, its bounds."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches

from kvalitet.kinds.breaches import Breach
from kvalitet.kinds.conditions import because
from kvalitet.model.value import Value
from kvalitet.model.wording import counted, listing, number_text

Said = tuple[str, str, str]
"""A code, a message, a way forward."""

_TYPES = {
    "string": "en text", "integer": "ett heltal", "number": "ett tal", "boolean": "true eller false",
    "array": "en lista", "object": "en grupp av fält", "null": "ingenting",
}  # fmt: skip

_FORMATS = {
    "date": ("ett datum", "Skriv ett datum som finns, i formen ÅÅÅÅ-MM-DD."),
    "datum-eller-manad": ("ett datum eller en månad", "Skriv ÅÅÅÅ-MM-DD eller ÅÅÅÅ-MM."),
    "period": ("en period", "Skriv till exempel 2026, 2026-T1, 2026-H1, 2026-Q2, 2026-04 eller 2026-W07."),
    "intervall": ("ett tidsintervall", "Skriv till exempel P3M (tre månader), P1Y, P2W eller P10D."),
}

_FILL_IN = "Fyll i värdet, eller ta bort fältet."


def said_of_value(breach: Breach) -> Said:
    """Code, message and way forward; with the reason where the demand is a conditional one."""
    code, message, advice = _SAYERS.get(breach.keyword, _other)(breach)
    return code, f"{message}{because(breach.condition)}", advice


def _type(breach: Breach) -> Said:
    names = [breach.demand] if isinstance(breach.demand, str) else list(breach.demand)
    ought = listing([_TYPES[name] for name in names], "eller")
    if breach.value is None:
        return "KV102", f"värdet saknas: här ska stå {ought}", _FILL_IN
    message = f"här ska stå {ought}, inte {_shown(breach.value)}"
    if "string" in names and isinstance(breach.value, int | float):
        return "KV102", message, _quoted(breach.value)
    if "array" in names and not isinstance(breach.value, list | dict):
        return "KV102", message, "Skriv värdet på en egen rad med ett streck framför, eller inom [ ]."
    return "KV102", message, f"Ändra värdet till {ought}."


def _quoted(number: float) -> str:
    if isinstance(number, float):
        return "Sätt citattecken om värdet, så att det läses som det är skrivet: annars blir 3.10 till 3.1."
    return f'Sätt citattecken om värdet: "{_plain(number)}".'


def _shown(value: Value) -> str:
    match value:
        case None:
            return "ingenting"
        case bool():
            return _plain(value)
        case int() | float():
            return f"talet {_plain(value)}"
        case str():
            return f'texten "{shortened(value)}"'
        case list():
            return "en lista"
        case _:
            return "en grupp av fält"


def _plain(value: Value) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def shortened(text: str, limit: int = 40) -> str:
    """A text as it can stand in a message: on one line, and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def _choice(breach: Breach) -> Said:
    wanted = breach.demand if breach.keyword == "enum" else [breach.demand]
    choices = [_plain(choice) for choice in wanted]
    advice = f"Välj {listing(choices, 'eller')}." if len(choices) > 1 else f"Skriv {choices[0]}."
    if breach.value is None:
        return "KV103", "värdet saknas: här ska stå ett av valen", advice
    if isinstance(breach.value, list | dict):
        return "KV103", f"här ska stå ett av valen, inte {_shown(breach.value)}", advice
    written = _plain(breach.value)
    near = get_close_matches(written.lower().replace(" ", "_"), choices, n=1)
    meant = f'Menade du "{near[0]}"? ' if near else ""
    return "KV103", f'"{shortened(written)}" är inte ett av valen', f"{meant}{advice}"


def _form(breach: Breach) -> Said:
    ought, advice = _FORMATS.get(str(breach.demand), ("skrivet i rätt form", "Rätta värdet."))
    return "KV105", f'"{shortened(str(breach.value))}" är inte {ought}', advice


def _pattern(breach: Breach) -> Said:
    if not str(breach.value).strip():
        return _nothing(breach)
    examples = [_plain(example) for example in breach.schema.get("examples", ())]
    advice = f"Skriv till exempel {listing(examples[:2], 'eller')}." if examples else "Rätta skrivsättet."
    return "KV106", f'"{shortened(str(breach.value))}" är inte skrivet som det ska', advice


def _nothing(_breach: Breach) -> Said:
    return "KV106", "texten är tom", "Skriv något, eller ta bort fältet."


def _bound(words: str) -> Callable[[Breach], Said]:
    def say(breach: Breach) -> Said:
        advice = "Ändra värdet så att det ligger inom gränsen."
        return "KV106", f"värdet {number_text(breach.value)} är {words} {number_text(breach.demand)}", advice

    return say


def _too_short(breach: Breach) -> Said:
    if breach.demand == 1:
        return _nothing(breach)
    return "KV106", f"texten är kortare än {number_text(breach.demand)} tecken", "Skriv mer, eller ta bort fältet."


def _too_long(breach: Breach) -> Said:
    length = number_text(len(breach.value))
    return "KV106", f"texten är {length} tecken lång, högst {number_text(breach.demand)} får plats", "Korta texten."


def _size(whole: str, few: str, words: tuple[str, str], advice: str) -> Callable[[Breach], Said]:
    def say(breach: Breach) -> Said:
        if not breach.value:
            return "KV106", f"{whole} är tom", _FILL_IN
        found = counted(len(breach.value), *words)
        return "KV106", f"{whole} har {found}, {few} {number_text(breach.demand)} ska det vara", advice

    return say


def _twins(_breach: Breach) -> Said:
    return "KV106", "samma värde står flera gånger i listan", "Behåll det en gång."


def _forbidden(_breach: Breach) -> Said:
    return "KV106", "det som står här får inte stå så", "Jämför med `kvalitet schema` för slaget."


def _other(breach: Breach) -> Said:
    return "KV106", f"värdet följer inte schemat ({breach.keyword})", "Jämför med `kvalitet schema` för slaget."


_ADD, _DROP = "Lägg till det som fattas, eller ta bort fältet.", "Ta bort det som inte hör hit."
_VALUES, _FIELDS = ("värde", "värden"), ("fält", "fält")

_SAYERS: Mapping[str, Callable[[Breach], Said]] = {
    "type": _type,
    "enum": _choice,
    "const": _choice,
    "format": _form,
    "pattern": _pattern,
    "minimum": _bound("mindre än"),
    "exclusiveMinimum": _bound("inte större än"),
    "maximum": _bound("större än"),
    "exclusiveMaximum": _bound("inte mindre än"),
    "minLength": _too_short,
    "maxLength": _too_long,
    "minItems": _size("listan", "minst", _VALUES, _ADD),
    "maxItems": _size("listan", "högst", _VALUES, _DROP),
    "uniqueItems": _twins,
    "minProperties": _size("gruppen", "minst", _FIELDS, _ADD),
    "maxProperties": _size("gruppen", "högst", _FIELDS, _DROP),
    "not": _forbidden,
    "None": _forbidden,
}
