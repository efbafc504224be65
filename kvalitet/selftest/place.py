"""A repository of its own with the shipped register in it: made anew, and the same each time."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from kvalitet import shipped
from kvalitet.errors import KvalitetError
from kvalitet.store.process import SETTINGS, first_complaint, undirected
from kvalitet.store.process import ask as ask_git

FOLDER = "register"
_WHO = "kvalitet selftest"
_WHEN = "2026-11-22T12:00:00+01:00"
_OURS = {
    # neither the user's settings nor hooks have a part in it, and the same files give the same commit
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_DATE": _WHEN,
    "GIT_COMMITTER_DATE": _WHEN,
}


@dataclass(frozen=True, slots=True)
class Place:
    """The top folder of the repository."""

    root: Path

    @property
    def register(self) -> Path:
        """The register's folder."""
        return self.root / FOLDER

    def git(self, *arguments: str, given: bytes = b"") -> str:
        """What one run of git gives. Raises KvalitetError where it fails."""
        reply = ask_git(self.root, *arguments, given=given, surroundings=undirected() | SETTINGS | _OURS)
        if reply.code != 0:
            raise KvalitetError(
                f"git kunde inte göra ett arkiv att pröva i (git: {first_complaint(reply.said) or 'inget besked'})"
            )
        return reply.output.decode("utf-8", "replace").strip()

    def commit(self, subject: str) -> str:
        """Commits what lies there and returns the commit's id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--no-gpg-sign", "--message", subject)
        return self.git("rev-parse", "HEAD")


def copied(folder: Path) -> Place:
    """The shipped register, copied to a new repository in a folder and committed.

    Raises KvalitetError where git is missing or the folder cannot be written to.
    """
    place = Place(folder)
    try:
        shutil.copytree(shipped.folder("register"), place.register, copy_function=shutil.copyfile)
    except (OSError, shutil.Error) as error:
        raise KvalitetError(f"exempelregistret gick inte att kopiera till {folder}: {error}") from error
    place.git("init", "--quiet", "--initial-branch=main")
    for name, value in {"user.name": _WHO, "user.email": "selftest@invalid", "core.autocrlf": "false"}.items():
        place.git("config", name, value)
    place.commit("Exempelregistret")
    return place
