"""The command due."""

import re
from datetime import date
from typing import Annotated

import typer

from kvalitet.cli._choices import choose
from kvalitet.cli._formats import TEXT_OR_JSON, columns
from kvalitet.cli._session import Session, session
from kvalitet.cli._write import emit
from kvalitet.cli.check import known_unit
from kvalitet.errors import KvalitetError
from kvalitet.model import dates
from kvalitet.model.deadline import Due
from kvalitet.model.wording import ago, capital, counted
from kvalitet.output.envelope import basis, envelope, iso

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
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_OR_JSON, help="Resultatets form.")] = "text",
) -> None:
    """Visar allt som någon ska ha gjort till ett visst datum, det närmaste först."""
    run = session(ctx)
    last = _last(run.today, within, before, overdue_only=overdue_only)
    unit, role = known_unit(run, unit), _known_role(run, role)
    units = run.register.organisation.under(unit) if unit else None
    dues = [
        due
        for due in run.assess()[0].deadlines
        if due.done is None
        and (last is None or due.due <= last)
        and (units is None or due.unit in units)
        and (role is None or role in {due.role, (due.role or "").partition("/")[0]})
    ]
    if format_ == "json":
        emit(envelope(run.register, run.today, deadlines=[_row(due, run.today) for due in dues]))
        return
    rows = [
        (due.due.isoformat(), ago(due.due, run.today), due.id or "–", capital(due.what), due.role or due.unit or "–")
        for due in dues
    ]
    late = sum(due.due < run.today for due in dues)
    text = columns(run.page(), ("Senast", "", "Post", "Vad", "Vem"), rows) if rows else ""
    overdue = counted(late, "försenad", "försenade")
    ending = f"{counted(len(dues), 'sak att göra', 'saker att göra')}, varav {overdue} per {run.today}.\n"
    emit(text + ("\n" if rows else "") + (ending if dues else f"Inget att göra per {run.today}.\n"))


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
