"""References between records: what each may name, where it leads, and what was likely meant."""

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from kvalitet.model.record import Record
from kvalitet.model.register import Item, Mention, Register
from kvalitet.model.wording import listing

ANY = "*"
_CHARACTERS = string.ascii_uppercase + string.digits + "-/"
_NUMBER = re.compile(r"(?<=-)[0-9]{1,3}(?![0-9])")
_DIGITS = 4
_RESTING = frozenset({"process", "lagkrav"})
_LOOSE = frozenset({"relaterat", "avser"})
_LONGEST = 40


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
        words.append(_item_words(register, mention, may))
    return listing(words, "eller")


def _item_words(register: Register, mention: Mention, may: Allowed) -> str:
    named = [
        shape_title(register, kind, shape) + ("" if kind == ANY else f" i {register.kinds[kind].singular}")
        for kind, shape in sorted(may.items)
        if kind == ANY or kind in register.kinds
    ]
    others = (
        address
        for kind, shape in sorted(may.items)
        for address in _addresses(register, kind, shape)
        if not address.startswith(f"{mention.record.id}/")
    )
    example = next(others, "HPL-0001/A12")
    return f"adressen till en del ({listing(named, 'eller')}), skriven som {example}"


def _shapes(register: Register, kind: str, shapes: Iterable[str]) -> str:
    titles = [shape_title(register, kind, shape) for shape in sorted(shapes) if register.kinds[kind].shaped(shape)]
    return f" ({listing(titles, 'eller')})" if titles else ""


def shape_title(register: Register, kind: str, shape: str) -> str:
    """What an item of a shape is called in a kind, or in any: "åtgärd"."""
    kinds = register.kinds.values() if kind == ANY else (register.kinds[kind],)
    fields = (field for k in kinds for field in k.fields if field.shape == shape and "object" in field.types)
    return next((field.title for field in fields), shape).lower()


def _addresses(register: Register, kind: str, shape: str) -> Iterator[str]:
    return (item.address for item in register.items(shape) if kind in {item.record.kind, ANY})


def likely(register: Register, mention: Mention) -> str | None:
    """The id or address that a reference was likely meant to be; None where several are as likely."""
    written = mention.value.strip().upper()
    ids, addresses, here = register.by_id, register.by_address, mention.record.id
    # the slips of a long text are too many to try, and no id is so long
    for slips in _slips(written) if len(written) <= _LONGEST else ():
        known = [name for name in slips if name in ids or name in addresses or f"{here}/{name}" in addresses]
        meant = [name for name in known if _would_do(register, replace(mention, value=name))]
        if meant:
            return meant[0] if len(meant) == 1 else None
    return None


def _would_do(register: Register, mention: Mention) -> bool:
    found = target(register, mention)
    if found is None or found is mention.record:
        return False
    return follow(register, mention) is Outcome.RIGHT


def _slips(written: str) -> Iterator[frozenset[str]]:
    """What a text may have been before a slip of the hand, the likeliest slips first."""
    # to look up each slip costs the same however many ids there are; to compare with every id does not
    cuts = [(written[:n], written[n:]) for n in range(len(written) + 1)]
    yield frozenset({written, _NUMBER.sub(lambda digits: digits[0].zfill(_DIGITS), written.replace(" ", "-"))})
    yield frozenset(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1)
    yield frozenset(a + b[1:] for a, b in cuts if b)
    yield frozenset(a + c + b for a, b in cuts for c in _CHARACTERS)
    yield frozenset(a + c + b[1:] for a, b in cuts if b for c in _CHARACTERS)


def relied_on(register: Register) -> Iterator[Mention]:
    """Where a process or a requirement in the register names what it rests on, each record once in each.

    What is only related, and what an action is about, is not rested on.
    """
    told = set[tuple[str, str]]()
    for mention in register.mentions:
        if mention.record.kind not in _RESTING or not mention.field.refs or mention.field.key in _LOOSE:
            continue
        pair = (mention.record.id, mention.value)
        if pair not in told and not register.is_cancelled(mention.record):
            told.add(pair)
            yield mention
