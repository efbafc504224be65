"""Records that a new one may be a second report of: alike in words, from the same unit and the last year.

The words of two texts are put in order before they are compared, so that the same said in another order is alike
(difflib's ratio: twice the letters in common by all letters). The limits were set on the deviations of the register
that ships: none of 2211 pairs of different events comes above 0.51 by title or 0.55 by description, while reworded
titles of one event come above 0.7.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher

from kvalitet.model.dates import days_on
from kvalitet.model.kind import Kind
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import Value

_YEAR = 365
_TITLE = "titel"
_LIKE_TITLES = 0.6
_LIKE_TEXTS = 0.65
_SHORTEST = 20
_LONGEST = 300
_MOST = 5
_WORD = re.compile(r"\w+")


def alike(register: Register, kind: Kind, data: Mapping[str, Value], today: date) -> tuple[Record, ...]:
    """The records of a kind that are like what a new one holds, the likest first: five at most.

    Those of another unit or period and those from more than 365 days ago are none, nor are those that are cancelled.
    """
    scored = ((_likeness(kind, data, record), record) for record in _candidates(register, kind, data, today))
    found = sorted(((score, record) for score, record in scored if score), key=lambda row: (-row[0], row[1].id))
    return tuple(record for _, record in found[:_MOST])


def _candidates(register: Register, kind: Kind, data: Mapping[str, Value], today: date) -> Iterator[Record]:
    first, unit = days_on(today, -_YEAR), data.get("enhet")
    periods = [field.pattern[0] for field in kind.fields if field.format == "period" and len(field.pattern) == 1]
    for record in register.of(kind.name):
        # what is made anew for each period is alike and yet another
        if any(str(data.get(key)) != str(record.data.get(key)) for key in periods):
            continue
        when = register.date_of(record) or today
        if record.unit == (unit or None) and when >= first and not register.is_cancelled(record):
            yield record


def _likeness(kind: Kind, data: Mapping[str, Value], record: Record) -> float:
    """How like the titles or the texts of a field are, whichever is more; 0 where they are not like enough."""
    best = 0.0
    for field in kind.fields:
        key = field.pattern[0]
        if len(field.pattern) > 1 or not (key == _TITLE or field.free):
            continue
        limit, shortest = (_LIKE_TITLES, 1) if key == _TITLE else (_LIKE_TEXTS, _SHORTEST)
        one, other = _words(data.get(key)), _words(record.data.get(key))
        if min(len(one), len(other)) >= shortest:
            best = max(best, _ratio(one, other, limit))
    return best


def _words(value: Value) -> str:
    return " ".join(sorted(_WORD.findall(value.casefold()[:_LONGEST]))) if isinstance(value, str) else ""


def _ratio(one: str, other: str, limit: float) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # the upper bounds are told much faster
    if matcher.real_quick_ratio() < limit or matcher.quick_ratio() < limit:
        return 0.0
    found = matcher.ratio()
    return found if found >= limit else 0.0
