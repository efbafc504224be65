"""The command group: commands are the modules of this package, each imported when it is run."""

import ast
import inspect
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup
from typer.utils import get_params_from_function

from kvalitet.cli._options import SHARED, shared_options
from kvalitet.discovery import module_names

_PACKAGE = "kvalitet.cli"
_COMMANDS = "Kommandon"
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

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is left of the arguments; a usage error says which command it is about."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the command's own options, then those shared by all; click writes the arguments."""
        own = [each for each in super().get_params(ctx) if isinstance(each, click.Option)]
        for heading, each in (("Val", own), (SHARED, shared_options())):
            rows = [row for row in (parameter.get_help_record(ctx) for parameter in each) if row]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002  # the whole sentence, on lines of its own
        """The first paragraph of the help."""
        return " ".join((self.help or "").partition("\n\n")[0].split())


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
        made = typer.main.get_command(app)
        told = get_params_from_function(module.command)
        for parameter in made.params:
            if isinstance(parameter, TyperArgument):
                # typer hands the help of an argument over before click sets its own, which is none
                parameter.help = told[str(parameter.name)].default.help
        return made

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the commands with what each does, read from its file: none is imported to be listed."""
        with formatter.section(_COMMANDS):
            formatter.write_dl([(name, _summary(name)) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named, and its arguments; raises NoSuchCommand with the nearest ones."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            names = self.list_commands(ctx)
            raise click.exceptions.NoSuchCommand(error.command_name, possibilities=names, ctx=ctx) from error

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The shared options: they may stand before the command's name too."""
        own = super().get_params(ctx)
        return [*shared_options(), own[-1]]


def _summary(name: str) -> str:
    """The first paragraph of a command's help."""
    source = Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8")
    functions = (node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    told = next((ast.get_docstring(node) for node in functions if node.name == "command"), None)
    return " ".join((told or "").partition("\n\n")[0].split())


def command_line() -> click.Command:
    """The whole command line."""
    return Commands(
        name="kvalitet",
        help=_ABOUT,
        rich_markup_mode=None,
        options_metavar="[VAL]",
        subcommand_metavar="KOMMANDO [ARGUMENT]...",
    )
