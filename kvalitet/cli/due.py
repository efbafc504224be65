"""The command due."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import click
import typer

from kvalitet.cli._choices import choose
from kvalitet.cli._formats import as_csv, columns
from kvalitet.cli._session import Session, session
from kvalitet.cli._write import emit
from kvalitet.cli.check import known_unit
from kvalitet.errors import KvalitetError
from kvalitet.model import dates
from kvalitet.model.deadline import Due
from kvalitet.model.wording import ago, capital, counted, date_text
from kvalitet.output.envelope import basis, envelope, iso
from kvalitet.output.page import Page, words
from kvalitet.output.text import BASIS_WORDS

_FORMATS = click.Choice(["text", "json", "csv", "ics"])
_HEADINGS = ("Senast", "Försenad", "Id", "Vad", "Enhet", "Ansvarig", "Grund", "Kod", "Fält", "Fil")
_WINDOW = re.compile(r"([1-9][0-9]{0,3})\s*([dvmå]?)")
_UNITS = {"": "D", "d": "D", "v": "W", "m": "M", "å": "Y"}


def command(  # noqa: PLR0913  # each option of the command is an argument
    ctx: typer.Context,
    *,
    within: Annotated[
        str | None, typer.Option(metavar="TID", help="Bara det som infaller inom 90d, 6v, 3m eller 1å.")
    ] = None,
    overdue_only: Annotated[bool, typer.Option("--overdue", help="Bara det som redan är försenat.")] = False,
    before: Annotated[
        str | None, typer.Option(metavar="DATUM", help="Vad som har hunnit bli försenat den dagen, t.ex. ett möte.")
    ] = None,
    unit: Annotated[str | None, typer.Option(metavar="ENHET", help="Bara en enhet med dess underenheter.")] = None,
    role: Annotated[str | None, typer.Option(metavar="ROLL", help="Bara en roll: enhetschef/dialysen.")] = None,
    format_: Annotated[str, typer.Option("--format", click_type=_FORMATS, help="Resultatets form.")] = "text",
    output: Annotated[Path | None, typer.Option(metavar="FIL", help="Skriv resultatet till en fil.")] = None,
) -> None:
    """Visar allt som någon ska ha gjort till ett visst datum, det närmaste först.

    Formen ics är en kalender att öppna i ett kalenderprogram, med heldagar och påminnelser. I den
    står också det som är klart, och det som ställts in när en post makulerats eller upphävts.
    """
    run = session(ctx)
    last = _last(run.today, within, before, overdue_only=overdue_only)
    unit, role = known_unit(run, unit), _known_role(run, role)
    units = run.register.organisation.under(unit) if unit else None

    def wanted(due: Due) -> bool:
        return (
            (last is None or due.due <= last)
            and (units is None or due.unit in units)
            and (role is None or role in {due.role, (due.role or "").partition("/")[0]})
        )

    listed = [due for due in run.assess()[0].deadlines if wanted(due)]
    dues = [due for due in listed if due.done is None]
    match format_:
        case "json":
            written = envelope(run.register, run.today, deadlines=[_row(due, run.today) for due in dues])
        case "csv":
            written = as_csv(_HEADINGS, [_cells(run, due) for due in dues])
        case "ics":
            late_only = overdue_only or before is not None
            written = _calendar(run, dues if late_only else listed, () if late_only else _called_off(run, wanted))
        case _:
            page = run.page(to_file=output is not None)
            written = _text(page, dues, run.today, dates.day(before or ""))
    emit(written, output)


def _text(page: Page, dues: Sequence[Due], today: date, meeting: date | None) -> str:
    rows = [
        (due.due.isoformat(), ago(due.due, today), due.id or "–", capital(due.what), due.role or due.unit or "–")
        for due in dues
    ]
    text = columns(page, ("Senast", "", "Post", "Vad", "Vem"), rows) + "\n" if rows else ""
    if meeting is not None:
        return text + page.draw(page.indented(words(_forecast(dues, today, meeting)), 0))
    late = counted(sum(due.due < today for due in dues), "försenad", "försenade")
    ending = f"{counted(len(dues), 'sak att göra', 'saker att göra')}, varav {late} per {today}."
    return f"{text}{ending if dues else f'Inget att göra per {today}.'}\n"


def _forecast(dues: Sequence[Due], today: date, meeting: date) -> str:
    """What will have turned red by the day of a meeting, in a sentence."""
    day = capital(date_text(meeting))
    if not dues:
        return f"{day} är inget försenat."
    already = sum(due.due < today for due in dues)
    late = f"{day} är {counted(len(dues), 'sak försenad', 'saker försenade')}"
    if already == len(dues):
        return f"{late}, {'alla ' if already > 1 else ''}redan i dag."
    return f"{late} om inget görs: {already or 'ingen'} redan i dag, {len(dues) - already} till innan dess."


def _called_off(run: Session, wanted: Callable[[Due], bool]) -> list[Due]:
    from kvalitet.pipeline.cancelled import called_off

    return [due for due in called_off(run.register) if wanted(due)]


def _calendar(run: Session, dues: Sequence[Due], cancelled: Sequence[Due]) -> str:
    from kvalitet import __version__
    from kvalitet.calendar import write
    from kvalitet.cli._entries import entries

    standing = [due for due in dues if not due.cancelled]
    ordered = sorted((*standing, *cancelled), key=lambda due: due.due)
    provider = run.register.settings.provider
    name = f"Kvalitetsregistret, {provider}" if provider else "Kvalitetsregistret"
    product = f"kvalitet {__version__}"
    return write(entries(ordered, run.register, run.today), name=name, product=product, today=run.today)


def _cells(run: Session, due: Due) -> tuple[str, ...]:
    return (
        due.due.isoformat(),
        "ja" if due.due < run.today else "nej",
        due.id or "–",
        capital(due.what),
        run.register.organisation.name(due.unit) if due.unit else "–",
        due.role or "–",
        f"{BASIS_WORDS[due.basis.type]}: {due.basis.ref}" if due.basis else "–",
        due.code,
        due.field or "–",
        due.path,
    )


def _known_role(run: Session, role: str | None) -> str | None:
    organisation = run.register.organisation
    if role is None or not organisation.known:
        return role
    addresses = [f"{name}/{unit.id}" for unit in organisation.units.values() for name in unit.posts]
    names = [address.partition("/")[0] for address in addresses]
    return choose(role, [*addresses, *names], "--role: rollen", "Se rollerna i organisation.yaml.")


def _last(today: date, within: str | None, before: str | None, *, overdue_only: bool) -> date | None:
    if sum((within is not None, before is not None, overdue_only)) > 1:
        raise KvalitetError("--within, --before och --overdue går inte att förena. Välj ett av dem.")
    if overdue_only:
        return dates.days_on(today, -1)
    if before is not None:
        day = dates.day(before)
        if day is None:
            raise KvalitetError(f"--before: ”{before}” är inte ett datum. Skriv ÅÅÅÅ-MM-DD.")
        return dates.days_on(day, -1)
    if within is None:
        return None
    match = _WINDOW.fullmatch(within.strip().lower())
    last = dates.after(today, f"P{match[1]}{_UNITS[match[2]]}") if match else None
    if last is None:
        raise KvalitetError(f"--within: ”{within}” är inte en tid. Skriv till exempel 90d, 6v, 3m eller 1å.")
    return last


def _row(due: Due, today: date) -> dict[str, object]:
    return {
        "due": iso(due.due),
        "overdue": due.due < today,
        "what": due.what,
        "code": due.code,
        "id": due.id,
        "kind": due.kind,
        "unit": due.unit,
        "role": due.role,
        "path": due.path,
        "field": due.field,
        "basis": basis(due.basis),
    }
