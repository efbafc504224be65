"""Judges a record that is not there yet: its id, its place, and what the register would say of it."""

import posixpath
from collections.abc import Mapping
from datetime import date

from kvalitet.edit import composed
from kvalitet.errors import KvalitetError
from kvalitet.model.kind import Kind
from kvalitet.model.numbering import next_id
from kvalitet.model.source import Source
from kvalitet.model.value import Value
from kvalitet.pipeline.editing import Proposal, Target, judged
from kvalitet.pipeline.guard import hidden
from kvalitet.pipeline.load import Loaded
from kvalitet.pipeline.places import YAML


def blank(loaded: Loaded, kind: Kind, today: date, ever: frozenset[str]) -> Target:
    """A record of a kind that is to be made: its next free id and its place, and nothing in it.

    `ever` are the names that files have had in the repository, in any branch. Raises KvalitetError where the folder
    is a link, which the register does not follow.
    """
    entries = loaded.tree.entries()
    names = [posixpath.basename(entry.path) for entry in entries]
    ids = [draft.data["id"] for draft in loaded.drafts.values() if draft.data and isinstance(draft.data.get("id"), str)]
    found = next_id(kind, today.year, [*ever, *names, *map(str, ids)])
    folder = posixpath.join(kind.folder, f"{today.year:04}") if kind.yearly else kind.folder
    for entry in entries:
        if entry.link is not None and (folder == entry.path or folder.startswith(f"{entry.path}/")):
            raise KvalitetError(
                f"{entry.path} är en länk, och registret följer inga länkar. Ersätt den med en vanlig mapp."
            )
    return Target(found, kind, Source(posixpath.join(folder, found + YAML), "", b""), {}, rejected=False)


def proposed(loaded: Loaded, aim: Target, data: Mapping[str, Value], today: date) -> Proposal:
    """What a new record that holds this would give. Raises KvalitetError for what cannot be written."""
    try:
        after = composed({"id": aim.id, **data}, aim.kind.keys_at)
    except KvalitetError as error:
        # what the parser says of the true text may quote it
        raise KvalitetError(hidden(str(error))) from None
    return judged(loaded, aim, after, today)
