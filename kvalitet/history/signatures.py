"""How commits are signed, by git's own means: `git log --format=%G?`, which asks ssh-keygen."""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from kvalitet.errors import KvalitetError
from kvalitet.model.past import Signature
from kvalitet.store.process import run

_FORMAT = "%H%x00%G?%x00%GS%x00%GF%x00"
_FIELDS = 4
_PROGRAM = "ssh-keygen"


def signatures(root: Path, commits: Iterable[str], signers: bytes) -> Iterator[tuple[str, Signature]]:
    """How each of the commits is signed, held to the keys that `signers` lists in the form of OpenSSH.

    A key counts if it was valid when the commit was made. Raises KvalitetError where git or ssh-keygen cannot say.
    """
    given = "".join(f"{commit}\n" for commit in commits).encode("ascii")
    if not given:
        return
    if shutil.which(_PROGRAM) is None:
        raise KvalitetError(
            f"programmet {_PROGRAM} hittas inte, så signaturer går inte att pröva: installera OpenSSH 8.2 eller senare"
        )
    with TemporaryDirectory() as folder:
        file = Path(folder) / "signers"
        file.write_bytes(signers)
        chosen = {
            "gpg.ssh.allowedSignersFile": str(file),
            # the user's own settings must not change what is read
            "gpg.ssh.program": _PROGRAM,
            "gpg.ssh.revocationFile": os.devnull,
            "gpg.minTrustLevel": "undefined",
        }
        settings = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
        options = ("--no-walk=unsorted", "--stdin", "--no-show-signature", "--no-color", "--no-patch")
        written = run(root, *settings, "log", *options, f"--format=tformat:{_FORMAT}", given=given)
    tokens = [token.decode("utf-8", "replace").strip() for token in written.split(b"\0")[:-1]]
    for start in range(0, len(tokens), _FIELDS):
        commit, letter, signer, key = tokens[start : start + _FIELDS]
        yield commit, Signature(letter=letter, signer=signer, key=key)
