"""Stands between a tree and all who read it: what must not be known is blocked out before anybody sees it.

Values, keys, comments, bodies, excerpts, messages and documents are made of what a guarded tree gives, so
that none of them can hold a number of a person. Only the rules that look for such things are given the text
as it stands, and they tell places.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kvalitet.errors import KvalitetError
from kvalitet.model.source import Entry, Origin, Source, Tree
from kvalitet.parse import guess, wide_encoding
from kvalitet.pipeline.texts import is_text
from kvalitet.secrets import BLOCK, Sought, blocked, contacts_belong, find, suspected

_BOM = "\ufeff"


@dataclass(frozen=True)
class GuardedTree:
    """A tree in which every text, path and error has blocks for what must not be known.

    A blob id is that of the true bytes. Two paths that would look alike get more blocks.
    """

    tree: Tree

    @property
    def origin(self) -> Origin:
        """Commit, uncommitted work and folder."""
        return self.tree.origin

    def entries(self) -> tuple[Entry, ...]:
        """Every file, sorted by its path as shown."""
        return self._entries

    def read(self, paths: Iterable[str]) -> Iterator[Source]:
        """The files named as shown, in the order named; raises KvalitetError for one that is not there."""
        true, shown = self._true, self._shown
        try:
            for source in self.tree.read((true.get(path, path) for path in paths) if true else paths):
                yield screened(source, shown.get(source.path, source.path))
        except KvalitetError as error:
            raise KvalitetError(hidden(str(error))) from None

    def bare(self, paths: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Of each file its path as shown, its true path and its true text, for the rules that look for secrets."""
        for path in paths:
            true = self._true.get(path, path)
            for source in self.tree.read([true]):
                yield path, true, _text(source.data)[0] if is_text(true, source.data) else ""

    @cached_property
    def renamed(self) -> frozenset[str]:
        """The paths, as shown, that have blocks in them."""
        return frozenset(self._true)

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        shown = self._shown
        entries = self._listed
        if not shown:
            return entries
        named = (replace(entry, path=shown.get(entry.path, entry.path)) for entry in entries)
        return tuple(sorted(named, key=lambda entry: entry.path))

    @cached_property
    def _listed(self) -> tuple[Entry, ...]:
        try:
            return self.tree.entries()
        except KvalitetError as error:
            raise KvalitetError(hidden(str(error))) from None

    @cached_property
    def _true(self) -> Mapping[str, str]:
        return {shown: true for true, shown in self._shown.items()}

    @cached_property
    def _shown(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        names = "\n".join(entry.path for entry in self._listed)
        if not suspected(names.encode("utf-8", "replace"), contacts=False):
            return found
        taken = {entry.path for entry in self._listed}
        for entry in self._listed:
            name = hidden(entry.path)
            if name == entry.path:
                continue
            while name in taken:
                name = name.replace(BLOCK, BLOCK * 2, 1)
            found[entry.path] = name
            taken.add(name)
        return found


def guarded(tree: Tree) -> GuardedTree:
    """The tree, guarded; one that is so already is itself."""
    return tree if isinstance(tree, GuardedTree) else GuardedTree(tree)


def hidden(text: str) -> str:
    """A short text, such as a path, with blocks for numbers of persons."""
    if not suspected(text.encode("utf-8", "replace"), contacts=False):
        return text
    return blocked(text, find(text, Sought.NUMBERS))


def screened(source: Source, path: str) -> Source:
    """A file by a path as shown, with blocks for what must not be known in its text."""
    suspicion = suspected(source.data, contacts=not contacts_belong(source.path))
    if suspicion and is_text(source.path, source.data):
        text, encoding = _text(source.data)
        hits = find(text, suspicion)
        if hits:
            mark = _BOM if source.data.startswith(b"\xef\xbb\xbf") else ""
            data = (mark + blocked(text, hits)).encode(encoding, "surrogateescape")
            return Source(path, source.blob, data, blocked=True)
    return source if path == source.path else Source(path, source.blob, source.data)


def numbers_in(source: Source) -> tuple[str, ...]:
    """What sorts of numbers of persons stand in a file as it is, each as often as it stands; never what they say."""
    if not suspected(source.data, contacts=False) or not is_text(source.path, source.data):
        return ()
    return tuple(hit.sort.value for hit in find(_text(source.data)[0], Sought.NUMBERS))


def numbers_said(text: str) -> tuple[str, ...]:
    """What sorts of numbers of persons stand in a short text, such as a path or the words of a commit."""
    if not suspected(text.encode("utf-8", "replace"), contacts=False):
        return ()
    return tuple(hit.sort.value for hit in find(text, Sought.NUMBERS))


def _text(data: bytes) -> tuple[str, str]:
    """The text of a file, without a byte order mark, and how to make bytes of it again."""
    wide = wide_encoding(data)
    if wide is not None:
        return guess(data), wide
    # bytes that are not UTF-8 come back as they were: the file is still told to be wrong
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape"), "utf-8"
