"""The command render."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import click
import typer

from kvalitet.cli._choices import asked_period, choose
from kvalitet.cli._document import made
from kvalitet.cli._session import Session, session
from kvalitet.cli._write import write_file
from kvalitet.cli.check import known_unit
from kvalitet.errors import KvalitetError, RefusedError
from kvalitet.facts._catalogue import ReportFile, report_files
from kvalitet.model.dates import Period, year_of
from kvalitet.model.document import Facts, Gap, Scope
from kvalitet.model.wording import counted, listing
from kvalitet.render.formats import BINARY, format_names, writer

_FORMATS = format_names()
_OPTIONS = {"year": "--year ÅR", "period": "--period PERIOD", "unit": "--unit ENHET", "area": "--area OMRÅDE"}
_WHERE = "Se ”kvalitet render --list”."
_LEVEL = "förvaltning"


def command(  # noqa: PLR0913  # each option of the command is an argument
    ctx: typer.Context,
    report: Annotated[
        str | None, typer.Argument(metavar="[RAPPORT]", help="Rapportens namn.", show_default=False)
    ] = None,
    *,
    year: Annotated[
        int | None, typer.Option(metavar="ÅR", min=1900, max=9998, help="Året som rapporten handlar om.")
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="Perioden, i stället för --year: 2025-H2, 2026-Q2, 2026-04."),
    ] = None,
    unit: Annotated[str | None, typer.Option(metavar="ENHET", help="Bara en enhet med dess underenheter.")] = None,
    area: Annotated[str | None, typer.Option(metavar="OMRÅDE", help="Säkerhetsområdet, t.ex. patientsäkerhet.")] = None,
    auditor: Annotated[
        bool, typer.Option("--auditor", help="Utgåvan för granskning: lagrum, id och incheckning. Inget maskeras.")
    ] = False,
    to: Annotated[
        str | None, typer.Option("--to", click_type=click.Choice(_FORMATS), help="Dokumentets format.")
    ] = None,
    output: Annotated[Path | None, typer.Option(metavar="FIL", help="Skriv dokumentet till en fil.")] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Skriv ett utkast även om något saknas, med en lista över det.")
    ] = False,
    list_: Annotated[bool, typer.Option("--list", help="Visa vilka rapporter som finns.")] = False,
) -> None:
    """Skriver en rapport ur registret: text ur posterna och siffror som räknas fram.

    Formatet väljs av --to, annars av ändelsen på --output, annars md.
    Slutkod 0: skrivet. 1: något saknas och dokumentet skrevs inte. 2: körningen gick inte att göra.
    """
    if list_ or report is None:
        if not list_:
            raise KvalitetError("ange vilken rapport som ska skrivas. " + _WHERE)
        sys.stdout.write(_listed())
        return
    files = report_files()
    file = files[choose(report, files, "rapporten", _WHERE)]
    format_ = _format(to, output)
    if output is None and format_ in BINARY and sys.stdout.isatty():
        raise KvalitetError(f"{format_} går inte att läsa på en skärm. Skriv till en fil med --output FIL.{format_}.")
    _check_options(file, {"year": year, "period": period, "unit": unit, "area": area})
    run = session(ctx)
    about = year_of(year or run.today.year) if period is None else asked_period(period)
    scope = replace(_scope(run, file, about, unit, area), auditor=auditor)
    report_made = made(file, run.loaded, run.today, scope)
    _refuse(run, report_made.facts, draft=draft)
    data = writer(format_)(report_made.document(draft=draft))
    if output is None:
        sys.stdout.buffer.write(data)
        return
    write_file(output, data)
    run.note(f"skrev {output}")


def _listed() -> str:
    blocks = []
    for file in report_files().values():
        given = [_OPTIONS[name] for name in file.report.demands]
        given += [f"[{_OPTIONS[name]}]" for name in file.report.takes]
        blocks.append(
            f"{file.name}\n"
            f"    {file.report.title}: {file.report.purpose}.\n"
            f"    För: {file.report.audience}.\n"
            f"    Val: {' '.join(given)}\n"
        )
    return "\n".join([*blocks, f"Format (--to): {listing(_FORMATS, 'eller')}.\n"])


def _format(to: str | None, output: Path | None) -> str:
    by_ending = output.suffix.removeprefix(".").lower() if output else ""
    return to or (by_ending if by_ending in _FORMATS else "md")


def _check_options(file: ReportFile, given: dict[str, object]) -> None:
    if given["year"] is not None and given["period"] is not None:
        raise KvalitetError("--year och --period går inte att förena. Välj ett av dem.")
    for name in file.report.demands:
        if given[name] is None and not (name == "year" and given["period"] is not None):
            raise KvalitetError(f"{file.name} behöver {_OPTIONS[name]}. {_WHERE}")
    for name, value in given.items():
        if value is not None and name not in (*file.report.demands, *file.report.takes):
            raise KvalitetError(f"{file.name} har inget val --{name}. {_WHERE}")


def _scope(run: Session, file: ReportFile, about: Period, unit: str | None, area: str | None) -> Scope:
    found = None
    if area is not None:
        codes = run.register.codes.get("sakerhetsomraden")
        found = choose(
            area, codes.codes if codes else (), "--area: området", "Områdena står i kodverket sakerhetsomraden."
        )
    chosen = known_unit(run, unit)
    if chosen is None and "area" in file.report.demands:
        chosen = _only_administration(run, about)
    return Scope(about, chosen, found)


def _only_administration(run: Session, about: Period) -> str:
    """The unit that is reviewed where none is named: the care provider's one administration."""
    units = [u.id for u in run.register.organisation.units.values() if u.level == _LEVEL and u.exists(about.last)]
    if len(units) != 1:
        raise KvalitetError(f"ange enheten med --unit: {listing(units, 'eller') or 'se organisation.yaml'}")
    return units[0]


def _refuse(run: Session, facts: Facts, *, draft: bool) -> None:
    """Stops a final document that lacks what it must hold; lesser gaps are told."""
    if draft:
        return
    refusing = [gap for gap in facts.all_gaps if gap.refuses]
    if refusing:
        lines = "\n".join(_line(gap) for gap in refusing)
        things = counted(len(refusing), "sak saknas", "saker saknas")
        raise RefusedError(f"”{facts.title}” skrivs inte, {things} (--draft ger ett utkast):\n{lines}")
    for gap in facts.all_gaps:
        run.note(f"{gap.what} ({gap.where})")


def _line(gap: Gap) -> str:
    return f"  {gap.where}: {gap.what}. {gap.help}"
