"""The next id of a kind: one that no record has or has ever had."""

import re
from collections.abc import Iterable

from kvalitet.model.kind import Kind

_NARROWEST = 4
_WIDEST = 9


def next_id(kind: Kind, year: int, names: Iterable[str]) -> str:
    """The id after the highest among the names, which are ids or files called by them; as wide as that one.

    Of a kind whose ids tell the year, the highest of that year; where it has none, the id is as wide as the latest
    of other years. Four digits are the fewest.
    """
    before = "([0-9]{4})-" if kind.yearly else "()"
    # files on some machines are called by ids in small letters
    pattern = re.compile(rf"{kind.prefix}-{before}([0-9]{{{_NARROWEST},{_WIDEST}}})", re.IGNORECASE)
    found = [(match[1], match[2]) for name in names if (match := pattern.fullmatch(name.partition(".")[0]))]
    of_year = [digits for said, digits in found if said in {"", f"{year:04}"}]
    latest = max(found, key=lambda row: (row[0], int(row[1])), default=("", ""))[1]
    highest = max(of_year, key=int, default="0")
    width = max(len(highest if of_year else latest), _NARROWEST)
    stem = f"{kind.prefix}-{year:04}-" if kind.yearly else f"{kind.prefix}-"
    return f"{stem}{int(highest) + 1:0{width}}"
