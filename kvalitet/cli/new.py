"""The command new."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer

from kvalitet.cli import _creating as creating
from kvalitet.cli import _editing as editing
from kvalitet.cli._choices import choose
from kvalitet.cli._session import Session, session
from kvalitet.errors import KvalitetError, RefusedError
from kvalitet.model.kind import Kind

if TYPE_CHECKING:
    from kvalitet.cli._creating import Making


def command(  # noqa: PLR0913  # each option of the command is an argument
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="SLAG", help="Slagets namn, t.ex. avvikelse.", show_default=False)],
    *,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FÄLT=VÄRDE", help="Ett svar, t.ex. händelsedatum=igår. Kan upprepas."),
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="FIL", help="Svar ur en fil med fält, i YAML eller JSON. --set går före."),
    ] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Fråga inget: säg vad som saknas och sluta.")] = False,
    force: Annotated[
        str | None, typer.Option(metavar="MOTIV", help="Skriv trots fel, och motivet som en kommentar i posten.")
    ] = None,
    commit: Annotated[bool, typer.Option("--commit", help="Checka in den nya filen, och bara den.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa filen som den skulle bli, men skriv inget.")] = False,
) -> None:
    """Skriver en ny post, med nästa lediga id.

    Frågar bara efter det som slaget kräver från början. Val visas med nummer och namn, och datum skrivs som man säger
    dem: igår, 15/3 eller i måndags. Poster som liknar den nya visas, och filen visas innan den skrivs. Det som anges
    med --set eller --from frågas inte efter. En post som skulle föra med sig fel skrivs inte.
    """
    from kvalitet.pipeline.guard import hidden

    editing.ensure_reason(force)
    run = session(ctx)
    editing.ensure_present(run)
    try:
        if no_input:
            with editing.writing(run, "new", trial=dry_run):
                making = creating.begun(run, _kind(run, kind), from_, set_ or ())
                _ensure_committable(making, asked=commit)
                creating.ensure_complete(making)
                creating.note_alike(making)
                _write(making, force, commit=commit, dry_run=dry_run)
            return
        making = creating.begun(run, _kind(run, kind), from_, set_ or ())
        _ensure_committable(making, asked=commit)
        shown = _asked(making, force, confirm=not dry_run)
        with editing.writing(run, "new", trial=dry_run):
            made = _write(making.now(), force, commit=commit, dry_run=dry_run)
        if made != shown:
            run.note(f"id blev {made}: {shown} togs av någon annan under tiden")
    except (KvalitetError, RefusedError) as error:
        # what is said about an answer or a file may repeat it
        raise type(error)(hidden(str(error))) from error
    except click.Abort:
        run.note("avbrutet: inget har skrivits")
        raise


def _kind(run: Session, asked: str) -> Kind:
    return run.register.kinds[choose(asked, run.register.kinds, "slaget", "Se ”kvalitet kinds”.")]


def _asked(making: "Making", force: str | None, *, confirm: bool) -> str:
    from kvalitet.cli._new_dialogue import ask

    try:
        return ask(making, force, confirm=confirm)
    except KeyboardInterrupt as error:
        # between two questions, or in the user's editor
        raise click.Abort from error


def _ensure_committable(making: "Making", *, asked: bool) -> None:
    """Raises KvalitetError where the record shall be committed and cannot be: told before anybody answers anything."""
    if asked:
        editing.ensure_clean(making.run, making.target())


def _write(making: "Making", force: str | None, *, commit: bool, dry_run: bool) -> str:
    """Writes, tells and commits the record, or shows what it would be. Returns its id."""
    found = making.allowed(force)
    if not dry_run:
        creating.put(making.run, found)
    creating.tell(making.run, found, dry=dry_run)
    if commit and not dry_run:
        creating.commit(making.run, found, force)
    return found.target.id
