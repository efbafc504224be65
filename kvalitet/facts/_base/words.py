"""What records name in code, as readers know it."""

from datetime import date

from kvalitet.model.dates import MONTHS
from kvalitet.model.figure import UNKNOWN
from kvalitet.model.register import Register
from kvalitet.model.wording import capital

_SPELT_OUT = {
    "socialtjänst_lss": "Socialtjänst och LSS",
    "IVO": "IVO",
    "risk_och_sårbarhet": "Risk- och sårbarhetsanalys",
    "förändring": "Inför förändring",
    "proaktiv": "Proaktiv",
    "annan": "Annan avsändare",
}


def word(code: str) -> str:
    """A choice in a schema as a label: "negativ_händelse" is "Negativ händelse"."""
    return _SPELT_OUT.get(code) or capital(code.replace("_", " "))


def role_text(register: Register, role: str | None) -> str:
    """A role in a unit as a reader knows it, or a dash where none is named."""
    return register.role_text(role) if role else UNKNOWN


def day_text(when: date | None) -> str:
    """A day as it stands in a table: "1 mars 2026", or a dash."""
    return f"{when.day}\u00a0{MONTHS[when.month - 1]}\u00a0{when.year}" if when else UNKNOWN
