"""The register: every valid record, the rejected ones by name, and what they refer to."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from kvalitet.model.codes import CodeList, Scale
from kvalitet.model.dates import first_day
from kvalitet.model.kind import Field, Kind, matches
from kvalitet.model.organisation import Organisation
from kvalitet.model.record import Record, Rejected
from kvalitet.model.settings import Settings
from kvalitet.model.source import Origin
from kvalitet.model.value import FieldPath, Span, Value, value_at
from kvalitet.model.wording import capital

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a body: where it leads, as written, and where it stands."""

    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in a body: its level from 1, its text as written, and where it stands."""

    level: int
    text: str
    span: Span


def _no_headings(_: str) -> tuple[Heading, ...]:
    return ()


@dataclass(frozen=True)
class Body:
    """A text or file that a record carries beside its YAML.

    `digest` is the SHA-256 of its bytes; `text` is None for what is not Markdown or plain text.
    `read_links` and `read_headings` read those of a text when they are first asked for.
    `text_layer` is whether a PDF holds text and not only pictures of it: None where that cannot
    be told, and for other files.
    """

    path: str
    digest: str
    text: str | None
    read_links: Callable[[str], tuple[Link, ...]]
    read_headings: Callable[[str], tuple[Heading, ...]] = _no_headings
    text_layer: bool | None = None

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links of the text, in the order they stand."""
        return self.read_links(self.text) if self.text else ()

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the text, in the order they stand."""
        return self.read_headings(self.text) if self.text else ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a record names something: another record, a unit, a role, a code, a file."""

    record: Record
    path: FieldPath
    field: Field
    value: str


@dataclass(frozen=True, slots=True)
class Item:
    """A nested item of a shared shape (an action, a risk) with the record it stands in."""

    record: Record
    path: FieldPath
    shape: str
    data: Mapping[str, Value]

    @property
    def id(self) -> str:
        """The item's local id."""
        return str(self.data.get("id", ""))

    @property
    def address(self) -> str:
        """The item's name in the whole register: RIS-2025-0003/A4."""
        return f"{self.record.id}/{self.id}"

    def text(self, key: str) -> str:
        """The text at a key of the item, or an empty text."""
        found = self.data.get(key)
        return found if isinstance(found, str) else ""

    @property
    def role(self) -> str | None:
        """The role that answers for the item, or for its record."""
        return self.text("ansvarig") or self.record.role


