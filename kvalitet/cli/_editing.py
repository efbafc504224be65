"""Writes an edit of a record: under lock, judged first, told afterwards, committed where that is asked for."""

import difflib
import getpass
import os
import socket
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from kvalitet.cli._choices import choose
from kvalitet.cli._session import Session
from kvalitet.cli._told import told
from kvalitet.cli._write import complain, emit, reason
from kvalitet.edit import Edit, Put
from kvalitet.errors import KvalitetError, RefusedError
from kvalitet.model.exemption import may_be_exempted
from kvalitet.model.finding import Finding, Severity
from kvalitet.model.wording import ascii_form, first_of, shortened
from kvalitet.output.envelope import place
from kvalitet.output.page import one_line, words
from kvalitet.output.text import WORDS

if TYPE_CHECKING:
    from kvalitet.model.source import Source
    from kvalitet.pipeline.editing import Proposal, Target

PERSONAL = "här står något som pekar ut en person ({sort}), och det får inte stå i registret. Skriv om utan det."
_COMMENTS = "kommentarer"
_SUBJECT = 72


@contextmanager
def writing(run: Session, command: str, *, trial: bool = False) -> Iterator[str | None]:
    """Holds the right to change the register; a trial needs none, for it writes nothing.

    What was stopped half-way before is finished first, and given; what it left behind is taken away. Raises
    KvalitetError for the past, where others hold the right, and where what was stopped cannot be finished.
    """
    from kvalitet.project import lock_file
    from kvalitet.store.files import sweep
    from kvalitet.store.journal import settle
    from kvalitet.store.lock import locked

    ensure_present(run)
    if trial:
        yield None
        return
    with locked(lock_file(run.folder), f"{_user()} på {socket.gethostname()} (kvalitet {command}, {os.getpid()})"):
        finished = settle(run.folder)
        sweep(run.folder)
        if finished:
            run.note(f"”{finished}” hade avbrutits och är nu gjort färdigt")
        yield finished


def ensure_present(run: Session) -> None:
    """Raises KvalitetError where the past is asked for, which cannot be changed."""
    if run.options.get("as_of"):
        raise KvalitetError("--as-of visar registret som det var, och det går inte att ändra. Utelämna --as-of.")


def ensure_reason(force: str | None) -> None:
    """Raises KvalitetError for a reason without words."""
    if force is not None and not any(character.isalpha() for character in force):
        raise KvalitetError("--force: skriv ett motiv, så att andra förstår varför.")


def edits(run: Session, aim: "Target", assignments: Iterable[str]) -> tuple[Edit, ...]:
    """The edits that are typed as `path=value`. Raises KvalitetError for one that names no field."""
    from kvalitet.cli._fields import Assignments
    from kvalitet.cli._values import Entry

    return Assignments(aim.kind, Entry(run.register, run.today), aim.data).take(assignments)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "en annan användare"


def aimed(run: Session, record_id: str) -> "Target":
    """The record that is named, as it lies. Raises KvalitetError where there is none."""
    from kvalitet.pipeline.editing import target

    register = run.register
    names = {*register.by_id, *(row.id for row in register.rejected if row.id)}
    if ascii_form(record_id) not in {ascii_form(name) for name in names}:
        choose(record_id, sorted(register.by_id), "posten", "Se ”kvalitet list SLAG”.")
    return target(run.loaded, choose(record_id, sorted(names), "posten", ""))


def allowed(
    run: Session, aim: "Target", edits: Sequence[Edit], force: str | None, demands: Sequence[Finding] = ()
) -> "Proposal":
    """The edits judged; with a reason to force them, what may be set aside is, and the reason stands in the record.

    `demands` are more findings that stand in the way.
    Raises RefusedError, with the findings on stderr, where they would make the register wrong, and where they would
    put a number of a person in it, whatever rules it has chosen.
    """
    from kvalitet.pipeline.editing import propose
    from kvalitet.pipeline.guard import numbers_in

    found = weighed(run, aim, lambda more: propose(run.loaded, aim, (*edits, *more), run.today), force, demands)
    # those that stand there already are the rules' to tell: an edit of something else must be possible
    come = Counter(numbers_in(replace(aim.source, data=found.after))) - Counter(numbers_in(aim.source))
    if come:
        raise RefusedError(f"{aim.id} är inte ändrad: {PERSONAL.format(sort=min(come))}")
    return found


