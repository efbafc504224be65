"""Makes a new record: what is given on the command line, what is judged, what is written, told and committed."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kvalitet.cli import _editing as editing
from kvalitet.cli._session import Session
from kvalitet.cli._write import emit
from kvalitet.errors import KvalitetError, RefusedError
from kvalitet.model.record import Record
from kvalitet.model.wording import listing, shortened
from kvalitet.output.envelope import place
from kvalitet.output.page import one_line, words

if TYPE_CHECKING:
    from kvalitet.cli._values import Entry
    from kvalitet.edit import Edit
    from kvalitet.model.kind import Kind
    from kvalitet.model.value import FieldPath, Value
    from kvalitet.pipeline.editing import Proposal, Target
    from kvalitet.pipeline.form import Form
    from kvalitet.pipeline.load import Loaded

_SUBJECT = 72


@dataclass(frozen=True)
class Making:
    """A record in the making: the register that it is judged in, and what it holds so far.

    `ever` are the names that files have had in the repository.
    """

    run: Session
    loaded: "Loaded"
    form: "Form"
    ever: frozenset[str]

    def target(self) -> "Target":
        """The record with its next free id and its place."""
        from kvalitet.pipeline.creating import blank

        aim = blank(self.loaded, self.form.kind, self.run.today, self.ever)
        return replace(aim, data={"id": aim.id, **self.form.data})

    def judged(self, aim: "Target", more: "Sequence[Edit]" = ()) -> "Proposal":
        """What the register would be with the record, and with some more edits of it."""
        from kvalitet.edit import outcome
        from kvalitet.pipeline.creating import proposed

        data: Mapping[str, Value] = self.form.data
        for edit in more:
            data = outcome(data, edit)
        return proposed(self.loaded, aim, data, self.run.today)

    def allowed(self, force: str | None) -> "Proposal":
        """The record judged, with the reason in it where it is forced. Raises RefusedError as `editing.allowed`.

        A number of a person is refused whatever rules the register has chosen: what is not there yet need never come.
        """
        from kvalitet.pipeline.guard import numbers_in

        aim = self.target()
        found = editing.weighed(self.run, aim, lambda more: self.judged(aim, more), force)
        if sorts := numbers_in(replace(aim.source, data=found.after)):
            raise RefusedError(f"inget har skrivits: {editing.PERSONAL.format(sort=sorts[0])}")
        return found

    def alike(self) -> tuple[Record, ...]:
        """The records that it may be a second report of."""
        from kvalitet.model.alike import alike

        return alike(self.loaded.register, self.form.kind, self.form.data, self.run.today)

    def now(self) -> "Making":
        """The same in the register as it lies now: only for one who holds the lock."""
        from kvalitet.pipeline.load import load
        from kvalitet.project import names_ever, open_tree

        loaded = load(open_tree(self.run.folder), known=self.loaded)
        return replace(self, loaded=loaded, ever=names_ever(self.run.folder))


def begun(run: Session, kind: "Kind", given: Path | None, assignments: Iterable[str]) -> Making:
    """A record with what the command line gives, the file first. Raises KvalitetError for what cannot be understood."""
    from kvalitet.cli._fields import Assignments
    from kvalitet.cli._values import Entry
    from kvalitet.edit import outcome
    from kvalitet.pipeline.form import form
    from kvalitet.project import is_shallow, names_ever

    made, entry = form(run.loaded, kind), Entry(run.register, run.today)
    for key, value in (_read(given) if given else {}).items():
        made.put((key,), _meant(made, entry, (key,), value))
    for edit in Assignments(kind, entry, dict(made.data)).take(assignments):
        made.data = outcome(made.data, edit)
    made.start()
    if is_shallow(run.folder):
        run.note("historiken här är inte hel, så ett id kan ha använts förr. Hämta resten med ”git fetch --unshallow”.")
    return Making(run, run.loaded, made, names_ever(run.folder))


def _read(file: Path) -> "Mapping[str, Value]":
    """What a file of fields holds: YAML or JSON, by the register's own parser and its bounds."""
    from kvalitet.cli._write import reason
    from kvalitet.parse import MAX_BYTES, read

    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise KvalitetError(f"--from: {file} finns inte. Kontrollera namnet.") from error
    except OSError as error:
        raise KvalitetError(f"--from: {file} går inte att läsa: {reason(error)}. Ange en fil med fält.") from error
    found = read(data)
    if found.faults:
        why = found.faults[0]
        raise KvalitetError(f"--from: {file}, rad {why.span.line}: {why.message}. {why.help}")
    if found.value and "id" in found.value:
        raise KvalitetError(f"--from: {file} anger id. Ta bort det: posten får nästa lediga.")
    return found.value or {}


