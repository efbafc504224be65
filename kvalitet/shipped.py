"""Where the things that come with the tool lie: schemas, templates, the example register, the hook, first files."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `schemas`, `templates`, `register` or `hooks` that ships with this version.

    An installed wheel carries them inside the package; a checkout has them beside it.
    """
    carried = _PACKAGE / "_data" / name
    return carried if carried.is_dir() else _PACKAGE.parent / name


def starter(name: str) -> bytes:
    """One of the files that a new register begins with."""
    return (_PACKAGE / "starter" / name).read_bytes()
