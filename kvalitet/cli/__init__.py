"""The command line: one file a command. Here alone are clock, streams and exit codes."""

import contextlib
import os
import re
import sys

import click

from kvalitet.errors import KvalitetError, RefusedError

DONE, FOUND, STOPPED, BROKEN, INTERRUPTED = 0, 1, 2, 3, 130


def run(arguments: list[str]) -> int:  # noqa: C901, PLR0911  # one exit for each way a run can end
    """Runs a command line and returns its exit code. No traceback reaches a user."""
    from kvalitet.cli._app import command_line
    from kvalitet.cli._swedish import speak_swedish
    from kvalitet.cli._write import is_unwritable, reason

    if sys.stdout is None:
        return _say("kan inte skriva resultatet: utdata är stängd.", STOPPED)
    try:
        os.getcwd()  # noqa: PTH109  # no path is wanted, only whether there is one
    except FileNotFoundError:
        return _say("mappen du står i finns inte längre. Gå till en mapp som finns och kör om.", STOPPED)
    speak_swedish()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = command_line().main(arguments or ["--help"], prog_name="kvalitet", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        return _say(usage(error), STOPPED)
    except KvalitetError as error:
        return _say(str(error), STOPPED)
    except RefusedError as error:
        return _say(str(error), FOUND)
    except (BrokenPipeError, SystemExit):
        # nobody reads any more, which typer tells by leaving
        _hush()
        return DONE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except OSError as error:
        if not is_unwritable(error):
            return _broken(error)
        _hush()
        return _say(f"kan inte skriva resultatet: {reason(error)}.", STOPPED)
    except Exception as error:  # noqa: BLE001  # the last line of defence: exit 3 without a traceback
        return _broken(error)
    return code if isinstance(code, int) else DONE


def usage(error: click.UsageError) -> str:
    """A usage error as one Swedish line with where to read more."""
    command = error.ctx.command_path if error.ctx else "kvalitet"
    message = re.sub(r"'([^']*)'", r"”\1”", " ".join(error.format_message().split()))
    return f"{message} Läs mer med ”{command} --help”."


def _broken(error: Exception) -> int:
    from kvalitet.cli._crash import crash_message

    return _say(crash_message(error), BROKEN)


def _hush() -> None:
    """Throws away what is left in the buffer: it must not be written when the process ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: str, code: int) -> int:
    from kvalitet.cli._write import complain

    complain(message)
    return code
