"""A ZIP file of files by name: the same bytes for the same files, with the SHA-256 of each in it."""

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping

from kvalitet.pipeline.guard import hidden

SUMS = "SHA256SUMS"
"""The file with the sums, one a line, as the program sha256sum reads it."""

_BY_WHOM = re.compile(r"((?:author|committer|tagger) .*)( [0-9]+ [+-][0-9]{4})")
_MADE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


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
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as made:
        for name, data in {**files, SUMS: sums.encode()}.items():
            part = zipfile.ZipInfo(name, _MADE)
            part.create_system, part.external_attr = _UNIX, _PLAIN_FILE
            made.writestr(part, data)
    return into.getvalue()
