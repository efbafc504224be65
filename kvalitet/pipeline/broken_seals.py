"""The seals of a repository that do not hold, for those who go through its whole history."""

from collections.abc import Iterator

from kvalitet.history.tags import is_kept
from kvalitet.model.past import BrokenSeal
from kvalitet.model.proof import Outcome
from kvalitet.model.source import Origin
from kvalitet.model.wording import SHORT_ID
from kvalitet.pipeline.sealing import Seals, Stamped, Trial


def broken_seals(now: Origin, seals: Seals) -> Iterator[BrokenSeal]:
    """The seals that do not hold, by name: altered, moved, or on a history that no branch keeps any more.

    That a seal lies later than what is read, or on another branch, breaks nothing. Raises KvalitetError when git fails.
    """
    for found in seals.all():
        wrong = tuple(_wrong(seals, found, now))
        if wrong:
            yield BrokenSeal(found.name, wrong)


def _wrong(seals: Seals, found: Stamped, now: Origin) -> Iterator[str]:
    if found.seal is None:
        yield "taggen har inget sigill i sig"
        return
    checks = Trial(seals, found.tag, found.seal, now).integrity()
    yield from (check.message for check in checks if check.outcome is Outcome.BROKEN)
    commit = found.seal.commit
    if not is_kept(seals.root, commit, now.commit or "HEAD"):
        yield f"incheckning {commit[:SHORT_ID]} ingår inte längre i någon gren: historiken är omskriven"
