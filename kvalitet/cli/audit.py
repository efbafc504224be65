"""The command audit."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from kvalitet.cli._session import session
from kvalitet.cli._write import emit
from kvalitet.cli.check import FORMATS, MOST, SEVERITIES, codes, unit_of
from kvalitet.model.finding import Severity
from kvalitet.output.report import Report, writer


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
) -> int:
    """Granskar hela historiken: om något har skrivits om, raderats, daterats i efterhand eller godkänts av fel person.

    Bara det som är incheckat granskas. Fynden pekar på posterna som de är nu, eller som de var sist.

    Reglerna är KV911 till KV923; läs om dem med ”kvalitet explain KV911”.

    Slutkod 0: inget att åtgärda. 1: fel finns. 2: körningen gick inte att göra.
    """
    from kvalitet.pipeline.assess import Request
    from kvalitet.pipeline.audit import audit
    from kvalitet.pipeline.manuals import judged
    from kvalitet.pipeline.sieves import Filter, Sieves

    run = session(ctx)
    archive, loaded = run.archive, run.committed
    wanted = Filter(
        select=codes(select), ignore=codes(ignore), unit=unit and unit_of(loaded.register.organisation, unit)
    )
    request = Request(clock=False, sieves=Sieves(wanted=wanted))
    assessment, locator, _ = audit(loaded, archive, run.today, request)
    report = Report(
        assessment=assessment,
        lines=locator.line,
        page=run.page(to_file=output is not None),
        clock=False,
        infos=info,
        statistics=statistics,
        rules=partial(judged, assessment, request, history=True),
        most=None if output else MOST,
    )
    emit(writer(format_)(report), output)
    limit = Severity(fail_on).rank
    return int(any(finding.severity.rank <= limit for finding in assessment.findings))