def _meant(made: "Form", entry: "Entry", path: "FieldPath", value: "Value") -> "Value":
    """A value of the file. What can only be text is read as people write it: a day as "igår" or 15/3."""
    if isinstance(value, dict):
        return {key: _meant(made, entry, (*path, key), inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_meant(made, entry, (*path, index), inner) for index, inner in enumerate(value)]
    found = made.field_at(path)
    if isinstance(value, str) and found is not None and {*found.types} <= {"string"}:
        return entry.value(found, value)
    return value


def ensure_complete(making: Making) -> None:
    """Raises KvalitetError that names everything that is lacking."""
    from kvalitet.kinds import Verdicts
    from kvalitet.model.value import address

    made = making.form
    # told fast where nothing is lacking, which needs no explanation
    if Verdicts({made.kind.name: dict(made.schema)}).is_valid(made.kind.name, dict(making.target().data)):
        return
    names = [address(made.data, gap.path) for gap in made.gaps()]
    if names:
        raise KvalitetError(
            f"{made.kind.definite} saknar {listing(names)}. Ange det med --set FÄLT=VÄRDE eller --from FIL. "
            f"Se ”kvalitet schema {made.kind.name}”."
        )


def note_alike(making: Making) -> None:
    """Says on stderr which records it is like."""
    for row in rows_alike(making):
        making.run.note(f"liknar {row}")


def rows_alike(making: Making) -> list[str]:
    """A line for each record that it is like: id, date and title."""
    register = making.loaded.register
    found = [(record, register.date_of(record)) for record in making.alike()]
    rows = (f"{record.id}{f' ({when})' if when else ''}: {record.title}" for record, when in found)
    return [one_line(row).plain for row in rows]


def put(run: Session, found: "Proposal") -> None:
    """Writes the file of a new record, whole or not at all, and never in place of another.

    Only for one who holds the lock. Raises KvalitetError where it cannot be written.
    """
    from kvalitet.cli._whole import new_folders, whole
    from kvalitet.store.files import create_file, ensure_room

    path = found.target.source.path
    file = run.folder / path
    ensure_room(run.folder, path)
    with whole() as made:
        new_folders(file.parent, made)
        try:
            create_file(file, found.after)
        except FileExistsError as error:
            raise KvalitetError(f"{path} finns redan, och skrivs inte över. Kör om.") from error


def tell(run: Session, found: "Proposal", *, dry: bool) -> None:
    """Says what has been made and where, and what to think of; of a trial, the file as it would be."""
    aim, page = found.target, run.page()
    path = place(run.register, aim.source.path)
    if dry:
        emit(found.texts[1])
        run.note(f"inget har skrivits (--dry-run); filen skulle bli {path}")
    else:
        title = str(aim.data.get("titel") or "")
        head = one_line(f"{aim.id}: {title}" if title else aim.id, "bold")
        emit(page.draw(head, page.indented(words(path), 2, hanging=2)))
    editing.warn(run, found)


def commit(run: Session, found: "Proposal", reason_given: str | None) -> None:
    """Commits the new file and nothing else, and says so. Raises KvalitetError where git will not."""
    from kvalitet.pipeline.guard import hidden
    from kvalitet.project import commit as made

    aim = found.target
    title = hidden(str(aim.data.get("titel") or aim.kind.singular))
    rows = [
        shortened(f"{aim.id}: {title}", _SUBJECT),
        *(["", f"Motiv: {hidden(reason_given)}"] if reason_given else []),
    ]
    try:
        name = made(run.folder, aim.source.path, "\n".join(rows))
    except KvalitetError as error:
        raise KvalitetError(f"{posixpath.basename(aim.source.path)} är skriven men inte incheckad: {error}") from error
    run.note(f"incheckad ({name[:10]})")
