"""The governing documents that hold within a report's reach, and how each stands on a day."""

from collections.abc import Iterable, Mapping
from datetime import date

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import day_text
from kvalitet.model.dates import days_on
from kvalitet.model.wording import alphabetical
from kvalitet.views.dokument import Dokument

SOON = 90
"""Within so many days a document is said to expire soon."""


def documents(reach: Reach) -> tuple[Dokument, ...]:
    """The documents that hold within reach, repealed ones left out."""
    return tuple(v for v in Dokument.live(reach.register) if reach.governs(v.record.unit, *v.galler_for))


def in_force(reach: Reach) -> tuple[Dokument, ...]:
    """Those of them that govern today: the register has the present version's days alone."""
    return tuple(view for view in documents(reach) if view.in_force_on(reach.today))


def by_title(views: Iterable[Dokument]) -> tuple[Dokument, ...]:
    """Documents in the order of their titles."""
    return tuple(sorted(views, key=lambda view: (alphabetical(view.titel), view.id)))


def standing(view: Dokument, today: date) -> str:
    """How a document stands on a day, in words."""
    if not view.in_force:
        return "är under arbete"
    if view.giltig_till and view.giltig_till < today:
        return f"gick ut {day_text(view.giltig_till)}"
    if view.giltig_fran and view.giltig_fran > today:
        return f"börjar gälla {day_text(view.giltig_fran)}"
    return f"gäller till {day_text(view.giltig_till)}" if view.giltig_till else "gäller tills vidare"


def by_state(views: Iterable[Dokument], today: date) -> Mapping[str, tuple[Dokument, ...]]:
    """Documents by how they stand: what governs (of that what soon expires), what has expired, what is to come."""
    found = tuple(views)
    governing = tuple(view for view in found if view.in_force_on(today))
    decided = tuple(view for view in found if view.in_force)
    return {
        "gällande": governing,
        "går_ut": tuple(view for view in governing if view.giltig_till and view.giltig_till <= days_on(today, SOON)),
        "utgångna": tuple(view for view in decided if view.giltig_till and view.giltig_till < today),
        "kommande": tuple(view for view in decided if view.giltig_fran and view.giltig_fran > today),
        "utkast": tuple(view for view in found if view.status == "utkast"),
    }
