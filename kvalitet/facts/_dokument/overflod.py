"""Which documents could go, and which are checked: by what rests on them in the register."""

from collections.abc import Iterable, Iterator, Mapping

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._dokument.amnen import demanded
from kvalitet.views.dokument import Dokument
from kvalitet.views.egenkontroller import Egenkontroll
from kvalitet.views.hanvisningar import relied_on

_TRIED = "utgår"


def checked(reach: Reach) -> frozenset[str]:
    """What the active inspections are about."""
    active = (view for view in Egenkontroll.all(reach.register) if view.active)
    return frozenset(name for view in active for name in view.avser)


def could_go(reach: Reach, found: Iterable[Dokument]) -> Mapping[str, str]:
    """The documents that could go, by id, with why: found not to be needed, replaced, or rested on by nothing."""
    used = frozenset(_used(reach))
    wanted = {topic.id for topic in demanded(reach)}
    replaced = {old: view for view in Dokument.live(reach.register) if view.in_force for old in view.ersatter}
    why = ((view.id, _why(reach, view, used, wanted, replaced)) for view in found)
    return {name: reason for name, reason in why if reason}


def _used(reach: Reach) -> Iterator[str]:
    """What processes, requirements, other documents and inspections rest on."""
    yield from (mention.value for mention in relied_on(reach.register))
    yield from (part.dokument for view in Dokument.live(reach.register) for part in view.bygger_pa if part.dokument)
    yield from checked(reach)


def _why(reach: Reach, view: Dokument, used: frozenset[str], wanted: set[str], replaced: Mapping[str, Dokument]) -> str:
    if view.utfall == _TRIED:
        return "har prövats, och då behövdes det inte"
    if view.id in replaced:
        return f"har ersatts av ”{replaced[view.id].titel}”"
    if not view.in_force or view.next_in_making or view.id in used:
        return ""
    if view.giltig_till and view.giltig_till < reach.today:
        return "har gått ut, och inget i registret bygger på det"
    if wanted and wanted.isdisjoint(view.amne):
        return "täcker inget krävt ämne, och inget i registret bygger på det"
    return ""


def crowded(reach: Reach, governing: Iterable[Dokument]) -> Mapping[str, tuple[Dokument, ...]]:
    """The topics that several of the documents are about, in the order of the code list."""
    views = tuple(governing)
    codes = reach.register.codes.get("amnen")
    topics = codes.codes if codes else {}
    by_topic = {topic: tuple(view for view in views if topic in view.amne) for topic in topics}
    return {topic: found for topic, found in by_topic.items() if len(found) > 1}
