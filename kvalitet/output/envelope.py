"""The JSON around every answer: which tool, which register, which day."""

import json
import posixpath
from collections.abc import Mapping
from datetime import date
from typing import Any

from kvalitet import __version__
from kvalitet.model.finding import Basis
from kvalitet.model.register import Register
from kvalitet.model.source import Origin

VERSION = 1


def envelope(register: Register | Origin | None, today: date | None, **content: Any) -> str:  # noqa: ANN401  # any JSON
    """A JSON text with the content, after what made it; keys in the order given, UTF-8 unescaped.

    `register` is null where none was looked at, `summary` where its records were not counted (only its origin is
    given), `today` where no day plays a part.
    """
    origin = register.origin if isinstance(register, Register) else register
    whole: dict[str, Any] = {
        "version": VERSION,
        "tool": {"name": "kvalitet", "version": __version__},
        "register": _register(origin) if origin else None,
        "today": iso(today),
        "summary": _counts(register) if isinstance(register, Register) else None,
    }
    return json.dumps({**whole, **content}, ensure_ascii=False, indent=2) + "\n"


def place(register: Register, path: str) -> str:
    """A path in the register as everybody else sees it: from the repository's root."""
    return posixpath.join(register.origin.prefix, path)


def _register(origin: Origin) -> Mapping[str, object]:
    return {"path": origin.prefix, "commit": origin.commit, "dirty": origin.dirty}


def _counts(register: Register) -> Mapping[str, int]:
    return {"records": len(register.records), "rejected": len(register.rejected)}


def basis(ground: Basis | None) -> Mapping[str, str] | None:
    """A basis as JSON."""
    return {"type": ground.type.value, "ref": ground.ref} if ground else None


def iso(day: date | None) -> str | None:
    """A day as JSON."""
    return day.isoformat() if day else None
