"""From facts to a document: Jinja templates that write Markdown. Jinja stops here and in the page frame."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, FunctionLoader, TemplateError, Undefined
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kvalitet import shipped
from kvalitet.model.diagram import Diagram
from kvalitet.model.document import Document, Facts, Metadata, Section
from kvalitet.model.evidence import Evidence
from kvalitet.model.figure import UNKNOWN, Cell, Figure, Table
from kvalitet.model.house import PLAIN, House
from kvalitet.model.source import Origin, Tree
from kvalitet.model.withheld import Untold
from kvalitet.model.wording import commit_text, date_text
from kvalitet.render.diagrams import picture
from kvalitet.render.escape import Markdown, escaped, plain
from kvalitet.render.prose import prose
from kvalitet.render.telling import Telling
from kvalitet.render.template_faults import TEMPLATE_ERRORS, Named, NoFigureError, told

_FOLDER = "templates/"
_MOST_ACROSS = 8
"""So many numbers stand side by side on a page, each under the name of its period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Who publishes a document, when it is made, from what, by which version, in what style, and whether as a draft."""

    provider: str
    judged: date
    origin: Origin
    version: str
    draft: bool
    house: House = PLAIN


class _Templates(ImmutableSandboxedEnvironment):
    """Templates whose macros and loops give Markdown, and in which everything else is text."""

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # jinja's own
        result = super().call(context, obj, *args, **kwargs)
        return Markdown(result) if isinstance(obj, Macro | LoopContext | BlockReference) else result


def document(name: str, facts: Facts, imprint: Imprint, tree: Tree) -> Document:
    """The document that the template of a report makes of its facts.

    The register's own templates come before those that ship. Raises KvalitetError for a template
    that is missing or wrong.
    """
    evidence = Evidence(commit_text(imprint.origin.commit, dirty=imprint.origin.dirty)) if facts.scope.auditor else None
    own = _own(tree, imprint.origin.prefix)
    environment = _environment(_loader(own, imprint.origin.prefix), facts, evidence)
    path = f"{name}.md"
    try:
        text = environment.get_template(path).render(
            title=facts.title,
            period=facts.period.label,
            unit=facts.unit,
            day=facts.day,
            today=imprint.judged,
            running=facts.day < facts.scope.period.last,
            figures=_traced(facts.figures, evidence),
            earlier=_traced(facts.earlier, evidence),
            auditor=facts.scope.auditor,
            tables=facts.table,
            diagrams=facts.diagram,
            sections=facts.sections,
            gaps=facts.all_gaps,
            draft=imprint.draft,
            **facts.details,
        )
    except (TemplateError, *TEMPLATE_ERRORS) as error:
        raise told(error, path, own) from error
    return Document(
        name=name,
        title=plain(facts.title),
        markdown=_tidy(text),
        figures=facts.figures,
        diagrams=facts.diagram,
        house=imprint.house,
        draft=imprint.draft,
        metadata=_metadata(facts, imprint),
    )


def _metadata(facts: Facts, imprint: Imprint) -> Metadata:
    return Metadata(
        provider=plain(imprint.provider),
        period=facts.period.label,
        unit=plain(facts.unit),
        scope=facts.scope,
        day=facts.day,
        judged=imprint.judged,
        commit=imprint.origin.commit,
        dirty=imprint.origin.dirty,
        version=imprint.version,
        status="utkast" if imprint.draft else facts.status,
        edition=facts.edition,
    )


def _own(tree: Tree, prefix: str) -> Mapping[str, str]:
    """The register's own templates by their files, as the user knows these."""
    own = [entry.path for entry in tree.entries() if entry.path.startswith(_FOLDER) and entry.link is None]
    return {f"{prefix}/{source.path}": source.data.decode("utf-8", "replace") for source in tree.read(own)}


