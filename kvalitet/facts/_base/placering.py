"""Where the tables and charts of a report stand: under a heading, or last when no heading has them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kvalitet.model.diagram import Diagram
from kvalitet.model.document import Section
from kvalitet.model.figure import Table


def with_diagrams(section: Section, beginning: str | None, diagrams: Iterable[Diagram]) -> Section:
    """The section with the charts whose keys begin so."""
    if beginning is None:
        return section
    return replace(section, diagrams=tuple(each for each in diagrams if _begins(each.key, beginning)))


def _begins(key: str, beginning: str) -> bool:
    return key == beginning or key.startswith(f"{beginning}.")


def without_repeats(tables: Iterable[Table]) -> Iterator[Table]:
    """The tables without those that are empty and would only say again what an empty one before them says."""
    said = set[str]()
    for table in tables:
        empty = not (table.rows or table.withheld)
        if not empty or table.empty not in said:
            yield table
        if empty:
            said.add(table.empty)


def left_over(
    tables: Iterable[Table], diagrams: Sequence[Diagram], sections: Iterable[Section]
) -> tuple[Table | Diagram, ...]:
    """What no section has; a table that stands beside a chart goes where the chart goes."""
    beside = {each.key for each in diagrams}
    placed = set[str]()
    for section in sections:
        placed.update(table.key for table in section.tables)
        placed.update(diagram.key for diagram in section.diagrams)
    return (
        *(table for table in tables if table.says_something and table.key not in placed | beside),
        *(diagram for diagram in diagrams if diagram.key not in placed),
    )