def weighed(
    run: Session,
    aim: "Target",
    judge: "Callable[[Sequence[Edit]], Proposal]",
    force: str | None,
    demands: Sequence[Finding] = (),
) -> "Proposal":
    """What `judge` makes of a record and some more edits of it, if it may be written: see `allowed`."""
    found = judge(())
    against = [*found.errors, *demands]
    if not against:
        return found
    hard = [each for each in against if not may_be_exempted(each.code)]
    if force is None or hard:
        raise refusal(aim, against, forceable=not hard)
    if _COMMENTS not in aim.kind.keys_at(()):
        return found
    codes = first_of(sorted({each.code for each in against}))
    said = aim.data.get(_COMMENTS)
    at = len(said) if isinstance(said, list) else 0
    done = "Skrivet" if aim.is_new else "Ändrat"
    forced = judge([Put((_COMMENTS, at), {"datum": run.today.isoformat(), "text": f"{done} trots {codes}: {force}"})])
    hard = [each for each in forced.errors if not may_be_exempted(each.code)]
    if hard:
        raise refusal(aim, hard, forceable=False)
    return forced


def refusal(aim: "Target", findings: Iterable[Finding], *, forceable: bool) -> RefusedError:
    """The error of an edit that is not made, when each finding has been told."""
    for each in findings:
        whose = "" if each.id == aim.id else f"{each.id or each.path} "
        complain(f"{each.code} {whose}{each.field}: {one_line(each.message).plain}. {one_line(each.help).plain}")
    way = ", eller skriv med --force MOTIV varför det ska stå så ändå" if forceable else ""
    what = "inget har skrivits" if aim.is_new else f"{aim.id} är inte ändrad"
    return RefusedError(f"{what}: rätta det som står ovan{way}.")


def write(run: Session, found: "Proposal") -> None:
    """Puts the file of an edit in place. Raises KvalitetError as `put_in_place`."""
    put_in_place(run, found.target.source, found.after)


def put_in_place(run: Session, source: "Source", data: bytes) -> None:
    """Writes a file of the register, whole or not at all; only for one who holds the lock.

    Raises KvalitetError where somebody has changed it since it was read, or where it cannot be written.
    """
    from kvalitet.store.files import replace_file

    file = run.folder / source.path
    try:
        if file.read_bytes() != source.data:
            raise KvalitetError(f"{source.path} ändrades av någon annan under tiden. Kör om.")
        replace_file(file, data)
    except OSError as error:
        raise KvalitetError(f"kan inte skriva {source.path}: {reason(error)}. Filen är som den var.") from error


def tell(run: Session, found: "Proposal", *, dry: bool) -> None:
    """Says what has changed, from what to what, and what to think of; of a trial, the lines that would differ."""
    register, aim = run.register, found.target
    page = run.page()
    path = place(register, aim.source.path)
    if dry:
        before, after = (text.splitlines() for text in found.texts)
        rows = difflib.unified_diff(before, after, path, path, lineterm="")
        emit(page.draw(*(words(row) for row in rows)))
        run.note("inget har skrivits (--dry-run)")
    else:
        title = str(aim.data.get("titel") or "")
        lines = [one_line(f"{aim.id}: {title}" if title else aim.id, "bold")]
        lines += [page.indented(one_line(told(each)), 2, hanging=2) for each in found.changes]
        emit(page.draw(*lines))
    warn(run, found)


def warn(run: Session, found: "Proposal") -> None:
    """Says on stderr what the register would have to be thought of because of what is written."""
    for each in found.findings:
        if each.severity is not Severity.INFO and each not in found.errors:
            whose = "" if each.id == found.target.id else f"{each.id or each.path}: "
            run.note(f"{WORDS[each.severity]} {each.code}: {whose}{one_line(each.message).plain}")


def ensure_clean(run: Session, aim: "Target") -> None:
    """Raises KvalitetError where the record's file has other changes that a commit would take with it."""
    from kvalitet.project import ensure_committed

    ensure_committed(run.folder, aim.source.path)


def commit(run: Session, found: "Proposal", reason_given: str | None, subject: str = "") -> None:
    """Commits the record's file and nothing else, and says so; without a subject the changes are one.

    Raises KvalitetError where git will not.
    """
    from kvalitet.pipeline.guard import hidden
    from kvalitet.project import commit as made

    fields = [each.field for each in found.changes]
    rows = [told(each) for each in found.changes]
    subject = subject or f"{found.target.id}: {rows[0] if len(rows) == 1 else f'ändra {first_of(fields)}'}"
    body = [*(rows if len(rows) > 1 else []), *([f"Motiv: {hidden(reason_given)}"] if reason_given else [])]
    message = "\n".join([shortened(subject, _SUBJECT), *(["", *body] if body else [])])
    try:
        name = made(run.folder, found.target.source.path, message)
    except KvalitetError as error:
        raise KvalitetError(f"{found.target.source.path} är ändrad men inte incheckad: {error}") from error
    run.note(f"incheckad ({name[:10]})")
