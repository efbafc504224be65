"""Reads the files that records carry as their content, within bounds, and says which cannot be read."""

from collections.abc import Iterable, Mapping

from kvalitet.bodies import TEXT_ENDINGS, body
from kvalitet.model.finding import Fault
from kvalitet.model.kind import Kind, matches
from kvalitet.model.record import Record
from kvalitet.model.register import Body
from kvalitet.model.source import Source, Tree
from kvalitet.parse import decode
from kvalitet.pipeline.intake import Reported

MAX_BODY = 64 * 1024 * 1024
"""The largest body that is read: 64 MiB. A larger one would be held whole in memory."""


def bodies(
    tree: Tree, kinds: Mapping[str, Kind], records: Iterable[Record], files: frozenset[str]
) -> tuple[Mapping[str, Body], tuple[Reported, ...]]:
    """The bodies by path, and the faults of those that are too large or that are text but not UTF-8."""
    carriers = _carriers(kinds, records, files)
    heavy = {entry.path for entry in tree.entries() if entry.size > MAX_BODY}
    found: dict[str, Body] = {}
    faults = [_too_heavy(path, carriers[path]) for path in sorted(carriers) if path in heavy]
    for source in tree.read(path for path in sorted(carriers) if path not in heavy):
        found[source.path] = body(source)
        faults += _unreadable(source, carriers[source.path])
    return found, tuple(faults)


def _carriers(kinds: Mapping[str, Kind], records: Iterable[Record], files: frozenset[str]) -> Mapping[str, Record]:
    """The first record, by kind and id, that has each file for its content."""
    found: dict[str, Record] = {}
    for record in sorted(records, key=lambda record: (record.kind, record.id)):
        for field in kinds[record.kind].fields:
            if field.attachment and field.material:
                for _, value in matches(record.data, field.pattern):
                    if isinstance(value, str) and value in files:
                        found.setdefault(value, record)
    return found


def _too_heavy(path: str, record: Record) -> Reported:
    fault = Fault(
        path=path,
        record=record,
        message=f"filen är större än {MAX_BODY // 1024**2} MiB, som är gränsen för innehållet i en post",
        help="Dela upp filen eller minska bilderna i den.",
    )
    return "KV005", fault


def _unreadable(source: Source, record: Record) -> Iterable[Reported]:
    if not source.path.lower().endswith(TEXT_ENDINGS):
        return
    for found in decode(source.data)[1]:
        advice = "Dela upp texten på flera dokument." if found.code == "KV005" else found.help
        yield found.code, Fault(path=source.path, record=record, message=found.message, help=advice, span=found.span)
