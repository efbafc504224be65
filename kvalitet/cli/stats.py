"""The command stats."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import click
import typer

from kvalitet.cli._choices import asked_period, choose
from kvalitet.cli._formats import TEXT_JSON_OR_CSV
from kvalitet.cli._session import Session, session
from kvalitet.cli._write import emit
from kvalitet.cli.check import known_unit
from kvalitet.errors import KvalitetError
from kvalitet.measures._dimensions import DIMENSIONS
from kvalitet.measures._spans import Spans, spans
from kvalitet.model.dates import year_of

if TYPE_CHECKING:
    from kvalitet.measures._measure import MeasureFile

_BY = click.Choice(DIMENSIONS)
_UNMASKED = "siffrorna är omaskerade: också det som vilar på några få poster visas"


def command(  # noqa: PLR0913  # each option of the command is an argument
    ctx: typer.Context,
    *,
    year: Annotated[int | None, typer.Option(metavar="ÅR", min=1900, max=9998, help="Året att räkna på.")] = None,
    period_: Annotated[
        str | None,
        typer.Option("--period", metavar="PERIOD", help="Perioden att räkna på, t.ex. 2026-H1, 2026-Q3 eller 2026-04."),
    ] = None,
    by: Annotated[str, typer.Option("--by", click_type=_BY, help="Vad siffrorna delas upp efter.")] = "enhet",
    unit: Annotated[str | None, typer.Option(metavar="ENHET", help="Bara en enhet med dess underenheter.")] = None,
    measures: Annotated[
        list[str] | None, typer.Option("--measure", metavar="MÅTT", help="Bara detta mått. Kan anges flera gånger.")
    ] = None,
    ids: Annotated[bool, typer.Option("--ids", help="Visa posterna bakom varje siffra. Inget maskeras.")] = False,
    auditor: Annotated[bool, typer.Option("--auditor", help="Visa alla siffror. Inget maskeras.")] = False,
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_JSON_OR_CSV, help="Resultatets form.")] = "text",
) -> None:
    """Räknar antal, takt, ledtider och andelar, och jämför med perioden före.

    Utan --year och --period räknas året hittills, och jämförs med samma del av förra året.
    Det som vilar på färre poster än maskering.minsta i kvalitet.yaml visas bara på en grövre nivå.
    """
    from kvalitet.cli._statistics import Statistics, as_json, as_rows, as_text
    from kvalitet.measures._breakdown import Wanted, breakdown

    run = session(ctx)
    wanted = Wanted(by=by, spans=_spans(run, year, period_), unit=known_unit(run, unit), masked=not (ids or auditor))
    chosen = _chosen(measures or ())
    found = Statistics(wanted, tuple(breakdown(run.register, file, beside, wanted) for file, beside in chosen), ids=ids)
    if not wanted.masked:
        run.note(_UNMASKED)
    match format_:
        case "json":
            emit(as_json(run.register, run.today, found))
        case "csv":
            emit(as_rows(found))
        case _:
            emit(as_text(run.register, run.page(), found))


def _spans(run: Session, year: int | None, text: str | None) -> Spans:
    if year is not None and text is not None:
        raise KvalitetError("--year och --period går inte att förena. Välj ett av dem.")
    asked = year_of(year or run.today.year) if text is None else asked_period(text)
    if asked.first > run.today:
        raise KvalitetError(f"perioden {asked.text} har inte börjat {run.today}: det finns inget att räkna.")
    return spans(asked, run.today)


def _chosen(asked: Iterable[str]) -> "Iterator[tuple[MeasureFile, tuple[MeasureFile, ...]]]":
    """The measures asked for (none: all), each with those that stand beside it; one of those brings the others."""
    from kvalitet.measures._measure import measure_files

    files = measure_files()
    names = {name.replace("_", "-"): name for name in files}
    see = "Alla mått visas utan --measure."
    picked = {names[choose(name.replace("_", "-"), names, "--measure: måttet", see)] for name in asked}
    heads = {files[name].measure.beside or name for name in picked}
    for file in files.values():
        if not file.measure.beside and (not heads or file.name in heads):
            yield file, tuple(each for each in files.values() if each.measure.beside == file.name)
