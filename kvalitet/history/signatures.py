"""How commits are signed, by git's own means: `git log --format=%G?`, which asks ssh-keygen or gpg."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kvalitet.history.keys import Keys, held_to
from kvalitet.model.dates import instant
from kvalitet.model.past import Signature
from kvalitet.store.process import run

_FORMAT = "%H%x00%ct%x00%G?%x00%GS%x00%GF%x00%GP%x00"
_FIELDS = 6
_KEY_EXPIRED = "Y"
"""Git's letter for a good signature by a key that has expired, now or before it was used."""


def signatures(root: Path, commits: Iterable[str], keys: Keys) -> Iterator[tuple[str, Signature]]:
    """How each of the commits is signed, held to the keys given.

    A key counts if it was valid when the commit was made. Raises KvalitetError where git, or the program that knows the
    sort of key, cannot say.
    """
    given = "".join(f"{commit}\n" for commit in commits).encode("ascii")
    if not given:
        return
    options = ("--no-walk=unsorted", "--stdin", "--no-show-signature", "--no-color", "--no-patch")
    with held_to(keys, root) as means:
        asked = ("log", *options, f"--format=tformat:{_FORMAT}")
        written = run(root, *means.options, *asked, given=given, surroundings=means.surroundings)
    tokens = [token.decode("utf-8", "replace").strip() for token in written.split(b"\0")[:-1]]
    for start in range(0, len(tokens), _FIELDS):
        commit, made, letter, signer, key, primary = tokens[start : start + _FIELDS]
        if letter == _KEY_EXPIRED and not means.had_expired(key, instant(made)):
            letter = "G"
        yield commit, Signature(letter=letter, signer=signer, key=primary or key)
