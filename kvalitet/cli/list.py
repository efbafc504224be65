"""The command list."""

from typing import Annotated

import typer

from kvalitet.cli._choices import choose
from kvalitet.cli._formats import TEXT_JSON_OR_CSV, as_csv, columns
from kvalitet.cli._session import session
from kvalitet.cli._write import emit
from kvalitet.cli.check import known_unit
from kvalitet.errors import KvalitetError
from kvalitet.model.kind import Kind
from kvalitet.model.query import has
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.wording import counted
from kvalitet.output.envelope import envelope, iso, place

_HEADINGS = ("Id", "Titel", "Enhet", "Status", "Datum", "Ansvarig")


def command(  # noqa: PLR0913  # each option of the command is an argument
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="SLAG", help="Slagets namn, t.ex. avvikelse.", show_default=False)],
    *,
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="FÄLT=VÄRDE", help="Bara de poster som har värdet, t.ex. åtgärder.status=planerad."),
    ] = None,
    unit: Annotated[str | None, typer.Option(metavar="ENHET", help="Bara en enhet med dess underenheter.")] = None,
    only_open: Annotated[bool, typer.Option("--open", help="Bara de poster som inte är avslutade.")] = False,
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_JSON_OR_CSV, help="Resultatets form.")] = "text",
) -> None:
    """Visar poster av ett slag."""
    run = session(ctx)
    register = run.register
    chosen = register.kinds[choose(kind, register.kinds, "slaget", "Se ”kvalitet kinds”.")]
    unit = known_unit(run, unit)
    units = register.organisation.under(unit) if unit else None
    conditions = [_condition(text, chosen) for text in where or ()]
    found = [
        record
        for record in register.of(chosen.name)
        if (units is None or record.unit in units)
        and (not only_open or register.is_open(record))
        and all(has(record, path, value) for path, value in conditions)
    ]
    if format_ == "json":
        rows = [{"id": r.id, "path": place(register, r.path), "data": dict(r.data)} for r in found]
        emit(envelope(register, None, kind=chosen.name, records=rows))
        return
    rows_of_text = [_row(register, record) for record in found]
    if format_ == "csv":
        emit(as_csv(_HEADINGS, rows_of_text))
        return
    text = columns(run.page(), _HEADINGS, rows_of_text) + "\n" if found else ""
    emit(f"{text}{counted(len(found), chosen.singular, chosen.plural)}.\n")


def _condition(text: str, kind: Kind) -> tuple[str, str]:
    path, equals, value = text.partition("=")
    if not equals or not path:
        raise KvalitetError(f"--where: ”{text}” saknar likhetstecken. Skriv FÄLT=VÄRDE, t.ex. status=utreds.")
    tops = {field.pattern[0] for field in kind.fields}
    choose(path.partition(".")[0], tops, "--where: fältet", f"Se ”kvalitet schema {kind.name}”.")
    return path, value


def _row(register: Register, record: Record) -> tuple[str, ...]:
    return (
        record.id,
        record.title,
        register.organisation.name(record.unit) if record.unit else "–",
        record.status,
        iso(register.date_of(record)) or "–",
        record.role or "–",
    )
