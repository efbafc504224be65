"""An exemption: a rule that somebody has decided to set aside for one record, for a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kvalitet.model.dates import last_day
from kvalitet.model.record import Record
from kvalitet.model.value import FieldPath

FIELD = "undantag"
_NEVER = ("KV0", "KV1", "KV2", "KV9")


@dataclass(frozen=True, slots=True)
class Exemption:
    """One row under `undantag`: the rule's code, why, who decided, and the last day it holds.

    Texts are empty and the day None where the row lacks them, which a register's own schema may allow.
    """

    record: Record
    path: FieldPath
    code: str
    reason: str
    decided_by: str
    until: date | None

    @property
    def lacks(self) -> tuple[str, ...]:
        """What an exemption must have and this one has not, as the fields are called; a reason of no words is none."""
        said = any(character.isalpha() for character in self.reason)
        there = {"motiv": said, "beslutat_av": bool(self.decided_by), "till": self.until is not None}
        return tuple(name for name, given in there.items() if not given)

    def has_ended(self, today: date | None) -> bool:
        """Whether its last day has passed. Without a day never: that is made true by time alone."""
        return today is not None and self.until is not None and self.until < today

    def holds(self, today: date | None) -> bool:
        """Whether the rule is set aside on a day; without a day an exemption holds for ever."""
        return not self.lacks and not self.has_ended(today)


def may_be_exempted(code: str) -> bool:
    """Whether a rule can be set aside: not what the files themselves break, nor secrecy."""
    return not code.startswith(_NEVER)


def exemptions(record: Record) -> Iterator[Exemption]:
    """The exemptions of a record, in the order written."""
    rows = record.data.get(FIELD)
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            code, reason, decider = (_text(row.get(key)) for key in ("regel", "motiv", "beslutat_av"))
            yield Exemption(record, (FIELD, index), code, reason, decider, last_day(row.get("till")))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
