"""The command set."""

from typing import Annotated

import typer

from kvalitet.cli import _editing as editing
from kvalitet.cli._session import session


def command(  # noqa: PLR0913  # each option of the command is an argument
    ctx: typer.Context,
    record_id: Annotated[
        str, typer.Argument(metavar="ID", help="Postens id, t.ex. AVV-2026-0001.", show_default=False)
    ],
    assignments: Annotated[
        list[str],
        typer.Argument(
            metavar="FÄLT=VÄRDE",
            help="Vad som ska stå: status=utreds, åtgärder.A1.senast=15/3, berör=patient,medarbetare. "
            "Utan värde tas fältet bort.",
            show_default=False,
        ),
    ],
    *,
    force: Annotated[
        str | None, typer.Option(metavar="MOTIV", help="Skriv trots fel, och motivet som en kommentar i posten.")
    ] = None,
    commit: Annotated[bool, typer.Option("--commit", help="Checka in ändringen, och bara den.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa vad som skulle ändras, men skriv inget.")] = False,
) -> None:
    """Ändrar fält i en post. Allt annat i filen står kvar som det är skrivet.

    Värden skrivs som man säger dem: datum som igår, 15/3 eller 2026-03-15, listor med komma, ja eller nej, val utan
    å, ä och ö om man vill. En ny del i en lista får ett nytt id (åtgärder.A2.beskrivning=…) eller ett plus
    (kommentarer.+.text=…). En ändring som skulle föra med sig fel skrivs inte.
    """
    editing.ensure_reason(force)
    run = session(ctx)
    with editing.writing(run, "set", trial=dry_run):
        aim = editing.aimed(run, record_id)
        if commit:
            editing.ensure_clean(run, aim)
        found = editing.allowed(run, aim, editing.edits(run, aim, assignments), force)
        if not found.changes and found.after == aim.source.data:
            run.note(f"{aim.id} är redan så")
            return
        if not dry_run:
            editing.write(run, found)
        editing.tell(run, found, dry=dry_run)
        if commit and not dry_run:
            editing.commit(run, found, force)
