"""Tells the changes of fields in words."""

import json

from kvalitet.model.change import BODY, Change
from kvalitet.model.value import Value
from kvalitet.model.wording import shortened

NOTHING = "–"
_LONGEST = 200
_SHORT = 10


def told(change: Change) -> str:
    """A change on one line: `status: utreds → avslutad`."""
    longest = _SHORT if change.field == BODY else _LONGEST
    before, after = (shortened(written(value), longest) for value in (change.before, change.after))
    return f"{change.field}: {before} → {after}"


def written(value: Value) -> str:
    """A value as people read it."""
    match value:
        case None:
            return NOTHING
        case str():
            return value
        case list() if all(isinstance(item, str) for item in value):
            return ", ".join(map(str, value))
        case _:
            return json.dumps(value, ensure_ascii=False)
