"""The formats that documents can be written in: each is a module here with a function `write`."""

from collections.abc import Callable
from importlib import import_module

from kvalitet.discovery import module_names
from kvalitet.model.document import Document

BINARY = frozenset({"docx", "pdf"})
"""The formats that are no text: they go to a file or a pipe, never to a screen."""


def format_names() -> tuple[str, ...]:
    """The formats, in name order."""
    return tuple(name.rpartition(".")[2] for name in module_names(__name__))


def writer(name: str) -> Callable[[Document], bytes]:
    """The function that writes a document in a format named by `format_names`."""
    write: Callable[[Document], bytes] = import_module(f"{__name__}.{name}").write
    return write
