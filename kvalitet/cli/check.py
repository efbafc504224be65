"""The command check."""

from pathlib import Path
from typing import Annotated

import click
import typer

from kvalitet.cli._choices import choose
from kvalitet.cli._session import Session, session
from kvalitet.cli._write import emit
from kvalitet.errors import KvalitetError
from kvalitet.model.finding import Severity
from kvalitet.output.report import Report, format_names, writer

_FORMATS = click.Choice(format_names())
_SEVERITIES = click.Choice([severity.value for severity in Severity])


def command(  # noqa: PLR0913  # each option of the command is an argument
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[SÖKVÄG]...", help="Rapportera bara om dessa filer och mappar.", show_default=False),
    ] = None,
    *,
    format_: Annotated[str, typer.Option("--format", click_type=_FORMATS, help="Resultatets form.")] = "text",
    output: Annotated[Path | None, typer.Option(metavar="FIL", help="Skriv resultatet till en fil.")] = None,
    select: Annotated[str, typer.Option(metavar="KODER", help="Visa bara dessa koder, t.ex. KV3,KV401.")] = "",
    ignore: Annotated[str, typer.Option(metavar="KODER", help="Visa inte dessa koder.")] = "",
    fail_on: Annotated[str, typer.Option(click_type=_SEVERITIES, help="Allvar som ger slutkod 1.")] = "error",
    unit: Annotated[str | None, typer.Option(metavar="ENHET", help="Bara en enhet med dess underenheter.")] = None,
    info: Annotated[bool, typer.Option("--info", help="Visa också upplysningar.")] = False,
    no_clock: Annotated[bool, typer.Option("--no-clock", help="Utelämna det som bara tiden gör sant.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Räkna fynden per regel.")] = False,
) -> int:
    """Kontrollerar registret: vad som är fel, var, varför det spelar roll och vad som behöver göras.

    Med sökvägar rapporteras bara om dem, bedömda i hela registret.

    Slutkod 0: inget att åtgärda. 1: fel finns. 2: körningen gick inte att göra.
    """
    from kvalitet.pipeline.assess import Request
    from kvalitet.pipeline.sieves import Filter

    run = session(ctx)
    wanted = Filter(
        select=_codes(select),
        ignore=_codes(ignore),
        unit=known_unit(run, unit),
        paths=tuple(_inside(run, path) for path in paths or ()),
    )
    assessment, locator = run.assess(Request(clock=not no_clock, wanted=wanted))
    report = Report(
        assessment=assessment,
        lines=locator.line,
        page=run.page(to_file=output is not None),
        clock=not no_clock,
        infos=info,
        statistics=statistics,
    )
    emit(writer(format_)(report), output)
    limit = Severity(fail_on).rank
    return int(any(finding.severity.rank <= limit for finding in assessment.findings))


def _codes(text: str) -> tuple[str, ...]:
    codes = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    from kvalitet.rules.catalogue import rule_files

    known = rule_files() if codes else {}
    for code in codes:
        if not any(each.startswith(code) for each in known):
            choose(code, known, "regeln", "Skriv till exempel KV3 eller KV401; se ”kvalitet rules”.")
    return codes


def known_unit(run: Session, unit: str | None) -> str | None:
    """The unit asked for; raises KvalitetError with the nearest choices where there is none such."""
    if unit is None or not run.register.organisation.known:
        return unit
    return choose(unit, run.register.organisation.units, "--unit: enheten", "Se enheterna i organisation.yaml.")


def _inside(run: Session, path: Path) -> str:
    whole = path.resolve() if path.is_absolute() else (Path.cwd() / path).resolve()
    if not whole.exists() and run.moment is None:
        raise KvalitetError(f"{path} finns inte. Kontrollera stavningen.")
    if not whole.is_relative_to(run.folder):
        raise KvalitetError(f"{path} ligger inte i registret ({run.folder}). Ange filer och mappar i det.")
    from kvalitet.pipeline.guard import hidden

    # findings name a file as it is shown, with blocks for numbers of persons
    return hidden(whole.relative_to(run.folder).as_posix())
