"""Requirements of the law: those that hold within a report's reach, what backs each, and whether it was reviewed."""

from collections.abc import Collection
from datetime import date

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._dokument.gallande import in_force
from kvalitet.views.egenkontroller import Egenkontroll
from kvalitet.views.lagkrav import Lagkrav


def requirements(reach: Reach) -> tuple[Lagkrav, ...]:
    """The requirements in force that concern the units within reach."""
    found = (view for view in Lagkrav.all(reach.register) if view.in_force)
    return tuple(view for view in found if reach.governs(view.record.unit, *view.galler_for))


def governing(reach: Reach) -> frozenset[str]:
    """What may meet a requirement today: the documents in force within reach, and the active inspections."""
    active = (view.id for view in Egenkontroll.all(reach.register) if view.active)
    return frozenset({*(view.id for view in in_force(reach)), *active})


def backing(reach: Reach, view: Lagkrav, used: Collection[str]) -> tuple[str, ...]:
    """What in use sees to it that a requirement is met: what it names, and the inspections that are about it."""
    about = (each.id for each in Egenkontroll.all(reach.register) if view.id in each.avser)
    return tuple(name for name in dict.fromkeys((*view.uppfylls_av, *about)) if name in used)


def reviewed(view: Lagkrav, today: date) -> bool:
    """Whether a requirement has been reviewed and its next review has not passed."""
    return view.granskad is not None and (view.nasta_granskning is None or view.nasta_granskning >= today)
