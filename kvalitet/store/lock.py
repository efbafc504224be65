"""A lock that one process at a time holds: the system lets go of it when the process ends, however it ends."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kvalitet.errors import KvalitetError

PATIENCE = 10.0
"""How many seconds a writer waits for another: an edit takes less than one."""

_PAUSE = 0.05
_LONGEST = 200


@contextmanager
def locked(file: Path, holder: str, *, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the lock that a file stands for, and writes in it who does. The file stays when the lock is let go.

    Raises KvalitetError when somebody else holds it too long, or when the file cannot be written.
    """
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    except OSError as error:
        raise KvalitetError(
            f"kan inte låsa registret: {file} går inte att skriva. Kontrollera att du har rätt att skriva där."
        ) from error
    try:
        until = time.monotonic() + patience
        while not _taken(handle):
            if time.monotonic() >= until:
                raise KvalitetError(
                    f"registret ändras just nu av {_holder(handle)}. Vänta tills det är klart och försök igen."
                )
            time.sleep(_PAUSE)
        # on a full disk the lock holds all the same, though it cannot say whose it is
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
            os.pwrite(handle, holder.encode("utf-8", "replace")[:_LONGEST], 0)
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    told = os.pread(handle, _LONGEST, 0).decode("utf-8", "replace").strip()
    return told or "ett annat program"


def _try_to_take() -> Callable[[int], None]:
    if sys.platform == "win32":
        import msvcrt

        return lambda handle: msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    import fcntl

    return lambda handle: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _taken(handle: int) -> bool:
    try:
        _try_to_take()(handle)
    except OSError:
        return False
    return True
