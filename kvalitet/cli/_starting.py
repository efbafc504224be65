"""Writes files that are not there, and tells which."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kvalitet.cli._whole import new_folders
from kvalitet.model.wording import counted, listing
from kvalitet.setup.hook import Hook
from kvalitet.setup.place import Place
from kvalitet.setup.plan import FOLDERS, Wanted

_FEW = 3


def put(wanted: Iterable[Wanted], made: list[Path]) -> None:
    """Writes files, with the folders they need, and notes each in `made`.

    A file that has come there since it was looked for is never overwritten. Raises OSError.
    """
    for each in wanted:
        new_folders(each.path.parent, made)
        _new(each, made)


def _new(each: Wanted, made: list[Path]) -> None:
    with each.path.open("xb") as file:
        made.append(each.path)
        file.write(each.data)
        file.flush()
    if each.executable:
        make_runnable(each.path)


def make_runnable(path: Path) -> None:
    """Lets whoever may read a file run it. Raises OSError."""
    mode = path.stat().st_mode
    path.chmod(mode | (mode & 0o444) >> 2)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has been written, what has been left because something else was there, and whether the register is new."""

    place: Place
    provider: str
    written: tuple[Wanted, ...]
    kept: tuple[Wanted, ...]
    hook: Hook | None
    new: bool
    new_git: bool


def told(outcome: Outcome) -> str:
    """An outcome as the user reads it."""
    return "".join(f"{line}\n" for line in _lines(outcome))


def _lines(outcome: Outcome) -> Iterator[str]:
    place = outcome.place
    if outcome.written or outcome.new_git:
        yield f"Registret för {outcome.provider} ligger i {place.folder}. Nytt:"
        yield from by_purpose(place.root, outcome.written)
        if outcome.new_git:
            yield "  ett git-arkiv, där inget är incheckat ännu"
    else:
        yield f"Registret i {place.folder} har redan allt som det börjar med. Inget har ändrats."
    if outcome.kept:
        yield "Fanns redan, med annat innehåll, och har lämnats som det var:"
        yield from by_purpose(place.root, outcome.kept)
    if outcome.hook and not outcome.hook.writable and outcome.hook.trouble:
        yield f"Incheckningar kontrolleras inte: {outcome.hook.trouble}"
    if outcome.new:
        yield from _next_steps(outcome)


def by_purpose(root: Path, files: Iterable[Wanted]) -> Iterator[str]:
    """A line for the files of each purpose; where they are many, their folder and number."""
    for what, group in groupby(files, key=lambda each: each.what):
        places = [seen_from(each.path, root) for each in group]
        if what == FOLDERS:
            yield f"  {counted(len(places), 'mapp för poster', 'mappar för poster')}"
        elif len(places) > _FEW:
            yield f"  {places[0].rpartition('/')[0]}/ ({counted(len(places), 'fil', 'filer')}): {what}"
        else:
            yield f"  {listing(places)}: {what}"


def seen_from(path: Path, root: Path) -> str:
    """A path as people see it: from the repository's root, where it lies in it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _next_steps(outcome: Outcome) -> Iterator[str]:
    folder, root = outcome.place.folder, outcome.place.root
    yield "Nu:"
    yield f"  1. Läs {seen_from(folder / 'README.md', root)}: där står hur den första avvikelsen skrivs."
    yield f"  2. Kör ”kvalitet check” i {folder}."
    if outcome.hook:
        yield f"  3. Spara i git: ”git add .” och ”git commit -m Registret” i {root}."