def _loader(own: Mapping[str, str], prefix: str) -> BaseLoader:
    def named(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = f"{prefix}/{_FOLDER}{name}"
        return (own[path], path, lambda: True) if path in own else None

    return ChoiceLoader([FunctionLoader(named), FileSystemLoader(shipped.folder("templates"))])


def _traced(figures: Mapping[str, Figure], evidence: Evidence | None) -> Mapping[str, Figure]:
    return {key: evidence.beside(figure) for key, figure in figures.items()} if evidence else figures


def _environment(loader: BaseLoader, facts: Facts, evidence: Evidence | None) -> _Templates:
    def cite(key: str) -> str | None:
        figure = facts.cited(key)
        if figure is None:
            return None
        return (evidence.beside(figure) if evidence else figure).prose

    def written(text: str, level: int = 2) -> Markdown:
        return prose(text, level, cite)

    telling = Telling.of(facts, evidence)

    def finalized(value: object) -> str:
        return _drawn(value, facts, telling) if isinstance(value, Diagram) else _written(value, telling)

    environment = _Templates(
        loader=loader,
        undefined=Named,
        autoescape=False,
        finalize=finalized,
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "prose": written,
        "rubrik": partial(_heading, evidence=evidence),
        "samlade": telling.together,
    }
    return environment


def _heading(section: Section, evidence: Evidence | None) -> Markdown:
    law = evidence.of_section(section) if evidence else ""
    return Markdown(f"{'#' * section.level} {escaped(section.title)}" + (f"\n\n*{escaped(law)}*" if law else ""))


def _written(value: object, telling: Telling) -> str:
    """How a value stands in Markdown, by what it is. A bare number is refused: numbers are figures."""
    match value:
        case Markdown() | Undefined():
            return value  # type: ignore[return-value]  # an undefined value complains when it is written
        case str():
            return escaped(value.strip())
        case Figure():
            return escaped(value.prose if value.trace else value.text)
        case Table() | Untold():
            return _table(value, telling)
        case date():
            return date_text(value)
        case None:
            return UNKNOWN
        case _:
            raise NoFigureError(value)


def _drawn(diagram: Diagram, facts: Facts, telling: Telling) -> str:
    """A chart as a picture, and its numbers as a table: that of the facts with its key where there is one."""
    own = replace(diagram.table, caption=f"Siffrorna i diagrammet ”{diagram.title}”")
    return f"{picture(diagram)}\n\n{_table(_lying(facts.table.get(diagram.key, own)), telling)}"


def _lying(table: Table) -> Table:
    """A short row of numbers lies under its chart as the chart does, from left to right."""
    if table.numeric[1:] != (True,) or len(table.rows) > _MOST_ACROSS:
        return table
    names = [_text(name) for name, _ in table.rows if not isinstance(name, tuple)]
    if len(names) < len(table.rows):
        return table
    first, second = table.headings
    return replace(table, headings=(first, *names), rows=((second, *(value for _, value in table.rows)),))


def _table(table: Table | Untold, telling: Telling) -> str:
    """A pipe table with its caption and note, or the sentences that stand in its place."""
    if isinstance(table, Untold):
        return f"*{escaped(' '.join((table.text, *telling.first(table.shared), *table.notes)))}*"
    if table.withheld:
        return "".join(_table(part, telling) for part in telling.together([table]) if isinstance(part, Untold))
    if not table.rows:
        return f"*{escaped(table.empty)}*" if table.empty else ""
    lines = [
        _row(table.headings),
        "|" + "|".join("--:" if numeric else ":--" for numeric in table.numeric) + "|",
        *(_row(row) for row in table.rows),
        "",
        f": {escaped(table.caption)}",
    ]
    notes = [*telling.first(table.shared), table.note, telling.evidence.of_table(table) if telling.evidence else ""]
    said = " ".join(filter(None, notes))
    note = ["", f"*{escaped(said)}*"] if said else []
    return "\n".join([*lines, *note])


def _row(cells: tuple[Cell, ...]) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return "".join(escaped(_text(part), at_start=False) for part in cell)
    return escaped(_text(cell).strip(), at_start=False)


def _text(part: Figure | str) -> str:
    return part.text if isinstance(part, Figure) else part


def _tidy(text: str) -> str:
    """The text without runs of empty lines, which templates leave behind."""
    kept: list[str] = []
    for line in text.split("\n"):
        if line.strip() or (kept and kept[-1]):
            kept.append(line.rstrip())
    return "\n".join(kept).strip() + "\n"


def frame(name: str, values: Mapping[str, object]) -> str:
    """A shipped HTML template filled in; every value is escaped for HTML."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(shipped.folder("templates") / "html"),
        undefined=Named,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name).render(values)
