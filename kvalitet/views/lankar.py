"""Links in bodies: which place in the register each names."""

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

from kvalitet.model.record import Record
from kvalitet.model.register import Register

_ELSEWHERE = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+:|//", re.IGNORECASE)


def place(body: str, target: str) -> str | None:
    """The path that a link in a body names, seen from the register's folder.

    None for a link to somewhere else (https, mailto) and for one within the same text. What leads
    out of the register begins with `..` or `/`.
    """
    if _ELSEWHERE.match(target) or target.startswith("#"):
        return None
    written = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(body), written))


def is_placeholder(target: str) -> bool:
    """Whether a link has been left without an address."""
    return target.strip() in {"", "#"}


def carriers(register: Register) -> Mapping[str, Record]:
    """The record that carries each body: the first one that is not cancelled."""
    found: dict[str, Record] = {}
    for mention in register.mentions:
        if mention.field.attachment and mention.value in register.bodies and not register.is_cancelled(mention.record):
            found.setdefault(mention.value, mention.record)
    return found
