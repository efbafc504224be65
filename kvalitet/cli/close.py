"""The command close."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kvalitet.cli import _editing as editing
from kvalitet.cli._choices import choose
from kvalitet.cli._session import Session, session
from kvalitet.errors import KvalitetError
from kvalitet.model.finding import Finding, Severity
from kvalitet.model.kind import Field
from kvalitet.model.wording import listing

if TYPE_CHECKING:
    from kvalitet.edit import Edit
    from kvalitet.pipeline.editing import Proposal, Target

_MISSING = frozenset({"KV101", "KV107"})
_ROUNDS = 3


def command(  # noqa: PLR0913  # each option of the command is an argument
    ctx: typer.Context,
    record_id: Annotated[
        str, typer.Argument(metavar="ID", help="Postens id, t.ex. AVV-2026-0001.", show_default=False)
    ],
    *,
    assignments: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FÄLT=VÄRDE", help="Det som ska stå när posten är avslutad, t.ex. avslutad=idag."
        ),
    ] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Fråga inget: säg vad som saknas och sluta.")] = False,
    force: Annotated[
        str | None,
        typer.Option(
            metavar="MOTIV", help="Avsluta trots det som saknas, och skriv motivet som en kommentar i posten."
        ),
    ] = None,
    commit: Annotated[bool, typer.Option("--commit", help="Checka in ändringen, och bara den.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa vad som skulle ändras, men skriv inget.")] = False,
) -> None:
    """Avslutar en post, när det som slaget och utredningsnivån kräver finns.

    Frågar efter det som saknas, eller tar det ur --set. Saknas något ändå så ändras inget, och det som fattas räknas
    upp.
    """
    editing.ensure_reason(force)
    run = session(ctx)
    editing.ensure_present(run)
    aim = editing.aimed(run, record_id)
    if commit:
        editing.ensure_clean(run, aim)
    status = _status(aim, assignments or ())
    if status is None:
        run.note(f"{aim.id} är redan {aim.data['status']}")
        return
    given = [f"status={status}", *(each for each in assignments or () if not each.startswith("status="))]
    if not no_input and sys.stdin is not None and sys.stdin.isatty():
        given += _asked(run, aim, given)
    edits = editing.edits(run, aim, given)
    with editing.writing(run, "close", trial=dry_run):
        found = editing.allowed(run, aim, edits, force, _demands(run, aim, edits))
        if not dry_run:
            editing.write(run, found)
        editing.tell(run, found, dry=dry_run)
        if commit and not dry_run:
            editing.commit(run, found, force)


def _status(aim: "Target", assignments: Iterable[str]) -> str | None:
    """The status that closes the record; None where it has it already."""
    closing = [status for status in aim.kind.statuses if status in aim.kind.closed]
    if not closing:
        ways = listing([f"status={status}" for status in aim.kind.statuses], "eller")
        raise KvalitetError(f"{aim.kind.plural} avslutas inte. Ändra i stället med ”kvalitet set {aim.id}” och {ways}.")
    asked = [each.partition("=")[2] for each in assignments if each.startswith("status=")]
    where = f"Avslutande är {listing(closing)}."
    named = choose(asked[-1], closing, "--set: den avslutande statusen", where) if asked else None
    wanted = named or (closing[0] if len(closing) == 1 else None)
    if aim.data.get("status") in closing and wanted in {None, aim.data.get("status")}:
        return None
    if wanted is None:
        ways = listing([f"--set status={status}" for status in closing], "eller")
        raise KvalitetError(f"{aim.kind.definite} kan avslutas på flera sätt. Ange {ways}.")
    return wanted


def _demands(run: Session, aim: "Target", edits: "Sequence[Edit]") -> tuple[Finding, ...]:
    """What closing the record demands beside what the schema does, told as if that were there already."""
    from kvalitet.edit import Put
    from kvalitet.pipeline.editing import propose

    found = propose(run.loaded, aim, edits, run.today)
    lacking = list(_lacking(aim, found))
    if found.errors and (not lacking or any(field.format != "date" for field in lacking)):
        return ()
    if lacking:
        filled = [Put((field.key,), run.today.isoformat()) for field in lacking]
        found = propose(run.loaded, aim, (*edits, *filled), run.today)
    return tuple(each for each in found.findings if each.id == aim.id and each.severity is Severity.WARNING)


def _lacking(aim: "Target", found: "Proposal") -> Iterator[Field]:
    """The fields at the top of the record that are missing."""
    for each in found.errors:
        field = aim.kind.by_pattern.get((each.field,))
        if each.code in _MISSING and field is not None:
            yield field


def _asked(run: Session, aim: "Target", given: Sequence[str]) -> list[str]:
    """What a person answers to what is missing: a field at a time, as long as the answers lead on to more."""
    import click

    from kvalitet.pipeline.editing import propose

    answers: list[str] = []
    for _ in range(_ROUNDS):
        found = propose(run.loaded, aim, editing.edits(run, aim, (*given, *answers)), run.today)
        fields = [field for field in _lacking(aim, found) if not {"array", "object"} & {*field.types}]
        if not fields:
            break
        for field in fields:
            today = run.today.isoformat() if field.format == "date" else None
            said = click.prompt(f"{field.title}: {field.description}\n", default=today, err=True, prompt_suffix="> ")
            answers.append(f"{field.key}={said}")
    return answers
