"""Draws a record for people: labels for keys, names for ids, and how its actions and marks stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kvalitet.model.finding import Finding
from kvalitet.model.kind import Field
from kvalitet.model.marks import fingerprint
from kvalitet.model.record import Record
from kvalitet.model.register import Register
from kvalitet.model.value import FieldPath, Value
from kvalitet.model.wording import capital
from kvalitet.output.envelope import place
from kvalitet.output.page import Page, one_line, words
from kvalitet.output.text import STYLES, WORDS
from kvalitet.views.atgarder import Aktivitet, Atgard
from kvalitet.views.granskningar import Granskning

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

Drawn = Iterator["RenderableType"]
Row = tuple[str, str, str]

_HEAD = frozenset({"id", "titel", "enhet", "status"})
_ACTIONS: Mapping[str, type[Atgard]] = {view.shape: view for view in (Atgard, Aktivitet)}
_TOLD_BY_STANDING = frozenset({"id", "status", "klar", "beskrivning"})
_TOLD_BY_MARK = frozenset({"av", "datum", "steg", "version", "fingeravtryck"})


@dataclass(frozen=True)
class Drawing:
    """A record on a page, on a day."""

    page: Page
    register: Register
    record: Record
    today: date

    def whole(self, references: Sequence[Row], referrers: Sequence[Row], findings: Sequence[Finding]) -> Drawn:
        """The record from its title to the fingerprint that a mark made now would hold."""
        yield from self._head()
        yield from self._findings(findings)
        yield ""
        for key, value in self.record.data.items():
            if key not in _HEAD:
                yield from self._field((key,), value, 0)
        yield from self._links("Hänvisar till", [(target, title, field) for field, target, title in references])
        yield from self._links("Nämns i", [(name, title, field) for name, field, title in referrers])
        yield ""
        yield words("Fingeravtryck", "bold")
        yield words(f"  {fingerprint(self.register, self.record)}")

    def _head(self) -> Drawn:
        kind = self.register.kinds[self.record.kind]
        unit = self.register.organisation.name(self.record.unit) if self.record.unit else "–"
        yield self.page.indented(one_line(f"{self.record.id}  {self.record.title}", "bold"), 0, hanging=2)
        about = f"{capital(kind.singular)} · {self.record.status} · {unit} · {place(self.register, self.record.path)}"
        yield self.page.indented(one_line(about, "dim"), 0)

    def _findings(self, findings: Sequence[Finding]) -> Drawn:
        if findings:
            yield ""
            yield words("Att åtgärda", "bold")
        for finding in findings:
            severity = words(f"{WORDS[finding.severity]} {finding.code}  ", STYLES[finding.severity])
            yield self.page.indented(severity + one_line(f"{capital(finding.message)}. {finding.help}"), 2, hanging=2)

    def _links(self, heading: str, rows: Sequence[Row]) -> Drawn:
        if rows:
            yield ""
            yield words(heading, "bold")
        for name, title, field in rows:
            line = words(f"{name}  ", "bold") + one_line(title or self._absent(name)) + words(f"  ({field})", "dim")
            yield self.page.indented(line, 2, hanging=2)

    def _absent(self, target: str) -> str:
        rejected = target.partition("/")[0] in self.register.rejected_ids
        return "kunde inte läsas in" if rejected else "finns inte"

    def _field(self, path: FieldPath, value: Value, depth: int) -> Drawn:
        field = self.register.kinds[self.record.kind].field_at(path)
        heading = words(field.title if field and field.title else str(path[-1]), "bold")
        if isinstance(value, dict):
            yield self.page.indented(heading, 2 * depth)
            yield from self._inside(path, value, depth + 1, frozenset())
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield self.page.indented(heading, 2 * depth)
            for index, item in enumerate(value):
                yield from self._item((*path, index), item, depth + 1)
        else:
            text = heading + words(f": {self._words(field, value)}")
            yield self.page.indented(text, 2 * depth, hanging=2)

    def _inside(self, path: FieldPath, data: Mapping[str, Value], depth: int, told: frozenset[str]) -> Drawn:
        for key, inner in data.items():
            if key not in told:
                yield from self._field((*path, key), inner, depth)

    def _item(self, path: FieldPath, item: Value, depth: int) -> Drawn:
        if not isinstance(item, dict):
            yield self.page.indented(words(str(item)), 2 * depth, hanging=2)
            return
        field = self.register.kinds[self.record.kind].field_at(path)
        shape = (field.shape if field else None) or ""
        told = frozenset({"id"})
        line = words(str(item.get("id") or int(path[-1]) + 1), "bold cyan")
        if shape in _ACTIONS:
            action = _ACTIONS[shape](self.record, item, path)
            told = _TOLD_BY_STANDING
            line += words(f"  {action.beskrivning} ") + self._standing(action)
        elif shape == Granskning.shape:
            mark = Granskning(self.record, item, path)
            told = _TOLD_BY_MARK
            line = words(self._mark(mark)) + self._holds(mark)
        yield self.page.indented(line, 2 * depth, hanging=4)
        yield from self._inside(path, item, depth + 1, told)

    def _standing(self, action: Atgard) -> "Text":
        late = action.is_open and action.due is not None and action.due < self.today
        return words(
            f"[{action.standing(self.today)}]", "bold red" if late else "green" if action.is_done else "yellow"
        )

    def _mark(self, mark: Granskning) -> str:
        version = f", version {mark.version}" if mark.version else ""
        return f"{mark.steg} {mark.datum or ''} av {self.register.role_text(mark.av)}{version}: "

    def _holds(self, mark: Granskning) -> "Text":
        if not mark.fingeravtryck:
            return words("märket har inget fingeravtryck", "dim")
        version = mark.fingeravtryck.partition(":")[0]
        now = fingerprint(self.register, self.record, version)
        if now is None:
            return words(f"märket är gjort med en okänd metod ({version})", "yellow")
        same = now == mark.fingeravtryck
        return words("stämmer med posten", "green") if same else words("posten har ändrats efter märket", "bold red")

    def _words(self, field: Field | None, value: Value) -> str:
        match value:
            case list():
                return ", ".join(self._words(field, item) for item in value)
            case bool():
                return "ja" if value else "nej"
            case None:
                return "–"
            case str() if field:
                return self._named(field, value)
            case _:
                return str(value)

    def _named(self, field: Field, value: str) -> str:
        """A text that names something, with what it names; any other as it stands."""
        if field.codelist:
            return self.register.label(field.codelist, value)
        if field.choices:
            return value.replace("_", " ")
        if field.role:
            return self.register.role_text(value)
        if field.unit:
            return self.register.organisation.name(value)
        if field.refs and value in self.register.by_id:
            return f"{value} {self.register.by_id[value].title}"
        return value.rstrip("\n")
