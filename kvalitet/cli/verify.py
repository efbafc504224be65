"""The command verify."""

from pathlib import Path
from typing import Annotated

import typer

from kvalitet.cli._formats import TEXT_OR_JSON
from kvalitet.cli._session import session
from kvalitet.errors import KvalitetError


def command(
    ctx: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="NAMN|FIL",
            help="Ett dokument eller paket som render har skrivit, om filen finns; annars namnet på ett sigill.",
            show_default=False,
        ),
    ],
    *,
    documents: Annotated[
        list[Path] | None,
        typer.Option("--document", metavar="FIL", help="Ett dokument att pröva mot sigillet. Går att upprepa."),
    ] = None,
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_OR_JSON, help="Resultatets form.")] = "text",
) -> int:
    """Prövar ett dokument, ett paket eller ett sigill mot registret.

    Ett dokument: siffrorna räknas om ur den incheckning som det bygger på, och jämförs med registret idag.

    Ett paket för granskning: varje fil görs om ur incheckningen, och jämförs.

    Ett sigill: signaturen, registrets filer, antalen och fynden räknas om, och historiken följs fram till idag.

    Slutkod 0: allt håller. 1: något stämmer inte. 2: körningen gick inte att göra.
    """
    run = session(ctx)
    if Path(what).is_file():
        from kvalitet.cli._verify_file import verify_file
        from kvalitet.pipeline.pack import is_pack

        if documents:
            raise KvalitetError("--document hör till ett sigill. Pröva en fil i taget, utan --document.")
        if is_pack(Path(what)):
            from kvalitet.cli._verify_pack import verify_pack

            return verify_pack(run, Path(what), format_)
        return verify_file(run, Path(what), format_)
    from kvalitet.cli._verify_seal import verify_seal

    return verify_seal(run, what, documents or [], format_)
