"""Where a new register and its repository lie, and what stands in the way of them."""

import os
from dataclasses import dataclass
from pathlib import Path

from kvalitet import repository, shipped
from kvalitet.errors import KvalitetError, RefusedError
from kvalitet.kinds import SchemaSet, schema_set
from kvalitet.model.source import Origin
from kvalitet.model.wording import first_of
from kvalitet.parse import MAX_BYTES, read
from kvalitet.pipeline.guard import GuardedTree, hidden
from kvalitet.pipeline.load import schemas_of
from kvalitet.pipeline.places import places
from kvalitet.project import FOLDER, SETTINGS_FILE
from kvalitet.setup.answers import Answers, Unit, day_of
from kvalitet.store.worktree import WorkTree


@dataclass(frozen=True, slots=True)
class Place:
    """The register's folder and the top folder of its repository; `git` is whether that is one already."""

    folder: Path
    root: Path
    git: bool

    @property
    def within(self) -> str:
        """The register's folder seen from the root, "" where it is the root."""
        return "" if self.folder == self.root else self.folder.relative_to(self.root).as_posix()

    @property
    def name(self) -> str:
        """What the folder is called; one called `register` goes by the name of that which holds it."""
        return self.folder.parent.name if self.folder.name == FOLDER else self.folder.name

    @property
    def exists(self) -> bool:
        """Whether a register lies there already."""
        return (self.folder / SETTINGS_FILE).is_file()


def find_place(start: Path, chosen: Path | None) -> Place:
    """Where a register is to lie, and in which repository.

    Without a choice it is the folder one stands in, where that has a register or nothing but hidden files
    and texts to read first, and otherwise its `register/`. Raises KvalitetError for what cannot be a folder of
    a register, and RefusedError where one would lie inside another.
    """
    folder = (start / chosen if chosen is not None else _unchosen(start)).resolve()
    if folder.exists() and not folder.is_dir():
        raise KvalitetError(f"{folder} är en fil: ange en mapp för registret")
    if ".git" in folder.parts:
        raise KvalitetError(f"{folder} ligger i gits egen mapp: ange en annan mapp för registret")
    if not str(folder).isprintable():
        raise KvalitetError(f"mappens namn har tecken som inte går att skriva ut: {folder}. Välj en annan mapp.")
    settings = folder / SETTINGS_FILE
    if os.path.lexists(settings) and not settings.is_file():
        raise KvalitetError(f"{settings} är inte en fil, och då finns inget register där. Flytta undan den och kör om.")
    around = next((above for above in folder.parents if (above / SETTINGS_FILE).is_file()), None)
    if around is not None:
        raise RefusedError(f"{folder} ligger i registret {around}: välj en mapp utanför det")
    standing = next(above for above in (folder, *folder.parents) if above.is_dir())
    root = repository.find_root(standing)
    if root is None and os.path.lexists(folder / ".git"):
        raise KvalitetError(
            f"{folder / '.git'} finns, men git ser inget arkiv där. Kör ”git status” i {folder} och rätta det som sägs."
        )
    return Place(folder, root or folder, root is not None)


def _unchosen(start: Path) -> Path:
    if (start / SETTINGS_FILE).is_file():
        return start
    inner = start / FOLDER
    others = (name for name in os.listdir(start) if not name.startswith(".") and not _is_foreword(name))  # noqa: PTH208
    return inner if inner.exists() or any(others) else start


def _is_foreword(name: str) -> bool:
    return name.upper().startswith(("README", "LICENSE", "LICENCE"))


def refuse_strangers(place: Place) -> None:
    """Raises RefusedError where the folder of a new register holds YAML files that would be taken for faulty records.

    A text editor's or a server's settings are no records, and `check` would never come out clean.
    """
    if place.exists or not place.folder.is_dir():
        return
    tree = _tree(place)
    strangers = sorted(places(tree.entries(), schemas_of(tree)).stray)
    if strangers:
        raise RefusedError(
            f"i {place.folder} ligger YAML-filer som inte hör till ett register ({first_of(strangers)}). "
            f"Ge registret en egen mapp, till exempel ”kvalitet init {FOLDER}”."
        )


def schemas_at(place: Place) -> SchemaSet:
    """The schemas of a register: those that ship, and its own where it has some."""
    return schemas_of(_tree(place)) if place.folder.is_dir() else schema_set(shipped.folder("schemas"))


def _tree(place: Place) -> GuardedTree:
    return GuardedTree(WorkTree(place.folder, Origin(place.within, None, dirty=False)))


def standing(place: Place) -> Answers | None:
    """What an existing register says about itself, as far as it can be read; None where there is none.

    Numbers of persons are blocked out, as everywhere. Raises KvalitetError where its settings cannot be read.
    """
    if not place.exists:
        return None
    data = _read(place.folder / SETTINGS_FILE)
    if data is None:
        raise KvalitetError(
            f"{place.folder / SETTINGS_FILE} finns, men går inte att läsa: rätta filen först, se ”kvalitet check”"
        )
    rows = (_read(place.folder / "organisation.yaml") or {}).get("enheter")
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    try:
        starts = day_of(str(data.get("börjar")))
    except KvalitetError as error:
        raise KvalitetError(
            f"{place.folder / SETTINGS_FILE} finns, men börjar är inte ett datum: rätta filen först, "
            "se ”kvalitet check”"
        ) from error
    return Answers(
        provider=str(data.get("vårdgivare") or place.name),
        starts=starts,
        number=str(data["organisationsnummer"]) if data.get("organisationsnummer") else None,
        timezone=str(data.get("tidszon") or ""),
        units=tuple(
            Unit(str(row.get("id")), str(row.get("namn")), str(row.get("nivå")), row.get("överordnad") or None)
            for row in found
        ),
    )


def _read(path: Path) -> dict[str, object] | None:
    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        return None
    found = read(hidden(path.read_bytes().decode("utf-8", "replace")).encode()).value
    return dict(found) if found else None
