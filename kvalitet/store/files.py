"""Writes a file whole or not at all: whoever reads it, and whenever the machine stops, has the old or the new."""

import contextlib
import errno
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kvalitet.errors import KvalitetError

_ENDING = ".kvalitet-ny"
"""What the names of temporary files end with: nobody else's file is taken for one."""
_LEFT = re.compile(rf"\..+\.yaml\.[a-z0-9_]{{8}}{re.escape(_ENDING)}")


def replace_file(place: Path, data: bytes) -> None:
    """Puts a file in place of the one that is there, or where none is; its rights stay. Raises OSError.

    `place` is no link. The bytes are on the disk before the name leads to them, and the name before this returns.
    """
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(place))
    handle, temporary = _temporary(place)
    try:
        _filled(handle, data)
        temporary.chmod(rights(place))
        temporary.replace(place)
    finally:
        temporary.unlink(missing_ok=True)
    settle_folder(place.parent)


def write_new(place: Path, data: bytes, mode: int) -> None:
    """Writes a file that is not there, with these rights; the bytes are on the disk before this returns.

    Raises OSError; what was written of it then stays.
    """
    _filled(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), data)
    place.chmod(mode)


def left_of(place: Path) -> Iterator[Path]:
    """The temporary files that writers of a file have left when they were stopped half-way."""
    return place.parent.glob(f".{place.name}.????????{_ENDING}")


def _temporary(place: Path) -> tuple[int, Path]:
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", suffix=_ENDING, dir=place.parent)
    return handle, Path(name)


def rights(place: Path) -> int:
    """The rights that a file has, or that a new one gets. Raises OSError."""
    return stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~_umask()


def _filled(handle: int, data: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def create_file(place: Path, data: bytes) -> None:
    """Puts a file where none is: never in place of another, not even one that comes there in the same moment.

    Raises FileExistsError where one is, and OSError. As with `replace_file` the file is whole before its name
    leads to it.
    """
    handle, temporary = _temporary(place)
    try:
        _filled(handle, data)
        temporary.chmod(0o666 & ~_umask())
        _named(temporary, place)
    finally:
        temporary.unlink(missing_ok=True)
    settle_folder(place.parent)


def _named(temporary: Path, place: Path) -> None:
    """Gives a whole file its name, if nothing has it."""
    try:
        place.hardlink_to(temporary)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # a file system without hard links: the name is taken first, and then led to the whole file
        with place.open("xb"):
            pass
        temporary.replace(place)


def ensure_room(folder: Path, path: str) -> None:
    """Raises KvalitetError where a new file at a path in a register cannot come: something is there, or leads away."""
    for above in (*reversed(PurePosixPath(path).parents[:-1]), None):
        place = folder / (above or path)
        if above is None:
            if os.path.lexists(place) and not place.is_file():
                # a folder, a pipe or a link to nowhere is no record, and so nobody has told of it
                raise KvalitetError(f"{path} är upptagen av något som inte är en fil. Flytta undan det och kör om.")
        elif place.is_symlink():
            raise KvalitetError(f"{above} är en länk, och registret följer inga länkar. Ersätt den med en vanlig mapp.")
        elif place.exists() and not place.is_dir():
            raise KvalitetError(f"{above} är en fil, men ska vara en mapp. Flytta undan den och kör om.")


def sweep(folder: Path) -> None:
    """Takes away the temporary files that writers of records left in a register when they were stopped half-way.

    Links are neither followed nor taken away, for no writer leaves one, and git's own folder is passed over. Only for
    one who knows that nobody else is writing there now.
    """
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        for path in (Path(above, name) for name in names if _LEFT.fullmatch(name)):
            # what may not be taken away is in nobody's way
            with contextlib.suppress(OSError):
                if stat.S_ISREG(path.lstat().st_mode):
                    path.unlink()


def settle_folder(folder: Path) -> None:
    """Sees to it that the names in a folder are on the disk."""
    # some file systems cannot do this with a folder: the file is in its place all the same
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
