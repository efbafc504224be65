"""Every requirement of the law: how it is met, by what in force, when it was reviewed, and what is lacking."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kvalitet.facts._base.ansvar import holder_text
from kvalitet.facts._base.att_besluta import Decision, decision
from kvalitet.facts._base.frister import due_table, pending
from kvalitet.facts._base.reach import Reach, only_now, reach
from kvalitet.facts._base.words import day_text
from kvalitet.facts._catalogue import Report
from kvalitet.facts._dokument.lagkrav import backing, governing, requirements, reviewed
from kvalitet.facts._dokument.lagkravsluckor import (
    JUDGED,
    Actions,
    closed,
    gap_table,
    judgements,
    lacking,
    named,
    open_actions,
)
from kvalitet.facts._planer.atgarder import due_text, state_text
from kvalitet.model.assessment import Assessment
from kvalitet.model.deadline import Due
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import UNKNOWN, Table, count
from kvalitet.model.wording import alphabetical, listing
from kvalitet.views.lagkrav import Lagkrav

REPORT = Report(
    title="Lagkravslista",
    purpose="varje lagkrav: hur det uppfylls, av vad som gäller och när det granskades, och vad som fattas",
    audience="de som svarar för lagkraven och den som samordnar ledningssystemet",
    due="när lagkraven granskas, och inför ledningens genomgång",
    demands=(),
)

_ACTIONS = "åtgärder."
_WORST = {"ej": 0, "uppfyllt": 2}
_NUMBERS = re.compile(r"(\d+)|([^\d\s]+)")

occasions = only_now


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The requirements that concern a unit, or all of them, as they stand today."""
    within = reach(assessment, scope)
    found, used = requirements(within), governing(within)
    lacks = {view.id: tuple(lacking(within, view, used)) for view in found}
    short = tuple(view for view in found if lacks[view.id])
    works, lists = open_actions(within, found), _lists(within, found, used)
    return Facts(
        title=within.titled(REPORT.title),
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status="underlag",
        tables=(
            gap_table(within, short, lacks, works),
            _works(within, found, works),
            due_table(within, _reviews(assessment, found), "lagkrav.att_göra", "Lagkrav att granska", "Lagkrav"),
            _changes(found),
            _by_law(found),
            *lists,
        ),
        loose=(
            *judgements("lagkrav", found),
            count("lagkrav.utan_stöd", (view.id for view in found if not backing(within, view, used))),
            count("lagkrav.inte_granskade", (view.id for view in found if not reviewed(view, within.today))),
            count("lagkrav.ändringar.obedömda", (view.id for view in found if _unjudged(view))),
            count("lagkrav.med_luckor", (view.id for view in short)),
            count("lagkrav.luckor_utan_åtgärd", (view.id for view in short if not works[view.id])),
        ),
        details={"lists": lists, "decide": tuple(_decide(within, found, short, works))},
    )


def _decide(within: Reach, found: Iterable[Lagkrav], short: Iterable[Lagkrav], works: Actions) -> Iterator[Decision]:
    """The gaps that nobody mends, the requirements that are not met first."""
    views = tuple(found)
    idle = sorted((view for view in short if not works[view.id]), key=lambda view: _WORST.get(view.bedomning, 1))
    late = [view for view in views if not reviewed(view, within.today)]
    changed = [view for view in views if _unjudged(view)]
    for key, what, ask, chosen in (
        ("luckor_utan_åtgärd", "Luckor där ingen åtgärd pågår", "Bestäm vad som ska göras, och av vem.", idle),
        ("inte_granskade", "Lagkrav som inte är granskade i tid", "Bestäm när det ska granskas.", late),
        ("ändringar.obedömda", "Lagkrav med en ändring som inte är bedömd", "Bedöm vad den betyder.", changed),
    ):
        yield from decision(what, ask, (view.titel for view in chosen), count(f"lagkrav.{key}", (v.id for v in chosen)))


def _unjudged(view: Lagkrav) -> bool:
    return any(change.bedomd is None for change in view.bevakning)


