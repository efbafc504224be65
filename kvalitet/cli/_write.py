"""Writes a result: to stdout, or to a file that holds either the old or the new."""

import contextlib
import errno
import sys
from pathlib import Path

from kvalitet.errors import KvalitetError
from kvalitet.store.files import replace_file

_REASONS = {
    errno.EACCES: "du har inte rätt att skriva där",
    errno.EPERM: "du har inte rätt att skriva där",
    errno.ENOENT: "mappen finns inte",
    errno.ENOTDIR: "platsen ligger inte i en mapp",
    errno.EISDIR: "där ligger en mapp",
    errno.ENOSPC: "det finns ingen plats kvar",
    errno.EDQUOT: "det finns ingen plats kvar",
    errno.EROFS: "platsen går bara att läsa",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.EFBIG: "filen blir för stor",
    errno.EIO: "skrivningen misslyckades",
}


def emit(text: str, output: Path | None = None) -> None:
    """Writes a text that ends with a line break to stdout, or to a file if one is named."""
    if output is None:
        sys.stdout.write(text)
    else:
        write_file(output, text.encode("utf-8", "replace"))


def complain(text: str) -> None:
    """Writes a line to stderr, with blocks for numbers of persons; where nobody can read it, the run goes on."""
    from kvalitet.pipeline.guard import hidden

    # an argument that is wrong is repeated by what is said of it, and what is said ends in logs
    text = hidden(text)
    with contextlib.suppress(OSError):
        if sys.stderr is not None:
            sys.stderr.write(f"kvalitet: {text}\n")
            sys.stderr.flush()


def reason(error: OSError) -> str:
    """Why something could not be written, in Swedish."""
    return _REASONS.get(error.errno or 0, f"systemfel {error.errno}")


def is_unwritable(error: OSError) -> bool:
    """Whether an error tells of a stream that takes no more, rather than of a file."""
    return error.filename is None and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG}


def write_file(path: Path, data: bytes, option: str = "--output") -> None:
    """Writes a file whole or not at all; raises KvalitetError where it cannot be written.

    `option` is the one that named the file.
    """
    try:
        place = path.resolve()
        if place.exists() and not (place.is_file() or place.is_dir()):
            # a device or a pipe is written to: a file must not take its place
            place.write_bytes(data)
        else:
            replace_file(place, data)
    except (OSError, RuntimeError) as error:
        why = reason(error) if isinstance(error, OSError) else "länken går runt"
        raise KvalitetError(f"kan inte skriva {path}: {why}. Välj en annan plats med {option}.") from error


def new_folder(path: Path, option: str = "--output") -> Path:
    """A folder, made with those above it where it is not there; raises KvalitetError where it cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:
        why = reason(error) if isinstance(error, OSError) else "länken går runt"
        raise KvalitetError(f"kan inte göra mappen {path}: {why}. Välj en annan plats med {option}.") from error
    return path
