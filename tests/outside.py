"""Checkers from elsewhere: where one is missing its tests are skipped, but never where everything is to be checked."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest


def program(name: str) -> str:
    """The path of a program; skips the test, or fails it when all of them are to run, where there is none."""
    return shutil.which(name) or _missing(f"the program {name}")


def package(name: str) -> None:
    """Asks for a Python package, as `program` does for a program."""
    if find_spec(name) is None:
        _missing(f"the package {name}")


def file(path: Path) -> Path:
    """The path of a file that something else installs, as `program` does for a program."""
    return path if path.exists() else Path(_missing(path.name))


def _missing(what: str) -> str:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and everything is to be checked")
    pytest.skip(f"{what} is missing")
