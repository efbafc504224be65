"""Judges the whole history of a register in one pass: every commit and every content read once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kvalitet.errors import KvalitetError
from kvalitet.history.lineage import Link, lineage
from kvalitet.history.log import is_shallow
from kvalitet.model.assessment import Assessment
from kvalitet.model.history import Commit
from kvalitet.model.past import Leak, Past
from kvalitet.model.settings import DEFAULT_TIMEZONE
from kvalitet.pipeline.assess import Request
from kvalitet.pipeline.broken_seals import broken_seals
from kvalitet.pipeline.guard import hidden, numbers_said
from kvalitet.pipeline.history import Archive
from kvalitet.pipeline.lives import Lives
from kvalitet.pipeline.load import Loaded
from kvalitet.pipeline.locate import Locator
from kvalitet.pipeline.sealing import Seals
from kvalitet.pipeline.sieves import sieved
from kvalitet.pipeline.signing import listed_keys, to_be_signed, tried, weakened
from kvalitet.pipeline.stamp import stamped
from kvalitet.pipeline.traces import Touched, Traces, shown_path
from kvalitet.rules.catalogue import rule_files
from kvalitet.rules.chronicle import Chronicle
from kvalitet.rules.judged import Said


def audit(loaded: Loaded, archive: Archive, today: date, request: Request) -> tuple[Assessment, Locator, Past]:
    """The assessment of the history that led to a register, read from the archive's commit, and the past it judges.

    A shallow clone is not judged: that it is shallow is all that is said. Raises KvalitetError when git fails.
    """
    chronicle = Chronicle(rule_files(), loaded.register.settings)
    if is_shallow(archive.root):
        past = Past(register=loaded.register, shallow=True)
        said = list(chronicle.of_past(past))
    else:
        said, past = _judged(chronicle, loaded, archive)
    locator = Locator(loaded.tree, (fault.path for _, fault in said))
    sifted = sieved(stamped(said, loaded.register, locator), loaded.register, None, request.sieves)
    assessment = Assessment(
        register=loaded.register,
        today=today,
        findings=sifted.findings,
        list_deadlines=tuple,
        suppressed=sifted.suppressed,
    )
    return assessment, locator, past


def _judged(chronicle: Chronicle, loaded: Loaded, archive: Archive) -> tuple[list[Said], Past]:
    assert loaded.schemas is not None  # noqa: S101  # whatever has been loaded has them
    _demand_readable(loaded)
    traces = Traces(archive, loaded.schemas, _zone(loaded))
    lives = Lives(loaded, traces)
    said = [each for life in lives.each() for each in chronicle.of_life(life)]
    links = tuple(lineage(archive.root, archive.commit))
    commits = {commit.id: commit for commit, _ in traces.steps}
    weaker = weakened(lives)
    demanded = (to_be_signed(links, loaded.register.settings.data, traces.timezone) | weaker) & set(commits)
    keys = listed_keys(loaded.tree)
    signed = [commit for name, commit in commits.items() if name in demanded]
    past = Past(
        register=loaded.register,
        commits=tuple(commits.values()),
        backwards=tuple(_backwards(links, commits, traces.timezone)),
        gone=tuple(lives.gone),
        traces=tuple(lives.traced),
        leaks=(*_leaks(traces, lives.leaking), *_said_by(links, commits, traces.timezone)),
        demanded=demanded,
        weakened=weaker,
        signers=keys is not None,
        signatures=tried(archive.root, signed, keys, loaded.register.organisation),
        seals=tuple(broken_seals(loaded.register.origin, Seals(archive.root, keys))),
    )
    return [*said, *chronicle.of_past(past)], past


def _demand_readable(loaded: Loaded) -> None:
    """Raises KvalitetError where what is demanded, or who holds which role, is written so that it cannot be read."""
    register = loaded.register
    unread = {rejected.path for rejected in register.rejected} & {register.settings.path, register.organisation.path}
    for path in sorted(unread):
        raise KvalitetError(
            f"{path} går inte att läsa, så det går inte att säga vad som krävs av historiken: "
            "se felen med ”kvalitet check”, rätta dem och checka in"
        )


def _zone(loaded: Loaded) -> ZoneInfo:
    try:
        return ZoneInfo(loaded.register.settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(DEFAULT_TIMEZONE)


def _backwards(
    links: Sequence[Link], commits: Mapping[str, Commit], timezone: ZoneInfo
) -> Iterator[tuple[Commit, date]]:
    """The commits that say they were made on a day before that of one they build on, with that later day."""
    latest: dict[str, datetime] = {}
    for link in links:
        before = max((latest[parent] for parent in link.parents if parent in latest), default=link.committed)
        latest[link.commit] = max(before, link.committed)
        later = before.astimezone(timezone).date()
        if link.commit in commits and later > link.committed.astimezone(timezone).date():
            yield commits[link.commit], later


def _leaks(traces: Traces, leaking: Mapping[str, tuple[str, ...]]) -> Iterator[Leak]:
    """Where numbers of persons have stood: one for each file that has had any."""
    for path, rows in sorted(traces.by_path.items()):
        blobs = [blob for blob in dict.fromkeys(touch.after for _, _, touch in rows) if blob and blob in leaking]
        named = numbers_said(path)
        if blobs:
            first = next(commit for _, commit, touch in rows if touch.after == blobs[0])
            sorts = tuple(dict.fromkeys(sort for blob in blobs for sort in leaking[blob]))
            yield Leak(path=shown_path(path), sorts=sorts, since=first, until=_end(rows, leaking), blobs=tuple(blobs))
        elif named:
            gone = rows[-1][1] if rows[-1][2].after is None else None
            yield Leak(path=shown_path(path), sorts=named, since=rows[0][1], until=gone)


def _end(rows: Iterable[Touched], leaking: Mapping[str, tuple[str, ...]]) -> Commit | None:
    """The commit that took away the last number from a file; None where it has one still."""
    end = None
    for _, commit, touch in rows:
        holds = bool(touch.after and touch.after in leaking)
        held = any(blob in leaking for blob in touch.before if blob)
        end = None if holds else commit if held else end
    return end


def _said_by(links: Iterable[Link], commits: Mapping[str, Commit], timezone: ZoneInfo) -> Iterator[Leak]:
    """The commits whose own words hold numbers of persons."""
    for link in links:
        sorts = numbers_said(link.words)
        if sorts:
            unknown = Commit(
                id=link.commit,
                parents=link.parents,
                author=hidden(link.words.partition(" <")[0]),
                committer="",
                written=link.committed,
                committed=link.committed.astimezone(timezone),
                subject="",
            )
            yield Leak(path="", sorts=tuple(dict.fromkeys(sorts)), since=commits.get(link.commit, unknown), until=None)
