"""Finds the line and column of a fault: files are read for positions only when they have one."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from kvalitet.model.source import Tree
from kvalitet.model.value import FieldPath, Span
from kvalitet.parse import MAX_BYTES, Positions, decode, positions
from kvalitet.pipeline.workers import spread

TOP = Span(1, 1, 1, 1)


class Locator:
    """Positions and lines of the files named when it is made; each is read once."""

    def __init__(self, tree: Tree, paths: Iterable[str]) -> None:
        self._tree = tree
        self._wanted = sorted(set(paths))
        self._latest: tuple[str, Positions] | None = None

    @cached_property
    def _texts(self) -> dict[str, str]:
        present = {e.path for e in self._tree.entries() if e.link is None and e.size <= MAX_BYTES}
        sources = self._tree.read(path for path in self._wanted if path in present)
        return {source.path: decode(source.data)[0] or "" for source in sources}

    def spans(self, places: Sequence[tuple[str, FieldPath]]) -> list[Span]:
        """Where each field's value stands, or the nearest thing above it that is there; quickest in order of path."""
        # read before the work is spread: each process would read them all
        if places and self._texts:
            return spread(self._spans, places)
        return self._spans(places)

    def _spans(self, places: Sequence[tuple[str, FieldPath]]) -> list[Span]:
        return [self._span(path, field) for path, field in places]

    def _span(self, path: str, field: FieldPath) -> Span:
        if path not in self._texts:
            return TOP
        # positions are large and asked for file by file: only the latest are kept
        if self._latest is None or self._latest[0] != path:
            self._latest = (path, positions(self._texts[path]))
        return self._latest[1].nearest(field)

    def line(self, path: str, number: int) -> str | None:
        """A line of a file without its line break, or None where there is none."""
        lines = self._texts.get(path, "").split("\n")
        return lines[number - 1].rstrip("\r") if 1 <= number <= len(lines) and path in self._texts else None
