"""The repository around a register: its top folder, its state, its commits. GitPython stops here.

What every run asks goes straight to the git program: importing GitPython takes longer than
the question. Naming a commit is asked of GitPython, through its command interface, for its
own reading of revisions and objects knows neither all spellings nor SHA-256.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kvalitet.errors import KvalitetError
from kvalitet.model import dates
from kvalitet.model.source import Origin
from kvalitet.store.objects import SHA1, algorithm_of, is_object_id
from kvalitet.store.process import SETTINGS, ask, failure, first_complaint, run, undirected

if TYPE_CHECKING:
    from git import Repo

_UNSHALLOW = (
    "arkivet är en ytlig klon, hämta resten med ”git fetch --unshallow” "
    "(i GitHub Actions: fetch-depth: 0, i GitLab: GIT_DEPTH: 0)"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A commit and the day, in the register's time zone, that it stands for."""

    commit: str
    day: date


def find_root(folder: Path) -> Path | None:
    """The top folder, resolved, of the work tree that a folder lies in; None outside git.

    Raises KvalitetError when git is missing or will not read the repository.
    """
    here = folder.resolve()
    if any(os.path.lexists(above / ".git") for above in (here, *here.parents)):
        reply = ask(here, "rev-parse", "--show-toplevel", surroundings=undirected())
    elif "GIT_DIR" in os.environ:
        reply = ask(Path.cwd(), "rev-parse", "--show-toplevel", surroundings=os.environ | SETTINGS)
    else:
        return None
    if reply.code != 0:
        if reply.complaint.startswith("not a git repository"):
            return None
        raise failure(here, reply.complaint)
    root = Path(os.fsdecode(reply.output.removesuffix(b"\n"))).resolve()
    return root if here.is_relative_to(root) else None


def origin(root: Path | None, folder: Path, *, staged: bool = False) -> Origin:
    """Where a register's folder stands: seen from the root, its commit, and uncommitted work.

    Files that git ignores are no work. With `staged`, only what the index holds counts.
    Raises KvalitetError when git cannot say.
    """
    here = folder.resolve()
    if root is None:
        return Origin(here.name, None, dirty=False)
    prefix = "" if here == root else here.relative_to(root).as_posix()
    untracked = "no" if staged else "normal"
    options = ("--branch", "--no-ahead-behind", "--no-renames", "--ignore-submodules=all")
    within = ("--", prefix) if prefix else ()
    listed = run(root, "status", "--porcelain=v2", "-z", *options, f"--untracked-files={untracked}", *within)
    commit, dirty = None, False
    for line in listed.decode("utf-8", "replace").split("\0")[:-1]:
        if line.startswith("# branch.oid "):
            oid = line.removeprefix("# branch.oid ")
            commit = oid if is_object_id(oid) else None
        elif not line.startswith("# "):
            dirty = dirty or not (staged and _only_on_disk(line))
    return Origin(prefix, commit, dirty)


def _only_on_disk(line: str) -> bool:
    """Whether a line of git's status tells of a change that is not staged: `1 .M …`."""
    return line[2:3] == "."


def algorithm(root: Path | None, commit: str | None) -> str:
    """The hash a repository makes ids with (`sha1`, `sha256`): seen from its commit, else asked."""
    if root is None or commit is not None:
        return algorithm_of(commit)
    return run(root, "rev-parse", "--show-object-format").decode("ascii").strip() or SHA1


def resolve(root: Path, text: str, timezone: ZoneInfo) -> Moment:
    """The commit that a date (YYYY-MM-DD) or a revision names; a date goes before a branch.

    A date means the last commit by the end of that day in the time zone, by committer date, on
    the first-parent line from HEAD; the moment keeps the date. A revision's day is its
    committer date. Raises KvalitetError for a text that names no commit.
    """
    with _opened(root) as repository:
        day = dates.day(text)
        if day is not None:
            return Moment(_last_by(repository, day, timezone), day)
        commit = None if text.startswith("-") or "\0" in text else _commit(repository, text)
        if commit is None:
            shallow = f"; {_UNSHALLOW}" if _is_shallow(repository) else ""
            raise KvalitetError(
                f"”{text}” är varken ett datum (ÅÅÅÅ-MM-DD) eller en gren, tagg eller incheckning "
                f"i git-arkivet{shallow}"
            )
        seconds, _ = _line_from(repository, commit, "--max-count=1")[0]
        return Moment(commit, _day_of(seconds, timezone))


