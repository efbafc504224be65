"""Judges a loaded register on a day: rules, readers' faults, places and sieves together."""

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from kvalitet.model.assessment import Assessment, Timing
from kvalitet.pipeline.load import Loaded
from kvalitet.pipeline.locate import Locator
from kvalitet.pipeline.sieves import Filter, sieved
from kvalitet.pipeline.stamp import stamped, stamped_deadlines
from kvalitet.rules.catalogue import rule_files
from kvalitet.rules.runner import Timer, chosen, run

PLACING = "rader, mottagare och urval"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """How to judge: with what time alone makes true or without, what to report on, and whether to measure it."""

    clock: bool = True
    wanted: Filter = field(default_factory=Filter)
    timer: Timer | None = None


def assess(loaded: Loaded, today: date, request: Request | None = None) -> tuple[Assessment, Locator]:
    """The assessment of a register on a day, with the locator that knows the lines of its findings."""
    request = request or Request()
    register = loaded.register
    rules = rule_files()
    judgement = run(register, today, rules, clock=request.clock, timer=request.timer)
    since = request.timer() if request.timer else 0.0
    said = [(rules[code].rule, fault) for code, fault in loaded.faults if chosen(code, register.settings)]
    said += judgement.faults
    locator = Locator(loaded.tree, (fault.path for _, fault in said))
    exempting = today if request.clock else None
    findings, suppressed = sieved(stamped(said, register, locator), register, exempting, request.wanted)
    placing = (Timing(PLACING, request.timer() - since),) if request.timer else ()
    assessment = Assessment(
        register=register,
        today=today,
        findings=findings,
        list_deadlines=partial(stamped_deadlines, judgement.deadlines, register),
        suppressed=suppressed,
        timings=(*judgement.timings, *placing),
    )
    return assessment, locator
