"""The git hook of a repository: where it belongs, which it is, and whether it runs the check."""

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from kvalitet.errors import KvalitetError
from kvalitet.setup.place import Place
from kvalitet.setup.plan import State, Wanted
from kvalitet.setup.texts import hook, running
from kvalitet.store.process import ask, failure, undirected

HOOK = "git-krok som kontrollerar varje incheckning"
_LARGEST = 100_000


class Sort(Enum):
    """Which hook a repository has."""

    NONE = "none"
    SHIPPED = "shipped"
    CHECKING = "checking"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Hook:
    """The hook as it lies. `own` is whether it lies in the repository's own folder for hooks, where one may write."""

    wanted: Wanted
    sort: Sort
    executable: bool
    own: bool

    @property
    def writable(self) -> bool:
        """Whether the hook that ships can be put there without taking the place of another."""
        return self.own and self.sort is Sort.NONE

    @property
    def checks(self) -> bool:
        """Whether a commit is held to the rules of the register."""
        return self.executable and self.sort in {Sort.SHIPPED, Sort.CHECKING}

    @property
    def trouble(self) -> str | None:
        """What keeps commits from being checked, and how to mend it; None where they are."""
        command = next(line for line in self.wanted.data.decode().splitlines() if line.startswith("exec "))[5:]
        if self.checks:
            return None
        if self.sort in {Sort.SHIPPED, Sort.CHECKING}:
            return f"{self.wanted.path} är inte körbar. Kör ”chmod +x {self.wanted.path}”."
        if self.sort is Sort.OTHER:
            return f"{self.wanted.path} är en annan krok. Lägg till raden ”{command} || exit 1” överst i den."
        if not self.own:
            return (
                f"git hämtar krokar från {self.wanted.path.parent} (core.hooksPath), där pre-commit saknas. "
                f"Lägg en där som kör ”{command}”."
            )
        return f"{self.wanted.path} finns inte. Kör ”kvalitet doctor --fix”."


def find_hook(place: Place) -> Hook:
    """The hook of a repository. Raises KvalitetError when git cannot say where it belongs."""
    folder = _asked(place.root, "rev-parse", "--git-path", "hooks")
    own = _asked(place.root, "rev-parse", "--git-common-dir") / "hooks"
    path = folder / "pre-commit"
    made = Wanted(path, hook(place.within).encode(), HOOK, executable=True)
    return Hook(
        made, _sort(made, place), path.is_file() and os.access(path, os.X_OK), folder.resolve() == own.resolve()
    )


def _sort(made: Wanted, place: Place) -> Sort:
    state = made.state(made.path.parent)
    if state is State.MISSING:
        return Sort.NONE
    if state is State.SAME:
        return Sort.SHIPPED
    text = _text(made.path)
    managed = "pre-commit" in text and "kvalitet" in _text(place.root / ".pre-commit-config.yaml")
    return Sort.CHECKING if managed or running("kvalitet check", place.within) in text else Sort.OTHER


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST).decode("utf-8", "replace")
    except OSError:
        return ""


def _asked(root: Path, *question: str) -> Path:
    reply = ask(root, *question, surroundings=undirected())
    if reply.code != 0:
        raise failure(root, reply.complaint)
    return root / os.fsdecode(reply.output.removesuffix(b"\n"))


def initialise(folder: Path) -> None:
    """Makes a repository of a folder, by the name of branch that the user has chosen, else main.

    Raises KvalitetError when git is missing or will not.
    """
    chosen = ask(folder, "config", "--get", "init.defaultBranch", surroundings=undirected()).output.decode().strip()
    reply = ask(folder, "init", "--quiet", f"--initial-branch={chosen or 'main'}", surroundings=undirected())
    if reply.code != 0:
        raise KvalitetError(f"git kunde inte göra ett arkiv i {folder} (git: {reply.complaint or 'inget besked'})")
