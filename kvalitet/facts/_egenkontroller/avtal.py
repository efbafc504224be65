"""Units that others run on contract: the care provider answers for following up what they inspect themselves."""

from collections.abc import Iterator, Sequence

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._egenkontroller.arshjul import STATES, Turn, occasions_in
from kvalitet.facts._egenkontroller.egenkontroller import places
from kvalitet.model.figure import Table, count
from kvalitet.views.egenkontroller import Egenkontroll

KEY = "egenkontrollplan.avtal"


def contracted(within: Reach) -> Iterator[str]:
    """The units within reach that others run on the day described."""
    for unit in within.register.organisation.units.values():
        if unit.exists(within.day) and within.covers(unit.id) and unit.data.get("regi") == "avtal":
            yield unit.id


def uninspected(within: Reach, views: Sequence[Egenkontroll]) -> Iterator[str]:
    """Those of the units where no active inspection is made."""
    above = within.register.organisation.above
    seen = {here.id for view in views if view.active for unit in places(within, view) for here in above(unit)}
    return (unit for unit in contracted(within) if unit not in seen)


def contract_table(within: Reach, held: Sequence[Turn]) -> Table:
    """A row for each unit on contract: what is inspected there, and what became of the occasions of the period."""
    organisation = within.register.organisation
    units = {unit: organisation.under(unit) for unit in contracted(within)}
    here = {unit: [turn for turn in held if turn.unit in branch] for unit, branch in units.items()}
    return Table(
        key=KEY,
        caption=f"Egenkontroller på enheter på avtal {within.period.label}",
        headings=("Enhet", "Egenkontroller", "Genomförda", "Missade", "Återstår"),
        rows=tuple(
            (
                organisation.name(unit),
                count(f"{KEY}.{unit}.egenkontroller", (turn.view.id for turn in found)),
                *(occasions_in(f"{KEY}.{unit}.{key}", found, state) for key, state in STATES.items()),
            )
            for unit, found in here.items()
        ),
        note="Den som driver enheten gör sina egenkontroller själv. Vårdgivaren följer upp att de görs.",
    )
