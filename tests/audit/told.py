"""Pasts told as texts, made into real repositories: each YAML document is what a file holds after a commit.

A comment `# incheckning 2026-03-02 av Eva Ek` on a document's first lines begins a commit; a document without one
belongs to the commit before. `# sigill NAMN` seals the register after the commit, and `# omskriven` writes the
commit before it anew in its place. `# fil: …` names its file, which else is the place that its kind gives its id, and
`# borttagen` takes that file away. `# signerad h-017` signs the commit with that holder's key, and `# ytlig klon`
first in the text makes a shallow clone of the whole. Dates may have an hour: `2026-03-02T14:05`.
"""

import contextlib
import io
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from kvalitet.cli import run
from tests.outside import program
from tests.rules.fixtures import GROUND, place_of
from tests.store.archive import Archive

_COMMIT = re.compile(r"^# incheckning (\S+) av (.+)$", re.MULTILINE)
_SIGNED = re.compile(r"^# signerad (\S+)$", re.MULTILINE)
_SEALED = re.compile(r"^# sigill (\S+)$", re.MULTILINE)
_BODY = re.compile(r"^# text: (.*)$", re.MULTILINE)
FIRST = "2023-01-02T09:00:00+01:00"


def address(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.se"


def made(text: str, folder: Path) -> Path:
    """The register's folder in a repository with the past that the text tells."""
    archive = begun(folder, _SIGNED.findall(text))
    go_on(archive, text)
    if text.startswith("# ytlig klon"):
        archive.git("clone", "-q", "--depth", "1", archive.root.as_uri(), str(folder / "ytlig"))
        return folder / "ytlig/register"
    return archive.root / "register"


def begun(folder: Path, signing: Iterable[str] = (), ceased: Iterable[str] = ()) -> Archive:
    """A repository in which a register has begun, with the keys of those who sign listed in it.

    A key that has ceased was valid before 2026.
    """
    archive = Archive(folder / "arkiv").init()
    for source in sorted(GROUND.rglob("*")):
        if source.is_file():
            archive.write(f"register/{source.relative_to(GROUND)}", source.read_bytes())
    rows = [listed(keyed(folder, name)) for name in sorted(set(signing))]
    rows += [listed(keyed(folder, name), until="20260101") for name in ceased]
    if rows:
        archive.write("register/signatarer", "".join(rows).encode())
    archive.commit(FIRST, "Börja registret")
    return archive


def go_on(archive: Archive, text: str) -> None:
    """Makes the commits that the text tells, after those that are there."""
    who, when, key, seal, instead = "Test", FIRST, "", "", False
    for document in re.split(r"^---\n", text, flags=re.MULTILINE):
        begun_here = _COMMIT.search(document)
        if begun_here:
            _commit(archive, who, when, key, instead=instead)
            _seal(archive, seal, when)
            when, who = begun_here[1], begun_here[2]
            signed, sealed = _SIGNED.search(document), _SEALED.search(document)
            key = str(keyed(archive.root.parent, signed[1])) if signed else ""
            seal, instead = sealed[1] if sealed else "", "# omskriven" in document
        _put(archive, document)
    _commit(archive, who, when, key, instead=instead)
    _seal(archive, seal, when)


def _seal(archive: Archive, name: str, when: str) -> None:
    if name:
        archive.git("config", "user.name", "Test")
        archive.git("config", "user.email", "test@example.se")
        with contextlib.redirect_stdout(io.StringIO()):
            day = when[: len("2026-03-02")]
            assert run(["--register", str(archive.root / "register"), "--today", day, "seal", name, "--no-sign"]) == 0


def keyed(folder: Path, name: str) -> Path:
    """The key of a holder, made by OpenSSH's own program where it is not there."""
    file = folder / name
    if file.exists():
        return file
    call = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(file)]
    subprocess.run(call, check=True, capture_output=True)
    return file


def listed(key: Path, since: str = "20230101", until: str = "20400101") -> str:
    """A key's line among the allowed signers."""
    public = key.with_suffix(".pub").read_text(encoding="ascii")
    return f'{key.name} valid-after="{since}",valid-before="{until}" {public}'


def _put(archive: Archive, document: str) -> None:
    path = f"register/{place_of(document)}"
    if "# borttagen" in document:
        (archive.root / path).unlink()
        return
    body = _BODY.search(document)
    archive.write(path, (f"{body[1]}\n" if body else document).encode())


def _commit(archive: Archive, who: str, when: str, key: str, *, instead: bool = False) -> None:
    archive.git("add", "-A")
    if not archive.git("status", "--porcelain"):
        return
    hour = when if len(when) > len("2026-03-02T14:05") else f"{when if 'T' in when else f'{when}T12:00'}:00+01:00"
    signing = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={key}", "-c", "commit.gpgsign=true") if key else ()
    named = ("-c", f"user.name={who}", "-c", f"user.email={address(who)}")
    anew = ("--amend", "--reset-author") if instead else ()
    archive.git(*named, *signing, "commit", "-q", "-m", "x", *anew, when=hour)
