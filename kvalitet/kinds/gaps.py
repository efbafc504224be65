"""What a value lacks by its schema: the fields that are demanded of it as it stands, at any depth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kvalitet.kinds.breaches import Breach, breaches
from kvalitet.kinds.conditions import because
from kvalitet.model.value import FieldPath, Value


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where something must stand. `because` is what in the value demands it: empty where it always must.

    `more` is whether the place is a list or a group that is there and holds too little: any of its parts will do.
    """

    path: FieldPath
    more: bool = False
    because: str = ""


def gaps(schema: Mapping[str, Any], value: Mapping[str, Value]) -> tuple[Gap, ...]:
    """The places in a value that are to be filled in for it to be valid by a bundled schema, each told once.

    What else may be wrong with the value is told by `explain`.
    """
    found: dict[tuple[FieldPath, bool], Gap] = {}
    for breach in breaches(schema, value):
        for gap in _of(breach):
            found.setdefault((gap.path, gap.more), gap)
    return tuple(found.values())


def _of(breach: Breach) -> Iterator[Gap]:
    if breach.keyword == "required":
        keys = [key for key in breach.demand if key not in breach.value]
    elif breach.keyword == "dependentRequired":
        present = [needed for key, needed in breach.demand.items() if key in breach.value]
        keys = [key for needed in present for key in needed if key not in breach.value]
    else:
        if breach.keyword in {"minItems", "minProperties"}:
            yield Gap(breach.place, more=True, because=because(breach.condition))
        return
    for key in keys:
        yield Gap((*breach.place, key), because=because(breach.condition))
