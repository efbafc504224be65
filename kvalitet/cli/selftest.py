"""The command selftest."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from kvalitet.cli._checks import breaks, drawn, rows, verdict
from kvalitet.cli._formats import TEXT_OR_JSON
from kvalitet.cli._session import session
from kvalitet.cli._write import emit, write_file
from kvalitet.errors import KvalitetError
from kvalitet.model.settings import DEFAULT_TIMEZONE
from kvalitet.output.envelope import envelope
from kvalitet.render.formats import format_names, writer

if TYPE_CHECKING:
    from kvalitet.model.document import Document
    from kvalitet.model.proof import Check

_HEADING = "Provet görs på exempelregistret som följer med, i ett git-arkiv för sig. Ert eget register rörs inte."


def command(
    ctx: typer.Context,
    *,
    output: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Skriv också ett intyg att spara, t.ex. sjalvtest.pdf.")
    ] = None,
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_OR_JSON, help="Resultatets form.")] = "text",
) -> int:
    """Prövar den installerade versionen på ett register vars brister är kända i förväg, och säger vad som är visat.

    Slutkod 0: inget motsäger att den gör rätt. 1: något håller inte. 2: provet gick inte att göra.
    """
    run = session(ctx)
    if run.options.get("as_of"):
        raise KvalitetError("selftest tar inte --as-of: det är programmet som prövas, inte ett register")
    form = _form(output)
    today = run.day_in(ZoneInfo(DEFAULT_TIMEZONE))
    checks, document = _proved(today)
    if output is not None:
        write_file(output, writer(form)(document))
    if format_ == "json":
        figures = {key: figure.value for key, figure in document.figures.items()}
        emit(envelope(None, today, checks=rows(checks), figures=figures, holds=not breaks(checks)))
    else:
        page = run.page()
        emit(page.draw(_HEADING, "", *drawn(page, checks), "", verdict(checks)))
    if output is not None:
        run.note(f"skrev {output}")
    return int(breaks(checks))


def _form(output: Path | None) -> str:
    form = output.suffix.removeprefix(".").lower() if output else "md"
    if form not in format_names():
        endings = ", ".join(f".{name}" for name in format_names())
        raise KvalitetError(f"--output {output}: välj en ändelse som säger formatet: {endings}")
    return form


def _proved(today: date) -> "tuple[Sequence[Check], Document]":
    from kvalitet.selftest.certificate import certificate
    from kvalitet.selftest.place import copied
    from kvalitet.selftest.trial import SelfTest

    with TemporaryDirectory(prefix="kvalitet-") as folder:
        test = SelfTest(copied(Path(folder).resolve()))
        checks = tuple(test.checks())
        return checks, certificate(test, checks, today)
