"""Runs the rules on history: on each life as it comes, then on the past as a whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from kvalitet.model.finding import Fault
from kvalitet.model.past import Life, Past
from kvalitet.model.rule import Rule
from kvalitet.model.settings import Settings
from kvalitet.rules.catalogue import RuleFile
from kvalitet.rules.judged import Said
from kvalitet.rules.runner import chosen

OfLife = Callable[[Life], Iterable[Fault]]
OfPast = Callable[[Past], Iterable[Fault]]


class Chronicle:
    """The rules on history that a register has not set aside, with its own thresholds in place."""

    def __init__(self, rules: Mapping[str, RuleFile], settings: Settings) -> None:
        asked = [file for file in rules.values() if chosen(file.rule.code, settings)]
        self._lives: list[tuple[Rule, OfLife]] = [(f.rule, f.bound(g, settings)) for f in asked for g in f.lives]
        self._pasts: list[tuple[Rule, OfPast]] = [(f.rule, f.bound(g, settings)) for f in asked for g in f.pasts]

    def of_life(self, life: Life) -> Iterator[Said]:
        """What the rules say of one record through its commits."""
        for rule, function in self._lives:
            yield from ((rule, fault) for fault in function(life))

    def of_past(self, past: Past) -> Iterator[Said]:
        """What the rules say of the commits as a whole."""
        for rule, function in self._pasts:
            yield from ((rule, fault) for fault in function(past))
