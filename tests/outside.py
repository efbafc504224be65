"""Checkers from elsewhere: where one is missing its tests are skipped, but never where everything is to be checked."""

import os
import shutil
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest


def program(name: str) -> str:
    """The path of a program; skips the test, or fails it when all of them are to run, where there is none."""
    return shutil.which(name) or _missing(f"the program {name}")


def own_program(name: str) -> Path:
    """A program of the environment that runs the tests, as `program` does for any."""
    path = Path(sys.executable).with_name(name)
    return path if path.exists() else Path(_missing(f"the program {name}"))


def package(name: str) -> None:
    """Asks for a Python package, as `program` does for a program."""
    if find_spec(name) is None:
        _missing(f"the package {name}")


def module(name: str) -> Any:  # noqa: ANN401  # a module is of no type of its own
    """A module of a Python package, as `program` does for a program."""
    package(name.partition(".")[0])
    return import_module(name)


def file(path: Path) -> Path:
    """The path of a file that something else installs, as `program` does for a program."""
    return path if path.exists() else Path(_missing(path.name))


def _missing(what: str) -> str:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and everything is to be checked")
    pytest.skip(f"{what} is missing")
