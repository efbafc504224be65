"""Makes calendar entries of deadlines: what, by whom, on what ground and where it stands."""

import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from kvalitet.calendar import Entry, Status
from kvalitet.model.deadline import Due
from kvalitet.model.register import Register
from kvalitet.model.wording import capital, date_text
from kvalitet.output.page import one_line
from kvalitet.output.text import BASIS_WORDS


def entries(dues: Sequence[Due], register: Register, today: date) -> Iterator[Entry]:
    """An entry for each deadline, in their order; done and cancelled ones say so."""
    ours = _identity(register)
    for due, key in zip(dues, _keys(dues), strict=True):
        yield Entry(
            uid=f"{key}@{ours}",
            day=due.due,
            summary=one_line(_summary(due, register)).plain,
            description="\n".join(one_line(line).plain for line in _description(due, register, today)),
            categories=tuple(_categories(due, register)),
            status=Status.CANCELLED if due.cancelled else Status.CONFIRMED,
            alarm=due.done is None and not due.cancelled,
        )


def _keys(dues: Sequence[Due]) -> list[str]:
    """A key for each deadline, whatever its day: those of the same thing are numbered by what they say."""
    keys = [_key(due) for due in dues]
    seen: Counter[str] = Counter()
    for place in sorted(range(len(dues)), key=lambda place: (dues[place].what, dues[place].due)):
        key = keys[place]
        keys[place] = f"{key}-{seen[key]}"
        seen[key] += 1
    return keys


def _key(due: Due) -> str:
    """What a deadline is of, whatever its day: the rule, the record or the missing thing, and the field."""
    whole = "\0".join((due.code, due.demand or due.id or posixpath.basename(due.path), due.field))
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    return "-".join(filter(None, (due.code.lower(), (due.id or "").lower(), digest)))


def _identity(register: Register) -> str:
    """What tells this register from all others: the care provider's number, or its name in another form."""
    number = re.sub("[^0-9]", "", register.settings.organisation_number)
    name = register.settings.provider or register.origin.prefix
    return f"{number or hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}.kvalitet"


def _summary(due: Due, register: Register) -> str:
    """What is to be done with what: a calendar shows this alone."""
    state = "Inställt: " if due.cancelled else "Klart: " if due.done else ""
    record = register.by_id.get(due.id or "")
    return f"{state}{capital(due.what)}" + (f" ({record.id} {record.title})" if record else "")


def _description(due: Due, register: Register, today: date) -> Iterator[str]:
    yield f"{capital(due.what)}."
    record = register.by_id.get(due.id or "")
    if due.cancelled and record:
        yield f"Inställt: {register.kinds[record.kind].definite} har status {record.status}."
    elif due.done:
        yield f"Klart {date_text(due.done)}."
    else:
        yield f"Senast {date_text(due.due)}." + (f" Försenat per {date_text(today)}." if due.due < today else "")
    if record:
        yield f"Post: {record.id} {record.title}".rstrip()
    if due.role:
        yield f"Ansvarig: {register.role_text(due.role)}"
    if due.unit:
        yield f"Enhet: {register.organisation.name(due.unit)}"
    if due.basis:
        yield f"{BASIS_WORDS[due.basis.type]}: {due.basis.ref}"
    yield f"Fil: {due.path}"
    yield f"Regel: {due.code}"


def _categories(due: Due, register: Register) -> Iterator[str]:
    yield "Kvalitetsregister"
    if due.kind and due.kind in register.kinds:
        yield capital(register.kinds[due.kind].singular)
    if due.basis:
        yield BASIS_WORDS[due.basis.type]
