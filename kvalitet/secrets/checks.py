"""Whether digits are a date and whether their check digit is right."""

from datetime import date
from typing import Final

FIRST_YEAR: Final = 1850
LAST_YEAR: Final = 2049
"""No year of birth is later. A day would be sharper, but what is hidden must be so whatever day is asked about."""

CENTURIES: Final = ("18", "19", "20")


def is_date(year: str, month: str, day: int) -> bool:
    """Whether a date of birth is one: with a year of two digits, in any century."""
    if len(year) == 2:  # noqa: PLR2004  # digits
        return any(is_date(f"{century}{year}", month, day) for century in CENTURIES)
    try:
        found = date(int(year), int(month), day)
    except ValueError:
        return False
    return FIRST_YEAR <= found.year <= LAST_YEAR


def is_checked(digits: str) -> bool:
    """Whether the last digit is the check digit of the others: Luhn, ISO/IEC 7812-1 annex B."""
    from stdnum import luhn

    return luhn.checksum(digits) == 0
