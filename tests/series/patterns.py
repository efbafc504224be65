"""What a register shows: the one line that a test of a whole register needs."""

from datetime import date

from kvalitet.model.register import Register
from kvalitet.series.signals import survey
from kvalitet.series.words import name


def patterns(register: Register, day: date) -> dict[str, str]:
    """The patterns that are told of a register on a day: the series by name, each with the day it begins.

    `assert patterns(REGISTER, DAY) == {"Fall, Medicinavdelning 3": "2026-04-02"}` says that one is found
    and nothing else flagged; series that rest on the same records are told under the strongest of them.
    """
    return {
        name(register, each.serie.topic): each.readings[0].first.isoformat() for each in survey(register, day).patterns
    }
