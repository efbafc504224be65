"""Review marks: who has seen and approved what, when."""

from collections.abc import Iterable
from datetime import date

from kvalitet.model.record import Record
from kvalitet.views.view import FirstDay, Part, Text

APPROVING = frozenset({"godkänd", "oförändrad", "fastställd"})


class Granskning(Part):
    """A review mark in a record of any kind."""

    shape = "granskning"

    av = Text("av")
    ersattare_for = Text("ersättare_för")
    datum = FirstDay("datum")
    steg = Text("steg")
    version = Text("version")
    fingeravtryck = Text("fingeravtryck")

    @property
    def approves(self) -> bool:
        """Whether the mark says that the record may be in force."""
        return self.steg in APPROVING


def granskningar_of(record: Record) -> tuple[Granskning, ...]:
    """The review marks of a record of any kind, in the order written."""
    rows = record.data.get("granskningar")
    spots = enumerate(rows if isinstance(rows, list) else ())
    return tuple(Granskning(record, row, ("granskningar", index)) for index, row in spots if isinstance(row, dict))


def latest_approving(marks: Iterable[Granskning]) -> Granskning | None:
    """The latest mark that lets its record be in force; of several on one day the last written."""
    approving = [mark for mark in marks if mark.approves]
    return max(reversed(approving), key=lambda mark: mark.datum or date.min, default=None)
