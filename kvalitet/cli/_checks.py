"""How the command verify tells what holds and what does not, whatever it was that was put to the proof."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kvalitet.model.proof import Check, Outcome
from kvalitet.model.wording import counted
from kvalitet.output.page import Page, one_line, words

if TYPE_CHECKING:
    from rich.text import Text

_WORDS = {Outcome.HOLDS: "håller", Outcome.BROKEN: "håller inte", Outcome.UNJUDGED: "kan inte bedömas"}
_STYLES = {Outcome.HOLDS: "green", Outcome.BROKEN: "bold red", Outcome.UNJUDGED: "yellow"}


def breaks(checks: Sequence[Check]) -> bool:
    """Whether something does not hold."""
    return _number(checks, Outcome.BROKEN) > 0


def rows(checks: Sequence[Check]) -> list[dict[str, str]]:
    """The checks as JSON."""
    return [{"check": each.name, "outcome": each.outcome.value, "message": each.message} for each in checks]


def drawn(page: Page, checks: Sequence[Check]) -> "Iterator[Text]":
    """The checks as text, one below the other."""
    left = max(map(len, _WORDS.values())) + 4
    for each in checks:
        label = f"  {_WORDS[each.outcome]}".ljust(left)
        yield words(label, _STYLES[each.outcome]) + page.indented(one_line(each.message), left)[left:]


def verdict(checks: Sequence[Check]) -> str:
    """What it comes to, in a sentence."""
    broken, unjudged = _number(checks, Outcome.BROKEN), _number(checks, Outcome.UNJUDGED)
    if broken:
        return f"{counted(broken, 'sak', 'saker')} håller inte."
    if unjudged:
        return f"Allt som kan bedömas håller; {counted(unjudged, 'sak', 'saker')} kan inte bedömas."
    return "Allt håller."


def _number(checks: Sequence[Check], outcome: Outcome) -> int:
    return sum(each.outcome is outcome for each in checks)
