"""How long each part of a run took, told on stderr."""

from collections.abc import Iterable

from kvalitet.model.assessment import Timing
from kvalitet.model.wording import counted, number_text

_SMALLEST = 0.001
"""Parts under a thousandth of the run are told together."""


def profile(timings: Iterable[Timing]) -> str:
    """The parts of a run, the slowest first, with their share of it; a rule is told with its short name."""
    from kvalitet.rules.catalogue import rule_files

    rules = rule_files()
    parts = sorted(timings, key=lambda timing: (-timing.seconds, timing.part))
    whole = sum(timing.seconds for timing in parts)
    shown = [timing for timing in parts if timing.seconds >= _SMALLEST * whole]
    small = [timing.seconds for timing in parts[len(shown) :]]
    names = {code: f"{code} {file.rule.name}" for code, file in rules.items()}
    lines = [_line(timing.seconds, whole, names.get(timing.part, timing.part)) for timing in shown]
    if small:
        rest = counted(len(small), "del till", "delar till, var och en under en promille")
        lines.append(_line(sum(small), whole, rest))
    head = f"körningen tog {number_text(whole, 3)} s, så här fördelat:"
    return "\n".join([head, *lines])


def _line(seconds: float, whole: float, name: str) -> str:
    share = 100 * seconds / whole if whole else 0.0
    return f"{number_text(seconds, 3):>9} s {number_text(share, 1):>6} %  {name}"
