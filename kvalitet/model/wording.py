"""Swedish as people write it: number with noun, distance in time, numbers and dates in text."""

import unicodedata
from collections.abc import Sequence
from datetime import date

from kvalitet.model.dates import MONTHS

# the three last letters of the alphabet as the three that follow z in the order of characters
_LAST = {"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}"}
_ASCII = str.maketrans("åäöéüæø", "aaoeuao")
SHORT_ID = 10
"""So many digits of a commit's id are shown to a reader."""
THIN_SPACE = "\u2009"
MINUS = "\u2212"


def ascii_form(name: str) -> str:
    """A name as it is spelt on the command line and in file names: small letters, none of them Swedish."""
    return name.casefold().translate(_ASCII)


def lowered(text: str) -> str:
    """A noun as it stands within a sentence; what begins with several capitals is a name."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


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


def apart(words: Sequence[str]) -> str:
    """Words in a row that may hold a comma or "och" themselves: "a och b; c", else as `listing` has them."""
    return "; ".join(words) if any(" och " in word or "," in word for word in words) else listing(words)


def first_of(names: Sequence[str], most: int = 4) -> str:
    """The names in a row, the first of them where they are many: "a, b, c, d och 7 till"."""
    if len(names) <= most + 1:
        return listing(names)
    return listing([*names[:most], f"{number_text(len(names) - most)} till"])


def alphabetical(text: str) -> tuple[str, str]:
    """What names are sorted by: å, ä and ö last and in that order; other marks and capitals tell only the alike apart.

    The order of Svenska Akademiens ordlista, for the letters that Swedish names are written with.
    """
    letters = unicodedata.normalize("NFC", text.lower())
    return "".join(_LAST.get(letter) or unicodedata.normalize("NFD", letter)[0] for letter in letters), text


def number_text(number: float, decimals: int | None = None) -> str:
    """A number with decimal comma, thin space between thousands and a true minus sign.

    What lies half-way is rounded up, as a reader does who works it out: 19,25 is 19,3 (rule B of ISO 80000-1, annex B).
    """
    written = f"{abs(number):,}"
    if decimals is not None:
        from decimal import ROUND_HALF_UP, Decimal

        # through its decimal digits: the binary value of 1,15 lies just below
        written = f"{Decimal(str(abs(number))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"
    sign = MINUS if number < 0 and any(c in "123456789" for c in written) else ""
    return sign + written.replace(",", THIN_SPACE).replace(".", ",")


def date_text(when: date) -> str:
    """A day as it stands in running text: "den 1 mars 2026"."""
    return f"den {when.day} {MONTHS[when.month - 1]} {when.year}"


def commit_text(commit: str | None, *, dirty: bool) -> str:
    """The state of a register that something was made of: "incheckning 0123456789"."""
    if commit is None:
        return "registret utan versionshistorik"
    return f"incheckning {commit[:SHORT_ID]}{', med ändringar som inte är incheckade' if dirty else ''}"


def shortened(text: str, limit: int) -> str:
    """The text on one line, cut at a word and ended by … where it is longer than `limit` characters."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return f"{line[: limit - 1].rsplit(' ', 1)[0].rstrip(' ,.;:–-')}…"


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
