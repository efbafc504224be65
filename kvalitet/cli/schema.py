"""The command schema."""

import json
from typing import Annotated

import typer

from kvalitet.cli._choices import choose
from kvalitet.cli._session import session
from kvalitet.cli._write import emit


def command(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="SLAG", help="Slagets namn, t.ex. avvikelse.", show_default=False)],
) -> None:
    """Skriver slagets JSON-schema som en fil som klarar sig själv.

    Redigerare och andra verktyg kan använda det för att visa fält och val medan man skriver.
    """
    from kvalitet.pipeline.load import schemas_of

    schemas = schemas_of(session(ctx).tree)
    name = choose(kind, schemas.schemas, "slaget", "Se ”kvalitet kinds”.")
    emit(json.dumps(schemas.schemas[name], ensure_ascii=False, indent=2) + "\n")
