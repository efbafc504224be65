"""A report with prose: its record, the sections that its headings give, and what they lack.

The prose stands in a record of the kind rapport, by the headings of the report's type, which are a code list.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kvalitet.facts._base.placering import with_diagrams
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.rubriker import Heading
from kvalitet.facts._base.tally import Gathered
from kvalitet.model.diagram import Diagram
from kvalitet.model.document import Gap, Section
from kvalitet.model.figure import Table
from kvalitet.model.wording import listing
from kvalitet.views.rapporter import Rapport


def report_of(within: Reach, kind: str) -> Rapport | None:
    """The record with the prose of a type of report: of the unit asked for, else that of the highest unit."""
    organisation = within.register.organisation
    found = [
        report
        for report in Rapport.all(within.register)
        if report.typ == kind and report.period and report.period.text == within.period.text
    ]
    if within.scope.unit:
        found = [report for report in found if report.enhet == within.scope.unit]
    return min(found, key=lambda r: (len(organisation.above(r.enhet)), r.record.id), default=None)


@dataclass(frozen=True, slots=True)
class Placed:
    """What stands where: tables by key, and under each heading the keys of its tables.

    A heading has the charts whose keys begin as `beginnings` says, and the table of a chart stands beside it.
    `under` has the table that a heading has besides, `besides` more tables and the charts that stand with them.
    """

    tables: Mapping[str, Table]
    keys: Mapping[str, tuple[str, ...]]
    diagrams: tuple[Diagram, ...] = ()
    beginnings: Mapping[str, str] = field(default_factory=dict)
    under: Mapping[str, Table] = field(default_factory=dict)
    besides: Mapping[str, Gathered] = field(default_factory=dict)


def drawn(chosen: Iterable[Heading], report: Rapport | None, placed: Placed) -> tuple[Section, ...]:
    """A section for each heading, with its prose, tables and charts, those that hold nothing too."""
    return tuple(_section(heading, report, placed) for heading in chosen)


def _section(heading: Heading, report: Rapport | None, placed: Placed) -> Section:
    code = heading.code
    prose = report.avsnitt.get(code.id) if report else None
    named = (placed.tables[key] for key in placed.keys.get(code.id, ()) if key in placed.tables)
    tables = (table for table in named if table.says_something)
    besides = (placed.under[code.id],) if code.id in placed.under else ()
    section = Section(
        id=code.id,
        title=code.label,
        level=heading.level,
        prose=prose if isinstance(prose, str) else "",
        tables=(*tables, *besides),
        basis=heading.basis,
        mandatory=heading.mandatory,
    )
    section = with_diagrams(section, placed.beginnings.get(code.id), placed.diagrams)
    return _with(section, placed.besides.get(code.id, Gathered()))


def _with(section: Section, more: Gathered) -> Section:
    """The section with more tables and charts; a table that stands beside a chart comes with the chart."""
    beside = {diagram.key for diagram in more.diagrams}
    return replace(
        section,
        tables=(*section.tables, *(table for table in more.tables if table.key not in beside)),
        diagrams=(*section.diagrams, *more.diagrams),
    )


def without_empty(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections without the headings under which nothing stands, unless something must."""
    kept: list[Section] = []
    for section in reversed(sections):
        heads_something = bool(kept) and kept[-1].level > section.level
        if section.says_something or section.mandatory or heads_something:
            kept.append(section)
    return tuple(reversed(kept))


def prose_gaps(
    within: Reach, report: Rapport | None, sections: Sequence[Section], kind: str, noun: str
) -> tuple[Gap, ...]:
    """What a report lacks of its prose: the record, mandatory texts, the day; and texts that find no heading.

    A lack refuses it where some of its contents are demanded by law. `noun` is what texts call it: "berättelsen".
    """
    year = within.period.label
    if report is None:
        help_text = f"Skriv texten i en ny rapport med typen {kind.replace('_', ' ')} och perioden {year}."
        refuses = any(section.mandatory for section in sections)
        return (Gap(f"det finns ingen text till {noun} om {year}", "i registrets mapp rapporter", help_text, refuses),)
    return (
        *_untold(within, report, sections),
        *_lost(within, report, sections, noun),
        *_undated(within, report, noun),
    )


def _untold(within: Reach, report: Rapport, sections: Iterable[Section]) -> Iterator[Gap]:
    for section in sections:
        if section.mandatory and not section.prose.strip():
            yield Gap(
                f"text saknas under ”{section.title}” ({listing(section.basis)})",
                f"{_place(within, report)}, avsnitt.{section.id}",
                "Skriv hur kravet har uppfyllts under året.",
            )


def _lost(within: Reach, report: Rapport, sections: Iterable[Section], noun: str) -> Iterator[Gap]:
    known = {section.id for section in sections}
    for key, text in report.avsnitt.items():
        if key not in known and isinstance(text, str) and text.strip():
            yield Gap(
                f"texten under ”{key}” kommer inte med: rubriken hör inte till {noun} om {within.period.label}",
                f"{_place(within, report)}, avsnitt.{key}",
                "Flytta texten till en rubrik som gäller för perioden.",
                refuses=False,
            )


def _undated(within: Reach, report: Rapport, noun: str) -> Iterator[Gap]:
    if report.upprattad is None:
        yield Gap(
            f"dagen då {noun} upprättades är inte angiven",
            f"{_place(within, report)}, upprättad",
            "Skriv dagen när texten är färdig.",
            refuses=False,
        )


def _place(within: Reach, report: Rapport) -> str:
    return f"{within.register.origin.prefix}/{report.record.path}"


def prose_of(within: Reach, report: Rapport | None) -> tuple[tuple[str, str], ...]:
    """The texts of the record, each with the place it stands in; none without a record."""
    if report is None:
        return ()
    place = _place(within, report)
    return tuple((f"{place}, avsnitt.{key}", text) for key, text in report.avsnitt.items() if isinstance(text, str))