def lock_file(root: Path) -> Path:
    """The file in the repository's own folder that stands for the right to change the work tree."""
    named = run(root, "rev-parse", "--git-path", "kvalitet.lock")
    return root / os.fsdecode(named.removesuffix(b"\n"))


def has_changed(root: Path, *paths: str) -> bool:
    """Whether any of some files, seen from the root, differs from the last commit or has never been committed.

    Raises KvalitetError when git cannot say.
    """
    return bool(run(root, "status", "--porcelain", "-z", "--untracked-files=all", "--ignored", "--", *paths))


def commit(root: Path, path: str, message: str) -> str:
    """The id of a new commit of one file, as `commit_all`."""
    return commit_all(root, [path], message)


def commit_all(root: Path, paths: Sequence[str], message: str) -> str:
    """The id of a new commit of some files, seen from the root, and nothing else that may be staged.

    Files that git does not know are added, and those that are gone are taken away. Author and committer are those of
    git's configuration. Raises KvalitetError where git, or a hook, will not: nothing new is staged then.
    """
    import git

    with _opened(root) as repository:
        new = [path for path in paths if (root / path).exists() and not repository.git.ls_files("--", path)]
        try:
            if new:
                repository.git.add("--intent-to-add", "--", *new)
            repository.git.commit("--quiet", "--only", "--message", message, "--", *paths)
        except git.GitCommandError as error:
            if new:
                repository.git.rm("--cached", "--quiet", "--force", "--ignore-unmatch", "--", *new)
            said = str(error.stderr).strip().removeprefix("stderr: ").strip("'")
            raise _not_committed(said) from error
        return str(repository.git.rev_parse("HEAD"))


def _not_committed(said: str) -> KvalitetError:
    """Why git would not commit, in its own words and, where it does not know who commits, with what to do."""
    if "user.name" in said or "user.email" in said:
        return KvalitetError(
            "git vet inte vem du är. Ange det med ”git config --global user.name NAMN” "
            "och ”git config --global user.email ADRESS”, och checka in."
        )
    if "partial commit during a merge" in said:
        return KvalitetError("en sammanslagning pågår. Gör den färdig med ”git commit”, och checka in sedan.")
    return KvalitetError(f"git checkade inte in (git: {first_complaint(said) or 'inget besked'})")


@contextmanager
def _opened(root: Path) -> "Iterator[Repo]":
    """The repository, with git's failures as ours."""
    import git

    place = root if os.path.lexists(root / ".git") else Path(os.environ.get("GIT_DIR", root)).absolute()
    try:
        with git.Repo(place) as repository:
            repository.git.update_environment(**SETTINGS, GIT_DIR=str(repository.git_dir), GIT_WORK_TREE=str(root))
            yield repository
    except git.GitCommandError as error:
        said = str(error.stderr).strip().removeprefix("stderr: ").strip("'")
        raise failure(root, first_complaint(said)) from error
    except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
        raise failure(root, "not a git repository") from error


def _commit(repository: "Repo", text: str) -> str | None:
    """The id of the commit that a revision leads to, or None."""
    import git

    try:
        found = str(repository.git.rev_parse("--verify", "--quiet", f"{text}^{{commit}}"))
    except git.GitCommandError:
        return None
    return found if is_object_id(found) else None


def _last_by(repository: "Repo", day: date, timezone: ZoneInfo) -> str:
    head = _commit(repository, "HEAD")
    if head is None:
        raise KvalitetError(f"git-arkivet har inga incheckningar ännu, alltså inget från {day.isoformat()}")
    line = _line_from(repository, head, "--first-parent")
    for seconds, commit in line:
        if _day_of(seconds, timezone) <= day:
            return commit
    first = _day_of(line[-1][0], timezone).isoformat()
    if _is_shallow(repository):
        raise KvalitetError(f"historiken här når bara till {first}, inte {day.isoformat()}: {_UNSHALLOW}")
    raise KvalitetError(f"det fanns ingen incheckning {day.isoformat()}: den första är från {first}")


def _line_from(repository: "Repo", commit: str, option: str) -> list[tuple[str, str]]:
    """Committer date, in seconds, and id of commits from one and back, newest first."""
    rows = str(repository.git.rev_list(option, "--timestamp", commit)).split()
    return list(zip(rows[::2], rows[1::2], strict=True))


def _is_shallow(repository: "Repo") -> bool:
    return str(repository.git.rev_parse("--is-shallow-repository")) == "true"


def _day_of(seconds: str, timezone: ZoneInfo) -> date:
    return dates.instant(seconds).astimezone(timezone).date()
