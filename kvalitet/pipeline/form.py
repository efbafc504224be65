"""A record while it is filled in: what it holds, what it still lacks by its schema, what is wrong with an answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kvalitet.edit import Drop, Put, outcome
from kvalitet.kinds import Gap, explain, gaps
from kvalitet.model.finding import Fault
from kvalitet.model.kind import EACH, Field, Kind, Pattern
from kvalitet.model.value import FieldPath, Value, value_at
from kvalitet.pipeline.load import Loaded

_MISSING = frozenset({"KV101", "KV107"})
_STATUS = "status"
_ITEM_ID = re.compile(r"([A-Z]{1,3})([0-9]{1,4})")


@dataclass
class Form:
    """The fields of one record of a kind, by its bundled schema; `data` is what has been filled in so far."""

    kind: Kind
    schema: Mapping[str, Any]
    data: dict[str, Value] = field(default_factory=dict)

    def put(self, path: FieldPath, value: Value) -> None:
        """Fills in a place. Raises KvalitetError where the path leads nowhere."""
        self.data = outcome(self.data, Put(path, value))

    def drop(self, path: FieldPath) -> None:
        """Empties a place again."""
        self.data = outcome(self.data, Drop(path)) if len(self.data) > 1 else {}

    def start(self) -> None:
        """The status that a record begins with, where nothing else is said."""
        if self.kind.statuses and _STATUS not in self.data:
            self.put((_STATUS,), self.kind.statuses[0])

    def gaps(self, within: FieldPath = ()) -> tuple[Gap, ...]:
        """What is lacking at and below a place, in the order of the schema. Items of lists are numbered on the way."""
        found = self._gaps(within)
        while unnumbered := next((gap for gap in found if self._is_item_id(gap.path)), None):
            self.put(unnumbered.path, self._new_item_id(unnumbered.path))
            found = self._gaps(within)
        return found

    def faults(self, path: FieldPath) -> tuple[Fault, ...]:
        """What is wrong by the schema with that which stands at and below a place; what is lacking is no fault."""
        found = explain(self.schema, self.data, path="")
        return tuple(each for code, each in found if code not in _MISSING and each.field[: len(path)] == path)

    def answer_at(self, path: FieldPath) -> FieldPath | None:
        """The place of the answer that a place lies in or is: a single value or a list of such. None where none is."""
        for length in range(1, len(path) + 1):
            found = value_at(self.data, path[:length])
            parts = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
            if found is not None and not isinstance(found, dict) and not any(isinstance(each, dict) for each in parts):
                return path[:length] if self.field_at(path[:length]) else None
        return None

    def field_at(self, path: FieldPath) -> Field | None:
        """The field of a place."""
        return self.kind.by_pattern.get(self.pattern(path))

    def item_of(self, path: FieldPath) -> Field | None:
        """The field of the items of the list, or of the values of the open mapping, at a place."""
        return self.kind.by_pattern.get((*self.pattern(path), EACH))

    def pattern(self, path: FieldPath) -> Pattern:
        """The pattern of a place."""
        found: Pattern = ()
        for step in path:
            named = (*found, str(step))
            found = named if isinstance(step, str) and named in self.kind.by_pattern else (*found, EACH)
        return found

    def _gaps(self, within: FieldPath) -> tuple[Gap, ...]:
        found = [gap for gap in gaps(self.schema, self.data) if gap.path != ("id",)]
        return tuple(sorted((gap for gap in found if gap.path[: len(within)] == within), key=self._order))

    def _order(self, gap: Gap) -> list[int]:
        places = []
        for depth, step in enumerate(gap.path):
            keys = self.kind.keys_at(self._indexed(gap.path[:depth]))
            places.append(step if isinstance(step, int) else keys.index(step) if step in keys else len(keys))
        return places

    def _indexed(self, path: FieldPath) -> FieldPath:
        """The path as `keys_at` reads it: a key of an open mapping stands for any."""
        pattern = self.pattern(path)
        return tuple(0 if each == EACH else each for each in pattern)

    def _is_item_id(self, path: FieldPath) -> bool:
        found = self.field_at(path)
        return path[-1] == "id" and len(path) > 1 and found is not None and not found.refs

    def _new_item_id(self, path: FieldPath) -> str:
        """The id after the highest of its sort in the record, with the letters of the schema's example."""
        found = self.field_at(path)
        example = next((str(each) for each in (found.examples if found else ()) if _ITEM_ID.fullmatch(str(each))), "A1")
        letters = str(example).rstrip("0123456789")
        listed = value_at(self.data, path[:-2])
        others = [item.get("id") for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
        numbers = [int(m[2]) for each in others if (m := _ITEM_ID.fullmatch(str(each))) and m[1] == letters]
        return f"{letters}{max(numbers, default=0) + 1}"


def form(loaded: Loaded, kind: Kind) -> Form:
    """An empty form for a kind."""
    assert loaded.schemas is not None  # noqa: S101  # a register that was read has its schemas
    return Form(kind, loaded.schemas.schemas[kind.name])
