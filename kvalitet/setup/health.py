"""What a check of a register's surroundings says, and the register that it is about."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kvalitet import repository
from kvalitet.errors import KvalitetError
from kvalitet.model.source import Origin
from kvalitet.pipeline.guard import GuardedTree
from kvalitet.pipeline.load import Loaded, load
from kvalitet.project import open_tree
from kvalitet.setup.place import Place
from kvalitet.setup.plan import Wanted
from kvalitet.store.worktree import WorkTree


class Status(StrEnum):
    """How well something is: `advice` is what one may well do without."""

    OK = "ok"
    ADVICE = "advice"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the answer: what is, whether it is well, and how to mend it.

    `missing` are the files that would mend it, safe to write because nothing lies there; `unable` is the
    file that lacks nothing but the right to be run.
    """

    area: str
    name: str
    status: Status
    message: str
    help: str | None = None
    missing: tuple[Wanted, ...] = ()
    unable: Path | None = None

    @property
    def mendable(self) -> bool:
        """Whether `--fix` does it."""
        return bool(self.missing or self.unable)


@dataclass(frozen=True, slots=True)
class Patient:
    """The register as far as it can be read, and what stopped git or the reading."""

    place: Place
    tree: GuardedTree
    loaded: Loaded | None
    unreadable: str | None = None
    git_fault: str | None = None


def patient(folder: Path) -> Patient:
    """The register in a folder and what surrounds it. Without a working git it is read as it lies."""
    try:
        root = repository.find_root(folder)
        tree, fault = open_tree(folder), None
    except KvalitetError as error:
        root, fault = None, str(error)
        tree = GuardedTree(WorkTree(folder, Origin(folder.name, None, dirty=False)))
    place = Place(folder, root or folder, root is not None)
    try:
        return Patient(place, tree, load(tree), git_fault=fault)
    except KvalitetError as error:
        return Patient(place, tree, None, str(error), fault)


def sentence(text: str) -> str:
    """A text that ends as a sentence does."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
