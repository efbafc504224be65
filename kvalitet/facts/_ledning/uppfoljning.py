"""The management reviews of an area in a unit, and what became of the actions that the one before decided."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import day_text, role_text
from kvalitet.facts._planer.atgarder import EFFECTS, state_text
from kvalitet.model.dates import Period
from kvalitet.model.figure import UNKNOWN, Figure, count
from kvalitet.views.atgarder import Atgard
from kvalitet.views.genomgangar import Genomgang, UppfoljdAtgard


@dataclass(frozen=True, slots=True)
class Followed:
    """An action decided last time, with what the review says of it; `account` is empty where it says nothing."""

    address: str
    what: str
    responsible: str
    due: str
    state: str
    effect: str
    account: str
    verdict: str

    @property
    def accounted_for(self) -> bool:
        """Whether the review says what became of the action and what is to happen with it."""
        return bool(self.account.strip() and self.verdict)


def _reviews(within: Reach) -> tuple[Genomgang, ...]:
    """The reviews of the area and the unit, cancelled ones left out."""
    register = within.register
    return tuple(
        view
        for view in Genomgang.all(register)
        if view.subject == within.scope.area
        and view.enhet == within.scope.unit
        and view.period
        and not register.is_cancelled(view.record)
    )


def review_of_year(within: Reach) -> Genomgang | None:
    """The review of the period; one that was held before one that is planned.

    A review of the last part of a year is the year's.
    """
    found = [view for view in _reviews(within) if view.period and _about(within, view.period)]
    return min(found, key=lambda view: (not view.held, view.record.id), default=None)


def _about(within: Reach, period: Period) -> bool:
    return period.last == within.period.last and (within.is_year or period.first == within.period.first)


def previous_review(within: Reach, review: Genomgang) -> Genomgang | None:
    """The review that this one follows on: the one it names, else the latest held before its period."""
    if review.foregaende:
        record = within.register.by_id.get(review.foregaende)
        return Genomgang(record, record.data) if record and record.kind == Genomgang.kind else None
    first = review.period.first if review.period else date.min
    before = [view for view in _reviews(within) if view.held and view.period and view.period.last < first]
    return max(before, key=lambda view: (view.period or within.period).last, default=None)


def followed_up(within: Reach, review: Genomgang) -> Iterator[Followed]:
    """Every action decided last time, and those that were to go on then."""
    previous = previous_review(within, review)
    if previous is None:
        return
    decided = [action.address for action in previous.atgarder]
    decided += [row.atgard for row in previous.uppfoljning if row.beslut == "fortsätter"]
    accounts = {row.atgard: row for row in review.uppfoljning}
    for address in dict.fromkeys(decided):
        yield _row(within, address, accounts.get(address))


def _row(within: Reach, address: str, account: UppfoljdAtgard | None) -> Followed:
    item = within.register.by_address.get(address)
    action = Atgard.of_item(item) if item else None
    return Followed(
        address=address,
        what=action.beskrivning if action else f"Åtgärden {address} finns inte längre i registret",
        responsible=role_text(within.register, action.ansvarig if action else None),
        due=day_text(action.due) if action else UNKNOWN,
        state=state_text(action, within.today) if action else UNKNOWN,
        effect=EFFECTS[action.effekt] if action and action.effekt else "",
        account=account.kommentar if account else "",
        verdict=account.beslut if account else "",
    )


def follow_up_figures(followed: Iterable[Followed]) -> tuple[Figure, ...]:
    rows = tuple(followed)
    return (
        count("uppföljning.antal", (row.address for row in rows)),
        count("uppföljning.klara", (row.address for row in rows if row.state.startswith("Klar"))),
        count("uppföljning.redovisade", (row.address for row in rows if row.accounted_for)),
    )
