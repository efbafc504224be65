"""A ZIP file of files by name: the same bytes for the same files, with the SHA-256 of each in it."""

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from kvalitet.errors import KvalitetError
from kvalitet.pipeline.guard import hidden

SUMS = "SHA256SUMS"
"""The file with the sums, one a line, as the program sha256sum reads it."""

_BY_WHOM = re.compile(r"((?:author|committer|tagger) .*)( [0-9]+ [+-][0-9]{4})")
_MADE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


def summed(files: Mapping[str, bytes]) -> bytes:
    """The file of sums."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()).encode()


def is_pack(path: Path) -> bool:
    """Whether a file is a ZIP file with sums in it."""
    try:
        with zipfile.ZipFile(path) as pack:
            return SUMS in pack.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def unpacked(name: str, data: bytes) -> Mapping[str, bytes]:
    """The files of a pack in their order, by name. Raises KvalitetError for one that this tool cannot have made."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            parts = pack.infolist()
            names = {part.filename for part in parts}
            # what is not compressed cannot unfold, and no part may stand for many
            whole = all(part.compress_type == zipfile.ZIP_STORED for part in parts)
            if not whole or len(names) < len(parts) or sum(part.file_size for part in parts) > len(data):
                raise KvalitetError(f"{name} är ompackad. Ange zip-filen som ”kvalitet render --pack” skrev den.")
            return {part.filename: pack.read(part) for part in parts}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise KvalitetError(f"{name} är trasig: den går inte att packa upp.") from error


def shown(written: str) -> str:
    """A commit or a tag as git has it, with blocks for numbers of persons.

    The seconds since 1970 that it was made are no such number, though they may look like one.
    """
    head, gap, message = written.partition("\n\n")
    return "\n".join(map(_shown, head.split("\n"))) + gap + hidden(message)


def _shown(line: str) -> str:
    by_whom = _BY_WHOM.fullmatch(line)
    return hidden(by_whom[1]) + by_whom[2] if by_whom else hidden(line)


def packed(files: Mapping[str, bytes]) -> bytes:
    """The ZIP file, its parts in the order given and then the sums, which tell of all the others.

    The parts are not compressed: how they would be is another matter on another machine. The time of each is the
    first that a ZIP file can hold.
    """
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as made:
        for name, data in {**files, SUMS: summed(files)}.items():
            part = zipfile.ZipInfo(name, _MADE)
            part.create_system, part.external_attr = _UNIX, _PLAIN_FILE
            made.writestr(part, data)
    return into.getvalue()
