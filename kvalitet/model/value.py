"""What a YAML file holds once read, and how a place in it is named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
"""A parsed value. Dates and times stay text until somebody reads them as such."""

Step = str | int
FieldPath = tuple[Step, ...]
"""Keys and list indexes from the top of a file down to a value."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands in a text: 1-based lines and columns in code points, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def whole(value: Value) -> int | None:
    """The whole number that a value is, written as 4 or 4.0 (JSON Schema calls both integers); else None."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def value_at(data: Value | Mapping[str, Value], path: Sequence[Step]) -> Value:
    """The value at a path, or None where the path leads nowhere."""
    here: Value | Mapping[str, Value] = data
    for step in path:
        if isinstance(here, list):
            if not isinstance(step, int) or not 0 <= step < len(here):
                return None
            here = here[step]
        elif isinstance(here, Mapping) and isinstance(step, str):
            here = here.get(step)
        else:
            return None
    return here  # type: ignore[return-value]  # only the top is a read-only mapping


def address(data: Value | Mapping[str, Value], path: Sequence[Step]) -> str:
    """The dotted name of a path: items by their id where they have one (`åtgärder.A1.senast`)."""
    names: list[str] = []
    here: Value | Mapping[str, Value] = data
    for step in path:
        inner = value_at(here, (step,))
        item_id = inner.get("id") if isinstance(step, int) and isinstance(inner, dict) else None
        names.append(item_id if isinstance(item_id, str) else str(step))
        here = inner
    return ".".join(names)


def texts(data: Value) -> Iterator[str]:
    """Every text in a value, keys excepted, in the order written."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for inner in data.values():
            yield from texts(inner)
    elif isinstance(data, list):
        for inner in data:
            yield from texts(inner)
