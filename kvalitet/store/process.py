"""The `git` program as a process: how it is started, what it may do, how it fails. It stops here."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from kvalitet.errors import KvalitetError

SETTINGS = {
    "LC_ALL": "C",
    "LANGUAGE": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    # a replaced object keeps its id but not its bytes, and ids are what documents are traced by
    "GIT_NO_REPLACE_OBJECTS": "1",
}
_PLACE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX")
_PATHSPECS = ("GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS")
_PARTIAL = "promisor remote"
_OWNED_BY_ANOTHER = re.compile(r"dubious ownership in repository at '(.+)'")


@dataclass(frozen=True, slots=True)
class Reply:
    """What one run of git gave: its exit code, its output, why it gave up in a line, and all that it said beside."""

    code: int
    output: bytes
    complaint: str
    said: str = ""


def undirected() -> dict[str, str]:
    """The environment in which git finds the repository by itself, from the folder it runs in."""
    dropped = (*_PLACE, *_PATHSPECS)
    return {name: value for name, value in os.environ.items() if name not in dropped} | SETTINGS


def directed(root: Path) -> dict[str, str]:
    """The environment in which git reads the repository whose top folder is `root`.

    A git hook sets variables that say which repository it runs in. A root that has its own
    `.git` needs none of them but the index file; another root is known through them alone.
    """
    surroundings = undirected()
    if not os.path.lexists(root / ".git") and "GIT_DIR" in os.environ:
        surroundings["GIT_DIR"] = str(Path(os.environ["GIT_DIR"]).absolute())
        surroundings["GIT_WORK_TREE"] = str(root)
    return surroundings


def ask(folder: Path, *arguments: str, given: bytes = b"", surroundings: Mapping[str, str] | None = None) -> Reply:
    """One run of git in a folder, whatever its exit code.

    Raises KvalitetError when the program cannot be started.
    """
    command = _command(folder, arguments)
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            env=directed(folder) if surroundings is None else surroundings,
            check=False,
        )
    except OSError as error:
        raise _not_started(error) from error
    said = done.stderr.decode("utf-8", "replace")
    return Reply(done.returncode, done.stdout, first_complaint(said), said)


def run(root: Path, *arguments: str, given: bytes = b"", surroundings: Mapping[str, str] | None = None) -> bytes:
    """The output of one run of git at the root of a repository, in surroundings of its own where they are given.

    Raises KvalitetError, with git's own first line last, when git is missing or fails.
    """
    reply = ask(root, *arguments, given=given, surroundings=surroundings)
    if reply.code != 0:
        raise failure(root, reply.complaint)
    return reply.output


@dataclass(frozen=True, slots=True)
class Conversation:
    """A git process that answers as it is asked: questions in, answers out."""

    root: Path
    questions: IO[bytes]
    answers: IO[bytes]
    complaints: IO[bytes]

    def put(self, question: bytes) -> None:
        """Ask. Raises KvalitetError when git has gone away."""
        try:
            self.questions.write(question)
            self.questions.flush()
        except OSError as error:
            raise self.broken() from error

    def broken(self) -> KvalitetError:
        """The error to raise when an answer does not come."""
        self.complaints.seek(0)
        return failure(self.root, first_complaint(self.complaints.read().decode("utf-8", "replace")))


@contextmanager
def conversation(root: Path, *arguments: str) -> Iterator[Conversation]:
    """A running git process, ended when the block is left, however that happens."""
    with TemporaryFile() as complaints:
        try:
            process = subprocess.Popen(
                _command(root, arguments),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                env=directed(root),
            )
        except OSError as error:
            raise _not_started(error) from error
        if process.stdin is None or process.stdout is None:  # pragma: no cover
            raise AssertionError
        try:
            yield Conversation(root, process.stdin, process.stdout, complaints)
        finally:
            # nothing more is wanted from it, and it only reads
            process.kill()
            process.communicate()


def failure(root: Path, complaint: str) -> KvalitetError:
    """The error for a git run that failed, with a hint where the cause is a known one."""
    if found := _OWNED_BY_ANOTHER.search(complaint):
        # what git is to trust is the repository's top, which may lie above the folder that it was asked in
        root = Path(found[1])
        return KvalitetError(
            f"git läser inte arkivet i {root} eftersom någon annan äger mappen: "
            f"kör ”git config --global --add safe.directory {root}” om du litar på innehållet "
            f"(git: {complaint})"
        )
    if _PARTIAL in complaint:
        return KvalitetError(
            f"arkivet i {root} är en klon som saknar delar av historiken, och de gick inte att hämta: "
            f"klona om utan --filter (git: {complaint})"
        )
    return KvalitetError(f"git kunde inte läsa arkivet i {root} (git: {complaint or 'inget besked'})")


def _command(folder: Path, arguments: tuple[str, ...]) -> list[str]:
    # a file system monitor is a program that the repository's configuration names
    return ["git", "--no-pager", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments]


def _not_started(error: OSError) -> KvalitetError:
    if isinstance(error, FileNotFoundError):
        return KvalitetError("programmet git hittas inte: installera git och se till att det ligger i PATH")
    return KvalitetError(f"programmet git gick inte att starta ({error.strerror})")


def first_complaint(text: str) -> str:
    """The line of git's complaints that says why it gave up, "" when there is none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    serious = [line for line in lines if line.startswith(("fatal: ", "error: "))]
    first = next(iter(serious or lines), "")
    return first.removeprefix("fatal: ").removeprefix("error: ")