@dataclass(frozen=True)
class Register:
    """Everything read from one tree. Records are sorted by kind and id, whatever the files' order."""

    origin: Origin
    kinds: Mapping[str, Kind]
    records: tuple[Record, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    organisation: Organisation = field(default_factory=lambda: Organisation("organisation.yaml", known=False))
    settings: Settings = field(default_factory=lambda: Settings("kvalitet.yaml", known=False))
    codes: Mapping[str, CodeList] = field(default_factory=dict)
    scales: Mapping[str, Scale] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    bodies: Mapping[str, Body] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """The valid records by id."""
        return {record.id: record for record in self.records}

    @cached_property
    def _made(self) -> dict[object, object]:
        return {}

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, made the first time the key is asked for: a register never changes."""
        if key not in self._made:
            self._made[key] = make()
        return cast("T", self._made[key])

    @cached_property
    def by_path(self) -> Mapping[str, Record]:
        """The valid records by path."""
        return {record.path: record for record in self.records}

    @cached_property
    def rejected_ids(self) -> frozenset[str]:
        """The ids that a rejected file would have supplied: they are not missing.

        What it says its id is, and what it is called: either may be the one that is misspelt.
        """
        stems = (posixpath.basename(rejected.path).partition(".")[0] for rejected in self.rejected)
        return frozenset({*(rejected.id for rejected in self.rejected if rejected.id), *stems})

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Record, ...]]:
        groups: dict[str, list[Record]] = {}
        for record in self.records:
            groups.setdefault(record.kind, []).append(record)
        return {kind: tuple(records) for kind, records in groups.items()}

    def of(self, kind: str) -> tuple[Record, ...]:
        """The valid records of a kind, by id."""
        return self._by_kind.get(kind, ())

    def misses(self, kind: str) -> bool:
        """Whether a file of the kind was rejected, so that absence proves nothing."""
        return kind in self._missed or None in self._missed

    @cached_property
    def _missed(self) -> frozenset[str | None]:
        return frozenset(rejected.kind for rejected in self.rejected)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every place where a record names something outside itself."""
        return tuple(self._mentions())

    def _mentions(self) -> Iterator[Mention]:
        for record in self.records:
            for mentioned in self.kinds[record.kind].mentioning:
                for path, value in matches(record.data, mentioned.pattern):
                    if isinstance(value, str):
                        yield Mention(record, path, mentioned, value)
                    elif mentioned.key_codelist and isinstance(value, dict):
                        for key in value:
                            yield Mention(record, (*path, key), mentioned, key)

    @cached_property
    def _referrers(self) -> Mapping[str, tuple[Mention, ...]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            if mention.field.refs:
                found.setdefault(mention.value.partition("/")[0], []).append(mention)
        return {target: tuple(mentions) for target, mentions in found.items()}

    def referrers(self, record_id: str) -> tuple[Mention, ...]:
        """The places in other records that name a record or an item of it."""
        return tuple(m for m in self._referrers.get(record_id, ()) if m.record.id != record_id)

    def items(self, shape: str) -> tuple[Item, ...]:
        """Every nested item of a shared shape, in the records' order."""
        return self._items.get(shape, ())

    @cached_property
    def _items(self) -> Mapping[str, tuple[Item, ...]]:
        found: dict[str, list[Item]] = {}
        for record in self.records:
            for spot in self.kinds[record.kind].fields:
                if spot.shape is None or "object" not in spot.types:
                    continue
                for path, value in matches(record.data, spot.pattern):
                    if isinstance(value, dict) and "id" in value:
                        found.setdefault(spot.shape, []).append(Item(record, path, spot.shape, value))
        return {shape: tuple(items) for shape, items in found.items()}

    @cached_property
    def by_address(self) -> Mapping[str, Item]:
        """Every nested item by its two-part address."""
        return {item.address: item for items in self._items.values() for item in items}

    def items_of(self, record: Record, shape: str) -> tuple[Item, ...]:
        """The nested items of a shape in one record."""
        return self._items_of.get((record.id, shape), ())

    @cached_property
    def _items_of(self) -> Mapping[tuple[str, str], tuple[Item, ...]]:
        found: dict[tuple[str, str], list[Item]] = {}
        for shape, items in self._items.items():
            for item in items:
                found.setdefault((item.record.id, shape), []).append(item)
        return {key: tuple(items) for key, items in found.items()}

    def date_of(self, record: Record) -> date | None:
        """The date by which the record's codes, units and roles are judged."""
        pattern = self.kinds[record.kind].dating
        return first_day(value_at(record.data, pattern)) if pattern else None

    def is_open(self, record: Record) -> bool:
        """Whether the record's status is one of its kind's open ones."""
        return record.status in self.kinds[record.kind].open

    def is_cancelled(self, record: Record) -> bool:
        """Whether the record's status says that it is cancelled or repealed."""
        return record.id in self._cancelled

    @cached_property
    def _cancelled(self) -> frozenset[str]:
        return frozenset(r.id for r in self.records if r.status in self.kinds[r.kind].cancelled)

    def label(self, codelist: str, code: str) -> str:
        """The label of a code, or the code itself."""
        found = self.codes.get(codelist)
        return found.label(code) if found else code

    def labels(self, codelist: str, *, tops: bool = False) -> dict[str, str]:
        """The label of every code in a list, or of those at the top of its tree; none where there is no such list."""
        found = self.codes.get(codelist)
        codes = found.codes if found else {}
        return {code: each.label for code, each in codes.items() if not tops or self.top(codelist, code) == code}

    def top(self, codelist: str, code: str) -> str:
        """The code at the top of the branch that a code stands on, or the code itself."""
        found = self.codes.get(codelist)
        return found.top(code) if found else code

    def role_text(self, role: str) -> str:
        """A role in a unit as a reader knows it: "Verksamhetschef, Kardiologi"."""
        name, _, unit = role.partition("/")
        label = self.label("roller", name)
        label = capital(name.replace("_", " ")) if label == name else label
        return f"{label}, {self.organisation.name(unit)}" if unit else label
