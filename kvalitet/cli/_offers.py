"""What can be answered to a question about a field: the choices with their labels, and what stands there by default.

By the annotations of the schema alone: units that exist on the day, roles that somebody holds, codes that may be used.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kvalitet.cli._choices import Choice
from kvalitet.model.dates import first_day
from kvalitet.model.kind import Field
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath, value_at
from kvalitet.pipeline.form import Form

_UNIT = "enhet"
_MOST_RECORDS = 12
_MOST = 60
YES, NO = "ja", "nej"
TRUTHS = ((YES, YES), (NO, NO))


@dataclass(frozen=True, slots=True)
class Offer:
    """The choices that are shown, those that can be named too, and the default: an empty text where there is none."""

    shown: tuple[Choice, ...] = ()
    others: tuple[Choice, ...] = ()
    default: str = ""

    @property
    def label(self) -> str:
        """How the default is shown."""
        return next((label for name, label in (*self.shown, *self.others) if name == self.default), self.default)

    @property
    def is_closed(self) -> bool:
        """Whether it is one of the choices or nothing."""
        return bool(self.shown or self.others)


@dataclass(frozen=True)
class Offers:
    """Makes offers for the fields of a form, on a day."""

    register: Register
    form: Form
    today: date

    def offer(self, field: Field, path: FieldPath) -> Offer:
        """What can be answered for a field at a place of the form."""
        shown, others = self._choices(field)
        names = {name for name, _ in shown}
        defaults = (each for each in self._defaults(field, path, shown) if each in names or not (shown or others))
        return Offer(shown[:_MOST], (*shown[_MOST:], *others), next(defaults, ""))

    def keys(self, field: Field) -> Offer:
        """What a key can be of an open mapping whose keys are codes."""
        return Offer(tuple(self._codes(field.key_codelist)))

    @property
    def _day(self) -> date:
        """The day by which the record's codes, units and roles are judged."""
        pattern = self.form.kind.dating
        return (first_day(value_at(self.form.data, pattern)) if pattern else None) or self.today

    @property
    def _unit(self) -> str:
        found = self.form.data.get(_UNIT)
        return found if isinstance(found, str) else ""

    def _choices(self, field: Field) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
        """The choices to show, and those that can be named too."""
        if field.choices:
            names = [str(choice) for choice in field.choices if choice is not None]
            return tuple((name, name.replace("_", " ")) for name in names), ()
        if "boolean" in field.types:
            return TRUTHS, ()
        if field.codelist:
            return tuple(self._codes(field.codelist)), ()
        if field.unit:
            units = self.register.organisation.units.values()
            return tuple((unit.id, unit.name) for unit in units if unit.exists(self._day)), ()
        if field.role:
            return self._roles()
        return self._records(field) if field.refs else ((), ())

    def _codes(self, name: str | None) -> Iterator[Choice]:
        found = self.register.codes.get(name or "")
        if found is not None:
            yield from ((code.id, code.label) for code in found.codes.values() if code.valid(self._day))
        elif name == "skalor":
            yield from ((scale.id, f"{scale.id}: {scale.title}") for scale in self.register.scales.values())

    def _roles(self) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
        """The roles that somebody holds in the unit and those above it, the nearest first; the rest can be named."""
        organisation = self.register.organisation
        every = [post.name for post in organisation.posts()]
        near = [post.name for unit in organisation.above(self._unit) for post in unit.posts.values()]
        held = [name for name in near or every if organisation.held(name, self._day)]
        return tuple(self._labelled(held)), tuple(self._labelled(name for name in every if name not in held))

    def _labelled(self, roles: Iterable[str]) -> Iterator[Choice]:
        return ((role, self.register.role_text(role)) for role in roles)

    def _records(self, field: Field) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
        """The records, or the items in them, that may be referred to: the latest are shown, the others can be named."""
        found: dict[str, str] = {}
        for reference in field.refs:
            kind, _, shape = reference.partition("/")
            if shape:
                items = [each for each in self.register.items(shape) if kind in {"*", each.record.kind}]
                found |= {each.address: f"{each.address}: {each.text('beskrivning')}" for each in items}
            elif not kind.startswith("#"):
                records = self.register.records if kind == "*" else self.register.of(kind)
                found |= {each.id: f"{each.id}: {each.title}" for each in sorted(records, key=self._age, reverse=True)}
        rows = tuple(found.items())
        return rows[:_MOST_RECORDS], rows[_MOST_RECORDS:]

    def _age(self, record: Record) -> tuple[bool, date, str]:
        """What records are sorted by: those of the same unit and the latest last."""
        return record.unit == self._unit, self.register.date_of(record) or date.min, record.id

    def _defaults(self, field: Field, path: FieldPath, shown: tuple[Choice, ...]) -> Iterator[str]:
        """What could stand there, the likeliest first."""
        if field.format == "date" and field.dates_record and field.past:
            yield self.today.isoformat()
        if field.unit and path != (_UNIT,) and self._unit:
            yield self._unit
        if field.choices and field.key == "status":
            yield shown[0][0]
        # what tells of this event, and not of how the unit does things, is never taken from another
        alone = not any(isinstance(step, int) for step in path)
        if alone and not field.material and (field.unit or field.role or field.choices or field.codelist):
            yield from (str(value_at(record.data, path)) for record in self._last() if value_at(record.data, path))
        if (field.unit and len(shown) == 1) or (field.role and shown):
            yield shown[0][0]

    def _last(self) -> Iterator[Record]:
        """The last record of the kind: that of the same unit, where the unit is known."""
        same = [each for each in self.register.of(self.form.kind.name) if self._unit in {"", each.unit}]
        yield from sorted(same, key=self._age)[-1:]
