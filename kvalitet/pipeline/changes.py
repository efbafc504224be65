"""Two commits of a register beside each other: its records, and the files beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kvalitet.model.comparison import AlteredFile, Comparison, Turn, compare
from kvalitet.pipeline.load import Loaded


def compared(before: Loaded, after: Loaded) -> Comparison:
    """What differs between two states of a register that have been read."""
    found = compare(before.register, after.register)
    return replace(found, files=tuple(_files(_beside(before), _beside(after))))


def _beside(loaded: Loaded) -> Mapping[str, str | None]:
    """The files that are no records and no bodies of theirs, each with its blob."""
    register = loaded.register
    own = {*loaded.drafts, *register.bodies, *(rejected.path for rejected in register.rejected)}
    return {entry.path: entry.blob for entry in loaded.tree.entries() if entry.path not in own}


def _files(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> Iterator[AlteredFile]:
    for path in sorted({*before, *after}):
        if path not in before:
            yield AlteredFile(Turn.CREATED, path)
        elif path not in after:
            yield AlteredFile(Turn.REMOVED, path)
        elif before[path] != after[path]:
            yield AlteredFile(Turn.CHANGED, path)
