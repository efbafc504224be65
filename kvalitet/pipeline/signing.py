"""Which commits are to be signed, as the register's settings demand it, and whose keys count when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from kvalitet.history.keys import Keys
from kvalitet.history.lineage import Link
from kvalitet.history.signatures import signatures
from kvalitet.model.dates import day
from kvalitet.model.history import Commit
from kvalitet.model.organisation import Organisation
from kvalitet.model.past import Signature, State
from kvalitet.model.source import Tree
from kvalitet.model.value import value_at
from kvalitet.pipeline.lives import Lives

_SSH = "signatarer"
_PGP = "signatarer.asc"
_OPENSSH = "SHA256:"
"""What git's fingerprints of SSH keys begin with."""
_NOBODYS = "U"
"""Git's letter for a good signature by a key that nobody vouches for."""


def listed_keys(tree: Tree) -> Keys | None:
    """The keys that count, as the files beside kvalitet.yaml list them; None where there are none of those files."""
    listed = {entry.path for entry in tree.entries() if entry.link is None} & {_SSH, _PGP}
    found = {source.path: source.data for source in tree.read(sorted(listed))}
    return Keys(ssh=found.get(_SSH, b""), pgp=found.get(_PGP, b"")) if found else None


def tried(
    root: Path, commits: Sequence[Commit], keys: Keys | None, organisation: Organisation
) -> Mapping[str, Signature]:
    """How each of the commits is signed, by its id, with the holder of the key as the signer.

    The file of SSH keys says itself whose each key is and when it is valid. Whose a key of OpenPGP is the organisation
    says, and it is valid while its holder has a role there. Raises KvalitetError where signatures cannot be tried.
    """
    days = {commit.id: commit.committed.date() for commit in commits}
    found = signatures(root, days, keys or Keys())
    return {commit: _held(signature, organisation, days[commit]) for commit, signature in found}


def _held(signature: Signature, organisation: Organisation, when: date) -> Signature:
    if not signature.holds or signature.key.startswith(_OPENSSH):
        return signature
    tenures = (t for post in organisation.posts() for t in post.tenures if t.signs_with(signature.key))
    holder = next((t.holder for t in tenures if t.holder and t.covers(when)), None)
    return replace(signature, signer=holder) if holder else replace(signature, letter=_NOBODYS, signer="")


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
