"""Days as people write them: "igår", "15/3", "15 mars 2026", "i måndags", "för två veckor sedan"."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from types import MappingProxyType

from kvalitet.errors import KvalitetError
from kvalitet.model.dates import MONTHS, days_on, months_on
from kvalitet.model.wording import listing

_WEEK = 7
_NEAR = MappingProxyType(
    {"idag": 0, "i dag": 0, "igår": -1, "i går": -1, "igar": -1, "i gar": -1}
    | {"förrgår": -2, "i förrgår": -2, "forrgar": -2, "i forrgar": -2}
    | {"imorgon": 1, "i morgon": 1, "imorron": 1, "övermorgon": 2, "i övermorgon": 2, "overmorgon": 2}
)
_NUMBERS = MappingProxyType(
    {"en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5}
    | {"sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12}
)
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_WEEKDAY = f"(?:{'|'.join(_WEEKDAYS)})"

_YEAR_FIRST = re.compile(r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})")
_BARE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SLASHED = re.compile(r"([0-9]{1,2})\s*/\s*([0-9]{1,2})(?:[\s/-]+([0-9]{4}|[0-9]{2}))?")
_DOTTED = re.compile(r"([0-9]{1,2})([-.])([0-9]{1,2})\2([0-9]{4})")
_NAMED = re.compile(r"(?:den\s+)?([0-9]{1,2})(?::?[ea])?\s+([a-zåäö]{3,9})\.?(?:\s+([0-9]{4}))?")
_LAST_WEEKDAY = re.compile(rf"i\s+({_WEEKDAY})s")
_NEXT_WEEKDAY = re.compile(rf"på\s+({_WEEKDAY})")
_WEEK_AWAY = re.compile(rf"(förra|nästa)\s+({_WEEKDAY})(?:en)?")
_AWAY = re.compile(r"(?:(om)\s+|(?:för\s+)?)([0-9]{1,3}|[a-zåäö]+)\s+(dag|veck|månad)\w*(?:\s+(sedan|sen))?")
_OPEN = re.compile(rf"[0-9]{{6}}|[0-9]{{1,2}}[-.][0-9]{{1,2}}(?:[-.][0-9]{{2}})?|{_WEEKDAY}(?:en)?")

_CLEAR = "Skriv till exempel 15/3, 15 mars 2026 eller 2026-03-15."


def spoken_day(text: str, today: date, *, past: bool) -> date | None:
    """The day that is meant; None for a text that names no day at all.

    Without a year it is the last such day where only the past makes sense, else the next to come.
    Raises KvalitetError, with the reason, for a day that does not exist and for what could be several days.
    """
    said = " ".join(text.split()).casefold()
    if said in _NEAR:
        return days_on(today, _NEAR[said])
    for pattern, read in _READERS:
        found = pattern.fullmatch(said)
        if found:
            return read(found, today, past)
    if _OPEN.fullmatch(said):
        raise KvalitetError(f"”{text.strip()}” kan betyda flera dagar. {_CLEAR}")
    return None


def month_number(name: str) -> int:
    """The number of a month by its name or the first letters (three or more) of it; 0 for another word."""
    asked = name.casefold()
    if len(asked) < len("jan"):
        return 0
    return next((number for number, month in enumerate(MONTHS, 1) if month.startswith(asked)), 0)


def _year_first(found: re.Match[str], _today: date, _past: bool) -> date | None:  # noqa: FBT001  # as all readers
    return _made(int(found[1]), int(found[3]), int(found[4]))


def _bare(found: re.Match[str], _today: date, _past: bool) -> date | None:  # noqa: FBT001
    return _made(int(found[1]), int(found[2]), int(found[3]))


def _slashed(found: re.Match[str], today: date, past: bool) -> date | None:  # noqa: FBT001
    return _in_some_year(int(found[1]), int(found[2]), found[3], today, past=past)


def _dotted(found: re.Match[str], _today: date, _past: bool) -> date | None:  # noqa: FBT001
    return _made(int(found[4]), int(found[3]), int(found[1]))


def _named(found: re.Match[str], today: date, past: bool) -> date | None:  # noqa: FBT001
    month = month_number(found[2])
    return _in_some_year(int(found[1]), month, found[3], today, past=past) if month else None


def _last_weekday(found: re.Match[str], today: date, _past: bool) -> date | None:  # noqa: FBT001
    return _before(found[1], today)


def _next_weekday(found: re.Match[str], today: date, _past: bool) -> date | None:  # noqa: FBT001
    return _after(found[1], today)


def _week_away(found: re.Match[str], today: date, _past: bool) -> date | None:  # noqa: FBT001
    """Some mean the nearest one, others the one of the week before or after this: clear only where they are the same.

    Raises KvalitetError where they are not.
    """
    back = found[1] == "förra"
    nearest = _before(found[2], today) if back else _after(found[2], today)
    steps = -_WEEK if back else _WEEK
    of_that_week = days_on(today, steps - today.weekday() + _WEEKDAYS.index(found[2]))
    if nearest != of_that_week:
        days = listing([each.isoformat() for each in sorted((nearest, of_that_week))], "eller")
        raise KvalitetError(f"”{found[0]}” kan betyda {days}. Skriv datumet.")
    return nearest


def _away(found: re.Match[str], today: date, _past: bool) -> date | None:  # noqa: FBT001
    count = int(found[2]) if found[2].isdigit() else _NUMBERS.get(found[2])
    if count is None or bool(found[1]) is bool(found[4]):
        return None
    steps = count if found[1] else -count
    if found[3] == "månad":
        return months_on(today, steps)
    return days_on(today, steps * (_WEEK if found[3] == "veck" else 1))


_Reader = Callable[[re.Match[str], date, bool], date | None]
_READERS: Iterable[tuple[re.Pattern[str], _Reader]] = (
    (_YEAR_FIRST, _year_first),
    (_BARE, _bare),
    (_SLASHED, _slashed),
    (_DOTTED, _dotted),
    (_NAMED, _named),
    (_LAST_WEEKDAY, _last_weekday),
    (_NEXT_WEEKDAY, _next_weekday),
    (_WEEK_AWAY, _week_away),
    (_AWAY, _away),
)


def _before(weekday: str, today: date) -> date:
    """The last such weekday before a day."""
    back = (today.weekday() - _WEEKDAYS.index(weekday)) % _WEEK
    return days_on(today, -(back or _WEEK))


def _after(weekday: str, today: date) -> date:
    """The first such weekday after a day."""
    ahead = (_WEEKDAYS.index(weekday) - today.weekday()) % _WEEK
    return days_on(today, ahead or _WEEK)


def _in_some_year(number: int, month: int, year: str | None, today: date, *, past: bool) -> date:
    if year:
        return _made(int(year) + (2000 if len(year) == len("26") else 0), month, number)
    # a leap year tells whether the day exists at all
    _made(2000, month, number)
    for candidate in (today.year, today.year + (-1 if past else 1)):
        found = _day(candidate, month, number)
        if found and (found <= today if past else found >= today):
            return found
    raise KvalitetError(f"den {number} {MONTHS[month - 1]} finns bara vissa år. Skriv ut året: {_example(today, past)}")


def _example(today: date, past: bool) -> str:  # noqa: FBT001
    step = -1 if past else 1
    years = range(today.year, today.year + 9 * step, step)
    found = next((day for year in years if (day := _day(year, 2, 29)) and (day <= today) is past), None)
    return f"{found.isoformat()}." if found else "ÅÅÅÅ-MM-DD."


def _made(year: int, month: int, number: int) -> date:
    """The day. Raises KvalitetError where there is none."""
    found = _day(year, month, number)
    if found:
        return found
    if year < date.min.year:
        raise KvalitetError(f"det finns inget år {year}. {_CLEAR}")
    if not 1 <= month <= len(MONTHS):
        raise KvalitetError(f"det finns ingen månad {month}. {_CLEAR}")
    if number < 1:
        raise KvalitetError(f"det finns ingen dag {number} i en månad. {_CLEAR}")
    when = f" {year}" if month == 2 and number == 29 else ""  # noqa: PLR2004  # the leap day
    raise KvalitetError(f"{MONTHS[month - 1]}{when} har inte {number} dagar. {_CLEAR}")


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
