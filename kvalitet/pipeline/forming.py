"""Puts the files of a register in their normal form: which they are, and in what order their fields stand."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kvalitet.edit import normal
from kvalitet.errors import KvalitetError
from kvalitet.model.source import Source
from kvalitet.parse import MAX_BYTES, decode
from kvalitet.pipeline.guard import hidden, screened
from kvalitet.pipeline.load import Loaded
from kvalitet.pipeline.places import YAML


@dataclass(frozen=True, slots=True)
class Formed:
    """A file with its bytes in normal form, and why it was left, wholly or in part: an empty text where it was not."""

    source: Source
    after: bytes
    left: str = ""

    @property
    def texts(self) -> tuple[str, str]:
        """The file before and after, as it may be shown."""
        shown = (screened(Source(self.source.path, "", data), self.source.path).data for data in self._both)
        before, after = (decode(data)[0] or "" for data in shown)
        return before, after

    @property
    def _both(self) -> tuple[bytes, bytes]:
        return self.source.data, self.after

    @property
    def is_changed(self) -> bool:
        """Whether it was not in normal form."""
        return self.after != self.source.data


def formed(loaded: Loaded, within: Sequence[str]) -> Iterator[Formed]:
    """The files of a register at or below the paths, in normal form; all of them where no path is named.

    Raises KvalitetError for one that is gone when it is to be read.
    """
    orders = {path: order for path, order in _orders(loaded).items() if not within or _is_within(path, within)}
    for source in loaded.tree.tree.read(sorted(orders)):
        try:
            found = normal(source.data, orders[source.path])
        except KvalitetError as error:
            yield Formed(source, source.data, hidden(str(error)))
            continue
        unordered = "fälten står kvar i sin ordning: det går inte att säga vilka fält kommentarerna hör till"
        yield Formed(source, found.data, unordered if found.unordered else "")


def _orders(loaded: Loaded) -> Mapping[str, Sequence[str]]:
    """The files by path, as it truly is, with the order of their fields: only records have one."""
    assert loaded.schemas is not None  # noqa: S101  # a register that was read has its schemas
    schemas = loaded.schemas
    found: dict[str, Sequence[str]] = {}
    for entry in loaded.tree.entries():
        path = entry.path
        if entry.link is not None or entry.size > MAX_BYTES or path in loaded.tree.renamed or not path.endswith(YAML):
            continue
        if path in schemas.singletons or posixpath.dirname(path) in schemas.catalogues:
            found[path] = ()
        elif path in loaded.drafts:
            found[path] = schemas.kinds[loaded.drafts[path].schema].keys_at(())
    return found


def _is_within(path: str, within: Sequence[str]) -> bool:
    return any(each in {".", path} or path.startswith(f"{each}/") for each in within)
