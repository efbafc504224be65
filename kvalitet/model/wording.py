"""Swedish as people write it: number with noun, distance in time, numbers and dates in text."""

from collections.abc import Sequence
from datetime import date

from kvalitet.model.dates import MONTHS

THIN_SPACE = "\u2009"
MINUS = "\u2212"


def counted(number: int, singular: str, plural: str) -> str:
    """A number with its noun: "1 avvikelse", "12 avvikelser"."""
    return f"{number_text(number)} {singular if number == 1 else plural}"


def days(number: int) -> str:
    """A number of days: "1 dag", "175 dagar"."""
    return counted(number, "dag", "dagar")


def ago(then: date, today: date) -> str:
    """How far off a day is: "för 175 dagar sedan", "i dag", "om 9 dagar"."""
    distance = (today - then).days
    if distance == 0:
        return "i dag"
    return f"för {days(distance)} sedan" if distance > 0 else f"om {days(-distance)}"


def listing(words: Sequence[str], conjunction: str = "och") -> str:
    """Words in a row: "a", "a och b", "a, b och c"."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def number_text(number: float, decimals: int | None = None) -> str:
    """A number with decimal comma, thin space between thousands and a true minus sign."""
    written = f"{abs(number):,.{decimals}f}" if decimals is not None else f"{abs(number):,}"
    sign = MINUS if number < 0 and any(c in "123456789" for c in written) else ""
    return sign + written.replace(",", THIN_SPACE).replace(".", ",")


def date_text(when: date) -> str:
    """A day as it stands in running text: "den 1 mars 2026"."""
    return f"den {when.day} {MONTHS[when.month - 1]} {when.year}"


def shortened(text: str, limit: int) -> str:
    """The text on one line, cut at a word and ended by … where it is longer than `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return f"{line[: limit - 1].rsplit(' ', 1)[0].rstrip(' ,.;:–-')}…"


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
