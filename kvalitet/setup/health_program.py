"""The program itself, and what it needs besides to write Word and pdf."""

import platform
import subprocess
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec

from kvalitet import __version__
from kvalitet.errors import KvalitetError
from kvalitet.setup.health import Check, Status

AREA = "Programmet"
_INSTALL = "Kör ”pip install 'kvalitet[dokument]'” i den miljö där kvalitet ligger."
_SECONDS = 60
_MODULES = (
    ("typst", "typst", "typst", "Typst", "pdf går inte att skriva"),
    ("python-docx", "docx", "python-docx", "python-docx", "Word går inte att skriva"),
    ("pypdf", "pypdf", "pypdf", "pypdf", "siffrorna i en pdf går inte att kontrollera"),
)
"""Of each extra its name here, as a module, as a distribution and to people, and what cannot be done without it."""


def program() -> Iterator[Check]:
    """The checks of what is installed."""
    yield Check(AREA, "program", Status.OK, f"kvalitet {__version__} i Python {platform.python_version()}")
    yield _pandoc()
    for name, module, distribution, shown, without in _MODULES:
        if find_spec(module) is None:
            yield Check(AREA, name, Status.ADVICE, f"{shown} saknas: {without}", _INSTALL)
        else:
            yield Check(AREA, name, Status.OK, f"{shown} {metadata.version(distribution)}")


def _pandoc() -> Check:
    from kvalitet.render import pandoc

    try:
        told = subprocess.run(
            [pandoc.program(), "--version"], capture_output=True, text=True, check=True, timeout=_SECONDS
        ).stdout
    except (KvalitetError, OSError, subprocess.SubprocessError):
        return Check(AREA, "pandoc", Status.ADVICE, "pandoc saknas: dokument går bara att skriva som md", _INSTALL)
    return Check(AREA, "pandoc", Status.OK, told.partition("\n")[0].strip())
