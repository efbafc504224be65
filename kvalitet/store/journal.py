"""Changes many files as one: after a stop at any moment all of them are changed, or none is.

1. A journal is written that names the temporary files to come. From now on it is known what to take away.
2. The new files are written beside the old ones, each whole and on the disk: a full disk stops here.
3. The journal is written anew: what is in it holds from now on.
4. Each temporary file takes its place, with one rename; what is to go goes; the journal goes last.

Whoever is killed in 1 or 2 leaves a journal that says: undo. Killed in 4, one that says: finish. `settle` does
either, and each command that takes the register's lock calls it first. A file is at every moment the old or the new.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kvalitet.errors import KvalitetError
from kvalitet.store.files import left_of, replace_file, rights, settle_folder, write_new

_NAME = "kvalitet.journal"
_WRITING = "skrivs"
_PREPARING = "förbereds"


@dataclass(frozen=True, slots=True)
class Swap:
    """A file, by its path from the register's folder, with what it holds before and after; None is no file."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class _Step:
    """A file in the journal: the hash of what it held (None: it was not there), and what is to take its place."""

    path: str
    before: str | None
    temporary: str | None


@dataclass(frozen=True, slots=True)
class _Journal:
    what: str
    state: str
    steps: tuple[_Step, ...]


def journal_file(folder: Path) -> Path:
    """Where the journal of a register lies: in git's own folder, else hidden in the register."""
    here = folder.resolve()
    for above in (here, *here.parents):
        git = above / ".git"
        if git.is_dir():
            return git / _NAME
        if git.is_file():
            # a work tree beside the first one has a file that names its folder, which may have gone
            own = above / git.read_text(encoding="utf-8").partition("gitdir: ")[2].strip()
            return own / _NAME if own.is_dir() else here / f".{_NAME}"
    return here / f".{_NAME}"


def swap(folder: Path, what: str, swaps: Sequence[Swap]) -> None:
    """Changes the files; only for one who holds the lock. `what` is what a reader is told that this was.

    Raises OSError. Where `unfinished` then says nothing, every file is as it was.
    """
    journal = journal_file(folder)
    steps = tuple(_step(each) for each in swaps)
    _write(journal, _Journal(what, _PREPARING, steps))
    try:
        for each, step in zip(swaps, steps, strict=True):
            if step.temporary and each.after is not None:
                place = folder / each.path
                place.parent.mkdir(parents=True, exist_ok=True)
                write_new(folder / step.temporary, each.after, rights(place))
        _write(journal, _Journal(what, _WRITING, steps))
    except OSError:
        with contextlib.suppress(OSError):
            _undo(folder, journal, steps)
        raise
    _finish(folder, journal, steps)


def settle(folder: Path) -> str | None:
    """Finishes or undoes what was stopped half-way; says what was finished, None where nothing was.

    Only for one who holds the lock. Raises KvalitetError where somebody has changed a file since, and where nothing
    can be written.
    """
    journal = journal_file(folder)
    for left in left_of(journal):
        left.unlink(missing_ok=True)
    found = _read(journal)
    if found is None:
        return None
    try:
        if found.state != _WRITING:
            _undo(folder, journal, found.steps)
            return None
        for step in found.steps:
            _ensure_untouched(folder, journal, found, step)
        _finish(folder, journal, found.steps)
    except OSError as error:
        raise KvalitetError(
            f"kan inte göra färdigt ”{found.what}”: {error.filename or folder} går inte att skriva. "
            "Kontrollera att du har rätt att skriva där och att det finns plats."
        ) from error
    return found.what


def unfinished(folder: Path) -> str | None:
    """What has been stopped among its files, so that some of them are old and some new; None where nothing has."""
    found = _read(journal_file(folder))
    return found.what if found and found.state == _WRITING else None


def _step(each: Swap) -> _Step:
    parent, _, name = each.path.rpartition("/")
    temporary = f"{parent}/" * bool(parent) + f".{name}.{os.urandom(4).hex()}" if each.after is not None else None
    return _Step(each.path, None if each.before is None else _digest(each.before), temporary)


def _write(journal: Path, state: _Journal) -> None:
    replace_file(journal, json.dumps(asdict(state), ensure_ascii=False).encode())


def _read(journal: Path) -> _Journal | None:
    try:
        data = json.loads(journal.read_bytes())
        return _Journal(str(data["what"]), str(data["state"]), tuple(_Step(**step) for step in data["steps"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KvalitetError(f"{journal} går inte att läsa. Kontrollera registret, och ta bort filen.") from error


def _undo(folder: Path, journal: Path, steps: Iterable[_Step]) -> None:
    for step in steps:
        if step.temporary:
            (folder / step.temporary).unlink(missing_ok=True)
            # a folder that was made for it
            with contextlib.suppress(OSError):
                (folder / step.path).parent.rmdir()
    journal.unlink(missing_ok=True)


def _finish(folder: Path, journal: Path, steps: Sequence[_Step]) -> None:
    for step in steps:
        if step.temporary and (folder / step.temporary).exists():
            (folder / step.temporary).replace(folder / step.path)
    for step in steps:
        if step.temporary is None:
            (folder / step.path).unlink(missing_ok=True)
    for parent in {(folder / step.path).parent for step in steps}:
        settle_folder(parent)
    journal.unlink(missing_ok=True)
    settle_folder(journal.parent)


def _ensure_untouched(folder: Path, journal: Path, found: _Journal, step: _Step) -> None:
    """Raises KvalitetError where a file that is still to be changed is not the one it was."""
    place = folder / step.path
    if step.temporary and not (folder / step.temporary).exists():
        return
    try:
        held = _digest(place.read_bytes())
    except FileNotFoundError:
        held = None
    # what is to go may be gone already
    if held != step.before and not (step.temporary is None and held is None):
        raise KvalitetError(
            f"{step.path} har ändrats sedan ”{found.what}” avbröts, så det går inte att göra färdigt. "
            f"Kontrollera registret, och ta bort {journal} när det är som det ska."
        )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
