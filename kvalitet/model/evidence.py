"""What an auditor is shown beside a number or a section: the ids it rests on, the commit and the law."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kvalitet.model.document import Section
from kvalitet.model.figure import Figure, Table
from kvalitet.model.wording import first_of, listing

_MOST = 12
_MOST_IN_TEXT = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """Writes what things rest on, in the state of the register that is named."""

    state: str

    def of_table(self, table: Table) -> str:
        """The line below a table: the first of its ids, and the commit."""
        return (
            f"Underlag: {_row(table.evidence, _MOST)}; {self.state}." if table.evidence else f"Underlag: {self.state}."
        )

    def of_section(self, section: Section) -> str:
        """The line below a heading that answers to laws, else nothing."""
        return f"Lagrum: {listing(section.basis)}." if section.basis else ""

    def beside(self, figure: Figure) -> Figure:
        """The figure as running text has it, with the first of its ids and the commit after it."""
        return replace(figure, trace=f"{_row(figure.ids, _MOST_IN_TEXT)}; {self.state}")


def _row(ids: Sequence[str], most: int) -> str:
    return first_of(ids, most) if ids else "inga poster"
