"""Says in Swedish what made a conditional demand hold."""

from collections.abc import Iterator, Mapping
from typing import Any

from kvalitet.kinds.breaches import Condition
from kvalitet.model.wording import listing


def because(condition: Condition | None) -> str:
    """` när status är "avslutad"`, with a space before it; empty where there is no condition."""
    if condition is None:
        return ""
    said = list(_said(condition.when, condition.value))
    return f" när {listing(said)}" if said else " tillsammans med det som redan står"


def _said(when: Mapping[str, Any], value: Any) -> Iterator[str]:  # noqa: ANN401
    told = set[str]()
    for key, schema in when.get("properties", {}).items():
        told.add(key)
        inner = value.get(key) if isinstance(value, Mapping) else None
        yield from _property(key, schema, inner)
    for key in when.get("required", ()):
        if key not in told:
            yield f'"{key}" står'
    for key in when.get("not", {}).get("required", ()):
        yield f'"{key}" saknas'
    for part in when.get("allOf", ()):
        yield from _said(part, value)


def _property(key: str, schema: Mapping[str, Any], value: Any) -> Iterator[str]:  # noqa: ANN401
    if "const" in schema or "enum" in schema:
        yield f'{key} är "{value}"' if isinstance(value, str) else f'"{key}" står så'
    elif "contains" in schema and "required" in schema["contains"]:
        yield f'något under "{key}" har {listing(schema["contains"]["required"])}'
    elif "properties" in schema:
        yield from (f"{key}: {words}" for words in _said(schema, value))
    else:
        yield f'"{key}" står'
