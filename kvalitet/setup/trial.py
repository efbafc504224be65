"""Tries what is about to be written: a register that begins with faults is not begun."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kvalitet.errors import KvalitetError
from kvalitet.model.finding import Severity
from kvalitet.model.source import Entry, Origin, Source
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import load
from kvalitet.store.objects import SHA1, object_id


@dataclass(frozen=True)
class _Planned:
    """Files that are not written yet, as a tree."""

    files: Mapping[str, bytes]
    origin: Origin

    def entries(self) -> tuple[Entry, ...]:
        """Every file, sorted by path."""
        return tuple(Entry(path, len(data)) for path, data in sorted(self.files.items()))

    def read(self, paths: Iterable[str]) -> Iterator[Source]:
        """The files named, in the order named."""
        for path in paths:
            yield Source(path, object_id("blob", self.files[path], SHA1), self.files[path])


def tried(files: Mapping[str, bytes], today: date) -> None:
    """Raises KvalitetError where a register of these files alone would be found at fault on the day."""
    loaded = load(_Planned(files, Origin("", None, dirty=False)))
    assessment, _ = assess(loaded, today)
    said = [finding.message for finding in assessment.findings if finding.severity is Severity.ERROR]
    if said:
        raise KvalitetError(f"registret skulle börja med ett fel, så inget har skrivits: {said[0]}")
