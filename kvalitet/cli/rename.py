"""The command rename."""

from typing import TYPE_CHECKING, Annotated

import typer

from kvalitet.cli import _editing as editing
from kvalitet.cli._session import Session, session
from kvalitet.cli._write import complain, emit, reason
from kvalitet.errors import KvalitetError, RefusedError
from kvalitet.model.finding import Severity
from kvalitet.model.wording import counted, first_of
from kvalitet.output.envelope import place
from kvalitet.output.page import one_line
from kvalitet.output.text import WORDS

if TYPE_CHECKING:
    from kvalitet.pipeline.editing import Target
    from kvalitet.pipeline.renaming import Outcome, Renaming

_SUSPECT = "KV311"


def command(
    ctx: typer.Context,
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Postens id i dag.", show_default=False)],
    new_id: Annotated[
        str, typer.Argument(metavar="NYTT_ID", help="Det id som posten ska ha, t.ex. DOK-0042.", show_default=False)
    ],
    *,
    commit: Annotated[
        bool, typer.Option("--commit", help="Checka in alla filer som ändras, och bara dem, i en incheckning.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa vad som skulle ändras, men skriv inget.")] = False,
) -> None:
    """Ger en post ett annat id, och ändrar varje hänvisning till den.

    Postens fil byter namn, och filerna bredvid som heter som den. Hänvisningar i alla poster ändras, också till delar
    som AVV-2026-0005/A1, och länkar och omnämnanden i texter. Kommentarer i filerna och löpande text i fälten ändras
    inte, och var det gamla id:t står kvar räknas upp. Alla filer skrivs, eller ingen: avbryts kommandet gör nästa
    kommando det färdigt. Checka in allt på en gång, så följer historiken med.
    """
    run = session(ctx)
    new = new_id.strip().upper()
    with editing.writing(run, "rename", trial=dry_run) as finished:
        if record_id.upper() == new or finished == _what(record_id.upper(), new):
            run.note(f"posten heter redan {new}")
            return
        aim = editing.aimed(run, record_id)
        made = _made(run, aim, new)
        if commit:
            _ensure_clean(run, made)
        told = _allowed(run, made)
        if not dry_run:
            _write(run, made)
        _tell(run, made, told, dry=dry_run)
        if commit and not dry_run:
            _commit(run, made)


def _made(run: Session, aim: "Target", new: str) -> "Renaming":
    """The files that change. Raises RefusedError where the id is taken, or has been."""
    from kvalitet.pipeline.renaming import renaming
    from kvalitet.project import names_ever
    from kvalitet.store.files import ensure_room

    if new in run.register.by_id or new in run.register.rejected_ids:
        raise RefusedError(f"{aim.id} är inte ändrad: {new} finns redan.")
    made = renaming(run.loaded, aim, new)
    if any(name.partition(".")[0].upper() == new for name in names_ever(run.folder)):
        raise RefusedError(
            f"{aim.id} är inte ändrad: {new} har funnits förut, och ett id betyder samma sak för alltid. "
            "Välj ett som aldrig har använts."
        )
    for path in made.moved.values():
        ensure_room(run.folder, path)
    return made


def _ensure_clean(run: Session, made: "Renaming") -> None:
    from kvalitet.project import ensure_committed

    ensure_committed(run.folder, *(each.path for each in made.swaps if each.before is not None))


def _allowed(run: Session, made: "Renaming") -> "Outcome":
    """What the renaming does beside what it is for. Raises RefusedError, with the findings, where that is wrong."""
    from kvalitet.pipeline.renaming import outcome

    told = outcome(made, run.today)
    errors = [each for each in told.findings if each.severity is Severity.ERROR]
    for each in errors:
        complain(f"{each.code} {each.id or each.path} {each.field}: {one_line(each.message).plain}.")
    if errors:
        raise RefusedError(f"{made.old} är inte ändrad: rätta det som står ovan.")
    return told


def _write(run: Session, made: "Renaming") -> None:
    """Writes all the files or none. Raises KvalitetError where they have been changed, or cannot be written."""
    from kvalitet.store.journal import swap, unfinished

    try:
        for each in made.swaps:
            file = run.folder / each.path
            if (file.read_bytes() if file.is_file() else None) != each.before:
                raise KvalitetError(f"{each.path} ändrades av någon annan under tiden. Kör om.")
        swap(run.folder, _what(made.old, made.new), made.swaps)
    except OSError as error:
        stopped = unfinished(run.folder)
        state = "Kör om när det går, så görs det färdigt." if stopped else "Inget är ändrat."
        raise KvalitetError(f"kan inte skriva i {run.folder}: {reason(error)}. {state}") from error


def _what(old: str, new: str) -> str:
    return f"kvalitet rename {old} {new}"


def _tell(run: Session, made: "Renaming", told: "Outcome", *, dry: bool) -> None:
    page, register = run.page(), run.register
    title = str(made.target.data.get("titel") or "")
    lines = [one_line(f"{made.old} → {made.new}: {title}".removesuffix(": "), "bold")]
    rows = [f"{place(register, old)} → {place(register, new)}" for old, new in made.moved.items()]
    rows += [place(register, path) for path in made.changed]
    lines += [page.indented(one_line(row), 2, hanging=2) for row in rows]
    if told.suspect:
        lines.append(one_line("Märket stämmer inte längre, för det som godkändes nämner id:t. Granska igen:", "bold"))
        lines += [page.indented(one_line(f"{each.id}: {each.title}"), 2, hanging=2) for each in told.suspect]
    emit(page.draw(*lines))
    for each in told.findings:
        if each.severity is not Severity.INFO and each.code != _SUSPECT:
            run.note(f"{WORDS[each.severity]} {each.code}: {each.id or each.path}: {one_line(each.message).plain}")
    if told.closed:
        names = first_of([record.id for record in told.closed])
        run.note(f"avslutade poster ändras, vilket ”kvalitet audit” kan säga till om: {names}")
    if told.left:
        names = first_of([place(register, path) for path in told.left])
        run.note(f"{made.old} står kvar i text eller kommentar i {counted(len(told.left), 'fil', 'filer')}: {names}")
    if dry:
        run.note("inget har skrivits (--dry-run)")


def _commit(run: Session, made: "Renaming") -> None:
    from kvalitet.model.wording import SHORT_ID
    from kvalitet.project import commit_all

    paths = [each.path for each in made.swaps]
    try:
        name = commit_all(run.folder, paths, f"{made.old} heter nu {made.new}")
    except KvalitetError as error:
        raise KvalitetError(f"{made.old} heter nu {made.new}, men är inte incheckad: {error}") from error
    run.note(f"incheckad ({name[:SHORT_ID]})")
