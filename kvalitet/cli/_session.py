"""One run: the register it reads, the day it judges on, and where it writes."""

import os
import shutil
import sys
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from kvalitet import __version__
from kvalitet.cli._write import complain
from kvalitet.errors import KvalitetError
from kvalitet.model.wording import counted
from kvalitet.output.envelope import place
from kvalitet.output.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from kvalitet.model.assessment import Assessment
    from kvalitet.model.register import Register
    from kvalitet.model.source import Tree
    from kvalitet.model.value import Value
    from kvalitet.pipeline.assess import Request
    from kvalitet.pipeline.history import Archive
    from kvalitet.pipeline.load import Loaded
    from kvalitet.pipeline.locate import Locator
    from kvalitet.repository import Moment

_NAMED = 10


@dataclass(frozen=True)
class Session:
    """What the shared options of a command line ask for."""

    options: dict[str, object]

    @cached_property
    def folder(self) -> Path:
        """The register's folder."""
        from kvalitet.project import find_register

        chosen = self.options.get("register")
        return find_register(Path.cwd(), Path(str(chosen)) if chosen else None, staged=self.staged)

    @cached_property
    def moment(self) -> "Moment | None":
        """The commit that --as-of names, or None for the files as they lie."""
        from kvalitet.project import find_moment

        asked = self.options.get("as_of")
        return find_moment(self.folder, str(asked), self.timezone) if asked else None

    @cached_property
    def tree(self) -> "Tree":
        """The files to read."""
        from kvalitet.project import open_tree
        from kvalitet.store.journal import unfinished

        if self.moment:
            self.note(
                f"registret läses som det var {self.moment.day} (incheckning {self.moment.commit[:10]}), "
                f"med scheman och regler ur kvalitet {__version__}"
            )
        elif not self.staged and (stopped := unfinished(self.folder)):
            self.note(
                f"”{stopped}” avbröts innan alla filer var skrivna. Nästa kommando som ändrar registret gör det "
                "färdigt, till exempel samma en gång till"
            )
        return open_tree(self.folder, as_of=self.moment, staged=self.staged)

    @property
    def staged(self) -> bool:
        """Whether the register is read as staged, which a file on disk need not be like."""
        return bool(self.options.get("staged"))

    def tree_at(self, commit: str) -> "Tree":
        """The register's files in a commit. Raises KvalitetError where the repository does not have it."""
        from kvalitet.project import find_moment, open_tree

        return open_tree(self.folder, as_of=find_moment(self.folder, commit, self.timezone))

    @cached_property
    def archive(self) -> "Archive":
        """The history that led to what is read. Raises KvalitetError outside git and before the first commit."""
        from kvalitet.project import open_archive

        return open_archive(self.folder, self.tree.origin)

    @cached_property
    def loaded(self) -> "Loaded":
        """The register, read; the rejected files are named on stderr."""
        from kvalitet.pipeline.load import load

        loaded = load(self.tree)
        self._name_rejected(loaded)
        return loaded

    @cached_property
    def committed(self) -> "Loaded":
        """The register as the commit has it that its history leads to, whatever lies in the folder."""
        from kvalitet.pipeline.load import load
        from kvalitet.project import open_tree
        from kvalitet.repository import Moment

        if self.moment:
            return self.loaded
        if self.tree.origin.dirty:
            self.note("granskar det som är incheckat: i registret finns ändringar som inte är det")
        loaded = load(open_tree(self.folder, as_of=Moment(self.archive.commit, self.today)))
        self._name_rejected(loaded)
        return loaded

    @property
    def register(self) -> "Register":
        """The register."""
        return self.loaded.register

    def assess(self, request: "Request | None" = None) -> "tuple[Assessment, Locator]":
        """The register judged on the day, with the locator that knows the lines of its findings."""
        from kvalitet.pipeline.assess import assess

        return assess(self.loaded, self.today, request)

    def before(self, revision: str, *, clock: bool) -> "Callable[[], frozenset[str]]":
        """What gives the fingerprints of the register that a revision has, judged on the same day."""
        from kvalitet.pipeline.assess import fingerprints
        from kvalitet.pipeline.load import load
        from kvalitet.pipeline.workers import beside
        from kvalitet.project import find_moment, open_earlier

        try:
            moment = find_moment(self.folder, revision, self.timezone)
            tree = open_earlier(self.folder, moment)
            earlier = load(tree, known=self.loaded) if tree else None
        except KvalitetError as error:
            raise KvalitetError(f"--since: {error}") from error
        when = f"incheckning {moment.commit[:10]} ({moment.day})"
        if earlier is None:
            self.note(f"registret fanns inte i {when}: allt räknas som nytt")
            return frozenset
        self.note(f"visar bara det som inte fanns i {when}, bedömt samma dag")
        return beside(partial(fingerprints, earlier, self.today, clock=clock), len(earlier.register.records))

    @cached_property
    def today(self) -> date:
        """The day to judge on: asked for, that of --as-of, or the real one in the register's time zone."""
        from kvalitet.model import dates

        asked = dates.day(str(self.options.get("today")))
        if asked:
            return asked
        if self.moment:
            return self.moment.day
        return self.day_in(self.timezone)

    def day_in(self, zone: ZoneInfo) -> date:
        """The day asked for, or the real one in a time zone: for a register that is not there yet."""
        from kvalitet.model import dates

        asked = dates.day(str(self.options.get("today")))
        return asked or datetime.now(zone).date()  # noqa: TID251  # the one place that reads the clock

    @cached_property
    def timezone(self) -> ZoneInfo:
        """The time zone of the register."""
        from kvalitet.model.settings import DEFAULT_TIMEZONE
        from kvalitet.parse import MAX_BYTES, read
        from kvalitet.project import SETTINGS_FILE

        path = self.folder / SETTINGS_FILE
        readable = path.is_file() and path.stat().st_size <= MAX_BYTES
        found: dict[str, Value] = (read(path.read_bytes()).value or {}) if readable else {}
        try:
            return ZoneInfo(str(found.get("tidszon") or DEFAULT_TIMEZONE))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo(DEFAULT_TIMEZONE)

    def note(self, message: str) -> None:
        """Says something beside the result, on stderr, unless --quiet."""
        if not self.options.get("quiet"):
            complain(message)

    def page(self, *, to_file: bool = False) -> Page:
        """What the result is written on: a terminal of some width, or a file or pipe."""
        terminal = sys.stdout.isatty() and not to_file
        plain = bool(self.options.get("plain"))
        bare = plain or self.options.get("no_color") or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
        width = shutil.get_terminal_size().columns if terminal and not plain else None
        return Page(width=width, colour=terminal and not bare, plain=plain)

    def _name_rejected(self, loaded: "Loaded") -> None:
        rejected = loaded.register.rejected
        if not rejected:
            return
        first = {fault.path: f"{code}: {fault.message}" for code, fault in reversed(loaded.faults)}
        self.note(f"{counted(len(rejected), 'fil kunde', 'filer kunde')} inte läsas in och räknas inte med:")
        for row in rejected[:_NAMED]:
            self.note(f"  {place(loaded.register, row.path)}: {first.get(row.path, '')}")
        if len(rejected) > _NAMED:
            self.note(f"  … och {len(rejected) - _NAMED} till; alla visas med ”kvalitet check”")


def session(ctx: click.Context, *, staged: bool = False) -> Session:
    """The session of a command line; with `staged` it reads what would be committed."""
    return Session({**ctx.find_root().meta, "staged": staged})
