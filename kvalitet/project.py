"""Where the register lies, and which tree of it a run reads."""

import posixpath
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kvalitet import repository
from kvalitet.errors import KvalitetError
from kvalitet.model.source import Origin, Tree
from kvalitet.pipeline.guard import GuardedTree
from kvalitet.pipeline.history import Archive
from kvalitet.repository import Moment
from kvalitet.store.commit import CommitTree
from kvalitet.store.index import IndexTree
from kvalitet.store.worktree import WorkTree

if TYPE_CHECKING:
    from kvalitet.pipeline.sealing import Seals

SETTINGS_FILE = "kvalitet.yaml"
FOLDER = "register"


def find_register(start: Path, chosen: Path | None = None, *, staged: bool = False) -> Path:
    """The register's folder, resolved: the one that holds `kvalitet.yaml`.

    Without a choice it is looked for from `start` and upwards, in each folder and in its
    `register/`; a chosen folder (seen from `start`) is looked in alone. With `staged` the file
    may be missing on disk where git's index has it. Raises KvalitetError when there is none.
    """
    if chosen is not None:
        return _chosen(start / chosen, staged=staged)
    here = start.resolve()
    folders = (here, *here.parents)
    for folder in folders:
        found = _register_in(folder)
        if found is not None:
            return found
    found = _staged_register(folders) if staged else None
    if found is not None:
        return found
    raise KvalitetError(
        f"hittar inget register: varken {here} eller någon mapp ovanför har {SETTINGS_FILE} eller "
        f"{FOLDER}/{SETTINGS_FILE}; ange registrets mapp med --register MAPP"
    )


def _chosen(folder: Path, *, staged: bool) -> Path:
    if not folder.is_dir():
        raise KvalitetError(f"mappen {folder} finns inte: ange registrets mapp med --register MAPP")
    here = folder.resolve()
    found = _register_in(here) or (_staged_register((here,)) if staged else None)
    if found is None:
        raise KvalitetError(
            f"inget register i {folder}: där finns varken {SETTINGS_FILE} eller "
            f"{FOLDER}/{SETTINGS_FILE}; ange registrets mapp med --register MAPP"
        )
    return found


def _register_in(folder: Path) -> Path | None:
    for candidate in _candidates(folder):
        if (candidate / SETTINGS_FILE).is_file():
            return candidate.resolve()
    return None


def _candidates(folder: Path) -> tuple[Path, Path]:
    return folder, folder / FOLDER


def _staged_register(folders: Sequence[Path]) -> Path | None:
    """The first folder on disk whose settings are staged, though they do not lie there now."""
    root = repository.find_root(folders[0])
    if root is None:
        return None
    staged = IndexTree(root, Origin("", None, dirty=False)).entries()
    holding = {root / posixpath.dirname(e.path) for e in staged if posixpath.basename(e.path) == SETTINGS_FILE}
    candidates = (candidate for folder in folders for candidate in _candidates(folder))
    return next((each for each in candidates if each in holding and each.is_dir()), None)


def find_moment(folder: Path, text: str, timezone: ZoneInfo) -> Moment:
    """The commit and the day that a date or a revision names in the register's repository.

    Raises KvalitetError outside git and for a text that names no commit.
    """
    return repository.resolve(_root_of(folder), text, timezone)


def open_tree(folder: Path, *, as_of: Moment | None = None, staged: bool = False) -> GuardedTree:
    """The register in its folder on disk, as staged, or as a moment's commit has it, under guard.

    A commit may have it in the folder that it has moved from (see `open_earlier`). Raises KvalitetError when
    git is needed and missing, and when the commit or the index lacks the register.
    """
    here = folder.resolve()
    if as_of is not None:
        return GuardedTree(_tree_at(_root_of(here), here, as_of))
    if staged:
        return GuardedTree(_staged(_root_of(here), here))
    around = repository.find_root(here)
    origin = repository.origin(around, here)
    return GuardedTree(WorkTree(here, origin, repository.algorithm(around, origin.commit)))


def open_archive(folder: Path, origin: Origin) -> Archive:
    """The history that led to the commit of a register. Raises KvalitetError where there is none."""
    root = _root_of(folder)
    if origin.commit is None:
        raise KvalitetError("git-arkivet har inga incheckningar ännu, alltså ingen historik")
    return Archive(root, origin.commit, origin.prefix)


