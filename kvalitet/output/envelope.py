"""The JSON around every answer: which tool, which register, which day."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from kvalitet import __version__
from kvalitet.model.finding import Basis
from kvalitet.model.register import Register

VERSION = 1


def envelope(register: Register | None, today: date | None, **content: Any) -> str:  # noqa: ANN401  # any JSON
    """A JSON text with the content, after what made it; keys in the order given, UTF-8 unescaped."""
    whole: dict[str, Any] = {"version": VERSION, "tool": {"name": "kvalitet", "version": __version__}}
    if register is not None:
        origin = register.origin
        whole["register"] = {"path": origin.prefix, "commit": origin.commit, "dirty": origin.dirty}
    if today is not None:
        whole["today"] = today.isoformat()
    return json.dumps({**whole, **content}, ensure_ascii=False, indent=2) + "\n"


def basis(ground: Basis | None) -> Mapping[str, str] | None:
    """A basis as JSON."""
    return {"type": ground.type.value, "ref": ground.ref} if ground else None


def iso(day: date | None) -> str | None:
    """A day as JSON."""
    return day.isoformat() if day else None
