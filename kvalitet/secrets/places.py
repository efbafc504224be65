"""Where ways to reach people belong: in what governs, in the organisation, in the register's own set-up."""

import posixpath

_FILES = frozenset({"organisation.yaml", "kvalitet.yaml"})
_FOLDERS = frozenset({"dokument", "innehall", "kodverk", "schemas", "templates"})
_PROSE = (".md", ".markdown")


def contacts_belong(path: str) -> bool:
    """Whether e-mail, telephone and names may stand in a file, told by its path from the register's folder.

    They may in governing documents and their contents (every Markdown text, `dokument/`, `innehall/`),
    in `organisation.yaml`, and in configuration, code lists, schemas and templates.
    """
    folders = posixpath.dirname(path).split("/")
    return path in _FILES or path.lower().endswith(_PROSE) or not _FOLDERS.isdisjoint(folders)
