"""A document on its way: what it is about, what was gathered for it, what it lacks, and the text itself."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from kvalitet.model.dates import Period, period_before
from kvalitet.model.diagram import Diagram
from kvalitet.model.figure import Figure, Table, by_key
from kvalitet.model.house import PLAIN, House
from kvalitet.model.wording import ascii_form, capital, commit_text, date_text

CITATION = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
"""A figure's key in prose: `[[avvikelser.antal]]`."""

_Keyed = TypeVar("_Keyed", Table, Diagram)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a document is about: a period, a unit with its subunits (None: all), a safety area, one record by its id.

    `auditor` asks for the rendition that shows everything and what it rests on, `internal` for one that shows
    everything to those who work with the register; else the open one is meant.
    """

    period: Period
    unit: str | None = None
    area: str | None = None
    record: str | None = None
    auditor: bool = False
    internal: bool = False

    @property
    def masks(self) -> bool:
        """Whether small numbers that speak of persons are left out."""
        return not (self.auditor or self.internal)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a document lacks, where, and what to do. One that refuses stops the final document."""

    what: str
    where: str
    help: str
    refuses: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading at a level (2 is the highest under the title) with its prose, tables and charts.

    `basis` holds the laws and paragraphs that the section answers to.
    """

    id: str
    title: str
    level: int
    prose: str = ""
    tables: tuple[Table, ...] = ()
    diagrams: tuple[Diagram, ...] = ()
    basis: tuple[str, ...] = ()
    mandatory: bool = False

    @property
    def says_something(self) -> bool:
        """Whether there is prose, a table or a chart."""
        return bool(self.prose.strip() or self.tables or self.diagrams)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that a report is made of. Raises ValueError when two figures, tables or charts share a key and differ.

    A table with the key of a chart holds the numbers that the chart draws, and stands beside it.
    `scope` is what was asked for, `edition` the rendition in words, `day` the day it speaks of. `prose` is the
    text from records, each with the place it stands in, in which figures are cited. `details` is what this report
    alone has, by the names its template uses.
    """

    title: str
    scope: Scope
    unit: str
    day: date
    status: str
    edition: str = ""
    tables: tuple[Table, ...] = ()
    diagrams: tuple[Diagram, ...] = ()
    loose: tuple[Figure, ...] = ()
    sections: tuple[Section, ...] = ()
    gaps: tuple[Gap, ...] = ()
    prose: tuple[tuple[str, str], ...] = ()
    details: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _ = self.figures, self.table, self.diagram  # building them is the check

    @property
    def period(self) -> Period:
        """The period that the report is about."""
        return self.scope.period

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure by key, those in tables too."""
        inside = (figure for table in self._all_tables() for figure in table.figures)
        return by_key((*self.loose, *inside))

    @cached_property
    def _by_spelling(self) -> Mapping[str, Figure]:
        return {ascii_form(key): figure for key, figure in self.figures.items()}

    def cited(self, key: str) -> Figure | None:
        """The figure that prose cites, its key spelt with or without å, ä and ö; None where there is none."""
        return self.figures.get(key) or self._by_spelling.get(ascii_form(key))

    @property
    def all_gaps(self) -> tuple[Gap, ...]:
        """The gaps, with one for each figure that prose cites and that is not there."""
        return (*self.gaps, *self._unknown_citations())

    def _unknown_citations(self) -> Iterator[Gap]:
        for where, text in self.prose:
            for key in dict.fromkeys(citations(text)):
                if self.cited(key) is None:
                    advice = "Rätta nyckeln. Nycklarna står sist i dokumentet i formatet md."
                    yield Gap(f"siffran [[{key}]] finns inte", where, advice)

    @cached_property
    def earlier(self) -> Mapping[str, Figure]:
        """The figures of the period before, by the keys of this one's."""
        before = period_before(self.period)
        suffix = f".{before.text}" if before else "."
        return {key.removesuffix(suffix): figure for key, figure in self.figures.items() if key.endswith(suffix)}

    @cached_property
    def table(self) -> Mapping[str, Table]:
        """Every table by key."""
        return _each_once("tables", self._all_tables())

    @cached_property
    def diagram(self) -> Mapping[str, Diagram]:
        """Every chart by key."""
        return _each_once("charts", (*self.diagrams, *(each for section in self.sections for each in section.diagrams)))

    def _all_tables(self) -> Iterator[Table]:
        yield from self.tables
        for section in self.sections:
            yield from section.tables


def _each_once(what: str, parts: Iterable[_Keyed]) -> Mapping[str, _Keyed]:
    found: dict[str, _Keyed] = {}
    for part in parts:
        if found.setdefault(part.key, part) != part:
            raise ValueError(f"two {what} are called {part.key}")
    return found


def citations(text: str) -> tuple[str, ...]:
    """The keys of the figures that prose cites, in the order written."""
    return tuple(match[1].strip() for match in CITATION.finditer(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What every document says of itself. `commit` is None outside git; `judged` is the day it was made on.

    `scope` is what it was asked for, by which it can be made again.
    """

    provider: str
    period: str
    unit: str
    scope: Scope
    day: date
    judged: date
    commit: str | None
    dirty: bool
    version: str
    status: str
    edition: str = ""

    @property
    def lead(self) -> str:
        """What a reader must know before the first line: about whom and when, and whether it is adopted."""
        return f"{capital(self.unit)} · läget {date_text(self.day)} · {self.status}"

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The particulars as people read them, each with its name."""
        return (
            ("Vårdgivare", self.provider),
            ("Period", self.period),
            ("Omfattar", self.unit),
            ("Avser läget", date_text(self.day)),
            ("Status", self.status),
            *((("Utgåva", self.edition),) if self.edition else ()),
            ("Framställt", date_text(self.judged)),
            ("Underlag", commit_text(self.commit, dirty=self.dirty)),
            ("Verktyg", f"kvalitet {self.version}"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A finished text in pandoc's Markdown, without its title, with the figures it rests on and the charts by key."""

    name: str
    title: str
    markdown: str
    figures: Mapping[str, Figure]
    metadata: Metadata
    diagrams: Mapping[str, Diagram] = field(default_factory=dict)
    house: House = PLAIN
    draft: bool = False
