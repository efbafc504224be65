"""Packs a report for auditors with what it rests on: records, their history, findings, seals, and how to verify it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kvalitet.cli._session import Session
from kvalitet.cli.history import spreadsheet
from kvalitet.errors import KvalitetError, RefusedError
from kvalitet.facts._catalogue import ReportFile, report_files
from kvalitet.model.document import Scope
from kvalitet.model.record import Record
from kvalitet.model.register import Body
from kvalitet.model.wording import listing
from kvalitet.pipeline.documents import Made, file_name, made
from kvalitet.project import open_seals

if TYPE_CHECKING:
    from kvalitet.pipeline.locate import Locator
    from kvalitet.pipeline.sealing import Stamped

README = "LÄSMIG.txt"
"""The file that says what is in the pack and how to verify it."""

_FORMATS = ("html", "md")
_COMMIT = "git/incheckning.txt"

SEALS = "git/sigill/"
"""The folder of the seals, each with its name and .txt."""


@dataclass(frozen=True)
class Pack:
    """A report of what is committed, with the locator of its findings, to be packed.

    `only` are the names of the seals that are to be in it, None for all that the commit is under.
    """

    run: Session
    found: Made
    locator: "Locator"
    draft: bool
    only: frozenset[str] | None = None

    def data(self) -> bytes:
        """The ZIP file. Raises KvalitetError when git fails, or a template is missing or wrong."""
        from kvalitet.cli._pack_readme import readme
        from kvalitet.pipeline.pack import packed

        files = dict(sorted(self._files()))
        return packed({README: readme(self).encode(), **files})

    @property
    def commit(self) -> str:
        """The commit that all of it is made of."""
        return self.run.archive.commit

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records that the document names as evidence, themselves or by an item in them, by id."""
        named = {name.partition("/")[0] for table in self.found.facts.table.values() for name in table.evidence}
        register = self.found.loaded.register
        return tuple(register.by_id[name] for name in sorted(named & register.by_id.keys()))

    @cached_property
    def seals(self) -> "tuple[Stamped, ...]":
        """The seals that the commit is under."""
        found = open_seals(self.run.folder, self.run.tree).over(self.commit)
        return tuple(each for each in found if self.only is None or each.name in self.only)

    def _files(self) -> Iterator[tuple[str, bytes]]:
        from kvalitet.output.json import write
        from kvalitet.output.page import Page
        from kvalitet.output.report import Report
        from kvalitet.render.formats import writer

        document = self.found.document(draft=self.draft)
        for path in self.documents:
            yield path, writer(path.rpartition(".")[2])(document)
        report = Report(assessment=self.found.assessment, lines=self.locator.line, page=Page())
        yield "fynd.json", write(report).encode()
        for source in self.found.loaded.tree.read(self.paths):
            yield f"poster/{source.path}", source.data
        for record in self.records:
            history = self.run.archive.history(record.path, record.text("innehåll"))
            yield f"historik/{record.id}.csv", spreadsheet(self.run, history.steps).encode()
        yield from self._git()

    @property
    def documents(self) -> tuple[str, ...]:
        """The files of the document, in each format that it is packed in."""
        return tuple(f"dokument/{file_name(self.found.file, self.found.facts.scope)}.{form}" for form in _FORMATS)

    @property
    def paths(self) -> list[str]:
        """The files of the records and of their texts, seen from the register's folder, sorted."""
        texts = (body.path for body in self._bodies() if body.text is not None)
        return sorted({*(record.path for record in self.records), *texts})

    @property
    def left_out(self) -> list[str]:
        """The files of bodies that are no text: what they show cannot be looked through for persons."""
        return sorted({body.path for body in self._bodies() if body.text is None})

    def _bodies(self) -> Iterator[Body]:
        bodies = self.found.loaded.register.bodies
        named = (record.text("innehåll") for record in self.records)
        yield from (bodies[path] for path in named if path in bodies)

    def _git(self) -> Iterator[tuple[str, bytes]]:
        from kvalitet.pipeline.pack import shown

        yield _COMMIT, shown(self.run.archive.written()).encode()
        for each in self.seals:
            yield f"{SEALS}{each.name}.txt", shown(each.tag.whole.decode("utf-8", "replace")).encode()


def pack(run: Session, file: ReportFile, scope: Scope, *, draft: bool, seals: frozenset[str] | None = None) -> Pack:
    """The pack of a report about a scope, of the register as committed, with these seals or all.

    Raises KvalitetError for a report that is not for auditors and outside git, RefusedError for uncommitted work.
    """
    from kvalitet.pipeline.assess import assess
    from kvalitet.pipeline.load import load

    if not file.report.for_auditors:
        names = [each.name for each in report_files().values() if each.report.for_auditors]
        raise KvalitetError(f"--pack finns bara för rapporter till revisorer: {listing(names, 'eller')}.")
    commit = run.archive.commit
    if run.tree.origin.dirty:
        raise RefusedError(
            "paketet skrivs inte: registret har ändringar som inte är incheckade, och paketet ska kunna prövas mot "
            "en incheckning. Checka in dem först."
        )
    loaded = load(run.tree_at(commit), known=run.loaded)
    assessment, locator = assess(loaded, run.today)
    return Pack(run, made(file, loaded, assessment, scope), locator, draft, seals)


def check_pack(pack_to: Path | None, given: Mapping[str, object]) -> None:
    """Raises KvalitetError where --pack stands beside an option that it cannot be joined with."""
    for option in (option for option, value in given.items() if value and pack_to is not None):
        raise KvalitetError(f"--pack skriver ett paket med allt i, och går inte att förena med {option}.")
