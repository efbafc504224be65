"""The command history."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kvalitet.cli._choices import choose
from kvalitet.cli._formats import TEXT_JSON_OR_CSV, as_csv
from kvalitet.cli._session import Session, session
from kvalitet.cli._told import NOTHING, told, written
from kvalitet.cli._write import emit
from kvalitet.model.change import Change
from kvalitet.model.history import Event, History, Step
from kvalitet.model.wording import SHORT_ID, ascii_form, counted
from kvalitet.output.envelope import envelope
from kvalitet.output.page import Page, one_line, words

if TYPE_CHECKING:
    from rich.text import Text

_HEADINGS = ("När", "Vem", "Incheckning", "Signerad", "Ämne", "Händelse", "Fält", "Från", "Till")
_EVENTS = {Event.CREATED: "skapad", Event.CHANGED: "ändrad", Event.MOVED: "flyttad", Event.REMOVED: "borttagen"}


def command(
    ctx: typer.Context,
    record_id: Annotated[
        str, typer.Argument(metavar="ID", help="Postens id, även en borttagen posts.", show_default=False)
    ],
    *,
    field: Annotated[
        str | None, typer.Option(metavar="FÄLT", help="Bara ett fält, eller det som ligger i det: status, åtgärder.A1.")
    ] = None,
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_JSON_OR_CSV, help="Resultatets form.")] = "text",
) -> None:
    """Visar varje ändring av en post: vad, när, av vem, i vilken incheckning, från vad till vad.

    Den äldsta ändringen står först. Flyttade filer följs. Bara det som är incheckat har en historik.
    """
    run = session(ctx)
    name, title, found = _found(run, record_id)
    if found.shallow:
        run.note("historiken är ofullständig: arkivet är en ytlig klon, hämta resten med ”git fetch --unshallow”")
    steps = [_narrowed(step, field) for step in found.steps] if field else found.steps
    shown = [step for step in steps if step]
    if format_ == "json":
        emit(
            envelope(run.tree.origin, None, id=name, shallow=found.shallow, history=[_row(run, step) for step in shown])
        )
    elif format_ == "csv":
        emit(spreadsheet(run, shown))
    else:
        page = run.page()
        emit(page.draw(*_text(page, run, f"{name}: {title}", shown, field)))


def spreadsheet(run: Session, steps: Iterable[Step]) -> str:
    """The steps of a record's history as CSV: a row for each field that changed."""
    return as_csv(_HEADINGS, [cells for step in steps for cells in _cells(run, step)])


def _found(run: Session, asked: str) -> tuple[str, str, History]:
    """The record's id, its title, and its history; that of one that is gone, where none has the id today.

    The register is read only where no file is called what the record is: that takes longer than the history.
    """
    from kvalitet.pipeline.history import called

    named = called(run.tree, ascii_form(asked), ascii_form)
    if named is None:
        by_form = {ascii_form(name): record for name, record in run.register.by_id.items()}
        record = by_form.get(ascii_form(asked))
        named = (record.path, record.data) if record else None
    if named is not None:
        path, data = named
        body = data.get("innehåll")
        found = run.archive.history(path, body if isinstance(body, str) else "")
        return str(data.get("id", _stem(path))), str(data.get("titel", NOTHING)), found
    path = run.archive.lost(asked) or ""
    if not path:
        choose(asked, run.register.by_id, "posten", "Se ”kvalitet list SLAG”.")
    return _stem(path), "finns inte längre", run.archive.history(path)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _narrowed(step: Step, field: str) -> Step | None:
    """The step with the changes of one field, and what lies in it; None where it has none."""
    asked = ascii_form(field)
    kept = tuple(each for each in step.changes if f"{ascii_form(each.field)}.".startswith(f"{asked}."))
    return replace(step, changes=kept) if kept else None


def _text(page: Page, run: Session, title: str, steps: list[Step], field: str | None) -> "Iterator[Text]":
    yield one_line(title, "bold")
    for step in steps:
        yield words("")
        signed = "signerad" if step.signed else "osignerad"
        when, commit = _when(run, step.commit.committed), step.commit.id[:SHORT_ID]
        yield one_line(f"{when}  {_who(step)}, incheckning {commit}, {signed}", "bold")
        yield page.indented(one_line(step.commit.subject or NOTHING), 4, hanging=2)
        for line in _lines(step, field):
            yield page.indented(one_line(line), 4, hanging=2)
    yield words("")
    whose = f" av {field}" if field else ""
    yield words(
        f"{counted(len(steps), 'ändring', 'ändringar')}{whose}." if steps else f"Ingen ändring{whose} är incheckad."
    )


def _who(step: Step) -> str:
    commit = step.commit
    return commit.author if commit.author == commit.committer else f"{commit.author} (incheckad av {commit.committer})"


def _lines(step: Step, field: str | None) -> Iterator[str]:
    if step.moved_from:
        yield f"flyttad från {step.moved_from} till {step.path}"
    if step.unreadable:
        yield "filen gick inte att läsa, så alla ändringar kan inte visas"
    if not field and step.event is Event.CREATED:
        yield f"skapad med {counted(len(step.changes), 'fält', 'fält')}"
    elif not field and step.event is Event.REMOVED:
        yield f"borttagen, med {counted(len(step.changes), 'fält', 'fält')}"
    else:
        yield from (told(each) for each in step.changes)
        if step.event is Event.CHANGED and not (step.changes or step.unreadable):
            yield "bara kommentarer eller utseende är ändrade"


def _cells(run: Session, step: Step) -> Iterator[tuple[str, ...]]:
    """A row for each field, or one for the step where none changed."""
    head = (
        _when(run, step.commit.committed),
        _who(step),
        step.commit.id,
        "ja" if step.signed else "nej",
        step.commit.subject,
        _EVENTS[step.event],
    )
    for each in step.changes or (Change("", None, None),):
        yield *head, each.field, *("" if value is None else written(value) for value in (each.before, each.after))


def _row(run: Session, step: Step) -> dict[str, object]:
    commit = step.commit
    return {
        "commit": commit.id,
        "committed": _iso(run, commit.committed),
        "written": _iso(run, commit.written),
        "author": commit.author,
        "committer": commit.committer,
        "signed": step.signed,
        "subject": commit.subject,
        "event": step.event.value,
        "path": step.path,
        "moved_from": step.moved_from,
        "unreadable": step.unreadable,
        "changes": [{"field": each.field, "before": each.before, "after": each.after} for each in step.changes],
    }


def _when(run: Session, moment: datetime) -> str:
    return f"{moment.astimezone(run.timezone):%Y-%m-%d %H:%M}"


def _iso(run: Session, moment: datetime) -> str:
    return moment.astimezone(run.timezone).isoformat()
