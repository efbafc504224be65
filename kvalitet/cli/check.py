"""The command check."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer

from kvalitet.cli import _sieves as sieves
from kvalitet.cli._choices import choose
from kvalitet.cli._session import Session, session
from kvalitet.cli._write import complain, emit
from kvalitet.errors import KvalitetError
from kvalitet.model.assessment import Timing
from kvalitet.model.finding import Severity
from kvalitet.model.organisation import Organisation
from kvalitet.output.report import Report, format_names, writer

if TYPE_CHECKING:
    from kvalitet.pipeline.assess import Request
    from kvalitet.pipeline.sieves import Filter

FORMATS = click.Choice(format_names())
MOST = 100
"""As many findings as are read on a screen; a file holds them all."""

SEVERITIES = click.Choice([severity.value for severity in Severity])


def command(  # noqa: PLR0913  # each option of the command is an argument
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[SÖKVÄG]...", help="Rapportera bara om dessa filer och mappar.", show_default=False),
    ] = None,
    *,
    format_: Annotated[str, typer.Option("--format", click_type=FORMATS, help="Resultatets form.")] = "text",
    output: Annotated[Path | None, typer.Option(metavar="FIL", help="Skriv resultatet till en fil.")] = None,
    select: Annotated[str, typer.Option(metavar="KODER", help="Visa bara dessa koder, t.ex. KV3,KV401.")] = "",
    ignore: Annotated[str, typer.Option(metavar="KODER", help="Visa inte dessa koder.")] = "",
    fail_on: Annotated[str, typer.Option(click_type=SEVERITIES, help="Allvar som ger slutkod 1.")] = "error",
    unit: Annotated[str | None, typer.Option(metavar="ENHET", help="Bara en enhet med dess underenheter.")] = None,
    info: Annotated[bool, typer.Option("--info", help="Visa också upplysningar.")] = False,
    no_clock: Annotated[bool, typer.Option("--no-clock", help="Utelämna det som bara tiden gör sant.")] = False,
    staged: Annotated[bool, typer.Option("--staged", help="Läs det som ska checkas in (gits index).")] = False,
    since: Annotated[
        str | None, typer.Option(metavar="REV|DATUM", help="Visa bara det som inte fanns i den versionen.")
    ] = None,
    baseline: Annotated[Path | None, typer.Option(metavar="FIL", help="Visa inte det som står i baslinjen.")] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Skriv allt som hittas till en baslinje.")
    ] = None,
    show_exempt: Annotated[bool, typer.Option("--show-exempt", help="Visa också det som är undantaget.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Räkna fynden per regel.")] = False,
    profile_: Annotated[bool, typer.Option("--profile", help="Säg på stderr hur lång tid varje regel tog.")] = False,
) -> int:
    """Kontrollerar registret: vad som är fel, var, varför det spelar roll och vad som behöver göras.

    Med sökvägar rapporteras bara om dem, bedömda i hela registret.

    På skärmen visas högst 100 fynd, minst ett av varje kod; med --output skrivs alla till en fil.
    Formerna github, gitlab, json, junit och sarif är till för program, och har alltid med allt.

    Slutkod 0: inget att åtgärda. 1: fel finns. 2: körningen gick inte att göra.
    """
    from kvalitet.pipeline.manuals import judged

    run = session(ctx, staged=staged)
    sieves.refuse_together(
        {"--as-of": run.options.get("as_of"), "--staged": staged, "--since": since is not None},
        "de läser registret från olika håll",
    )
    narrowed = {"--since": since, "--select": select, "--ignore": ignore, "--unit": unit, "sökvägar": paths}
    old = sieves.baseline_to_write(write_baseline, baseline, narrowed)
    timer = time.perf_counter if profile_ else None
    reading = _time_of_reading(run, timer) if timer else ()
    wanted = _filter(run, select, ignore, unit, paths or ())
    request = replace(_request(run, wanted, baseline, since, clock=not no_clock), timer=timer)
    assessment, locator = run.assess(request)
    sieves.tell_outdated(assessment, run)
    if write_baseline:
        assessment = sieves.write_baseline(write_baseline, old, assessment, run)
    report = Report(
        assessment=assessment,
        lines=locator.line,
        page=run.page(to_file=output is not None),
        clock=not no_clock,
        infos=info,
        statistics=statistics,
        exempted=show_exempt,
        outdated=baseline is not None,
        rules=partial(judged, assessment, request),
        most=None if output else MOST,
    )
    began = time.perf_counter()
    emit(writer(format_)(report), output)
    if timer:
        _tell_profile((*reading, *assessment.timings, Timing("utskrift", timer() - began)))
    limit = Severity(fail_on).rank
    return int(any(finding.severity.rank <= limit for finding in assessment.findings))


def _tell_profile(timings: Iterable[Timing]) -> None:
    from kvalitet.cli._profile import profile

    complain(profile(tuple(timings)))


def _time_of_reading(run: Session, timer: Callable[[], float]) -> tuple[Timing, ...]:
    since = timer()
    assert run.register is not None  # noqa: S101  # asked for, so that it is read
    return (Timing("inläsning", timer() - since),)


def _filter(run: Session, select: str, ignore: str, unit: str | None, paths: Iterable[Path]) -> "Filter":
    from kvalitet.pipeline.sieves import Filter

    return Filter(
        select=codes(select),
        ignore=codes(ignore),
        unit=known_unit(run, unit),
        paths=tuple(inside(run, path) for path in paths),
    )


def _request(run: Session, wanted: "Filter", baseline: Path | None, since: str | None, *, clock: bool) -> "Request":
    from kvalitet.model.baseline import Baseline
    from kvalitet.pipeline.assess import Request
    from kvalitet.pipeline.sieves import Sieves

    known = sieves.read_baseline(baseline) if baseline else Baseline()
    before = run.before(since, clock=clock) if since is not None else frozenset
    return Request(clock=clock, sieves=Sieves(baseline=known, before=before, wanted=wanted))


def codes(text: str) -> tuple[str, ...]:
    """The codes, or beginnings of codes, in a list with commas; raises KvalitetError for one that no rule has."""
    asked = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    from kvalitet.rules.catalogue import rule_files

    known = rule_files() if asked else {}
    for code in asked:
        if not any(each.startswith(code) for each in known):
            choose(code, known, "regeln", "Skriv till exempel KV3 eller KV401; se ”kvalitet rules”.")
    return asked


def known_unit(run: Session, unit: str | None) -> str | None:
    """The unit asked for; raises KvalitetError with the nearest choices where there is none such."""
    return None if unit is None else unit_of(run.register.organisation, unit)


def unit_of(organisation: Organisation, unit: str) -> str:
    """The unit that the organisation has by a name; raises KvalitetError as `known_unit` does."""
    if not organisation.known:
        return unit
    return choose(unit, organisation.units, "--unit: enheten", "Se enheterna i organisation.yaml.")


def inside(run: Session, path: Path) -> str:
    """A path as findings name it, from the register's folder; raises KvalitetError for one that is not in it."""
    whole = path.resolve() if path.is_absolute() else (Path.cwd() / path).resolve()
    if not whole.exists() and run.moment is None and not run.staged:
        raise KvalitetError(f"{path} finns inte. Kontrollera stavningen.")
    if not whole.is_relative_to(run.folder):
        raise KvalitetError(f"{path} ligger inte i registret ({run.folder}). Ange filer och mappar i det.")
    from kvalitet.pipeline.guard import hidden

    # findings name a file as it is shown, with blocks for numbers of persons
    return hidden(whole.relative_to(run.folder).as_posix())
