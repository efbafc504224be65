"""Which commits are to be signed, as the register's settings demand it, and whose keys count."""

from collections.abc import Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from kvalitet.history.lineage import Link
from kvalitet.model.dates import day
from kvalitet.model.past import State
from kvalitet.model.value import value_at
from kvalitet.pipeline.lives import Lives
from kvalitet.pipeline.load import Loaded

SIGNERS = "signatarer"
"""The file beside kvalitet.yaml that says whose keys count, in the form of OpenSSH's allowed signers."""


def signers(loaded: Loaded) -> bytes | None:
    """The keys that count, as the register lists them; None where it lists none."""
    if not any(entry.path == SIGNERS and entry.link is None for entry in loaded.tree.entries()):
        return None
    return next(source.data for source in loaded.tree.read([SIGNERS]))


def to_be_signed(links: Iterable[Link], settings: State, timezone: ZoneInfo) -> frozenset[str]:
    """The commits that are to be signed: those of the day demanded and later, and all that came after one of them.

    A commit that says it is older than what it builds on does not get away.
    """
    since = _since(settings)
    found: set[str] = set()
    for link in links if since else ():
        made = link.committed.astimezone(timezone).date()
        if (since and made >= since) or not found.isdisjoint(link.parents):
            found.add(link.commit)
    return frozenset(found)


def weakened(lives: Lives) -> frozenset[str]:
    """The commits that took the demand away or put it off: they are to be signed, whatever is demanded today."""
    settings = lives.loaded.register.settings
    states: dict[str | None, State] = dict(lives.settings.items())
    states |= {entry.blob: settings.data for entry in lives.loaded.tree.entries() if entry.path == settings.path}
    return frozenset(
        commit.id
        for _, commit, touch in lives.traces.by_path.get(settings.path, ())
        if any(_is_weaker(states, before, touch.after) for before in touch.before)
    )


def _is_weaker(states: Mapping[str | None, State], before: str | None, after: str | None) -> bool:
    old, new = _since(states.get(before, {})), _since(states.get(after, {}))
    return old is not None and (new is None or new > old)


def _since(settings: State) -> date | None:
    """The day from which settings demand that commits are signed."""
    return day(value_at(settings, ("krav", "signering", "från")))
