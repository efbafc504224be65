"""What the register shows of an auditor's questions about the management system, and what recommendations led to.

The questions are a code list, worded after those that auditors have put when they try care against SOSFS 2011:9. The
document says what the register holds; the answer is the auditor's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kvalitet.facts._base.words import day_text
from kvalitet.facts._catalogue import Report
from kvalitet.facts._revision import (
    ledning,
    processer,
    risker,
    struktur,
    styrning,
    uppfoljning,
)
from kvalitet.facts._revision.belagg import without_evidence
from kvalitet.facts._revision.fragor import Answer, Audit, Evidence, Question, State, answered, audit
from kvalitet.facts._revision.rekommendationer import overview, reported
from kvalitet.model.assessment import Assessment
from kvalitet.model.codes import Code
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import Cell, Figure, Table, count
from kvalitet.model.wording import capital, listing

REPORT = Report(
    title="Revisionsunderlag",
    purpose="vad registret visar om varje revisionsfråga, med kriterium och belägg, och vad rekommendationer gav",
    audience="revisorer och de som förbereder en granskning",
    due="när en granskning förbereds, och inför ledningens genomgång",
    for_auditors=True,
)

QUESTIONS: tuple[Question, ...] = (
    *struktur.QUESTIONS,
    *styrning.QUESTIONS,
    *processer.QUESTIONS,
    *uppfoljning.QUESTIONS,
    *risker.QUESTIONS,
    *ledning.QUESTIONS,
)
_CODES = "revisionsfragor"
_MOST = 10
_ORDER = (State.MISSING, State.PARTLY, State.PRESENT, State.UNKNOWN)
_COLUMNS = ("Saknas", "Delvis", "Finns", "Kan inte bedömas")
_OWN = "Egen fråga"
_UNASKED = Answer(State.UNKNOWN, "Registret har ingen uppgift som belyser frågan.")


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-question as it was numbered and put, with what the register shows of it."""

    number: str
    code: Code
    answer: Answer
    evidence: Table

    @property
    def question(self) -> str:
        """The question in words."""
        return self.code.label

    @property
    def state(self) -> str:
        """What the register shows, as a reader knows it."""
        return self.answer.state.value

    @property
    def known(self) -> bool:
        """Whether the register can tell."""
        return self.answer.state is not State.UNKNOWN

    @property
    def criterion(self) -> str:
        """The provisions that the question is put against, or that it is a question of its own."""
        basis = self.code.data.get("lagrum")
        rows = [text for text in basis if isinstance(text, str)] if isinstance(basis, list) else []
        return listing(rows) or str(self.code.data.get("källa") or _OWN)


@dataclass(frozen=True, slots=True)
class Theme:
    """A question with its sub-questions."""

    number: str
    title: str
    about: str
    parts: tuple[Part, ...]


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """What the register shows an auditor of a period, of the whole care provider or of one unit with its subunits."""
    seen = audit(assessment, scope)
    themes = tuple(_themes(seen))
    parts = tuple(part for theme in themes for part in theme.parts)
    told = tuple(reported(seen))
    return Facts(
        title=f"{REPORT.title} {scope.period.label}",
        scope=scope,
        unit=seen.unit_name,
        day=seen.day,
        status="underlag",
        tables=(
            _summary(themes, parts),
            _lacking(parts),
            _criteria(parts),
            overview(seen),
            *(part.evidence for part in parts),
        ),
        loose=tuple(figure for part in parts for figure in part.answer.figures),
        details={
            "themes": themes,
            "audits": told,
            "same_day": seen.day == seen.today,
            "window": seen.window.text,
        },
    )


def _themes(seen: Audit) -> Iterator[Theme]:
    """The questions in the order of the code list, as they were on the day, numbered 1, 2, 3 with parts a, b, c."""
    codes = seen.register.codes.get(_CODES)
    valid = [code for code in (codes.codes.values() if codes else ()) if code.valid(seen.day)]
    judges = {question.code: question for question in QUESTIONS}
    tops = [code for code in valid if code.parent is None]
    for index, top in enumerate(tops, start=1):
        below = [code for code in valid if code.parent == top.id]
        names = [f"{index}{_letter(place)}" if len(below) > 1 else str(index) for place in range(len(below))]
        parts = (_part(seen, name, code, judges) for name, code in zip(names, below, strict=True))
        yield Theme(str(index), top.label, top.description, tuple(parts))


def _letter(place: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[place % 26] * (place // 26 + 1)


def _part(seen: Audit, number: str, code: Code, judges: Mapping[str, Question]) -> Part:
    answer = answered(seen, judges[code.id]) if code.id in judges else _UNASKED
    return Part(number, code, answer, _evidence(number, code, answer.evidence))


def _evidence(number: str, code: Code, found: Sequence[Evidence]) -> Table:
    total = count(f"belägg.{code.id}", (row.id for row in found))
    more = f"Tabellen visar de första av {total.counted('post', 'poster')}." if len(found) > _MOST else ""
    return Table(
        key=f"belägg.{code.id}",
        caption=f"Belägg för {number}",
        headings=("Post och fil", "Titel", "Visar", "Datum"),
        rows=tuple((f"{row.id}, {row.path}", row.title, row.shows, day_text(row.day)) for row in found[:_MOST]),
        note=more,
        empty=without_evidence(code.id),
        ids=tuple(row.id for row in found),
    )


def _summary(themes: Iterable[Theme], parts: Iterable[Part]) -> Table:
    """How many sub-questions of each question the register shows to be in each state."""
    rows: list[tuple[Cell, ...]] = [
        (f"{theme.number}. {theme.title}", *_states(f"läge.{theme.number}", theme.parts)) for theme in themes
    ]
    return Table(
        key="läge",
        caption="Vad registret visar om revisionsfrågorna, antal delfrågor",
        headings=("Fråga", *_COLUMNS),
        rows=(*rows, ("Totalt", *_states("läge", tuple(parts)))) if rows else (),
        note="Läget sägs om vad som finns i registret, inte om verksamheten. Svaret på frågan är revisorns.",
        empty="Kodverket har inga revisionsfrågor.",
    )


def _states(key: str, parts: Sequence[Part]) -> tuple[Figure, ...]:
    return tuple(
        count(
            f"{key}.{column.lower().replace(' ', '_')}", (part.number for part in parts if part.answer.state is state)
        )
        for column, state in zip(_COLUMNS, _ORDER, strict=True)
    )


def _lacking(parts: Sequence[Part]) -> Table:
    """What is missing and then what is there in part, with why."""
    chosen = [part for state in (State.MISSING, State.PARTLY) for part in parts if part.answer.state is state]
    return Table(
        key="läge.brister",
        caption="Det som saknas eller finns delvis",
        headings=("Nr", "Fråga", "Registret visar", "Varför"),
        rows=tuple((part.number, part.question, capital(part.state), part.answer.reason) for part in chosen),
        empty="Registret visar inget som saknas eller finns bara delvis.",
    )


def _criteria(parts: Sequence[Part]) -> Table:
    """What each sub-question is tried against, and when the register shows that it is there."""
    return Table(
        key="kriterier",
        caption="Kriterium för varje delfråga, och när registret visar att det finns",
        headings=("Nr", "Kriterium", "Visas som finns när"),
        rows=tuple((part.number, part.criterion, part.code.description) for part in parts),
        note="PSL är patientsäkerhetslagen (2010:659). SOSFS 2011:9 är föreskrifterna om ledningssystem för "
        "systematiskt kvalitetsarbete. En egen fråga vilar inte på någon utpekad bestämmelse.",
    )
