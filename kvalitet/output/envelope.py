"""The JSON around every answer: which tool, which register, which day."""

import json
import posixpath
from collections.abc import Mapping
from datetime import date
from typing import Any

from kvalitet import __version__
from kvalitet.model.finding import Basis
from kvalitet.model.register import Register

VERSION = 1


def envelope(register: Register | None, today: date | None, **content: Any) -> str:  # noqa: ANN401  # any JSON
    """A JSON text with the content, after what made it; keys in the order given, UTF-8 unescaped.

    `register` and `summary` are null where no register was read, `today` where no day plays a part.
    """
    whole: dict[str, Any] = {
        "version": VERSION,
        "tool": {"name": "kvalitet", "version": __version__},
        "register": _register(register) if register else None,
        "today": iso(today),
        "summary": _counts(register) if register else None,
    }
    return json.dumps({**whole, **content}, ensure_ascii=False, indent=2) + "\n"


def place(register: Register, path: str) -> str:
    """A path in the register as everybody else sees it: from the repository's root."""
    return posixpath.join(register.origin.prefix, path)


def _register(register: Register) -> Mapping[str, object]:
    origin = register.origin
    return {"path": origin.prefix, "commit": origin.commit, "dirty": origin.dirty}


def _counts(register: Register) -> Mapping[str, int]:
    return {"records": len(register.records), "rejected": len(register.rejected)}


def basis(ground: Basis | None) -> Mapping[str, str] | None:
    """A basis as JSON."""
    return {"type": ground.type.value, "ref": ground.ref} if ground else None


def iso(day: date | None) -> str | None:
    """A day as JSON."""
    return day.isoformat() if day else None
