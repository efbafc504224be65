"""Where the register lies, and which tree of it a run reads."""

from pathlib import Path
from zoneinfo import ZoneInfo

from kvalitet import repository
from kvalitet.errors import KvalitetError
from kvalitet.pipeline.guard import GuardedTree
from kvalitet.repository import Moment
from kvalitet.store.commit import CommitTree
from kvalitet.store.index import IndexTree
from kvalitet.store.worktree import WorkTree

SETTINGS_FILE = "kvalitet.yaml"
FOLDER = "register"


def find_register(start: Path, chosen: Path | None = None) -> Path:
    """The register's folder, resolved: the one that holds `kvalitet.yaml`.

    Without a choice it is looked for from `start` and upwards, in each folder and in its
    `register/`; a chosen folder (seen from `start`) is looked in alone. Raises KvalitetError
    when there is none.
    """
    if chosen is not None:
        return _chosen(start / chosen)
    here = start.resolve()
    for folder in (here, *here.parents):
        found = _register_in(folder)
        if found is not None:
            return found
    raise KvalitetError(
        f"hittar inget register: varken {here} eller någon mapp ovanför har {SETTINGS_FILE} eller "
        f"{FOLDER}/{SETTINGS_FILE}; ange registrets mapp med --register MAPP"
    )


def _chosen(folder: Path) -> Path:
    if not folder.is_dir():
        raise KvalitetError(f"mappen {folder} finns inte: ange registrets mapp med --register MAPP")
    found = _register_in(folder.resolve())
    if found is None:
        raise KvalitetError(
            f"inget register i {folder}: där finns varken {SETTINGS_FILE} eller "
            f"{FOLDER}/{SETTINGS_FILE}; ange registrets mapp med --register MAPP"
        )
    return found


def _register_in(folder: Path) -> Path | None:
    for candidate in (folder, folder / FOLDER):
        if (candidate / SETTINGS_FILE).is_file():
            return candidate.resolve()
    return None


def find_moment(folder: Path, text: str, timezone: ZoneInfo) -> Moment:
    """The commit and the day that a date or a revision names in the register's repository.

    Raises KvalitetError outside git and for a text that names no commit.
    """
    return repository.resolve(_root_of(folder), text, timezone)


def open_tree(folder: Path, *, as_of: Moment | None = None, staged: bool = False) -> GuardedTree:
    """The register in its folder on disk, as staged, or as a moment's commit has that folder, under guard.

    Raises KvalitetError when git is needed and missing, and when the commit lacks the register.
    """
    here = folder.resolve()
    if as_of is not None:
        return GuardedTree(_tree_at(_root_of(here), here, as_of))
    if staged:
        root = _root_of(here)
        return GuardedTree(IndexTree(root, repository.origin(root, here, staged=True)))
    around = repository.find_root(here)
    origin = repository.origin(around, here)
    return GuardedTree(WorkTree(here, origin, repository.algorithm(around, origin.commit)))


def _root_of(folder: Path) -> Path:
    root = repository.find_root(folder)
    if root is None:
        raise KvalitetError(f"registret ligger inte i ett git-arkiv ({folder.resolve()})")
    return root


def _tree_at(root: Path, folder: Path, moment: Moment) -> CommitTree:
    prefix = "" if folder == root else folder.relative_to(root).as_posix()
    tree = CommitTree(root, moment.commit, prefix)
    if any(entry.path == SETTINGS_FILE for entry in tree.entries()):
        return tree
    place = f"{prefix}/{SETTINGS_FILE}".lstrip("/")
    elsewhere = [
        entry.path
        for entry in CommitTree(root, moment.commit, "").entries()
        if entry.path.rpartition("/")[2] == SETTINGS_FILE
    ]
    where = f"då låg ett i {', '.join(elsewhere)}" if elsewhere else f"se ”git log -- {place}”"
    raise KvalitetError(
        f"registret {place} fanns inte {moment.day.isoformat()} (incheckning {moment.commit[:10]}): {where}"
    )
