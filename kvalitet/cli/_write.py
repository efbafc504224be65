"""Writes a result: to stdout, or to a file that holds either the old or the new."""

import os
import sys
import tempfile
from pathlib import Path

from kvalitet.errors import KvalitetError


def emit(text: str, output: Path | None = None) -> None:
    """Writes a text that ends with a line break to stdout, or to a file if one is named."""
    if output is None:
        sys.stdout.write(text)
    else:
        write_file(output, text.encode())


def write_file(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all; raises KvalitetError where it cannot be written."""
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise KvalitetError(f"kan inte skriva {path} ({error.strerror}). Välj en annan plats med --output.") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
