"""Judges an edit before it is written: what it changes, and which findings the register would have because of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kvalitet.edit import Edit, edited
from kvalitet.errors import KvalitetError
from kvalitet.model.change import Change, changes
from kvalitet.model.exemption import may_be_exempted
from kvalitet.model.finding import Finding, Severity
from kvalitet.model.kind import Kind
from kvalitet.model.source import Source
from kvalitet.model.value import Value
from kvalitet.parse import decode, read
from kvalitet.pipeline.assess import Request, assess, fingerprints
from kvalitet.pipeline.guard import hidden, screened
from kvalitet.pipeline.load import Loaded, load
from kvalitet.pipeline.sieves import Sieves
from kvalitet.store.overlay import Overlay


@dataclass(frozen=True, slots=True)
class Target:
    """A record to change: its id, its kind, its file as it lies and what that holds, secrets blocked out.

    `rejected` is whether the file could not be taken into the register. Of a new record there are no bytes yet, and
    the data are those that it shall have.
    """

    id: str
    kind: Kind
    source: Source
    data: Mapping[str, Value]
    rejected: bool

    @property
    def is_new(self) -> bool:
        """Whether there is no file yet."""
        return not self.source.blob


@dataclass(frozen=True, slots=True)
class Proposal:
    """An edit that has been judged and not been written.

    `findings` are those that the register would have because of it. Texts and changes have secrets blocked out;
    the bytes have not.
    """

    target: Target
    after: bytes
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stand in the way.

        Of a file that was rejected before, nobody knew what else was wrong: that is no fault of the edit.
        """
        return tuple(
            each
            for each in self.findings
            if each.severity is Severity.ERROR
            and not (self.target.rejected and each.id == self.target.id and may_be_exempted(each.code))
        )

    @property
    def texts(self) -> tuple[str, str]:
        """The file before and after, as it may be shown."""
        before, after = (decode(_shown(self.target.source, data).data)[0] for data in (None, self.after))
        return before or "", after or ""


def target(loaded: Loaded, record_id: str) -> Target:
    """The record, or the rejected file, with an id, as it lies now.

    Raises KvalitetError where two files share the id, where the file cannot be read at all or is hidden by its
    name, and where it has changed since the register was read.
    """
    paths = [row.path for row in loaded.register.rejected if row.id == record_id]
    record = loaded.register.by_id.get(record_id)
    found = [*paths, *([record.path] if record else [])]
    if len(found) != 1:
        raise KvalitetError(f"{record_id} finns i flera filer: {', '.join(sorted(found))}. Ge den ena ett annat id.")
    path = found[0]
    draft = loaded.drafts.get(path)
    if draft is None or draft.data is None or path in loaded.tree.renamed:
        raise KvalitetError(f"{path} går inte att läsa. Se vad som är fel med ”kvalitet check”.")
    (source,) = loaded.tree.tree.read([path])
    if source.blob != draft.blob:
        raise KvalitetError(f"{path} ändrades av någon annan under tiden. Kör om.")
    return Target(record_id, loaded.register.kinds[draft.schema], source, draft.data, rejected=record is None)


def propose(loaded: Loaded, aim: Target, edits: Iterable[Edit], today: date) -> Proposal:
    """What edits of a record would give. Raises KvalitetError where they cannot be made."""
    path, before = aim.source.path, aim.source.data
    try:
        after = edited(before, edits, aim.kind.keys_at)
    except KvalitetError as error:
        # what the parser says of the true text may quote it
        raise KvalitetError(f"{path}: {hidden(str(error))}") from None
    return judged(loaded, aim, after, today)


def judged(loaded: Loaded, aim: Target, after: bytes, today: date) -> Proposal:
    """What other bytes in a record's file would give."""
    path, before = aim.source.path, aim.source.data
    if after == before:
        return Proposal(aim, after, (), ())
    blobs = {draft.path: draft.blob for draft in loaded.drafts.values() if draft.blob}
    then = load(Overlay(loaded.tree.tree, path, after, blobs), known=loaded)
    known = fingerprints(loaded, today, clock=True)
    assessment, _ = assess(then, today, Request(sieves=Sieves(before=lambda: known)))
    old, new = (read(_shown(aim.source, data).data).value or {} for data in (None, after))
    return Proposal(aim, after, changes(old, new), assessment.findings)


def _shown(source: Source, data: bytes | None) -> Source:
    """The file, or other bytes in its place, with blocks for what must not be known."""
    return screened(source if data is None else Source(source.path, source.blob, data), source.path)
