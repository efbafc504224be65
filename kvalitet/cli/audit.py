"""The command audit."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from kvalitet.cli._session import Session, session
from kvalitet.cli._write import emit
from kvalitet.cli.check import FORMATS, MOST, SEVERITIES, codes, unit_of
from kvalitet.errors import KvalitetError
from kvalitet.model.finding import Severity
from kvalitet.model.past import Past
from kvalitet.model.wording import listing
from kvalitet.output.envelope import envelope
from kvalitet.output.page import Page
from kvalitet.output.report import Report, writer

_PLAN_FORMATS = ("text", "json")


def command(  # noqa: PLR0913  # each option of the command is an argument
    ctx: typer.Context,
    *,
    format_: Annotated[str, typer.Option("--format", click_type=FORMATS, help="Resultatets form.")] = "text",
    output: Annotated[Path | None, typer.Option(metavar="FIL", help="Skriv resultatet till en fil.")] = None,
    select: Annotated[str, typer.Option(metavar="KODER", help="Visa bara dessa koder, t.ex. KV911,KV912.")] = "",
    ignore: Annotated[str, typer.Option(metavar="KODER", help="Visa inte dessa koder.")] = "",
    fail_on: Annotated[str, typer.Option(click_type=SEVERITIES, help="Allvar som ger slutkod 1.")] = "error",
    unit: Annotated[str | None, typer.Option(metavar="ENHET", help="Bara en enhet med dess underenheter.")] = None,
    info: Annotated[bool, typer.Option("--info", help="Visa också upplysningar.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Räkna fynden per regel.")] = False,
    purge_plan: Annotated[
        bool, typer.Option("--purge-plan", help="Visa vad som ska göras när ett personnummer har checkats in.")
    ] = False,
) -> int:
    """Granskar hela historiken: om något har skrivits om, raderats, daterats i efterhand eller godkänts av fel person.

    Bara det som är incheckat granskas. Fynden pekar på posterna som de är nu, eller som de var sist.

    Reglerna är KV911 till KV923; läs om dem med ”kvalitet explain KV911”.

    Med --purge-plan visas i stället var nummer som pekar ut personer finns i historiken, och vad som ska göras i vilken
    ordning. Historiken skrivs aldrig om av verktyget.

    Slutkod 0: inget att åtgärda. 1: fel finns. 2: körningen gick inte att göra.
    """
    from kvalitet.pipeline.assess import Request
    from kvalitet.pipeline.audit import audit
    from kvalitet.pipeline.manuals import judged
    from kvalitet.pipeline.sieves import Filter, Sieves

    if purge_plan and format_ not in _PLAN_FORMATS:
        raise KvalitetError(f"--purge-plan skrivs som {listing(_PLAN_FORMATS, 'eller')}, inte som {format_}")
    run = session(ctx)
    archive, loaded = run.archive, run.committed
    wanted = Filter(
        select=codes(select), ignore=codes(ignore), unit=unit and unit_of(loaded.register.organisation, unit)
    )
    request = Request(clock=False, sieves=Sieves(wanted=wanted))
    assessment, locator, past = audit(loaded, archive, run.today, request)
    if purge_plan:
        emit(_plan(run, past, format_, page=run.page(to_file=output is not None)), output)
        return int(bool(past.leaks))
    report = Report(
        assessment=assessment,
        lines=locator.line,
        page=run.page(to_file=output is not None),
        clock=False,
        infos=info,
        statistics=statistics,
        rules=partial(judged, assessment, request, history=True),
        most=None if output else MOST,
        command="kvalitet audit",
    )
    emit(writer(format_)(report), output)
    limit = Severity(fail_on).rank
    return int(any(finding.severity.rank <= limit for finding in assessment.findings))


def _plan(run: Session, past: Past, format_: str, *, page: Page) -> str:
    """What must be done with what stands in the history. Raises KvalitetError where it cannot be known."""
    from kvalitet.cli._purge import as_data, as_text
    from kvalitet.history.refs import holding
    from kvalitet.pipeline.guard import hidden

    if past.shallow:
        raise KvalitetError(
            "arkivet är en ytlig klon, så det går inte att säga vad som finns i historiken: "
            "hämta resten med ”git fetch --unshallow”"
        )
    refs = tuple(hidden(ref) for ref in holding(run.archive.root, (leak.since.id for leak in past.leaks)))
    if format_ == "json":
        return envelope(past.register, None, purge_plan=as_data(past.leaks, refs))
    return page.draw(*as_text(page, past.leaks, refs))
