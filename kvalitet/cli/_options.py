"""The options that every command takes, before or after its name."""

from typing import Any

import click

from kvalitet.errors import KvalitetError
from kvalitet.model import dates

SHARED = "Gemensamma val"


class SharedOption(click.Option):
    """An option whose value is kept for the whole run instead of being handed to the command."""

    def __init__(self, *declarations: str, **attributes: Any) -> None:  # noqa: ANN401  # click's own
        super().__init__(list(declarations), expose_value=False, callback=_remember, **attributes)


def _remember(ctx: click.Context, option: click.Parameter, value: object) -> None:
    if not option.name or value in {None, False}:
        return
    if value == "":
        raise KvalitetError(f"{option.opts[0]}: värdet är tomt. Skriv {option.metavar}, eller utelämna valet.")
    if option.name == "today" and dates.day(str(value)) is None:
        raise KvalitetError(f"--today: ”{value}” är inte ett datum. Skriv ÅÅÅÅ-MM-DD.")
    ctx.find_root().meta[option.name] = value


def _tell_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001  # click's own
    if wanted:
        from kvalitet import __version__

        click.echo(f"kvalitet {__version__}")
        ctx.exit()


def shared_options() -> list[click.Parameter]:
    """The shared options, made anew: a parameter belongs to one command."""
    version = click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_tell_version,
        help="Visa versionen och sluta.",
    )
    return [
        SharedOption("--register", metavar="MAPP", help="Registrets mapp. Annars söks den uppåt från den du står i."),
        SharedOption("--today", metavar="DATUM", help="Dagen att bedöma på, ÅÅÅÅ-MM-DD. Annars dagens datum."),
        SharedOption("--as-of", metavar="DATUM|REV", help="Läs registret som det var den dagen eller i den versionen."),
        SharedOption("--no-cache", is_flag=True, help="Läs allt på nytt."),
        SharedOption("--no-color", is_flag=True, help="Skriv utan färger."),
        SharedOption("--plain", is_flag=True, help="Skriv enkel text: inga färger, ramar eller avbrutna rader."),
        SharedOption("--quiet", is_flag=True, help="Skriv inga anmärkningar, bara resultatet."),
        version,
    ]
