"""The risks in force on a day: those of the analyses that nothing has replaced, closed ones left out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import UNSAID_LABEL
from kvalitet.facts._planer.atgarder import state_on
from kvalitet.facts._risker.varden import address, grave, limit, value_after, value_before, value_now
from kvalitet.model.figure import Cell, Figure, Table, count
from kvalitet.model.wording import alphabetical
from kvalitet.views.atgarder import Atgard
from kvalitet.views.riskanalyser import Risk, Riskanalys, replaced

KEY = "riskregister"


@dataclass(frozen=True, slots=True)
class Held:
    """A risk in force with its analysis: whether it was high before actions and is now, and what meets it.

    `again` is whether it has been judged anew since.
    """

    view: Riskanalys
    risk: Risk
    was_high: bool
    is_high: bool
    again: bool
    actions: tuple[Atgard, ...]

    @property
    def address(self) -> str:
        """The risk's name in the whole register."""
        return address(self.risk)

    @property
    def judged(self) -> bool:
        """Whether it has a likelihood and a consequence."""
        return value_before(self.risk) > 0


def analyses_in_force(reach: Reach) -> tuple[Riskanalys, ...]:
    """The analyses within reach made by the day, those left out that were cancelled, or replaced by the day."""
    made = [v for v in Riskanalys.live(reach.register) if v.made and v.datum and v.datum <= reach.day]
    moot = replaced(made)
    return tuple(view for view in made if view.id not in moot and reach.covers(view.enhet))


def risks_in_force(reach: Reach) -> tuple[Held, ...]:
    """The risks of these analyses, the ones left out that were closed by the day."""
    return tuple(
        _held(reach, view, risk)
        for view in analyses_in_force(reach)
        for risk in view.risker
        if not (risk.status == "stängd" and (risk.status_sedan is None or risk.status_sedan <= reach.day))
    )


def _held(reach: Reach, view: Riskanalys, risk: Risk) -> Held:
    least = limit(reach, view)
    was, now = value_before(risk) >= least, value_now(reach, risk) >= least
    return Held(view, risk, was, now, value_after(reach, risk) is not None, view.meeting(risk))


def accepted(reach: Reach, held: Held) -> bool:
    """Whether somebody had decided by the day to live with the risk."""
    decided = held.risk.accepterad_datum
    return bool(held.risk.accepterad) and (decided is None or decided <= reach.day)


def unmet(reach: Reach, held: Held) -> bool:
    """Whether the risk is high now, and neither met by an action nor accepted."""
    return held.is_high and not held.actions and not accepted(reach, held)


def grave_and_unmet(reach: Reach, held: Held) -> bool:
    """Whether the risk is not high but its consequence is grave, and it is neither met by an action nor accepted."""
    if held.is_high or held.actions or accepted(reach, held):
        return False
    return held.judged and grave(reach, held.view, held.risk)


def awaiting(reach: Reach, held: Held) -> bool:
    """Whether the risk is high and all that was to be done is done, and nobody has judged it anew."""
    done = all(state_on(action, reach.day) == "klar" for action in held.actions)
    return held.is_high and not held.again and bool(held.actions) and done and not accepted(reach, held)


def late(reach: Reach, held: Held) -> bool:
    """Whether some action against the risk is late."""
    return any(state_on(action, reach.day) == "försenad" for action in held.actions)


_COLUMNS: Mapping[str, Callable[[Reach, Held], bool]] = {
    "antal": lambda _, held: bool(held.address),
    "höga.före": lambda _, held: held.was_high,
    "höga.nu": lambda _, held: held.is_high,
    "höga.utan_svar": unmet,
    "höga.försenade": lambda reach, held: held.is_high and late(reach, held),
}
_HEADINGS = ("Risker", "Höga före åtgärder", "Höga nu", "Höga utan åtgärd", "Höga med försenad åtgärd")


def risk_cells(reach: Reach, key: str, rows: Iterable[Held]) -> tuple[Figure, ...]:
    """How many risks there are, were high, are high, and of these how many nothing meets or something late."""
    held = tuple(rows)
    return tuple(
        count(f"{key}.{name}", (h.address for h in held if counts(reach, h))) for name, counts in _COLUMNS.items()
    )


@dataclass(frozen=True, slots=True)
class Cut:
    """A way to divide risks: the end of the table's key, its caption and heading, and the group of each with a name."""

    key: str
    caption: str
    heading: str
    group: Callable[[Held], str]
    name: Callable[[str], str]


def risk_table(reach: Reach, cut: Cut, rows: Sequence[Held], note: str = "") -> Table:
    """The risks by group, in the order of the names, with a row for all last."""
    groups: dict[str, list[Held]] = {}
    for held in rows:
        groups.setdefault(cut.group(held), []).append(held)
    named = sorted(groups, key=lambda g: (not g, alphabetical(cut.name(g))))
    written: list[tuple[Cell, ...]] = [
        (cut.name(g) if g else UNSAID_LABEL, *risk_cells(reach, f"{KEY}.{cut.key}.{g or 'ej_angivet'}", groups[g]))
        for g in named
    ]
    if written:
        written.append(("Totalt", *risk_cells(reach, KEY, rows)))
    return Table(
        key=f"{KEY}.{cut.key}",
        caption=cut.caption,
        headings=(cut.heading, *_HEADINGS),
        rows=tuple(written),
        note=note,
        empty="Inga risker är i kraft.",
    )
