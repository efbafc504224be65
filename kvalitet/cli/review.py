"""The command review."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from kvalitet.cli import _editing as editing
from kvalitet.cli._choices import choose
from kvalitet.cli._session import Session, session
from kvalitet.cli._write import emit
from kvalitet.errors import KvalitetError, RefusedError
from kvalitet.model.dates import day
from kvalitet.model.record import Record
from kvalitet.model.value import Value
from kvalitet.model.wording import ascii_form
from kvalitet.output.page import one_line

if TYPE_CHECKING:
    from kvalitet.pipeline.editing import Proposal, Target
    from kvalitet.pipeline.reviewing import Review

_STEP = ("granskningar", "*", "steg")
_DAY = ("granskningar", "*", "datum")


def command(  # noqa: PLR0913  # each option of the command is an argument
    ctx: typer.Context,
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Postens id, t.ex. DOK-0001.", show_default=False)],
    *,
    role: Annotated[
        str,
        typer.Option(
            "--as", metavar="ROLL", help="Rollen som granskar, t.ex. verksamhetschef/kardiologi.", show_default=False
        ),
    ],
    step: Annotated[
        str,
        typer.Option(
            metavar="STEG",
            help="Vad granskningen innebär: framtagen, granskad, godkänd, oförändrad eller fastställd.",
            show_default=False,
        ),
    ],
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Varför innehållet kan stå kvar. Krävs för steget oförändrad.")
    ] = None,
    valid_to: Annotated[
        str | None,
        typer.Option(
            metavar="DATUM",
            help="Sista dagen det gäller. Utan det får oförändrad tiden till nästa prövning, räknad från märket.",
        ),
    ] = None,
    deputy_for: Annotated[
        str | None, typer.Option("--for", metavar="ROLL", help="Rollen som den som granskar är ersättare för.")
    ] = None,
    basis: Annotated[str | None, typer.Option(metavar="TEXT", help="Underlaget, t.ex. protokoll och paragraf.")] = None,
    date_: Annotated[
        str | None, typer.Option("--date", metavar="DATUM", help="Dagen då det blev klart. Annars i dag.")
    ] = None,
    force: Annotated[
        str | None, typer.Option(metavar="MOTIV", help="Skriv trots fel, och motivet som en kommentar i posten.")
    ] = None,
    commit: Annotated[bool, typer.Option("--commit", help="Checka in ändringen, och bara den.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa vad som skulle ändras, men skriv inget.")] = False,
) -> None:
    """Sätter ett granskningsmärke på en post: roll, dag, steg, version och fingeravtryck av innehållet.

    Den som godkänner måste ha mandat enligt organisation.yaml. Ett märke som godkänner en ny version gör det som
    bygger på posten misstänkt tills någon har jämfört, och det som blir misstänkt räknas upp.
    """
    editing.ensure_reason(force)
    run = session(ctx)
    with editing.writing(run, "review", trial=dry_run):
        aim = editing.aimed(run, record_id)
        if commit:
            editing.ensure_clean(run, aim)
        said: dict[str, Value] = {
            "av": _role(run, aim, role, "--as"),
            "ersättare_för": _role(run, aim, deputy_for, "--for") if deputy_for else None,
            "datum": _when(run, aim, date_).isoformat(),
            "steg": _step(aim, step, reason),
            "underlag": basis,
            "motiv": reason,
        }
        review = _review(run, aim, said, valid_to)
        if review.is_there:
            run.note(f"{aim.id} har redan det märket")
            return
        found = _allowed(run, aim, review, force)
        if not dry_run:
            editing.write(run, found)
        _tell(run, review, found, dry=dry_run)
        if commit and not dry_run:
            mark = review.mark
            editing.commit(run, found, force, f"{aim.id}: {mark['steg']} av {mark['av']}")


def _role(run: Session, aim: "Target", asked: str, option: str) -> str:
    """The role in a unit that is meant; without its unit, that of the nearest unit above the record.

    Raises KvalitetError for one that the organisation does not have.
    """
    organisation = run.register.organisation
    roles = [post.name for post in organisation.posts()]
    if not roles:
        return asked
    if "/" not in asked:
        for unit in organisation.above(str(aim.data.get("enhet"))):
            near = next((post for post in unit.posts.values() if ascii_form(post.role) == ascii_form(asked)), None)
            if near:
                return near.name
    return choose(asked, roles, f"{option}: rollen", "Skriv roll/enhet som de står i organisation.yaml.")


def _when(run: Session, aim: "Target", asked: str | None) -> date:
    """The day of the mark. Raises KvalitetError for a text that names none, and where no mark can be put."""
    from kvalitet.cli._values import Entry

    field = aim.kind.by_pattern.get(_DAY)
    if field is None:
        raise KvalitetError(f"{aim.kind.plural} har inga granskningsmärken. Se ”kvalitet schema {aim.kind.name}”.")
    if asked is None:
        return run.today
    found = day(Entry(run.register, run.today).value(field, asked))
    if found is None:
        raise KvalitetError(f"--date: ”{asked}” är inte ett datum. Skriv till exempel igår, 15/3 eller 2026-03-15.")
    return found


def _step(aim: "Target", asked: str, reason: str | None) -> str:
    """The step that is meant. Raises KvalitetError for another, and for oförändrad without a reason in words."""
    from kvalitet.pipeline.reviewing import UNCHANGED

    steps = [str(choice) for choice in aim.kind.by_pattern[_STEP].choices]
    step = choose(asked, steps, "--step: steget", f"Välj bland {', '.join(steps)}.")
    if reason is not None and not any(character.isalpha() for character in reason):
        raise KvalitetError("--reason: skriv ett motiv, så att andra förstår varför.")
    if step == UNCHANGED and reason is None:
        raise KvalitetError(f"steget {step} kräver ett motiv. Skriv med --reason varför innehållet kan stå kvar.")
    return step


def _review(run: Session, aim: "Target", said: dict[str, Value], valid_to: str | None) -> "Review":
    """The mark, with the new validity.

    Raises KvalitetError for a record that cannot be read, RefusedError for a role that nobody has that day.
    """
    from kvalitet.pipeline.reviewing import UNCHANGED, Review, valid_on

    record = run.register.by_id.get(aim.id)
    if record is None:
        raise KvalitetError(f"{aim.id} går inte att granska så länge filen är fel. Se ”kvalitet check”.")
    when = day(said["datum"])
    assert when is not None  # noqa: S101  # as it was just written
    _ensure_held(run, aim, str(said["av"]), when)
    if valid_to is None:
        until = valid_on(run.register, record, when) if said["steg"] == UNCHANGED else None
        return Review(run.register, record, said, until)
    return Review(run.register, record, said, _until(run, aim, record, valid_to))


def _until(run: Session, aim: "Target", record: Record, asked: str) -> Value:
    from kvalitet.cli._values import Entry
    from kvalitet.pipeline.reviewing import VALID_TO

    field = aim.kind.by_pattern.get((VALID_TO,))
    if field is None:
        raise KvalitetError(f"--valid-to: {aim.kind.plural} har ingen sista dag. Utelämna valet för {record.id}.")
    return Entry(run.register, run.today).value(field, asked)


def _ensure_held(run: Session, aim: "Target", role: str, when: date) -> None:
    """Raises RefusedError where the role is vacant that day: then nobody can have put the mark."""
    post = run.register.organisation.post(role)
    if post is None or post.vacancy(when) is None:
        return
    deputy = post.deputy
    way = f" Trädde ersättaren in, skriv --as {deputy} --for {role}." if deputy else " Rätta organisation.yaml."
    raise RefusedError(f"{aim.id} är inte ändrad: {role} är vakant {when}.{way}")


def _allowed(run: Session, aim: "Target", review: "Review", force: str | None) -> "Proposal":
    """The edits judged; a role without mandate, and approval by the one who wrote or read it, stand in the way."""
    from kvalitet.pipeline.editing import propose

    demands = review.without_mandate
    if not demands:
        found = propose(run.loaded, aim, review.edits, run.today)
        demands = tuple(each for each in found.findings if each.id == aim.id and each.code == "KV304")
    return editing.allowed(run, aim, review.edits, force, demands)


def _tell(run: Session, review: "Review", found: "Proposal", *, dry: bool) -> None:
    from kvalitet.pipeline.reviewing import UNCHANGED

    # what others are told below, in fewer words
    own = tuple(each for each in found.findings if each.code != "KV311" or each.id == found.target.id)
    editing.tell(run, replace(found, findings=own), dry=dry)
    if review.mark["steg"] == UNCHANGED and (since := review.changed_since):
        run.note(f"innehållet har ändrats sedan det godkändes {since}: märket gäller det som står där nu")
    page = run.page()
    suspected = list(review.suspected())
    if suspected:
        lines = [one_line(f"Misstänkt tills någon har jämfört med {found.target.id}:", "bold")]
        rows = (one_line(f"{record.id}: {record.title} ({why})") for record, why in suspected)
        emit(page.draw(*lines, *(page.indented(row, 2, hanging=2) for row in rows)))
