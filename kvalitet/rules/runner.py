"""Runs the rules on a register and a day: every fault and deadline with the rule that said it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kvalitet.model.assessment import Timing
from kvalitet.model.deadline import Deadline
from kvalitet.model.finding import Fault
from kvalitet.model.register import Register
from kvalitet.model.rule import Rule
from kvalitet.model.settings import Settings
from kvalitet.rules.catalogue import RuleFile
from kvalitet.rules.judged import Judged, Said
from kvalitet.rules.lateness import late, overdue
from kvalitet.rules.watch import Timer, Watch
from kvalitet.views.atgarder import all_actions
from kvalitet.views.view import View

SHARED = "det som reglerna delar"


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that the rules say of a register on a day, in the order of the rules, and how long each took."""

    faults: tuple[Said, ...]
    deadlines: tuple[tuple[Rule, Deadline], ...]
    timings: tuple[Timing, ...] = ()


def run(
    register: Register,
    today: date,
    rules: Mapping[str, RuleFile],
    *,
    clock: bool = True,
    timer: Timer | None = None,
) -> Judgement:
    """The judgement of the rules that the register has not set aside.

    Without `clock`, what time alone makes true is left out; deadlines are still listed. With a
    `timer` each rule is measured; what many rules use is then made first and counted apart, so
    that it does not fall on whichever asks for it first.
    """
    faults: list[Said] = []
    deadlines: list[tuple[Rule, Deadline]] = []
    asked = [file for file in rules.values() if chosen(file.rule.code, register.settings)]
    watch = Watch(timer)
    if timer:
        _prepare(register)
        watch.lap(SHARED)
    for file in asked:
        faults += [(file.rule, fault) for fault in _structural(file, register)]
        found = _deadlines(file, register)
        deadlines += [(file.rule, deadline) for deadline in found]
        if clock:
            faults += [(file.rule, fault) for fault in _timely(file, register, today)]
        # a rule on what the others have said has its turn, and its lap, after them
        if not file.last:
            watch.lap(file.rule.code)
    if clock:
        faults += late(deadlines, today)
    judged = _judged(register, today if clock else None, rules, asked, faults)
    for file, said in _of_the_others(asked, judged):
        faults += [(file.rule, fault) for fault in said]
        watch.lap(file.rule.code)
    return Judgement(tuple(faults), tuple(deadlines), watch.timings)


def _prepare(register: Register) -> None:
    """Makes what the register and the views keep for all rules."""
    register.referrers("")
    register.items("")
    all_actions(register)
    assert register.by_address is not None  # noqa: S101  # asked for, so that it is made
    for view in View.__subclasses__():
        view.all(register)
    for body in register.bodies.values():
        assert body.links is not None  # noqa: S101  # likewise


def _judged(
    register: Register, today: date | None, rules: Mapping[str, RuleFile], asked: Iterable[RuleFile], said: list[Said]
) -> Judged:
    return Judged(
        register=register,
        today=today,
        known=frozenset(rules),
        timely={file.rule.code: file.timely for file in asked},
        said=tuple(said),
        later=lambda code, day: _on(rules[code], register, day),
    )


def _of_the_others(asked: Iterable[RuleFile], judged: Judged) -> Iterator[tuple[RuleFile, list[Fault]]]:
    for file in asked:
        for function in file.last:
            yield file, list(file.bound(function, judged.register.settings)(judged.register, judged))


def read(path: str, text: str, rules: Mapping[str, RuleFile], settings: Settings) -> Iterator[Said]:
    """What the rules that the register has not set aside say of a file's text as it stands."""
    for file in rules.values():
        for function in file.sources if chosen(file.rule.code, settings) else ():
            yield from ((file.rule, fault) for fault in file.bound(function, settings)(path, text))


def deadlines_of(register: Register, rules: Mapping[str, RuleFile]) -> tuple[tuple[Rule, Deadline], ...]:
    """The deadlines that the rules list, of those that the register has not set aside."""
    return tuple(
        (file.rule, deadline)
        for file in rules.values()
        if chosen(file.rule.code, register.settings)
        for deadline in _deadlines(file, register)
    )


def chosen(code: str, settings: Settings) -> bool:
    """Whether the register's configuration lets a rule run; prefixes of codes count."""
    selected = not settings.selected or code.startswith(settings.selected)
    return selected and not (settings.ignored and code.startswith(settings.ignored))


def _structural(file: RuleFile, register: Register) -> Iterator[Fault]:
    for function in file.checks:
        yield from file.bound(function, register.settings)(register)


def _deadlines(file: RuleFile, register: Register) -> list[Deadline]:
    return [d for function in file.deadlines for d in file.bound(function, register.settings)(register)]


def _timely(file: RuleFile, register: Register, today: date) -> Iterator[Fault]:
    for function in file.clocks:
        for fault in file.bound(function, register.settings)(register, today):
            yield replace(fault, clock=True)


def _on(file: RuleFile, register: Register, day: date) -> Iterator[Fault]:
    """All that time makes true of a rule on another day."""
    yield from _timely(file, register, day)
    for deadline in _deadlines(file, register):
        yield from overdue(deadline, day)
