"""Judges a loaded register on a day: rules, readers' faults, places and sieves together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from kvalitet.model.assessment import Assessment, Timing
from kvalitet.model.baseline import Entry
from kvalitet.model.settings import Settings
from kvalitet.pipeline.load import Loaded
from kvalitet.pipeline.locate import Locator
from kvalitet.pipeline.sieves import Sieves, exempt, sieved
from kvalitet.pipeline.stamp import Said, Unlocated, stamped, stamped_deadlines
from kvalitet.rules.catalogue import RuleFile, rule_files
from kvalitet.rules.runner import Judgement, chosen, read, run
from kvalitet.rules.watch import Timer

PLACING = "rader, mottagare och urval"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """How to judge: with what time alone makes true or without, what to take away, and whether to measure it."""

    clock: bool = True
    sieves: Sieves = field(default_factory=Sieves)
    timer: Timer | None = None


def assess(loaded: Loaded, today: date, request: Request | None = None) -> tuple[Assessment, Locator]:
    """The assessment of a register on a day, with the locator that knows the lines of its findings."""
    request = request or Request()
    register = loaded.register
    said, judgement = _judged(loaded, today, clock=request.clock, timer=request.timer)
    since = request.timer() if request.timer else 0.0
    locator = Locator(loaded.tree, (fault.path for _, fault in said))
    findings = stamped(said, register, locator)
    sifted = sieved(findings, register, today if request.clock else None, request.sieves)
    outdated = request.sieves.baseline.without(findings)
    placing = (Timing(PLACING, request.timer() - since),) if request.timer else ()
    assessment = Assessment(
        register=register,
        today=today,
        findings=sifted.findings,
        list_deadlines=partial(stamped_deadlines, judgement.deadlines, register),
        suppressed=sifted.suppressed,
        exempted=sifted.exempted,
        outdated=tuple(entry for entry in outdated if _was_asked(entry, register.settings, clock=request.clock)),
        timings=(*judgement.timings, *placing),
    )
    return assessment, locator


def fingerprints(loaded: Loaded, today: date, *, clock: bool) -> frozenset[str]:
    """What the findings of a register on a day are recognised by: those that its own exemptions leave."""
    said, _ = _judged(loaded, today, clock=clock)
    findings = stamped(said, loaded.register, Unlocated())
    _, left = exempt(findings, loaded.register, today if clock else None)
    return frozenset(finding.fingerprint for finding in left)


def _judged(loaded: Loaded, today: date, *, clock: bool, timer: Timer | None = None) -> tuple[list[Said], Judgement]:
    """All that rules and readers say, and the judgement of the rules alone."""
    register, rules = loaded.register, rule_files()
    judgement = run(register, today, rules, clock=clock, timer=timer)
    said = [(rules[code].rule, fault) for code, fault in loaded.faults if chosen(code, register.settings)]
    return [*said, *judgement.faults, *_read_by_rules(loaded, rules)], judgement


def _read_by_rules(loaded: Loaded, rules: Mapping[str, RuleFile]) -> Iterator[Said]:
    """What the rules on text say of the files that hold what they look for; they alone see it."""
    for path, true, text in loaded.tree.bare(loaded.secretive):
        for rule, fault in read(true, text, rules, loaded.register.settings):
            yield rule, replace(fault, path=path)


def _was_asked(entry: Entry, settings: Settings, *, clock: bool) -> bool:
    """Whether the finding of an entry would have been seen in this run."""
    return chosen(entry.code, settings) and (clock or not entry.clock)
