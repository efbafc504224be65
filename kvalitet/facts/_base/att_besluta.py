"""What a report asks its readers to decide: what it is about, the foremost of it by name, and how much there is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kvalitet.model.figure import Figure
from kvalitet.model.wording import number_text

_NAMED_AT_MOST = 5
"""So many are named where they are to be decided of; the tables further down have them all."""

_BETWEEN = "; "
_LONG = 70
"""A name of more characters is a sentence: several of them in one line are not read."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something to decide: of what, what to do about it, which they are, and how many."""

    what: str
    ask: str
    named: tuple[str, ...]
    figure: Figure

    @property
    def key(self) -> str:
        """The key of the number of them."""
        return self.figure.key

    @property
    def foremost(self) -> str:
        """The first of them by name, and how many more there are."""
        return foremost(self.named)

    @property
    def points(self) -> tuple[str, ...]:
        """The first of them each for itself, where one is too long to stand in a line with others; else none."""
        long = len(self.named) > 1 and any(len(name) > _LONG for name in self.named)
        return tuple(foremost(self.named).split(_BETWEEN)) if long else ()


def foremost(names: Sequence[str]) -> str:
    """The first names of many, and how many more there are; names that are sentences may hold commas."""
    told = [name.rstrip(".") for name in names[:_NAMED_AT_MOST]]
    more = len(names) - len(told)
    return _BETWEEN.join((*told, *((f"och {number_text(more)} till",) if more else ())))


def decision(what: str, ask: str, named: Iterable[str], figure: Figure) -> Iterator[Decision]:
    """One decision where there is anything to decide, else none. The worst is to be named first."""
    if names := tuple(named):
        yield Decision(what, ask, names, figure)


def decision_below(what: str, ask: str, figure: Figure) -> Iterator[Decision]:
    """One decision where there is anything to decide of what a table right below names, else none."""
    if figure.some:
        yield Decision(what, f"{ask} Tabellen nedan visar vilka.", (), figure)
