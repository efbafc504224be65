"""Which plain scalars are something else than text."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_CONSTANTS: Final[Mapping[str, bool | None]] = MappingProxyType(
    {"": None, "~": None, "null": None, "true": True, "false": False}
)
# 18 digits fit a 64-bit integer whatever they are; more than that is a reference number, not a quantity
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(\.[0-9]{1,18})?", re.ASCII)


def resolve(plain: str) -> str | float | bool | None:
    """The value of a scalar written without quotes.

    An integer or a decimal without leading zero, sign +, exponent or `_`, and with at most 18 digits
    on either side of the point, is a number; `true`, `false`, `null`, `~` and nothing at all are
    themselves; all else (dates, times, `0123`, `1e3`, `no`) stays text as written.
    """
    if plain[:1] in "-0123456789" and plain:
        number = _NUMBER.fullmatch(plain)
        if number is None:
            return plain
        return int(plain) if number[1] is None else float(plain)
    return _CONSTANTS.get(plain, plain)
