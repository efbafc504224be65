"""What processes lack of what each of them should have."""

from collections.abc import Iterable

from kvalitet.facts._base.ansvar import holder_text
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._processer.processer import Equipped
from kvalitet.model.figure import Table
from kvalitet.model.wording import capital, listing


def gap_table(within: Reach, found: Iterable[Equipped], noun: str = "processer") -> Table:
    """The processes that lack something that each should have, with what and whose it is to mend.

    `noun` is what the caption calls those that were looked through.
    """
    short = [each for each in found if each.lacking]
    return Table(
        key="processer.luckor",
        caption=f"{capital(noun)} där något fattas",
        headings=("Process", "Det som fattas", "Ansvarig"),
        rows=tuple(
            (
                each.process.record.title,
                capital(listing(each.lacking)),
                holder_text(within, each.process.processagare or each.process.record.role),
            )
            for each in short
        ),
        ids=tuple(sorted(each.process.id for each in short)),
        note="Varje process ska ha ägare, ledare, ett gällande dokument, kvalitetskrav och ett mått i bruk.",
        empty=f"Inga {noun} saknar något av det som varje process ska ha.",
    )
