"""The formats that documents can be written in."""

from collections.abc import Callable
from importlib import import_module

from kvalitet.discovery import module_names
from kvalitet.model.document import Document

BINARY = frozenset({"docx", "pdf"})
"""The formats that are no text: they go to a file or a pipe, never to a screen."""

_MACHINERY = frozenset(
    {
        "diagrams",
        "embedded",
        "escape",
        "formats",
        "glyphs",
        "house",
        "markdown",
        "pandoc",
        "pictures",
        "prose",
        "reading",
        "template_faults",
        "typesetting",
        "word",
    }
)


def format_names() -> tuple[str, ...]:
    """The formats, in name order: each is a module of this package with a function `write`."""
    names = (name.rpartition(".")[2] for name in module_names("kvalitet.render"))
    return tuple(name for name in names if name not in _MACHINERY)


def writer(name: str) -> Callable[[Document], bytes]:
    """The function that writes a document in a format named by `format_names`."""
    write: Callable[[Document], bytes] = import_module(f"kvalitet.render.{name}").write
    return write
