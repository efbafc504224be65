"""Processes: those within a report's reach, and how far each had come by the day described."""

from datetime import date

from kvalitet.facts._reach import Reach
from kvalitet.model.dates import first_day
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
    """The processes within reach that were known by the day."""
    found = (view for view in Process.live(reach.register) if reach.covers(view.record.unit))
    return tuple(view for view in found if reached(reach, view, "identifierad"))


def core(reach: Reach) -> tuple[Process, ...]:
    """The core processes among them."""
    return tuple(view for view in processes(reach) if view.is_core)
