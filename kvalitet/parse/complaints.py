"""The faults of a text that is valid YAML but outside the register's dialect."""

from yaml.events import AliasEvent, Event, ScalarEvent, SequenceStartEvent

from kvalitet.model.value import Span
from kvalitet.parse.faults import MAX_DEPTH, TOP, TextFault, shown
from kvalitet.parse.positions import span_of

_QUOTE = "sätt värdet inom citattecken om tecknet hör till texten."
_ONE_EACH = "Lägg varje post i en egen fil och ta bort raden med ---."


def empty(text: str) -> TextFault:
    """KV008: there is nothing in the file, or nothing but comments."""
    message = "filen innehåller bara kommentarer" if "#" in text else "filen är tom"
    return TextFault("KV008", message, "Skriv posten i filen, eller ta bort filen.", TOP)


def not_a_mapping(top: Event, text: str) -> TextFault:
    """KV008: at the top there is something else than a mapping."""
    match top:
        case ScalarEvent(value="", style=""):
            return empty(text)
        case AliasEvent():
            return alias(span_of(top))
        case SequenceStartEvent():
            message = "filen är en lista, inte en post med nycklar"
            advice = "Lägg varje post i en egen fil och börja filen med en nyckel, till exempel id:."
        case _:
            message = "filen innehåller ett ensamt värde, inte en post med nycklar"
            advice = "Skriv varje uppgift som nyckel, kolon, mellanslag och värde."
    return TextFault("KV008", message, advice, span_of(top))


def several_documents(span: Span) -> TextFault:
    """KV008: a second document begins."""
    return TextFault("KV008", "filen innehåller flera dokument: ett nytt börjar här", _ONE_EACH, span)


def directive(span: Span) -> TextFault:
    """KV004: a line that speaks to the YAML parser."""
    return TextFault("KV004", "YAML-direktiv är inte tillåtna", "Ta bort raden som börjar med %.", span)


def anchor(span: Span) -> TextFault:
    """KV004: a name given to a value."""
    return TextFault("KV004", "ankare (&) är inte tillåtna", f"Ta bort ankaret; {_QUOTE}", span)


def alias(span: Span) -> TextFault:
    """KV004: a value taken from elsewhere in the file."""
    return TextFault("KV004", "alias (*) är inte tillåtna", f"Skriv ut värdet; {_QUOTE}", span)


def merge_key(span: Span) -> TextFault:
    """KV004: the keys of another mapping taken in."""
    return TextFault("KV004", "sammanslagningsnyckeln << är inte tillåten", "Skriv ut nycklarna i stället.", span)


def tag(span: Span) -> TextFault:
    """KV004: a type given to a value."""
    return TextFault("KV004", "taggar (!) är inte tillåtna", f"Ta bort taggen; {_QUOTE}", span)


def too_deep(span: Span) -> TextFault:
    """KV005: more levels than the limit."""
    return TextFault(
        "KV005",
        f"listor och nycklar ligger i fler än {MAX_DEPTH} nivåer, som är gränsen",
        "Dela upp posten så att den får färre nivåer.",
        span,
    )


def duplicate_key(key: str, times: int, first_line: int, span: Span) -> TextFault:
    """KV002: a key that stands in the mapping already."""
    number = "två" if times == 2 else str(times)  # noqa: PLR2004
    return TextFault(
        "KV002",
        f'nyckeln "{shown(key)}" står {number} gånger (första gången på rad {first_line})',
        "Behåll den ena och ta bort den andra." if number == "två" else "Behåll en och ta bort de andra.",
        span,
    )


def compound_key(span: Span) -> TextFault:
    """KV001: a key that is itself a list or a mapping."""
    return TextFault(
        "KV001",
        "en nyckel är själv en lista eller en samling nycklar",
        "Skriv nyckeln som text; sätt den inom citattecken om den innehåller parenteser.",
        span,
    )


def escaped_character(span: Span) -> TextFault:
    """KV003: a code in quotes that stands for a character a text may not hold."""
    return TextFault(
        "KV003",
        "en teckenkod med omvänt snedstreck ger ett tecken som inte får stå i filen",
        "Ta bort teckenkoden, eller skriv tecknet som det är.",
        span,
    )
