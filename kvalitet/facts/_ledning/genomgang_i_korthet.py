"""The review in short: the figures of what stands before its first heading."""

from collections.abc import Iterable, Iterator

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._ledning.uppfoljning import Followed
from kvalitet.facts._planer.atgarder import state_on
from kvalitet.model.figure import Figure, count
from kvalitet.views.genomgangar import Genomgang

_VERDICTS = ("avslutas", "fortsätter", "omprövas")
_JUDGEMENTS = ("tillfredsställande", "delvis", "otillräckligt")


def summary_figures(within: Reach, review: Genomgang | None, followed: Iterable[Followed]) -> Iterator[Figure]:
    """What was decided of last time's actions, how the parts were judged, and what was decided now.

    None where there is no review. An action of the plan is counted as it stands today, like the table of the plan.
    """
    if review is None:
        return
    rows = tuple(followed)
    for verdict in _VERDICTS:
        yield count(f"uppföljning.{verdict}", (row.address for row in rows if row.verdict == verdict))
    yield count("uppföljning.utan_beslut", (row.address for row in rows if not row.accounted_for))
    parts = [(f"{review.record.id}/{row.data.get('id')}", row.bedomning) for row in review.underlag if row.bedomning]
    yield count("bedömningar.antal", (address for address, _ in parts))
    for wanted in _JUDGEMENTS:
        yield count(f"bedömningar.{wanted}", (address for address, judged in parts if judged == wanted))
    yield count("beslut.antal", (f"{review.record.id}/{row.id}" for row in review.beslut))
    yield count("åtgärdsplan.antal", (action.address for action in review.atgarder))
    for state in ("klar", "försenad"):
        standing = (action.address for action in review.atgarder if state_on(action, within.today) == state)
        yield count(f"åtgärdsplan.{state}", standing)
