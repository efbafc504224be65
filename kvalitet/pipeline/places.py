"""Where files belong: which kind owns a path, and which files the register passes over."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kvalitet.kinds import SchemaSet
from kvalitet.model.source import Entry

YAML = ".yaml"
_YAML_LIKE = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Places:
    """The paths of a tree by what they are; `records` maps a path to the kind that owns it.

    `stray` are YAML files that nothing owns (None) or whose ending is not `.yaml`, with the schema
    that owns the place; `links_out` are links that lead out of the register, and links where a file
    is demanded.
    """

    singletons: Mapping[str, str]
    catalogues: Mapping[str, str]
    records: Mapping[str, str]
    stray: Mapping[str, str | None]
    links_out: Mapping[str, str | None]
    files: frozenset[str]


def passed_over(path: str) -> bool:
    """Whether a file is none of the register's business: hidden ones, README and what git keeps."""
    if _hidden(path):
        return True
    # "Readmission till avdelningen.yaml" is a record that somebody has misnamed
    return posixpath.basename(path).upper().startswith("README") and not path.lower().endswith(_YAML_LIKE)


def _hidden(path: str) -> bool:
    return any(step.startswith(".") for step in path.split("/"))


def own_schemas(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The paths of the register's own schemas."""
    return tuple(e.path for e in entries if e.path.startswith("schemas/") and e.path.endswith(".schema.json"))


def places(entries: Iterable[Entry], schemas: SchemaSet) -> Places:
    """What each file of a tree is."""
    folders = {kind.folder: kind.name for kind in schemas.kinds.values()}
    singletons, catalogues, records = dict[str, str](), dict[str, str](), dict[str, str]()
    stray, links = dict[str, str | None](), dict[str, str | None]()
    files = set[str]()
    for entry in entries:
        path = entry.path
        if passed_over(path):
            # a README is no record, but a text may link to it and a record may carry it
            files.update([path] if entry.link is None and not _hidden(path) else ())
            continue
        kind = _owner(folders, path)
        # names that are not UTF-8 are told apart by marks after the ending
        plain = path.rstrip("\ufffd")
        yaml_like = plain.lower().endswith(_YAML_LIKE)
        if entry.link is not None and (yaml_like or _leads_out(path, entry.link)):
            links[path] = kind
            continue
        files.add(path)
        if path in schemas.singletons:
            singletons[path] = schemas.singletons[path]
        elif plain.endswith(YAML) and posixpath.dirname(path) in schemas.catalogues:
            catalogues[path] = schemas.catalogues[posixpath.dirname(path)]
        elif kind and plain.endswith(YAML):
            records[path] = kind
        elif yaml_like and not path.startswith("templates/"):
            stray[path] = kind or _meant(path, schemas)
    return Places(singletons, catalogues, records, stray, links, frozenset(files))


def _owner(folders: Mapping[str, str], path: str) -> str | None:
    """The kind whose folder is nearest above a path."""
    folder = posixpath.dirname(path)
    while folder and folder not in folders:
        folder = posixpath.dirname(folder)
    return folders.get(folder)


def _meant(path: str, schemas: SchemaSet) -> str | None:
    """The schema of a singleton or a code list whose file has the wrong ending."""
    proper = posixpath.splitext(path)[0] + YAML
    return schemas.singletons.get(proper) or schemas.catalogues.get(posixpath.dirname(path))


def _leads_out(path: str, link: str) -> bool:
    if link.startswith("/"):
        return True
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
    return target == ".." or target.startswith("../")
