"""What the latest audits recommended, what was answered and what has been done."""

from collections.abc import Iterator
from dataclasses import dataclass

from kvalitet.facts._base.words import role_text
from kvalitet.facts._planer.atgarder import EFFECTS, due_text, state_cells, state_text
from kvalitet.facts._revision.fragor import Audit
from kvalitet.model.figure import Cell, Table, count
from kvalitet.model.wording import date_text
from kvalitet.views.atgarder import Atgard
from kvalitet.views.revisioner import Rekommendation, Revision

_KEY = "rekommendationer"
_SORTS = {"intern": "Intern granskning", "extern": "Extern granskning", "självskattning": "Självskattning"}


@dataclass(frozen=True, slots=True)
class Done:
    """An action after a recommendation, with how it stands."""

    id: str
    what: str
    responsible: str
    due: str
    state: str


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation: `heading` names the day of the answer, `answer` is empty where there is none."""

    address: str
    text: str
    responsible: str
    heading: str
    answer: str
    actions: tuple[Done, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """An audit with its recommendations. `about` says when it was handed over and by whom."""

    heading: str
    title: str
    about: str
    path: str
    rows: tuple[Recommended, ...]


def audits(seen: Audit) -> tuple[Revision, ...]:
    """The audits with recommendations handed over in the period or the two years before, the latest first."""
    found = [
        view
        for view in Revision.all(seen.register)
        if view.reported and view.rekommendationer and seen.governs(view.record.unit)
    ]
    latest = [view for view in found if seen.happened(view.datum, seen.window)]
    return tuple(sorted(latest, key=lambda view: (view.datum or seen.day, view.id), reverse=True))


def reported(seen: Audit) -> Iterator[Reported]:
    """Each audit with what became of each of its recommendations."""
    for view in audits(seen):
        by = f" av {view.record.text('revisor')}" if view.record.text("revisor") else ""
        yield Reported(
            heading=f"{_SORTS[view.record.text('slag')]} {view.id}",
            title=view.record.title,
            about=f"Lämnad {date_text(view.datum or seen.day)}{by}.",
            path=f"{seen.register.origin.prefix}/{view.record.path}",
            rows=tuple(_row(seen, view, row) for row in view.rekommendationer),
        )


def _row(seen: Audit, view: Revision, row: Rekommendation) -> Recommended:
    when = f" {date_text(row.besvarad)}" if row.besvarad else ""
    return Recommended(
        address=f"{view.id}/{row.id}",
        text=row.text,
        responsible=role_text(seen.register, row.ansvarig) if row.ansvarig else "ingen utpekad",
        heading=f"Svar{when}",
        answer=row.svar,
        actions=tuple(_done(seen, row, action) for action in row.atgarder),
    )


def _done(seen: Audit, row: Rekommendation, action: Atgard) -> Done:
    """An action as it stands today, and as it stood on the day described where it was decided by then."""
    now, then = state_text(action, seen.today), state_text(action, seen.day)
    effect = f", effekt: {EFFECTS[action.effekt].lower()}" if action.is_done and action.effekt else ""
    decided = row.besvarad is None or row.besvarad <= seen.day
    before = f"; {date_text(seen.day)}: {then.lower()}" if decided and then != now else ""
    return Done(
        id=action.id,
        what=action.beskrivning,
        responsible=role_text(seen.register, action.ansvarig),
        due=due_text(action),
        state=f"{now}{effect}{before}",
    )


def overview(seen: Audit) -> Table:
    """How many recommendations each audit made, how many are answered, and how the actions stand today."""
    return Table(
        key=f"{_KEY}.läge",
        caption=f"Rekommendationer från revisioner {seen.window.text}, svar och åtgärder",
        headings=("Revision", "Rekommendationer", "Besvarade", "Åtgärder", "Klara", "Försenade"),
        rows=tuple(_overview(seen, view) for view in audits(seen)),
        note=f"Svaren och åtgärdernas läge avser {date_text(seen.today)}.",
        empty=f"Registret har inga rekommendationer från revisioner {seen.window.text}.",
    )


def _overview(seen: Audit, view: Revision) -> tuple[Cell, ...]:
    key, rows = f"{_KEY}.{view.id}", view.rekommendationer
    answered = [row for row in rows if row.svar]
    actions = [action for row in rows for action in row.atgarder]
    done, _, _, late, _, total = state_cells(f"{key}.åtgärder", actions, seen.today)
    return (
        view.record.title,
        count(f"{key}.antal", (f"{view.id}/{row.id}" for row in rows)),
        count(f"{key}.besvarade", (f"{view.id}/{row.id}" for row in answered)),
        total,
        done,
        late,
    )
