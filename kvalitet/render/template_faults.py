"""What is wrong with a template, told in one line: what, in which file, on which line."""

import traceback
from collections.abc import Mapping

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from kvalitet.errors import KvalitetError
from kvalitet.model.wording import shortened

TEMPLATE_ERRORS = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)
"""What a template can raise besides jinja's own errors: its expressions are what somebody wrote in the register."""

_LONGEST = 80
_SAID: Mapping[tuple[type[Exception], ...], str] = {
    (SecurityError,): "den använder något som mallar inte får använda",
    (RecursionError, MemoryError): "den kommer aldrig till slut",
}
_INCALCULABLE = "uttrycket går inte att räkna ut"


class NoFigureError(TypeError):
    """A value that is neither text nor a figure is to be written: numbers are counted in facts, never in templates."""

    def __init__(self, value: object) -> None:
        what = "en mall skriver text, dagar, siffror, tabeller och diagram"
        super().__init__(f"ett värde av slaget {type(value).__name__} kan inte skrivas: {what}")


class Named(StrictUndefined):
    """A name that is not there: whatever is done with it raises an error that says so in Swedish."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f"namnet ”{self._undefined_name}” finns inte"
        return f"”{self._undefined_name}” finns inte där mallen söker det"


def told(error: Exception, path: str, sources: Mapping[str, str]) -> KvalitetError:
    """The error that a user is shown. `path` is the template asked for, `sources` the texts of the register's own."""
    file, line = _place(error, sources) or (path, 0)
    where = f"{file}:{line}" if line else file
    return KvalitetError(
        f"mallen {where} går inte att använda: {_what(error, sources.get(file, ''), line)}. Rätta mallen."
    )


def _place(error: Exception, sources: Mapping[str, str]) -> tuple[str, int] | None:
    """The file and line: of the fault in what was written, or the last line of a template that was at work."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or error.name or "", error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next(((f.filename, f.lineno or 0) for f in reversed(frames) if f.filename in sources), None)


def _what(error: Exception, source: str, line: int) -> str:
    match error:
        case TemplateSyntaxError():
            written = source.splitlines()[line - 1 : line]
            return f"mallspråket förstår inte ”{shortened(written[0].strip(), _LONGEST)}”" if written else "skrivfel"
        case TemplateNotFound():
            return f"den hämtar ”{error.name}”, som inte finns"
        case UndefinedError() | NoFigureError():
            return str(error)
        case _:
            return next((what for kinds, what in _SAID.items() if isinstance(error, kinds)), _INCALCULABLE)