def _works(within: Reach, found: Iterable[Lagkrav], works: Actions) -> Table:
    rows = [(action, view) for view in found for action in works[view.id]]
    return Table(
        key="lagkrav.åtgärder",
        caption="Åtgärder som pågår för att lagkraven ska uppfyllas",
        headings=("Åtgärd", "Lagkrav", "Ansvarig", "Senast", "Läge"),
        rows=tuple(
            (
                action.beskrivning,
                view.titel,
                holder_text(within, action.ansvarig or action.record.role),
                due_text(action),
                state_text(action, within.today),
            )
            for action, view in rows
        ),
        ids=tuple(sorted({action.address for action, _ in rows})),
    )


def _reviews(assessment: Assessment, found: Iterable[Lagkrav]) -> tuple[Due, ...]:
    """What is to be done with the requirements themselves; their actions stand in a table of their own."""
    due = pending(assessment, {view.id for view in found})
    return tuple(each for each in due if not each.field.startswith(_ACTIONS))


def _changes(found: Iterable[Lagkrav]) -> Table:
    """The changes in the provisions, those that nobody has judged first and then the latest."""
    rows = [(view, change) for view in found for change in view.bevakning]
    rows.sort(key=lambda row: (row[1].bedomd is not None, -(row[1].datum.toordinal() if row[1].datum else 0)))
    return Table(
        key="lagkrav.ändringar",
        caption="Ändringar i bestämmelserna",
        headings=("Lagkrav", "Ändring", "Gäller från", "Bedömd"),
        rows=tuple(
            (
                named(view),
                f"{change.andring}{f' ({change.kalla})' if change.kalla else ''}",
                day_text(change.datum),
                day_text(change.bedomd) if change.bedomd else "Inte bedömd",
            )
            for view, change in rows
        ),
        ids=tuple(sorted({view.id for view, _ in rows})),
    )


def _by_law(found: Iterable[Lagkrav]) -> Table:
    return Table(
        key="lagkrav.efter_författning",
        caption="Lagkraven efter författning och bedömning",
        headings=("Författning", "Lagkrav", *JUDGED.values()),
        rows=tuple((law or UNKNOWN, *judgements(f"lagkrav.{_key(law)}", views)) for law, views in _laws(found).items()),
    )


def _lists(within: Reach, found: Iterable[Lagkrav], used: frozenset[str]) -> tuple[Table, ...]:
    """All requirements, a table for each law."""
    return tuple(
        Table(
            key=f"lagkrav.lista.{_key(law)}",
            caption=f"Lagkrav: {law or 'ingen angiven författning'}",
            headings=("Lagkrav", "Vad det kräver", "Uppfylls av", "Bedömning"),
            rows=tuple(
                (f"{closed(view.paragraf)} {view.titel}", view.krav, _met_by(within, view, used), _judged(view))
                for view in sorted(views, key=lambda view: (_place(view.paragraf), view.id))
            ),
            ids=tuple(sorted(view.id for view in views)),
        )
        for law, views in _laws(found).items()
    )


def _laws(found: Iterable[Lagkrav]) -> Mapping[str, Sequence[Lagkrav]]:
    """The requirements by law, the laws in their names' order."""
    views = tuple(found)
    names = sorted({view.forfattning for view in views}, key=alphabetical)
    return {law: tuple(view for view in views if view.forfattning == law) for law in names}


def _key(law: str) -> str:
    return law.lower().replace(" ", "_") or "ingen"


def _place(paragraph: str) -> tuple[tuple[int, str], ...]:
    """What paragraphs are sorted by: 3 kap. 5 § before 3 kap. 10 §."""
    return tuple((int(number or 0), word) for number, word in _NUMBERS.findall(paragraph))


def _met_by(within: Reach, view: Lagkrav, used: frozenset[str]) -> str:
    by = [within.register.by_id[name].title for name in backing(within, view, used)]
    return listing([f"”{title}”" for title in by]) or "Inget som gäller"


def _judged(view: Lagkrav) -> str:
    judged = JUDGED.get(view.bedomning, view.bedomning)
    if view.granskad is None:
        return f"{judged}; inte granskat"
    following = f", granskas nästa gång {day_text(view.nasta_granskning)}" if view.nasta_granskning else ""
    return f"{judged}; granskat {day_text(view.granskad)}{following}"
