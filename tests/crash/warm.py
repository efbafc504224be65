"""Commands run in children of a process that has done what is the same each time: each costs only what it does.

Imports are done, and the schemas and rules that ship are read once. What a command does with the register's
files is all its own.
"""

import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from kvalitet.cli import run
from kvalitet.pipeline import assess
from kvalitet.rules.catalogue import rule_files


def warmed() -> None:
    """Lets the rules be those of the first command in all that follow in this process; the schemas are already so."""
    setattr(assess, "rule_files", cache(rule_files))  # noqa: B010  # a name that another module imports


def in_silence(arguments: list[str]) -> int:
    """Runs a command line in this process; its exit code."""
    with Path(os.devnull).open("w", encoding="utf-8") as nothing:
        sys.stdout, sys.stderr = nothing, nothing
        try:
            return run(arguments)
        finally:
            sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__


def started(arguments: list[str], first: Callable[[], None] = lambda: None) -> tuple[int, int]:
    """Starts a command line in a child, after `first`; the child, and where it says what is wrong."""
    reads, writes = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reads)
        first()
        with Path(os.devnull).open("w", encoding="utf-8") as nothing, open(writes, "w", encoding="utf-8") as said:  # noqa: PTH123
            sys.stdout, sys.stderr = nothing, said
            code = run(arguments)
        os._exit(code)
    os.close(writes)
    return process, reads


def ended(child: tuple[int, int]) -> tuple[int, str]:
    """The exit code of a child, negative for a signal, and what it said."""
    process, reads = child
    with open(reads, encoding="utf-8") as said:  # noqa: PTH123  # a pipe has no path
        text = said.read()
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), text
