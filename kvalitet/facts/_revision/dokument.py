"""What the governing documents show an auditor: which topics are covered by something that is in force."""

from collections.abc import Iterable

from kvalitet.facts._dokument.gallande import documents, standing
from kvalitet.facts._revision.fragor import Answer, Audit, Evidence, State
from kvalitet.model.figure import count
from kvalitet.model.wording import capital, date_text, listing
from kvalitet.views.dokument import Dokument


def shown(seen: Audit, view: Dokument) -> Evidence:
    """A document as evidence, with how it stands today."""
    return seen.shown_by(view.record, standing(view, seen.today), view.giltig_fran)


def covered(seen: Audit, key: str, *topics: str) -> Answer:
    """Whether each of some topics is covered by a document that governs today."""
    found = [view for view in documents(seen) if not set(topics).isdisjoint(view.amne)]
    governing = [view for view in found if view.in_force_on(seen.today)]
    others = [view for view in found if view not in governing]
    met = {topic for view in governing for topic in view.amne} & set(topics)
    now, not_now = count(f"{key}.gällande", _ids(governing)), count(f"{key}.övriga", _ids(others))
    named = listing([seen.register.label("amnen", topic).lower() for topic in topics])
    reason = capital(f"{now.counted('dokument', 'dokument')} om {named} gäller {date_text(seen.today)}.")
    if others:
        reason += f" {not_now.counted('dokument', 'dokument')} har gått ut, är under arbete eller gäller senare."
    lacking = [seen.register.label("amnen", topic).lower() for topic in topics if topic not in met]
    if governing and lacking:
        reason += f" Inget av dem gäller {listing(lacking)}."
    evidence = tuple(shown(seen, view) for view in (*others, *governing))
    return Answer(_state(len(met), len(topics), some=bool(found)), reason, (now, not_now), evidence)


def _state(met: int, of: int, *, some: bool) -> State:
    if met == of:
        return State.PRESENT
    return State.PARTLY if some else State.MISSING


def _ids(views: Iterable[Dokument]) -> list[str]:
    return [view.id for view in views]
