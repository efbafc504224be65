"""The command group: commands are the modules of this package, each imported when it is run."""

import inspect
from importlib import import_module
from typing import Any

import click
import typer
from typer.core import TyperCommand, TyperGroup

from kvalitet.cli._options import shared_options
from kvalitet.discovery import module_names

_PACKAGE = "kvalitet.cli"
_ABOUT = """Kvalitetsregister för vården: kontrollerar registret och skriver dokumenten som lagen ber om.

Registret är YAML-filer i ett git-arkiv. Börja med ”kvalitet check” och ”kvalitet due”."""


class Command(TyperCommand):
    """A command that also takes the options shared by all."""

    def __init__(self, *args: Any, **attributes: Any) -> None:  # noqa: ANN401  # click's own
        super().__init__(*args, **{**attributes, "options_metavar": "[VAL]"})

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The command's own parameters, then the shared ones."""
        own = super().get_params(ctx)
        return [*own[:-1], *shared_options(), own[-1]]


class Commands(TyperGroup):
    """All commands, by the names of their modules."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's own
        """The names, in alphabetical order."""
        return [name.rpartition(".")[2] for name in module_names(_PACKAGE)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's own
        """The command of that name, or None."""
        if f"{_PACKAGE}.{cmd_name}" not in module_names(_PACKAGE):
            return None
        module = import_module(f"{_PACKAGE}.{cmd_name}")
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(cmd_name, cls=Command, help=inspect.getdoc(module.command))(module.command)
        return typer.main.get_command(app)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The shared options: they may stand before the command's name too."""
        own = super().get_params(ctx)
        return [*shared_options(), own[-1]]


def command_line() -> click.Command:
    """The whole command line."""
    return Commands(
        name="kvalitet",
        help=_ABOUT,
        rich_markup_mode=None,
        options_metavar="[VAL]",
        subcommand_metavar="KOMMANDO [ARGUMENT]...",
    )