def open_seals(folder: Path, tree: Tree) -> "Seals":
    """The seals of the register's repository, held to the keys that it lists. Raises KvalitetError outside git."""
    from kvalitet.pipeline.sealing import Seals
    from kvalitet.pipeline.signing import listed_keys

    return Seals(_root_of(folder), listed_keys(tree))


def open_earlier(folder: Path, moment: Moment) -> Tree | None:
    """The same register as a moment's commit has it, in its folder or in the one it has moved from.

    It has moved where that commit has one single register in a folder that holds none today. None
    when the commit lacks the register. Raises KvalitetError outside git.
    """
    here = folder.resolve()
    root = _root_of(here)
    tree = CommitTree(root, moment.commit, _prefix(root, here))
    return tree if _holds_register(tree) else _moved(root, moment)


def _moved(root: Path, moment: Moment) -> CommitTree | None:
    """The one register that a commit has in a folder that holds none today."""
    left = [each for each in _registers(root, moment) if not (root / each / SETTINGS_FILE).is_file()]
    return CommitTree(root, moment.commit, left[0]) if len(left) == 1 else None


def lock_file(folder: Path) -> Path:
    """The file that stands for the right to change a register: in git's own folder, else hidden in the register."""
    root = repository.find_root(folder)
    return folder / ".kvalitet.lock" if root is None else repository.lock_file(root)


def ensure_committed(folder: Path, path: str) -> None:
    """Raises KvalitetError where a register's file has changes that are not committed, and outside git."""
    root = _root_of(folder)
    if repository.has_changed(root, _placed(root, folder, path)):
        raise KvalitetError(
            f"{path} har ändringar som inte är incheckade, och de skulle följa med. "
            "Checka in dem först, eller utelämna --commit."
        )


def commit(folder: Path, path: str, message: str) -> str:
    """The id of a new commit of one file of a register. Raises KvalitetError where git will not make it."""
    root = _root_of(folder)
    return repository.commit(root, _placed(root, folder, path), message)


def _placed(root: Path, folder: Path, path: str) -> str:
    return posixpath.join(_prefix(root, folder.resolve()), path)


def _root_of(folder: Path) -> Path:
    root = repository.find_root(folder)
    if root is None:
        raise KvalitetError(f"registret ligger inte i ett git-arkiv ({folder.resolve()})")
    return root


def _prefix(root: Path, folder: Path) -> str:
    return "" if folder == root else folder.relative_to(root).as_posix()


def _registers(root: Path, moment: Moment) -> list[str]:
    """The folders that hold a register in a commit, seen from the root."""
    whole = CommitTree(root, moment.commit, "").entries()
    return [posixpath.dirname(entry.path) for entry in whole if posixpath.basename(entry.path) == SETTINGS_FILE]


def _holds_register(tree: Tree) -> bool:
    return any(entry.path == SETTINGS_FILE for entry in tree.entries())


def _staged(root: Path, folder: Path) -> IndexTree:
    tree = IndexTree(root, repository.origin(root, folder, staged=True))
    if _holds_register(tree):
        return tree
    place = posixpath.join(_prefix(root, folder), SETTINGS_FILE)
    raise KvalitetError(
        f"{place} finns inte bland det som ska checkas in: lägg till registret med ”git add”, "
        "eller kontrollera filerna som de ligger, utan --staged"
    )


def _tree_at(root: Path, folder: Path, moment: Moment) -> CommitTree:
    prefix = _prefix(root, folder)
    tree = CommitTree(root, moment.commit, prefix)
    if _holds_register(tree):
        return tree
    if moved := _moved(root, moment):
        return moved
    place = posixpath.join(prefix, SETTINGS_FILE)
    elsewhere = [posixpath.join(each, SETTINGS_FILE) for each in _registers(root, moment)]
    where = f"då låg ett i {', '.join(elsewhere)}" if elsewhere else f"se ”git log -- {place}”"
    raise KvalitetError(
        f"registret {place} fanns inte {moment.day.isoformat()} (incheckning {moment.commit[:10]}): {where}"
    )
