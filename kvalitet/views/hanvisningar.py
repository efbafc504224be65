"""References between records: what each may name, where it leads, and what was likely meant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum, auto

from kvalitet.model.record import Record
from kvalitet.model.register import Item, Mention, Register
from kvalitet.model.wording import listing

ANY = "*"
_MANY = 1000
_ALIKE = 0.85


class Outcome(Enum):
    """Where a reference leads: to what it may name, to something else, or nowhere."""

    RIGHT = auto()
    WRONG = auto()
    NOWHERE = auto()


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a field's `x-ref` lets it name: records of kinds, items in them, items of the same record."""

    kinds: frozenset[str]
    items: frozenset[tuple[str, str]]
    local: frozenset[str]

    def record(self, kind: str) -> bool:
        """Whether a whole record of a kind may be named."""
        return not self.kinds.isdisjoint({kind, ANY})

    def item(self, kind: str, shape: str) -> bool:
        """Whether an item of a shape in a record of a kind may be named."""
        return not self.items.isdisjoint({(kind, shape), (ANY, shape)})


def allowed(mention: Mention) -> Allowed:
    """What a mention's field lets it name."""
    refs = mention.field.refs
    items = [(kind, shape) for kind, slash, shape in (ref.partition("/") for ref in refs) if slash]
    return Allowed(
        kinds=frozenset(ref for ref in refs if "/" not in ref and not ref.startswith("#")),
        items=frozenset(items),
        local=frozenset(ref[1:] for ref in refs if ref.startswith("#")),
    )


def follow(register: Register, mention: Mention) -> Outcome:
    """Where a reference leads; what a rejected file would have supplied is taken to be right."""
    may = allowed(mention)
    found = target(register, mention)
    if found is None:
        supplied = mention.value.partition("/")[0] in register.rejected_ids
        return Outcome.RIGHT if supplied else Outcome.NOWHERE
    if isinstance(found, Record):
        right = may.record(found.kind)
    elif found.record is mention.record and "/" not in mention.value:
        right = found.shape in may.local
    else:
        right = may.item(found.record.kind, found.shape)
    return Outcome.RIGHT if right else Outcome.WRONG


def target(register: Register, mention: Mention) -> Record | Item | None:
    """The record or item that a reference names, whether it may or not."""
    if "/" in mention.value:
        return register.by_address.get(mention.value)
    record = register.by_id.get(mention.value)
    return record or register.by_address.get(f"{mention.record.id}/{mention.value}")


def wanted(register: Register, mention: Mention) -> str:
    """What a reference may be, in words: `ett id som börjar med DOK-`."""
    may = allowed(mention)
    words = []
    if may.local:
        words.append(f"id på en del i samma post{_shapes(register, mention.record.kind, may.local)}")
    if ANY in may.kinds:
        words.append("ett id på en post")
    elif may.kinds:
        prefixes = sorted(register.kinds[kind].prefix for kind in may.kinds if kind in register.kinds)
        words.append(f"ett id som börjar med {listing([f'{prefix}-' for prefix in prefixes], 'eller')}")
    if may.items:
        example = next(
            (a for kind, shape in sorted(may.items) for a in _addresses(register, kind, shape)), "HPL-0001/A12"
        )
        words.append(f"postens och delens id med snedstreck emellan, som {example}")
    return listing(words, "eller")


def _shapes(register: Register, kind: str, shapes: Iterable[str]) -> str:
    titles = [shape_title(register, kind, shape) for shape in sorted(shapes) if register.kinds[kind].shaped(shape)]
    return f" ({listing(titles, 'eller')})" if titles else ""


def shape_title(register: Register, kind: str, shape: str) -> str:
    """What an item of a shape is called in a kind: "åtgärd"."""
    titles = (field.title for field in register.kinds[kind].fields if field.shape == shape and "object" in field.types)
    return next(titles, shape).lower()


def _addresses(register: Register, kind: str, shape: str) -> Iterator[str]:
    return (item.address for item in register.items(shape) if kind in {item.record.kind, ANY})


def likely(register: Register, mention: Mention) -> str | None:
    """The id or address nearest to a reference that leads nowhere, of those it may name."""
    may = allowed(mention)
    local = [item.id for shape in may.local for item in register.items_of(mention.record, shape)]
    pool = [*local, *(record.id for kind in may.kinds for record in _records(register, kind))]
    pool += [address for kind, shape in sorted(may.items) for address in _addresses(register, kind, shape)]
    pool = [name for name in pool if name != mention.record.id]
    if len(pool) > _MANY:
        # a slip of the hand leaves one end of an id as it was
        head, tail = mention.value.rpartition("-")[0], mention.value[-4:]
        pool = [name for name in pool if name.startswith(head) or name.endswith(tail)]
    near = get_close_matches(mention.value.upper(), pool, n=1, cutoff=_ALIKE)
    return near[0] if near else None


def _records(register: Register, kind: str) -> tuple[Record, ...]:
    return register.records if kind == ANY else register.of(kind)
