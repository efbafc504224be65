"""Judges a loaded register on a day: rules, readers' faults, places and sieves together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from kvalitet.model.assessment import Assessment
from kvalitet.pipeline.load import Loaded
from kvalitet.pipeline.locate import Locator
from kvalitet.pipeline.sieves import Filter, sieved
from kvalitet.pipeline.stamp import stamped, stamped_deadlines
from kvalitet.rules.catalogue import RuleFile, rule_files
from kvalitet.rules.runner import Said, chosen, read, run


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """How to judge: with what time alone makes true or without, and what to report on."""

    clock: bool = True
    wanted: Filter = field(default_factory=Filter)


def assess(loaded: Loaded, today: date, request: Request | None = None) -> tuple[Assessment, Locator]:
    """The assessment of a register on a day, with the locator that knows the lines of its findings."""
    request = request or Request()
    register = loaded.register
    rules = rule_files()
    judgement = run(register, today, rules, clock=request.clock)
    said = [(rules[code].rule, fault) for code, fault in loaded.faults if chosen(code, register.settings)]
    said += judgement.faults
    said += _read_by_rules(loaded, rules)
    locator = Locator(loaded.tree, (fault.path for _, fault in said))
    exempting = today if request.clock else None
    findings, suppressed = sieved(stamped(said, register, locator), register, exempting, request.wanted)
    assessment = Assessment(
        register=register,
        today=today,
        findings=findings,
        list_deadlines=partial(stamped_deadlines, judgement.deadlines, register),
        suppressed=suppressed,
    )
    return assessment, locator


def _read_by_rules(loaded: Loaded, rules: Mapping[str, RuleFile]) -> Iterator[Said]:
    """What the rules on text say of the files that hold what they look for; they alone see it."""
    for path, true, text in loaded.tree.bare(loaded.secretive):
        for rule, fault in read(true, text, rules, loaded.register.settings):
            yield rule, replace(fault, path=path)
