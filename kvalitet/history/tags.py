"""Annotated tags under a prefix of their own: made once, read, and their signatures tried by git's own means."""

import re
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from kvalitet.errors import KvalitetError
from kvalitet.history.keys import Keys, Means, held_to
from kvalitet.model.dates import instant
from kvalitet.store.objects import is_object_id
from kvalitet.store.process import ask, directed, failure, run

PREFIX = "sigill/"
"""What the names of the tags begin with: they are told from all other tags by it."""

_PLACE = f"refs/tags/{PREFIX}"
_FIELDS = "%(objectname) %(objecttype) %(refname)"
_SIGNATURE = re.compile(rb"^-----BEGIN (?:PGP SIGNATURE|PGP MESSAGE|SIGNED MESSAGE|SSH SIGNATURE)-----$", re.MULTILINE)
_MADE = re.compile(r" ([0-9]{1,11}) [+-][0-9]{4}$")
_SIGNER = (
    re.compile(r'^Good "git" signature for (.+) with ', re.MULTILINE),
    re.compile(r"^\[GNUPG:\] (?:GOODSIG|EXPKEYSIG) \S+ (.+)$", re.MULTILINE),
)
_NO_KEY_HERE = re.compile(
    r"^(?:\[GNUPG:\] NO_PUBKEY |error: gpg\.ssh\.allowedSignersFile needs to be|error: cannot (?:run|exec) )",
    re.MULTILINE,
)
_STRANGER = re.compile("No principal matched")
_EXPIRED = re.compile(r"^\[GNUPG:\] EXPKEYSIG .*^\[GNUPG:\] VALIDSIG ([0-9A-F]+) ", re.MULTILINE | re.DOTALL)
_NOBODY = ("tell me who you are", "empty ident", "no email was given", "no name was given")


