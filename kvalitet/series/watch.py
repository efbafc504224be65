"""All series of a register, from every source."""

from datetime import date

from kvalitet.model.register import Register
from kvalitet.series import avvikelser, egenkontroller, indikatorer, klagomal, utbildningar
from kvalitet.series.serie import Serie


def watched(register: Register, today: date) -> tuple[Serie, ...]:
    """Every series worth watching on a day, those with too little to judge among them, in a fixed order."""
    return register.once((watched, today), lambda: _watched(register, today))


def _watched(register: Register, today: date) -> tuple[Serie, ...]:
    sources = (avvikelser, klagomal, indikatorer, egenkontroller, utbildningar)
    found = (serie for source in sources for serie in source.series(register, today))
    return tuple(sorted(found, key=lambda serie: serie.topic.key))
