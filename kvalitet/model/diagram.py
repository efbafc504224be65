"""A chart in a document: its key, the picture, what it shows in words, and its numbers as a table."""

from dataclasses import dataclass

from kvalitet.model.figure import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A drawn chart. A document shows it by its key: `![…](diagram:KEY)`.

    `svg` is a whole SVG element that can stand in a page or alone as a file; `untitled` is the same
    without the title written in it, for a page that has it as a caption. `description` is the
    alt text: what the figure shows, in sentences. `rows` are the same numbers as text, under
    `headings`; the first cell of each names the row.
    """

    key: str
    title: str
    description: str
    svg: str
    untitled: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def table(self) -> Table:
        """The numbers as a table with the chart's key and title."""
        return Table(key=self.key, caption=self.title, headings=self.headings, rows=self.rows)