class Signed(StrEnum):
    """What git says of a signature."""

    GOOD = "good"
    BAD = "bad"
    STRANGER = "unknown_key"
    UNTRIED = "untried"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Signature:
    """What git says of a tag's signature, and who made it where it holds."""

    state: Signed
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag by its name without the prefix. `own` is the name that it was made with, prefix and all.

    `commit` is what it was put on, None where that is no commit or where the tag is no object of its own; `id` is
    the object's id. `message` is without the signature; `whole` is all that the object holds.
    """

    name: str
    id: str
    own: str
    commit: str | None
    made: datetime | None
    message: str
    signed: bool
    whole: bytes = b""


def tags(root: Path, containing: str | None = None) -> tuple[Tag, ...]:
    """The tags under the prefix, by name: all, or those on a commit and on what came of it.

    Raises KvalitetError when git fails.
    """
    only = (f"--contains={containing}",) if containing else ()
    listed = run(root, "for-each-ref", f"--format={_FIELDS}", *only, _PLACE)
    rows = [row.split(b" ", 2) for row in listed.splitlines()]
    held = _objects(root, [found.decode("ascii") for found, kind, _ in rows if kind == b"tag"])
    return tuple(_tag(name, found.decode("ascii"), held.get(found.decode("ascii"))) for found, _, name in rows)


def is_name(root: Path, name: str) -> bool:
    """Whether git lets a tag have a name. Raises KvalitetError when git is missing."""
    return "\0" not in name and ask(root, "check-ref-format", f"{_PLACE}{name}").code == 0


def has_key(root: Path) -> bool:
    """Whether a key to sign with is set up, or git is told to sign all tags."""
    names = ("user.signingkey", "gpg.ssh.defaultKeyCommand", "tag.gpgSign")
    found = [ask(root, "config", "--get", name).output.strip() for name in names]
    return bool(found[0] or found[1] or found[2] == b"true")


def make(root: Path, name: str, commit: str, message: str, *, sign: bool) -> None:
    """Puts an annotated tag on a commit.

    Raises KvalitetError where there is one of that name, which is never moved, and where git cannot make or sign it.
    """
    manner = ("--sign" if sign else "--no-sign", "--annotate", "--cleanup=verbatim", "--file=-")
    settings = ("-c", "i18n.commitEncoding=UTF-8", "-c", "tag.forceSignAnnotated=false")
    reply = ask(root, *settings, "tag", *manner, f"{PREFIX}{name}", commit, given=message.encode())
    if reply.code != 0:
        raise _unmade(name, reply.complaint, reply.said, sign=sign)
    if sign:
        _take_back_unsigned(root, name, reply.complaint)


def signature(root: Path, tag: Tag, keys: Keys | None) -> Signature:
    """What git says of a tag's signature, held to the keys given, or else by its own settings.

    Raises KvalitetError when git, or a program that the keys need, is missing.
    """
    if not tag.signed:
        return Signature(Signed.NONE)
    with held_to(keys, root) if keys else nullcontext(Means((), directed(root))) as means:
        reply = ask(root, *means.options, "verify-tag", "--raw", tag.id, surroundings=means.surroundings)
    if reply.code == 0 or (keys and _was_valid(reply.said, tag, means)):
        found = next((match[1] for pattern in _SIGNER if (match := pattern.search(reply.said))), "")
        return Signature(Signed.GOOD, found)
    if _STRANGER.search(reply.said) or (keys and _NO_KEY_HERE.search(reply.said)):
        return Signature(Signed.STRANGER)
    return Signature(Signed.UNTRIED if _NO_KEY_HERE.search(reply.said) else Signed.BAD)


def _was_valid(said: str, tag: Tag, means: Means) -> bool:
    """Whether the signature is good by a key of OpenPGP that has expired, and had not when the tag was made."""
    key = _EXPIRED.search(said)
    return bool(key and tag.made and not means.had_expired(key[1], tag.made))


def tree_of(root: Path, commit: str, folder: str) -> str | None:
    """The id of the tree that a folder ("" for the top) has in a commit; None where it has none."""
    reply = ask(root, "rev-parse", "--verify", "--quiet", f"{commit}:{folder}")
    found = reply.output.decode("ascii", "replace").strip()
    return found if reply.code == 0 and is_object_id(found) else None


def led_to(root: Path, earlier: str, later: str) -> bool:
    """Whether one commit is another or among those that led to it. Raises KvalitetError when git cannot tell."""
    reply = ask(root, "merge-base", "--is-ancestor", earlier, later)
    if reply.code not in {0, 1}:
        raise failure(root, reply.complaint)
    return reply.code == 0


def is_kept(root: Path, commit: str, now: str) -> bool:
    """Whether a commit lies on a branch, here or as it was last fetched, or led to another.

    Raises KvalitetError when git cannot tell.
    """
    if led_to(root, commit, now):
        return True
    return bool(run(root, "for-each-ref", "--count=1", f"--contains={commit}", "refs/heads", "refs/remotes").strip())


def _objects(root: Path, ids: Sequence[str]) -> Mapping[str, bytes]:
    """The content of objects by their ids."""
    answers = (
        run(root, "cat-file", "--batch", given="".join(f"{each}\n" for each in ids).encode("ascii")) if ids else b""
    )
    found: dict[str, bytes] = {}
    start = 0
    while start < len(answers):
        line = answers.index(b"\n", start)
        name, _, size = answers[start:line].decode("ascii").split()
        found[name] = answers[line + 1 : line + 1 + int(size)]
        start = line + 1 + int(size) + 1
    return found


def _tag(reference: bytes, id_: str, content: bytes | None) -> Tag:
    name = reference.decode("utf-8", "replace").removeprefix(_PLACE)
    if content is None:
        return Tag(name, id_, "", None, None, "", signed=False)
    head, _, body = content.partition(b"\n\n")
    said = dict(line.split(" ", 1) for line in head.decode("utf-8", "replace").split("\n") if " " in line)
    made = _MADE.search(said.get("tagger", ""))
    marks = list(_SIGNATURE.finditer(body))
    return Tag(
        name=name,
        id=id_,
        own=said.get("tag", ""),
        commit=said.get("object") if said.get("type") == "commit" else None,
        made=instant(made[1]) if made else None,
        message=body[: marks[-1].start() if marks else None].decode("utf-8", "replace"),
        signed=bool(marks),
        whole=content,
    )


def _take_back_unsigned(root: Path, name: str, complaint: str) -> None:
    """Raises KvalitetError where git made a tag that was to be signed, and is not, after taking it away again.

    Git 2.39 does so where the file of an SSH key is missing: it complains, and goes on.
    """
    made = next(tag for tag in tags(root) if tag.name == name)
    if not made.signed:
        run(root, "update-ref", "-d", f"{_PLACE}{name}", made.id)
        raise _unmade(name, complaint, "", sign=True)


def _unmade(name: str, complaint: str, said: str, *, sign: bool) -> KvalitetError:
    if "already exists" in said:
        return KvalitetError(f"sigillet {name} finns redan, och flyttas aldrig. Välj ett annat namn.")
    if any(words in said for words in _NOBODY):
        return KvalitetError(
            "git vet inte vem du är: kör ”git config user.name NAMN” och ”git config user.email ADRESS”, "
            "och försök igen"
        )
    if sign:
        return KvalitetError(
            "git kunde inte signera sigillet: ordna nyckeln (user.signingkey), eller gör det osignerat med --no-sign "
            f"(git: {complaint or 'inget besked'})"
        )
    return KvalitetError(f"git kunde inte göra sigillet {name} (git: {complaint or 'inget besked'})")
