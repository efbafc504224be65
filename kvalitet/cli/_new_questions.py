"""Asks a person for what a new record lacks: the schema says what, at any depth, until nothing is lacking."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from kvalitet.cli._choices import picked
from kvalitet.cli._dialogue import Dialogue, numbered
from kvalitet.cli._editing import PERSONAL
from kvalitet.cli._offers import NO, TRUTHS, Offer, Offers
from kvalitet.cli._values import Entry
from kvalitet.edit import composed
from kvalitet.errors import KvalitetError
from kvalitet.kinds import Gap
from kvalitet.model.kind import EACH, Field
from kvalitet.model.spoken import spoken_day
from kvalitet.model.value import FieldPath, Value, value_at
from kvalitet.model.wording import listing
from kvalitet.pipeline.form import Form
from kvalitet.pipeline.guard import numbers_said

_DAY = "date"
_SAY_A_DAY = "Skriv till exempel igår, 15/3 eller 2026-03-15."
_SAYINGS: Mapping[str | None, str] = MappingProxyType(
    {_DAY: _SAY_A_DAY, "intervall": "Till exempel 3 månader, 2 veckor eller 1 år."}
)
_SEVERAL = "Flera svar skiljs åt med komma."


@dataclass
class Interview:
    """The questions about one record. `asked` are the places that have been answered, in order."""

    talk: Dialogue
    form: Form
    offers: Offers
    entry: Entry
    asked: list[FieldPath] = field(default_factory=list)

    def complete(self, within: FieldPath = ()) -> None:
        """Asks until nothing is lacking at and below a place. Raises click.Abort where the user leaves."""
        while found := self.form.gaps(within):
            self._fill(found[0])

    def again(self, path: FieldPath, why: str = "") -> None:
        """Asks once more for a place, or for one that has not been asked for, with the reason."""
        if why:
            self.talk.object(why)
        if value_at(self.form.data, path) is None:
            self._enter(path, "")
        else:
            self._answered(path, "")

    def _fill(self, gap: Gap) -> None:
        around = self.form.field_at(gap.path)
        if not gap.more:
            self._enter(gap.path, gap.because)
        elif isinstance(value_at(self.form.data, gap.path), list):
            self._enter((*gap.path, len(self._listed(gap.path))), gap.because)
        elif around is not None:
            self._enter((*gap.path, self._key(around, gap.path)), gap.because)

    def _enter(self, path: FieldPath, because: str) -> None:
        """Fills in a place: with an answer, or part by part where it has parts."""
        found, item = self.form.field_at(path), self.form.item_of(path)
        types = {*(found.types if found else ())}
        if item is not None and "array" in types and "object" in item.types:
            self._items(path)
        elif "object" in types and "string" not in types:
            self._group(path)
        else:
            self._answered(path, because)

    def _items(self, path: FieldPath) -> None:
        """At least one item of a list whose items have fields of their own."""
        self._introduce(path)
        self.form.put(path, [])
        while True:
            self._group((*path, len(self._listed(path))))
            title = self._title(path)
            if self.talk.choose("En till?", TRUTHS, NO, f"Fler delar under {title}.") == NO:
                return

    def _group(self, path: FieldPath) -> None:
        self.form.put(path, {})
        if not isinstance(path[-1], int) and self.form.gaps(path):
            self._introduce(path)
        self.complete(path)
        found = self.form.field_at(path)
        if found is not None and not value_at(self.form.data, path):
            # a group in which nothing is demanded says nothing while it is empty
            self._enter((*path, self._key(found, path)), "")
            self.complete(path)

    def _key(self, around: Field, path: FieldPath) -> str:
        """Which part of a group is to be filled in: the person chooses."""
        pattern = around.pattern
        inner = [each for each in self.form.kind.fields if each.pattern[:-1] == pattern and each.key != EACH]
        there = value_at(self.form.data, path)
        taken = there if isinstance(there, dict) else {}
        choices = [(each.key, each.title or each.key) for each in inner if each.pattern[-1] not in {EACH, *taken}]
        choices = choices or list(self.offers.keys(around).shown)
        if not choices:
            return self.talk.ask(f"{self._title(path)}: nyckel", around.description, _some)
        if len(choices) == 1:
            return choices[0][0]
        return self.talk.choose(self._title(path), choices, "", f"{around.description} Välj vad som ska fyllas i.")

    def _introduce(self, path: FieldPath) -> None:
        found = self.form.field_at(path)
        if found is not None:
            self.talk.open(found.title, found.description)

    def _answered(self, path: FieldPath, because: str) -> None:
        """Asks for one value, and again as long as the schema has something to say of it."""
        found = self.form.field_at(path)
        if found is None:
            raise KvalitetError(f"{'.'.join(map(str, path))} kan inte fyllas i här. Skriv posten med --from FIL.")
        item = self.form.item_of(path)
        offer = self.offers.offer(item if item and "array" in found.types else found, path)
        before = value_at(self.form.data, path)
        hint = _hint(found, offer, because, several=item is not None)
        answer = self._taking(path, found, item, offer)
        if found.free and not offer.is_closed:
            self.talk.write(self._title(path), hint, answer, before if isinstance(before, str) else "")
        else:
            default = _shown(before) or offer.default
            unsaid = default if before is not None else offer.label
            self.talk.ask(self._title(path), hint, answer, default, unsaid=unsaid, rows=numbered(offer.shown))
        if path not in self.asked:
            self.asked.append(path)

    def _taking(self, path: FieldPath, found: Field, item: Field | None, offer: Offer) -> Callable[[str], None]:
        def take(written: str) -> None:
            said = written.strip()
            if not said:
                raise KvalitetError("Frågan behöver ett svar. Avbryt med Ctrl-C.")
            if sorts := numbers_said(said):
                raise KvalitetError(PERSONAL.format(sort=sorts[0]))
            before, value = value_at(self.form.data, path), self._value(path, found, item, offer, said)
            # characters that a file cannot hold are told at once
            composed({found.key: value}, lambda _: ())
            self.form.put(path, value)
            if faults := self.form.faults(path):
                self._restore(path, before)
                raise KvalitetError(f"{faults[0].message}. {faults[0].help}")
            # what was meant by a word is shown as it will stand
            if found.format == _DAY and value != said:
                self.talk.object(f"Det blir {value}")

        return take

    def _restore(self, path: FieldPath, before: Value) -> None:
        if before is None:
            self.form.drop(path)
        else:
            self.form.put(path, before)

    def _value(self, path: FieldPath, found: Field, item: Field | None, offer: Offer, said: str) -> Value:
        if item is not None and "array" in found.types:
            cells = [cell for row in csv.reader([said], skipinitialspace=True) for cell in row if cell.strip()]
            return [self._one(path, item, offer, cell) for cell in cells]
        return self._one(path, found, offer, said)

    def _one(self, path: FieldPath, found: Field, offer: Offer, said: str) -> Value:
        if offer.is_closed:
            return self.entry.value(found, picked(said, offer.shown, offer.others))
        if found.format == _DAY:
            return self._day(path, found, said).isoformat()
        return self.entry.value(found, said)

    def _day(self, path: FieldPath, found: Field, said: str) -> date:
        day = spoken_day(said, self.entry.today, past=found.past)
        if day is None:
            raise KvalitetError(f"”{said}” är inte ett datum. {_SAY_A_DAY}")
        if found.past and day > self.entry.today:
            raise KvalitetError(f"{day} har inte varit ännu. Skriv en dag som har varit.")
        siblings = [(key, value_at(self.form.data, (*path[:-1], key))) for key in found.earliest]
        for key, other in siblings:
            if isinstance(other, str) and other > day.isoformat():
                raise KvalitetError(f"{day} är före {key}, som är {other}. Skriv en dag som inte är före den.")
        return day

    def _listed(self, path: FieldPath) -> list[Value]:
        found = value_at(self.form.data, path)
        return found if isinstance(found, list) else []

    def _title(self, path: FieldPath) -> str:
        found = self.form.field_at(path)
        return (found.title if found else "") or str(path[-1])


def _hint(found: Field, offer: Offer, because: str, *, several: bool) -> str:
    """What is said below the question: what the field is, why it is asked for, how an answer can look."""
    parts = [found.description]
    if because:
        parts.append(f"Behövs{because}.")
    if found.format in _SAYINGS:
        parts.append(_SAYINGS[found.format])
    elif not offer.is_closed and found.examples:
        examples = [f"”{_shown(each).rstrip('.')}”" for each in found.examples[:3]]
        parts.append(f"Till exempel {listing(examples, 'eller')}.")
    if several:
        parts.append(_SEVERAL)
    return " ".join(part for part in parts if part)


def _shown(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return "" if value is None else str(value)


def _some(written: str) -> str:
    if not written.strip():
        raise KvalitetError("Frågan behöver ett svar. Avbryt med Ctrl-C.")
    return written.strip()
