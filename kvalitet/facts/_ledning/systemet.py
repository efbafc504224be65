"""What the board is shown of the management system: processes by step, reviews, decisions, and what is to come."""

from collections.abc import Iterable, Iterator

from kvalitet.facts._base.ansvar import holder_text
from kvalitet.facts._base.frister import pending
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import day_text, word
from kvalitet.facts._planer.atgarder import due_text, state_on
from kvalitet.facts._processer.processer import SORTS, STEPS, Equipped, standing
from kvalitet.facts._revision.fragor import Audit
from kvalitet.facts._revision.ledning import held
from kvalitet.facts._revision.rekommendationer import audits
from kvalitet.facts._revision.styrning import about_system, decision_text, of_board
from kvalitet.model.assessment import Assessment
from kvalitet.model.deadline import Due
from kvalitet.model.figure import Cell, Figure, Table, count
from kvalitet.model.wording import capital, date_text
from kvalitet.views.atgarder import Atgard

YEAR = 365
_COMING = ("dokument", "lagkrav", "process", "genomgang", "revision", "handlingsplan")
"""The kinds of what the management system is made of, and whose dates are told."""


def step_table(reach: Reach, found: Iterable[Equipped]) -> Table:
    """How many processes of each sort have come to which step, and no further, by the day."""
    views = tuple(found)

    def row(key: str, chosen: Iterable[Equipped]) -> tuple[Figure, ...]:
        steps = [(each.process.id, standing(reach, each.process)[0]) for each in chosen]
        by_step = (count(f"{key}.{step}", (name for name, reached in steps if reached == step)) for step in STEPS)
        return (*by_step, count(f"{key}.antal", (name for name, _ in steps)))

    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (capital(plural), *row(f"processer.{sort}", (each for each in views if each.process.typ == sort)))
        for sort, plural in SORTS.items()
    )
    return Table(
        key="processer.steg",
        caption="Processerna, efter hur långt de har kommit",
        headings=("Slag", "Bara identifierade", "Beskrivna, inte fastställda", "Fastställda", "Totalt"),
        rows=(*rows, ("Totalt", *row("processer", views))) if views else (),
        note=f"Läget avser {date_text(reach.day)}.",
        empty=f"Inga processer {'hör till enheten' if reach.scope.unit else 'är inskrivna i registret'}.",
    )


def review_table(seen: Audit) -> Table:
    """The management's reviews held in the period: whether the system serves, and what they decided."""
    found = sorted(held(seen), key=lambda view: (view.datum or seen.day, view.id))
    return Table(
        key="genomgångar.hållna",
        caption=f"Ledningens genomgångar {seen.period.label}",
        headings=("Genomgång", "Dag", "Tjänar ledningssystemet sitt syfte?", "Beslut", "Åtgärder"),
        rows=tuple(
            (
                view.titel,
                day_text(view.datum),
                word(view.tjanar_sitt_syfte) if view.tjanar_sitt_syfte else "Inte besvarat",
                count(f"genomgångar.{view.id}.beslut", (f"{view.id}/{row.id}" for row in view.beslut)),
                count(f"genomgångar.{view.id}.åtgärder", (action.address for action in view.atgarder)),
            )
            for view in found
        ),
        ids=tuple(view.id for view in found),
        empty=f"Ingen genomgång hölls under {seen.period.label}.",
    )


def decision_table(seen: Audit) -> Table:
    """The board's decisions about the management system in the period and the two years before, the latest first."""
    found = sorted(
        (view for view in of_board(seen) if about_system(seen, view)),
        key=lambda view: (view.datum or seen.day, view.id),
        reverse=True,
    )
    return Table(
        key="beslut.ledningssystemet",
        caption=f"Nämndens beslut om ledningssystemet {seen.window.text}",
        headings=("Beslut", "Dag", "Instans"),
        rows=tuple((view.record.title, day_text(view.datum), decision_text(view)) for view in found),
        ids=tuple(sorted(view.id for view in found)),
        empty=f"Registret har inget beslut av nämnd eller styrelse om ledningssystemet {seen.window.text}.",
    )


def open_after_audits(seen: Audit) -> Iterator[tuple[Atgard, str]]:
    """The actions that remain after audits' recommendations, each with the audit's title."""
    for view in audits(seen):
        for row in view.rekommendationer:
            yield from ((action, view.record.title) for action in row.atgarder if action.is_open)


def development_table(seen: Audit) -> Table:
    """What is to be done with the management system: the actions that remain after audits, the nearest first."""
    rows = sorted(open_after_audits(seen), key=lambda row: (row[0].due or seen.day, row[0].address))
    return Table(
        key="utveckling.åtgärder",
        caption="Åtgärder som återstår efter revisioner",
        headings=("Åtgärd", "Efter", "Ansvarig", "Senast", "Läge"),
        rows=tuple(
            (
                action.beskrivning,
                audit,
                holder_text(seen, action.ansvarig or action.record.role),
                due_text(action),
                capital(state_on(action, seen.today)),
            )
            for action, audit in rows
        ),
        ids=tuple(sorted(action.address for action, _ in rows)),
        note=f"Läget avser {date_text(seen.today)}.",
        empty="Inga åtgärder återstår efter revisionernas rekommendationer.",
    )


def coming_table(assessment: Assessment, reach: Reach) -> Table:
    """How much of each kind is due within a year from today, how much of it has passed, and the next date."""
    kinds = reach.register.kinds
    mine = {r.id for kind in _COMING for r in reach.register.of(kind) if reach.governs(r.unit)}
    due = pending(assessment, mine, YEAR)
    rows = []
    for kind in _COMING:
        found = [each for each in due if each.kind == kind]
        late = [each for each in found if each.due < reach.today]
        ahead = [day_text(each.due) for each in found if each.due >= reach.today]
        if found:
            numbers = (_named(f"kommande.{kind}", found), _named(f"kommande.{kind}.försenade", late))
            rows.append((capital(kinds[kind].plural), *numbers, ahead[0] if ahead else "–"))
    return Table(
        key="kommande",
        caption="Det som ska göras inom ett år",
        headings=("Slag", "Poster", "Varav något är försenat", "Nästa dag"),
        rows=tuple(rows),
        note=f"Räknat från {date_text(reach.today)}. En post räknas en gång, hur mycket som än ska göras med den.",
        empty="Inget har en dag inom ett år.",
    )


def _named(key: str, found: Iterable[Due]) -> Figure:
    return count(key, (each.id for each in found if each.id))
