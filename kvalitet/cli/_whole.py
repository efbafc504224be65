"""Makes files and folders, all of them or none: what an error or an interrupt stops leaves nothing behind."""

import contextlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kvalitet.cli._write import reason
from kvalitet.errors import KvalitetError

_GIT = ".git"


@contextmanager
def whole() -> Iterator[list[Path]]:
    """A list of what has been made so far; where the block is left by an error or an interrupt, all of it is removed.

    Raises KvalitetError for what cannot be written.
    """
    made: list[Path] = []
    try:
        yield made
    except BaseException as error:
        for path in reversed(made):
            _remove(path)
        if isinstance(error, OSError):
            place = f" {error.filename}" if error.filename else ""
            raise KvalitetError(f"kan inte skriva{place}: {reason(error)}. Inget har skrivits.") from error
        raise


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.name == _GIT:
            shutil.rmtree(path)
        elif path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()


def new_folders(folder: Path, made: list[Path]) -> None:
    """Makes a folder and those above it that are missing, and notes each in `made`. Raises OSError."""
    missing = [above for above in (folder, *folder.parents) if not above.exists()]
    for each in reversed(missing):
        each.mkdir()
        made.append(each)
