"""An audit seen from the register: its questions, what the register shows of each, and the records that show it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvalitet.facts._base.reach import Reach
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import Period, year_of
from kvalitet.model.document import Scope
from kvalitet.model.figure import Cell, Figure, count
from kvalitet.model.finding import Finding
from kvalitet.model.record import Record
from kvalitet.model.value import Value
from kvalitet.model.wording import date_text

_BEFORE = 2
"""How many years before the period count where a year is too short a time to judge by."""


class State(StrEnum):
    """What the register shows, in the order in which it is told: what is missing first."""

    MISSING = "saknas"
    PARTLY = "delvis"
    UNKNOWN = "kan inte bedömas ur registret"
    PRESENT = "finns"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something in the register that shows a state: `path` is seen from the repository's root."""

    id: str
    title: str
    shows: Cell
    day: date | None
    path: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A state, one or two sentences that say why, the numbers in them, and what shows it."""

    state: State
    reason: str
    figures: tuple[Figure, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Audit(Reach):
    """A reach with the findings of the day."""

    findings: tuple[Finding, ...]

    @property
    def window(self) -> Period:
        """The period with the two years before it."""
        first = year_of(self.period.first.year - _BEFORE).first
        return Period(first, self.period.last, f"{first.year}–{self.period.last.year}")

    def happened(self, when: date | None, within: Period | None = None) -> bool:
        """Whether a day falls in the period (or another) and had come by the day described."""
        return when is not None and when in (within or self.period) and when <= self.day

    def live(self, record: Record) -> bool:
        """Whether a record counts: it is neither cancelled nor repealed."""
        return not self.register.is_cancelled(record)

    def shown_by(self, record: Record, shows: Cell, day: date | None = None, part: str = "") -> Evidence:
        """A record, or an item in it, as evidence."""
        address = f"{record.id}/{part}" if part else record.id
        return Evidence(address, record.title, shows, day, f"{self.register.origin.prefix}/{record.path}")


@dataclass(frozen=True, slots=True)
class Question:
    """A sub-question by its code, the kinds of record that it is judged by (`*`: all), and how."""

    code: str
    kinds: tuple[str, ...]
    judge: Callable[[Audit], Answer]


def audit(assessment: Assessment, scope: Scope) -> Audit:
    """The reach of a scope in an assessment, with its findings."""
    return Audit(assessment.register, scope, assessment.today, assessment.findings)


def answered(seen: Audit, question: Question) -> Answer:
    """What the register shows of a question.

    It cannot tell of a period outside its own time, nor where a file that the question needs could not be read.
    """
    beyond = _beyond(seen)
    if beyond:
        return Answer(State.UNKNOWN, beyond)
    found = question.judge(seen)
    needed = {None, *question.kinds}
    unread = [row.path for row in seen.register.rejected if "*" in needed or row.kind in needed]
    if not unread:
        return found
    lost = count(f"{question.code}.oläsbara", unread)
    return Answer(
        State.UNKNOWN,
        f"{lost.counted('fil', 'filer')} som frågan vilar på kunde inte läsas in.",
        (*found.figures, lost),
        found.evidence,
    )


def _beyond(seen: Audit) -> str:
    """Why the register cannot answer for the period at all; empty where it can."""
    starts = seen.register.settings.starts
    if starts and starts > seen.period.last:
        return f"Registret började {date_text(starts)} och svarar inte för {seen.period.label}."
    return f"Perioden {seen.period.label} har inte börjat." if seen.day < seen.period.first else ""


def share(met: Figure, of: Figure) -> State:
    """All, some or none of those there are; of none at all nothing can be said."""
    if not of.value:
        return State.UNKNOWN
    if met.value == of.value:
        return State.PRESENT
    return State.PARTLY if met.value else State.MISSING


def of_all(met: Figure, of: Figure, singular: str, plural: str) -> str:
    """A part of a whole in words: "2 av 4 kärnprocesser"."""
    return f"{met.text} av {of.counted(singular, plural)}"


def speaks_of(words: Value, *wanted: str) -> bool:
    """Whether one of a record's keywords holds one of the words wanted."""
    rows = words if isinstance(words, list) else [words]
    return any(word in row.casefold() for row in rows if isinstance(row, str) for word in wanted)


def telling(rows: Iterable[tuple[bool, Evidence]]) -> tuple[Evidence, ...]:
    """Evidence with what is lacking before what is there."""
    return tuple(evidence for _, evidence in sorted(rows, key=lambda row: row[0]))
