"""Where the things that come with the tool lie: schemas, templates, the example register and its answers, and more."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BESIDE = {"facit": "tests/facit"}
"""Where a checkout has what it does not have by its own name at the top."""


def folder(name: str) -> Path:
    """The folder `schemas`, `templates`, `register`, `hooks` or `facit` that ships with this version.

    An installed wheel carries them inside the package; a checkout has them beside it.
    """
    carried = _PACKAGE / "_data" / name
    return carried if carried.is_dir() else _PACKAGE.parent / _BESIDE.get(name, name)


def starter(name: str) -> bytes:
    """One of the files that a new register begins with."""
    return (_PACKAGE / "starter" / name).read_bytes()
