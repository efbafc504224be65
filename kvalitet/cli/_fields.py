"""Finds the field that a command line names: `åtgärder.A1.senast`, spelt with or without å, ä and ö."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kvalitet.cli._choices import choose
from kvalitet.cli._values import Entry
from kvalitet.edit import Drop, Edit, Put, outcome
from kvalitet.errors import KvalitetError
from kvalitet.model.kind import EACH, Field, Kind, Pattern
from kvalitet.model.value import FieldPath, Step, Value, value_at
from kvalitet.model.wording import ascii_form

NEW = "+"
"""A step that means one more item of a list."""

_ITEM_ID = re.compile(r"[A-Z]{1,3}[0-9]{1,4}")


@dataclass
class Assignments:
    """Makes edits of what is typed as `path=value`, each seen in the light of those before it."""

    kind: Kind
    entry: Entry
    data: Mapping[str, Value]
    edits: list[Edit] = field(default_factory=list)
    _new: dict[FieldPath, int] = field(default_factory=dict)

    def take(self, texts: Iterable[str]) -> tuple[Edit, ...]:
        """The edits of all the texts. Raises KvalitetError for one that names no field of the kind."""
        for text in texts:
            path, equals, value = text.partition("=")
            if not equals or not path.strip():
                raise KvalitetError(f"”{text}” saknar likhetstecken. Skriv FÄLT=VÄRDE, t.ex. status=utreds.")
            self.put(path.strip(), value)
        return tuple(self.edits)

    def put(self, name: str, text: str) -> None:
        """The edit of one field; no text takes it away."""
        path, pattern = self._resolved(name)
        if path == ("id",):
            raise KvalitetError("id går inte att ändra så här: andra poster hänvisar till det.")
        if not text.strip():
            self._add(Drop(path))
            return
        found = self.kind.by_pattern.get(pattern)
        item = self.kind.by_pattern.get((*pattern, EACH))
        self._refuse_groups(name, found, item)
        self._add(Put(path, self.entry.value(found, text, item)))

    def _add(self, edit: Edit) -> None:
        self.data = outcome(self.data, edit)
        self.edits.append(edit)

    def _refuse_groups(self, name: str, found: Field | None, item: Field | None) -> None:
        if found is None or not ({"object"} & {*found.types} or (item and "object" in item.types)):
            return
        pattern = item.pattern if item else found.pattern
        inner = [each.key for each in self.kind.fields if each.pattern[:-1] == pattern and each.key]
        step = "." if not item else ".A1." if "id" in inner else f".{NEW}."
        example = next((key for key in inner if key != "id"), "fält")
        raise KvalitetError(f"{name} består av flera fält. Ange ett i taget, till exempel {name}{step}{example}=…")

    def _resolved(self, name: str) -> tuple[FieldPath, Pattern]:
        path: FieldPath = ()
        pattern: Pattern = ()
        steps = name.split(".")
        for place, step in enumerate(steps):
            around = self.kind.by_pattern.get(pattern)
            if around is not None and "array" in around.types and (*pattern, EACH) in self.kind.by_pattern:
                path = (*path, self._item(path, (*pattern, EACH), step, last=place == len(steps) - 1))
                pattern = (*pattern, EACH)
                continue
            taken = self._key(path, pattern, step)
            path = (*path, taken)
            pattern = (*pattern, taken if (*pattern, taken) in self.kind.by_pattern else EACH)
        return path, pattern

    def _key(self, path: FieldPath, pattern: Pattern, step: str) -> str:
        keys = self.kind.keys_at(pattern)
        if keys:
            above = ".".join(map(str, path))
            where = f"Se ”kvalitet schema {self.kind.name}”."
            return choose(step, keys, f"fältet {above}." if above else "fältet", where)
        if (*pattern, EACH) in self.kind.by_pattern:
            return self.entry.key(self.kind.by_pattern[pattern], step)
        raise KvalitetError(f"{'.'.join(map(str, path))} har inga fält i sig. Se ”kvalitet schema {self.kind.name}”.")

    def _item(self, path: FieldPath, pattern: Pattern, step: str, *, last: bool) -> Step:
        """The index of an item by its id or its place; a new one is put in where its id is not there."""
        found = value_at(self.data, path)
        items = found if isinstance(found, list) else []
        for index, item in enumerate(items):
            if isinstance(item, dict) and ascii_form(str(item.get("id"))) == ascii_form(step):
                return index
        has_ids = (*pattern, "id") in self.kind.by_pattern
        if has_ids and _ITEM_ID.fullmatch(step.upper()):
            if not last:
                self._add(Put((*path, len(items)), {"id": step.upper()}))
            return len(items)
        if not has_ids and step == NEW:
            if last:
                return len(items)
            return self._new.setdefault(path, len(items))
        if step.isascii() and step.isdigit() and int(step) < len(items):
            return int(step)
        names = [str(item["id"]) for item in items if isinstance(item, dict) and "id" in item]
        known = f"Där finns {', '.join(names)}." if names else "Delarna räknas från 0." if items else "Listan är tom."
        more = "En ny del får ett id som A1." if has_ids else f"En ny del läggs till med {NEW}."
        raise KvalitetError(f"{'.'.join(map(str, path))} har ingen del ”{step}”. {known} {more}")
