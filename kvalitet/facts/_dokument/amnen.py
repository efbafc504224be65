"""The topics that the care provider demands documents on, and what covers each."""

from dataclasses import dataclass

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._dokument.gallande import standing
from kvalitet.model.figure import Figure, Table, count
from kvalitet.model.value import texts
from kvalitet.model.wording import listing
from kvalitet.views.dokument import Dokument


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic demanded, with the documents on it: those that govern today and the others."""

    id: str
    label: str
    governing: tuple[Dokument, ...]
    others: tuple[Dokument, ...]


def demanded(reach: Reach) -> tuple[Topic, ...]:
    """The topics demanded of the care provider, in the order of the settings: a document in any unit covers one."""
    wanted = reach.register.settings.demanded("ämnen")
    names = dict.fromkeys(texts(wanted)) if isinstance(wanted, list) else {}
    return tuple(_topic(reach, name) for name in names)


def _topic(reach: Reach, name: str) -> Topic:
    about = [view for view in Dokument.live(reach.register) if name in view.amne]
    governing = tuple(view for view in about if view.in_force_on(reach.today))
    others = tuple(view for view in about if view not in governing)
    return Topic(name, reach.register.label("amnen", name), governing, others)


def topic_figures(found: tuple[Topic, ...]) -> tuple[Figure, Figure]:
    """How many topics are demanded, and how many of them no document in force covers."""
    lacking = (topic.id for topic in found if not topic.governing)
    return count("ämnen.krävda", (topic.id for topic in found)), count("ämnen.utan_dokument", lacking)


def lacking_table(reach: Reach, found: tuple[Topic, ...]) -> Table:
    """The topics that no document in force covers, with what there is on them."""
    lacking = [topic for topic in found if not topic.governing]
    return Table(
        key="ämnen.saknas",
        caption="Ämnen som ska täckas men saknar gällande dokument",
        headings=("Ämne", "Det som finns"),
        rows=tuple((topic.label, _others(reach, topic)) for topic in lacking),
        ids=tuple(sorted(view.id for topic in lacking for view in topic.others)),
        note="Vilka ämnen som ska täckas har vårdgivaren bestämt. Ett dokument räknas, vilken enhet det än gäller för.",
        empty="Alla ämnen som vårdgivaren kräver täcks av ett gällande dokument."
        if found
        else "Vårdgivaren har inte bestämt vilka ämnen som ska täckas.",
    )


def _others(reach: Reach, topic: Topic) -> str:
    told = [f"”{view.titel}” {standing(view, reach.today)}" for view in topic.others]
    return listing(told) or "Inget dokument"
