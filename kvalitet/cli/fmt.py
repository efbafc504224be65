"""The command fmt."""

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kvalitet.cli import _editing as editing
from kvalitet.cli._session import Session, session
from kvalitet.cli._write import emit
from kvalitet.cli.check import inside
from kvalitet.model.wording import counted
from kvalitet.output.envelope import place
from kvalitet.output.page import words

if TYPE_CHECKING:
    from kvalitet.pipeline.forming import Formed


def command(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SÖKVÄG", help="Filer eller mappar i registret. Annars hela.", show_default=False),
    ] = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Skriv inget: namnge filerna som inte har normalform, slutkod 1 om några.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Skriv inget: visa raderna som skulle ändras.")] = False,
) -> int:
    """Skriver filerna i normalform: samma innehåll, alla kommentarer kvar.

    Normalform är radbrytningar med LF, inga blanksteg sist på raderna, en radbrytning sist i filen och posternas fält
    i schemats ordning. Texter i flera rader rörs inte. Går det inte att säga vilket fält en kommentar hör till
    behåller fälten sin ordning.
    """
    from kvalitet.pipeline.forming import formed

    run = session(ctx)
    editing.ensure_present(run)
    within = tuple(inside(run, path) for path in paths or ())
    trial = check or diff
    with editing.writing(run, "fmt", trial=trial):
        changed = 0
        for each in formed(run.loaded, within):
            path = place(run.register, each.source.path)
            if each.left:
                run.note(f"{path}: {each.left}")
            if not each.is_changed:
                continue
            changed += 1
            if not trial:
                editing.put_in_place(run, each.source, each.after)
            emit(_difference(run, each, path) if diff else run.page().draw(words(path)))
    run.note(_summary(changed, trial=trial))
    return int(check and changed > 0)


def _difference(run: Session, each: "Formed", path: str) -> str:
    before, after = (text.splitlines() for text in each.texts)
    rows = list(difflib.unified_diff(before, after, path, path, lineterm=""))
    # what does not show on a line, such as its break, is told in words
    if not rows:
        return run.page().draw(words(f"{path}: bara radbrytningar eller osynliga tecken ändras"))
    return run.page().draw(*(words(row) for row in rows))


def _summary(changed: int, *, trial: bool) -> str:
    if not changed:
        return "alla filer har normalform"
    if trial:
        return f"{counted(changed, 'fil', 'filer')} har inte normalform"
    return f"{counted(changed, 'fil skriven', 'filer skrivna')} i normalform"
