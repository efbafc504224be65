"""Whose signatures count: the keys that a register lists, and git told to try signatures by them and no others."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from kvalitet.errors import KvalitetError
from kvalitet.model.dates import instant
from kvalitet.store.process import SETTINGS, directed

_SSH = "ssh-keygen"
_PGP = "gpg"
_PRIVATE = b"PRIVATE KEY BLOCK"
# which keys count is the register's to say, and nothing is fetched or asked for
_CONF = b"trust-model always\nno-auto-key-retrieve\nno-auto-key-locate\nno-autostart\nbatch\nno-tty\n"
# the colon format of GnuPG, doc/DETAILS in its sources: record types, and places in a record counted from 0
_KEY_RECORDS = {"pub", "sub"}
_EXPIRES, _FINGERPRINT = 6, 9


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that count: `ssh` in OpenSSH's form for allowed signers, `pgp` as armoured public keys of OpenPGP."""

    ssh: bytes = b""
    pgp: bytes = b""


@dataclass(frozen=True)
class Means:
    """How git is to be run to try signatures: its options and surroundings; when the keys of OpenPGP expire."""

    options: tuple[str, ...]
    surroundings: Mapping[str, str]
    expiries: Mapping[str, datetime] = field(default_factory=dict)

    def had_expired(self, key: str, when: datetime) -> bool:
        """Whether a key of OpenPGP, by its fingerprint, had ceased to be valid at a time."""
        return key in self.expiries and when >= self.expiries[key]


@contextmanager
def held_to(keys: Keys, root: Path) -> Iterator[Means]:
    """The means to try signatures in a repository by some keys alone, whatever the user's own settings are.

    Raises KvalitetError where the program that tries them is missing, or the keys cannot be read.
    """
    with TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o700)
        (folder / "signers").write_bytes(_listed(keys))
        (folder / "gpg.conf").write_bytes(_CONF)
        surroundings = directed(root) | {"GNUPGHOME": made}
        chosen = {
            "gpg.ssh.allowedSignersFile": str(folder / "signers"),
            "gpg.ssh.program": _SSH,
            "gpg.ssh.revocationFile": os.devnull,
            "gpg.program": _PGP,
            "gpg.openpgp.program": _PGP,
            # certificates of X.509 are known by whoever runs this, not by the register
            "gpg.x509.program": os.devnull,
            "gpg.minTrustLevel": "undefined",
        }
        options = tuple(part for name, value in chosen.items() for part in ("-c", f"{name}={value}"))
        yield Means(options, surroundings, _imported(keys.pgp, folder) if keys.pgp.strip() else {})


def _listed(keys: Keys) -> bytes:
    if keys.ssh.strip() and shutil.which(_SSH) is None:
        raise KvalitetError(
            f"programmet {_SSH} hittas inte, så signaturer går inte att pröva: installera OpenSSH 8.2 eller senare"
        )
    return keys.ssh


def _imported(keys: bytes, folder: Path) -> Mapping[str, datetime]:
    """When each key that expires does so, by its fingerprint, after GnuPG has taken the keys in."""
    if _PRIVATE in keys:
        raise KvalitetError(
            "bland registrets PGP-nycklar står en hemlig nyckel: byt nyckel genast, för den är röjd, "
            "och lägg in bara den offentliga delen (gpg --export --armor)"
        )
    if shutil.which(_PGP) is None:
        raise KvalitetError(
            f"programmet {_PGP} hittas inte, så registrets PGP-nycklar går inte att använda: installera GnuPG 2.2 "
            "eller senare"
        )
    if _asked(folder, "--import", given=keys) is None:
        raise KvalitetError(
            "registrets PGP-nycklar går inte att läsa: skriv ut dem på nytt med ”gpg --export --armor NYCKEL”"
        )
    rows = [line.split(":") for line in (_asked(folder, "--with-colons", "--list-keys") or "").splitlines()]
    expiries: dict[str, datetime] = {}
    expires = ""
    for row in rows:
        if row[0] in _KEY_RECORDS:
            expires = row[_EXPIRES]
        elif row[0] == "fpr" and expires.isdecimal():
            expiries[row[_FINGERPRINT]] = instant(expires)
    return expiries


def _asked(folder: Path, *arguments: str, given: bytes = b"") -> str | None:
    """What GnuPG answers; None where it fails."""
    done = subprocess.run(
        [_PGP, "--homedir", str(folder), *arguments],
        input=given,
        capture_output=True,
        env=os.environ | SETTINGS,
        check=False,
    )
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
