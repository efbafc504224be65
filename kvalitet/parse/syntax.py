"""The YAML parser's complaints in Swedish: what a person should look at, and where."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from yaml.error import Mark, MarkedYAMLError, YAMLError

from kvalitet.model.lines import Lines
from kvalitet.model.value import Span
from kvalitet.parse.complaints import tag, too_deep
from kvalitet.parse.faults import TOP, TextFault

_QUOTE: Final = "Sätt värdet inom citattecken."
_NEXT_LINE: Final = "Börja texten på nästa rad, indragen med mellanslag."
_DIRECTIVE: Final = ("en rad som börjar med % kan inte stå här", "Ta bort raden.")
_ESCAPE: Final = (
    "okänd teckenkod efter ett omvänt snedstreck (\\)",
    "Skriv \\\\ för ett omvänt snedstreck, eller sätt texten inom enkla citattecken.",
)
_QUOTED: Final = ("citattecknet som börjar här stängs aldrig", "Avsluta värdet med ett likadant citattecken.")
_TAB: Final = ("raden är indragen med tabb", "Dra in med mellanslag i stället för tabb.")
_GENERAL: Final = (
    "filen går inte att läsa som YAML från och med här",
    "Kontrollera indrag, kolon och citattecken på raden och på raden före.",
)

_PROBLEMS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "mapping values are not allowed in this context": (
            "oväntat kolon: här kan ingen ny nyckel stå",
            "Sätt värdet inom citattecken om kolonet hör till texten; kontrollera annars indraget.",
        ),
        "block sequence entries are not allowed in this context": (
            "oväntat streck: här kan ingen lista börja",
            "Börja listan på en egen rad; sätt värdet inom citattecken om strecket hör till texten.",
        ),
        "mapping keys are not allowed in this context": ("oväntat frågetecken först i ett värde", _QUOTE),
        "could not find expected ':'": (
            "raden är varken en nyckel med kolon eller en del av texten ovanför",
            "Skriv nyckeln, kolon, mellanslag och värdet; dra in raden om den hör till texten ovanför.",
        ),
        "did not find expected key": (
            "här väntades en ny nyckel",
            "Dra in raden lika mycket som nycklarna ovanför; skriv inget efter ett avslutande citattecken.",
        ),
        "did not find expected '-' indicator": (
            "här väntades nästa streck (-) i listan",
            "Ställ listans streck rakt under varandra och dra in raderna under ett streck lika mycket.",
        ),
        "did not find expected <document start>": (
            "här börjar något som inte hör till posten",
            "Börja alla nycklar på översta nivån längst till vänster, utan indrag.",
        ),
        "did not find expected node content": (
            "här saknas ett värde",
            "Kontrollera att varje parentes har ett slut och att inget komma eller kolon står för sig självt.",
        ),
        "found unknown escape character": _ESCAPE,
        "did not find expected hexdecimal number": _ESCAPE,
        "found invalid Unicode character escape code": _ESCAPE,
        "found a tab character where an indentation space is expected": _TAB,
        "found a tab character that violates indentation": _TAB,
        "found an indentation indicator equal to 0": (
            "indraget efter | eller > kan inte vara 0",
            "Ta bort siffran.",
        ),
        "found duplicate %YAML directive": _DIRECTIVE,
        "found duplicate %TAG directive": _DIRECTIVE,
        "found incompatible YAML document": _DIRECTIVE,
    }
)
_CONTEXTS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "while scanning an alias": ("ett värde utan citattecken kan inte börja med *", _QUOTE),
        "while scanning an anchor": ("ett värde utan citattecken kan inte börja med &", _QUOTE),
        "while scanning a tag": ("ett värde utan citattecken kan inte börja med !", _QUOTE),
        "while parsing a tag": ("ett värde utan citattecken kan inte börja med !", _QUOTE),
        "while scanning a directive": _DIRECTIVE,
        "while scanning a %YAML directive": _DIRECTIVE,
        "while scanning a %TAG directive": _DIRECTIVE,
        "while parsing a %TAG directive": _DIRECTIVE,
    }
)


_TOO_DEEP = "exceeded maximum nesting depth"
"""What libyaml says from 0.2.6 on, of a depth far over our own limit that it reaches before we see it."""


def explain(error: YAMLError, text: str) -> TextFault:
    """The fault at the parser's mark that a complaint about a text stands for: KV001, or KV005 for one too deep."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return TextFault("KV001", *_GENERAL, TOP)
    mark, opening = error.problem_mark, error.context_mark
    problem, context = error.problem or "", error.context or ""
    if problem == _TOO_DEEP:
        return too_deep(_at(mark, text))
    if problem == "found undefined tag handle":
        return tag(_at(opening or mark, text))
    if opening is not None and problem.startswith("did not find expected ',' or "):
        place = mark if text[mark.index :].strip() else opening
        return TextFault("KV001", *_unfinished(opening, problem[-2]), _at(place, text))
    words = _words(problem, context, text[mark.index : mark.index + 1])
    from_start = opening is not None and (
        words is _QUOTED or context in _CONTEXTS or problem == "could not find expected ':'"
    )
    return TextFault("KV001", *words, _at(opening if from_start and opening else mark, text))


def _words(problem: str, context: str, character: str) -> tuple[str, str]:
    """Message and help."""
    match context, problem:
        case _, "found character that cannot start any token" if character != "\t":
            return f"ett värde utan citattecken kan inte börja med {character}", _QUOTE
        case _, "found character that cannot start any token":
            return _TAB
        case "while scanning a quoted scalar", _ if problem.startswith("found unexpected"):
            return _QUOTED
        case "while scanning a block scalar", "did not find expected comment or line break":
            return "det står något efter | eller > på samma rad", _NEXT_LINE
        case _:
            return _CONTEXTS.get(context) or _PROBLEMS.get(problem, _GENERAL)


def _unfinished(opening: Mark, bracket: str) -> tuple[str, str]:
    what = "listan" if bracket == "]" else "samlingen"
    return (
        f"{what} som börjar på rad {opening.line + 1} saknar komma eller avslutande {bracket}",
        f"Sätt komma mellan värdena och {bracket} sist, och citattecken om värden med kolon eller komma.",
    )


def _at(mark: Mark, text: str) -> Span:
    """The character at a mark, or nothing where the line or the text ends there."""
    if mark.index >= len(text):
        # the parser counts one line more than there is
        return Lines(text).span(len(text), len(text))
    line, column = mark.line + 1, mark.column + 1
    return Span(line, column, line, column + (text[mark.index] not in "\r\n"))
