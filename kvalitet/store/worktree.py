"""The register as it lies on disk."""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kvalitet.errors import KvalitetError
from kvalitet.model.source import Entry, Origin, Source
from kvalitet.store.objects import algorithm_of, names, object_id

_GIT = b".git"
# a file swapped for a link or a pipe after it was listed is neither followed nor waited for
_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


@dataclass(frozen=True, slots=True)
class _File:
    name: bytes
    size: int
    target: bytes | None


@dataclass(frozen=True)
class WorkTree:
    """The files in a folder, listed once: a file that comes later is not seen.

    Links are listed and never followed; `.git`, pipes and devices are passed over. `algorithm`
    is the hash that the repository's ids are made with, by default the one its commit shows.
    """

    folder: Path
    origin: Origin
    algorithm: str | None = None

    def entries(self) -> tuple[Entry, ...]:
        """Every file, sorted by path; raises KvalitetError for a folder that cannot be read."""
        return tuple(
            Entry(path, file.size, None if file.target is None else file.target.decode("utf-8", "replace"))
            for path, file in self._files.items()
        )

    def read(self, paths: Iterable[str]) -> Iterator[Source]:
        """The files named, in the order named; of a link its target, as git does.

        Raises KvalitetError for one that is not there or cannot be read.
        """
        algorithm = self.algorithm or algorithm_of(self.origin.commit)
        folder = os.fsencode(self.folder)
        for path in paths:
            file = self._files.get(path)
            if file is None:
                raise KvalitetError(f"{path} finns inte i {self.folder}")
            data = file.target
            if data is None:
                try:
                    data = _content(os.path.join(folder, file.name), file.size)  # noqa: PTH118 - bytes
                except OSError as error:
                    raise _unreadable(path, error) from error
            yield Source(path, object_id("blob", data, algorithm), data)

    @cached_property
    def _files(self) -> Mapping[str, _File]:
        found = {file.name: file for file in _scan(os.fsencode(self.folder))}
        paths = names(found)
        return {paths[name]: found[name] for name in sorted(found, key=lambda name: paths[name])}


def _scan(folder: bytes) -> Iterator[_File]:
    """Files and links in a folder and its subfolders, in no order, named from the folder."""
    pending = [b""]
    while pending:
        inner = pending.pop()
        try:
            listed = os.scandir(os.path.join(folder, inner))  # noqa: PTH118 - bytes
        except OSError as error:
            if inner and isinstance(error, FileNotFoundError):
                continue
            place = os.fsdecode(inner).rstrip("/") or os.fsdecode(folder)
            raise _unreadable(f"mappen {place}", error) from error
        with listed as items:
            for item in items:
                name = inner + item.name
                if item.name == _GIT:
                    continue
                if item.is_dir(follow_symlinks=False):
                    pending.append(name + b"/")
                elif (file := _file(item, name)) is not None:
                    yield file


def _file(item: os.DirEntry[bytes], name: bytes) -> _File | None:
    """The file or link, None for anything else or when it is gone already."""
    try:
        if item.is_symlink():
            target = os.readlink(item.path)  # noqa: PTH115 - bytes
            return _File(name, len(target), target)
        if item.is_file(follow_symlinks=False):
            return _File(name, item.stat(follow_symlinks=False).st_size, None)
    except FileNotFoundError:
        return None
    return None


def _content(name: bytes, size: int) -> bytes:
    descriptor = os.open(name, _OPEN)
    try:
        parts: list[bytes] = []
        while part := os.read(descriptor, size + 1):
            parts.append(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)
    finally:
        os.close(descriptor)


def _unreadable(what: str, error: OSError) -> KvalitetError:
    match error:
        case PermissionError():
            return KvalitetError(f"{what} gick inte att läsa: läsrättighet saknas")
        case FileNotFoundError():
            return KvalitetError(f"{what} finns inte längre på disken: kör om")
        case OSError(errno=errno.ELOOP):
            return KvalitetError(f"{what} byttes mot en länk under läsningen: kör om")
    return KvalitetError(f"{what} gick inte att läsa ({error.strerror})")
