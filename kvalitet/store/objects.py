"""Blobs in git's object store: their ids, their names in a tree, their bytes."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kvalitet.errors import KvalitetError
from kvalitet.model.source import Entry, Source
from kvalitet.store.process import Conversation, conversation

LINK = "120000"
SUBMODULE = "160000"
SHA1 = "sha1"
SHA256 = "sha256"
_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SHA256_LENGTH = 64
# ids of 64 digits that fit in the smallest pipe there is, so that asking never waits for reading
_AT_A_TIME = 48


@dataclass(frozen=True, slots=True)
class Blob:
    """A file as git keeps it: path from the register's folder, blob id, size in bytes."""

    path: str
    id: str
    size: int
    is_link: bool


def is_object_id(text: str) -> bool:
    """Whether a text is a whole object id, 40 or 64 hexadecimal digits."""
    return _ID.fullmatch(text) is not None


def algorithm_of(object_id: str | None) -> str:
    """The hash that gave an id (`sha1` or `sha256`); `sha1` where there is none."""
    return SHA256 if object_id is not None and len(object_id) == _SHA256_LENGTH else SHA1


def object_id(kind: str, data: bytes, algorithm: str) -> str:
    """The id that git gives an object of a kind (`blob`, `tree`) with this content."""
    digest = hashlib.new(algorithm, b"%s %d\0" % (kind.encode(), len(data)), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()


def names(raw: Iterable[bytes]) -> dict[bytes, str]:
    """The path that stands for each name: itself, or with U+FFFD for what is not UTF-8.

    No two names get the same path: one that would is lengthened with U+FFFD.
    """
    decoded: dict[bytes, str] = {}
    taken: set[str] = set()
    odd: list[bytes] = []
    for name in raw:
        try:
            decoded[name] = name.decode()
        except UnicodeDecodeError:
            odd.append(name)
        else:
            taken.add(decoded[name])
    for name in sorted(odd):
        path = name.decode("utf-8", "replace")
        while path in taken:
            path += "\ufffd"
        decoded[name] = path
        taken.add(path)
    return decoded


def by_path(blobs: Iterable[Blob]) -> Mapping[str, Blob]:
    """Blobs by their path, in the order of the paths."""
    return {blob.path: blob for blob in sorted(blobs, key=lambda blob: blob.path)}


def entries_of(root: Path, blobs: Iterable[Blob]) -> tuple[Entry, ...]:
    """What a tree says about its files; the target of a link is the text of its blob."""
    files = tuple(blobs)
    targets = {
        source.path: source.data.decode("utf-8", "replace")
        for source in read_blobs(root, [blob for blob in files if blob.is_link])
    }
    return tuple(Entry(blob.path, blob.size, targets.get(blob.path), blob.id) for blob in files)


def chosen(blobs: Mapping[str, Blob], paths: Iterable[str], place: str) -> tuple[Blob, ...]:
    """The blobs with these paths. Raises KvalitetError for a path that `place` does not hold."""
    wanted = tuple(paths)
    for path in wanted:
        if path not in blobs:
            raise KvalitetError(f"{path} finns inte i {place}")
    return tuple(blobs[path] for path in wanted)


def read_blobs(root: Path, blobs: Sequence[Blob]) -> Iterator[Source]:
    """The bytes of blobs, in the order given, from one git process.

    Raises KvalitetError for a blob that the repository lacks.
    """
    if not blobs:
        return
    with conversation(root, "cat-file", "--batch") as git:
        for start in range(0, len(blobs), _AT_A_TIME):
            some = blobs[start : start + _AT_A_TIME]
            git.put("".join(f"{blob.id}\n" for blob in some).encode("ascii"))
            for blob in some:
                yield Source(blob.path, blob.id, _answer(git, blob))


def _answer(git: Conversation, blob: Blob) -> bytes:
    head = git.answers.readline().split()
    match head:
        case [_, b"blob", size]:
            data = git.answers.read(int(size))
            if len(data) != int(size) or git.answers.read(1) != b"\n":
                raise git.broken()
            return data
        case [_, b"missing"]:
            raise missing(blob.path)
    raise git.broken()


def missing(path: str) -> KvalitetError:
    """The error for a file whose content the repository does not hold."""
    return KvalitetError(
        f"innehållet i {path} finns inte i det lokala git-arkivet: "
        "är klonen ofullständig, kör ”git fetch --refetch --no-filter”"
    )
