"""What the other rules have said of a register: for a rule that judges what they say."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kvalitet.model.finding import Fault
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.rule import Rule

Said = tuple[Rule, Fault]


@dataclass(frozen=True)
class Judged:
    """The faults that were found on a day, or, where `today` is None, without asking the clock.

    `timely` says of each rule that was run whether time alone can make it speak; `later` gives
    what time alone makes a rule say on another day.
    """

    register: Register
    today: date | None
    known: frozenset[str]
    timely: Mapping[str, bool]
    said: tuple[Said, ...]
    later: Callable[[str, date], Iterable[Fault]]

    def was_asked(self, code: str) -> bool:
        """Whether all that a rule could have said was looked for: it was run, and no part of it left out."""
        return code in self.timely and not (self.today is None and self.timely[code])

    def speaks(self, code: str, record: Record) -> bool:
        """Whether a rule found something on a record."""
        return (code, record.id) in self._spoken

    def will_speak(self, code: str, record: Record, day: date) -> bool:
        """Whether time alone makes a rule find something on a record on a day."""
        key = (Judged, code, day, self.today)
        names = self.register.once(key, lambda: frozenset(map(self._name, self.later(code, day))))
        return record.id in names

    @cached_property
    def _spoken(self) -> frozenset[tuple[str, str | None]]:
        return frozenset((rule.code, self._name(fault)) for rule, fault in self.said)

    def _name(self, fault: Fault) -> str | None:
        record = fault.record or self.register.by_path.get(fault.path)
        return record.id if record else None
