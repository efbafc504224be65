"""Processes: those within a report's reach, and how far each had come by the day described."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kvalitet.facts._base.ansvar import vacant
from kvalitet.facts._base.reach import Reach
from kvalitet.model.dates import first_day
from kvalitet.model.wording import alphabetical
from kvalitet.views.dokument import Dokument
from kvalitet.views.egenkontroller import Egenkontroll
from kvalitet.views.indikatorer import Indikator
from kvalitet.views.processer import Process

STEPS = ("identifierad", "beskriven", "fastställd")
SORTS = {"ledningsprocess": "ledningsprocesser", "kärnprocess": "kärnprocesser", "stödprocess": "stödprocesser"}


def reached(reach: Reach, process: Process, step: str) -> bool:
    """Whether a process had come to a step by the day; where the step has no day, as its status says today."""
    when = first_day(process.data.get(step))
    if when:
        return when <= reach.day
    return process.status in STEPS and STEPS.index(process.status) >= STEPS.index(step)


def standing(reach: Reach, process: Process) -> tuple[str, date | None]:
    """The furthest step that a process had come to by the day, and the day of it."""
    step = next((step for step in reversed(STEPS) if reached(reach, process, step)), STEPS[0])
    return step, first_day(process.data.get(step))


def processes(reach: Reach) -> tuple[Process, ...]:
    """The processes that were known by the day and that units within reach keep, own or lead."""
    found = (view for view in Process.all(reach.register) if reach.covers(view.record.unit, *_led_in(view)))
    return tuple(view for view in found if _stands(reach, view) and reached(reach, view, "identifierad"))


def _stands(reach: Reach, process: Process) -> bool:
    """Whether a process had not been repealed by the day."""
    repealed = process.upphavd
    return not reach.register.is_cancelled(process.record) or (repealed is not None and repealed > reach.day)


def _led_in(process: Process) -> tuple[str, ...]:
    """The units whose roles own and lead a process."""
    return tuple(role.partition("/")[2] for role in (process.processagare, process.processledare))


def by_title(views: Iterable[Process]) -> tuple[Process, ...]:
    """Processes in the order of their titles."""
    return tuple(sorted(views, key=lambda view: (alphabetical(view.record.title), view.id)))


def core(reach: Reach) -> tuple[Process, ...]:
    """The core processes among them."""
    return tuple(view for view in processes(reach) if view.is_core)


def leaders_lacking(reach: Reach, process: Process) -> Iterator[str]:
    """Which of owner and leader a process lacks: none is named, or the role is vacant without a deputy."""
    empty = vacant(reach)
    for named, role in (("ägare", process.processagare), ("ledare", process.processledare)):
        if not role:
            yield named
        elif role in empty and not empty[role].covered:
            yield f"{named} (rollen är vakant)"


@dataclass(frozen=True, slots=True)
class Equipped:
    """A process with what belongs to it: documents, the measures in use and the inspections going on.

    `leaders` says which of owner and leader are lacking, `governing` are the documents that are in force today.
    """

    process: Process
    leaders: tuple[str, ...]
    documents: tuple[Dokument, ...]
    governing: tuple[Dokument, ...]
    indicators: tuple[Indikator, ...]
    inspections: tuple[Egenkontroll, ...]

    @property
    def lacking(self) -> tuple[str, ...]:
        """What the process lacks of what each process should have, in words."""
        parts = (
            (self.governing, "gällande dokument"),
            (self.process.kvalitetskrav, "kvalitetskrav"),
            (self.indicators, "mått"),
        )
        return (*self.leaders, *(named for found, named in parts if not found))


def equipped(reach: Reach, process: Process) -> Equipped:
    """A process with what the register ties to it today."""
    register = reach.register
    documents = tuple(v for v in Dokument.live(register) if v.id in process.dokument or process.id in v.process)
    about = {process.id, *(view.id for view in documents)}
    return Equipped(
        process=process,
        leaders=tuple(leaders_lacking(reach, process)),
        documents=documents,
        governing=tuple(view for view in documents if view.in_force_on(reach.today)),
        indicators=tuple(v for v in Indikator.all(register) if v.active and process.id in v.processer),
        inspections=tuple(v for v in Egenkontroll.all(register) if v.active and not about.isdisjoint(v.avser)),
    )
