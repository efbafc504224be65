"""The command kinds."""

from typing import Annotated

import typer

from kvalitet.cli._formats import TEXT_OR_JSON, columns
from kvalitet.cli._session import session
from kvalitet.cli._write import emit
from kvalitet.model.kind import Kind
from kvalitet.output.envelope import envelope


def command(
    ctx: typer.Context,
    *,
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_OR_JSON, help="Resultatets form.")] = "text",
) -> None:
    """Visar slagen av poster: vad de heter, var de ligger och hur många de är."""
    run = session(ctx)
    kinds = run.register.kinds.values()
    counts = {kind.name: len(run.register.of(kind.name)) for kind in kinds}
    if format_ == "json":
        rows = [{**_row(kind), "records": counts[kind.name]} for kind in kinds]
        emit(envelope(run.register, None, kinds=rows))
        return
    lines = [(k.name, k.prefix, _place(k), str(counts[k.name]), k.title) for k in kinds]
    emit(columns(run.page(), ("Slag", "Prefix", "Mapp", "Antal", "Vad det är"), lines))


def _place(kind: Kind) -> str:
    return f"{kind.folder}/ÅÅÅÅ/" if kind.yearly else f"{kind.folder}/"


def _row(kind: Kind) -> dict[str, object]:
    return {
        "kind": kind.name,
        "title": kind.title,
        "description": kind.description,
        "prefix": kind.prefix,
        "folder": kind.folder,
        "yearly": kind.yearly,
        "statuses": list(kind.statuses),
        "open": [status for status in kind.statuses if status in kind.open],
    }
