"""Every requirement of the law: how it is met, by what in force, when it was reviewed, and what is lacking."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kvalitet.facts._ansvar import holder_text
from kvalitet.facts._atgarder import due_text, state_text
from kvalitet.facts._catalogue import Report
from kvalitet.facts._frister import due_table, pending
from kvalitet.facts._lagkrav import backing, governing, requirements, reviewed
from kvalitet.facts._reach import Reach, only_now, reach
from kvalitet.facts._words import day_text
from kvalitet.model.assessment import Assessment
from kvalitet.model.deadline import Due
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import UNKNOWN, Figure, Table, count
from kvalitet.model.wording import alphabetical, capital, listing
from kvalitet.views.atgarder import Atgard, all_actions
from kvalitet.views.lagkrav import Lagkrav

REPORT = Report(
    title="Lagkravslista",
    purpose="varje lagkrav: hur det uppfylls, av vad som gäller och när det granskades, och vad som fattas",
    audience="de som svarar för lagkraven och den som samordnar ledningssystemet",
    due="när lagkraven granskas, och inför ledningens genomgång",
    demands=(),
)

JUDGED = {"uppfyllt": "Uppfyllt", "delvis": "Delvis uppfyllt", "ej": "Inte uppfyllt", "": "Inte bedömt"}
_ACTIONS = "åtgärder."
_NUMBERS = re.compile(r"(\d+)|([^\d\s]+)")

occasions = only_now

_Actions = Mapping[str, tuple[Atgard, ...]]


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The requirements that concern a unit, or all of them, as they stand today."""
    within = reach(assessment, scope)
    found, used = requirements(within), governing(within)
    lacks = {view.id: tuple(lacking(within, view, used)) for view in found}
    short = tuple(view for view in found if lacks[view.id])
    works, lists = _open_actions(within, found), _lists(within, found, used)
    return Facts(
        title=within.titled(REPORT.title),
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status="underlag",
        tables=(
            _gaps(within, short, lacks, works),
            _works(within, found, works),
            due_table(within, _reviews(assessment, found), "lagkrav.att_göra", "Lagkrav att granska", "Lagkrav"),
            _changes(found),
            _by_law(found),
            *lists,
        ),
        loose=(
            *_judgements("lagkrav", found),
            count("lagkrav.utan_stöd", (view.id for view in found if not backing(within, view, used))),
            count("lagkrav.inte_granskade", (view.id for view in found if not reviewed(view, within.today))),
            count("lagkrav.med_luckor", (view.id for view in short)),
            count("lagkrav.luckor_utan_åtgärd", (view.id for view in short if not works[view.id])),
        ),
        details={"lists": lists},
    )


def named(view: Lagkrav) -> str:
    """A requirement as a reader knows it, with where it stands."""
    place = " ".join(part for part in (view.forfattning, _closed(view.paragraf)) if part)
    return f"{view.titel} ({place})" if place else view.titel


def _judgements(key: str, found: Iterable[Lagkrav]) -> tuple[Figure, ...]:
    """How many there are, and how many are judged to be met, in part, not, and not judged at all."""
    views = tuple(found)
    judged = (
        count(f"{key}.{code or 'obedömda'}", (view.id for view in views if view.bedomning == code)) for code in JUDGED
    )
    return (count(f"{key}.gällande", (view.id for view in views)), *judged)


def lacking(reach: Reach, view: Lagkrav, used: Iterable[str]) -> Iterator[str]:
    """What is lacking for a requirement to be met, and known to be."""
    if view.bedomning != "uppfyllt":
        yield f"är {JUDGED.get(view.bedomning, view.bedomning).lower()}"
    if not backing(reach, view, frozenset(used)):
        yield "saknar gällande dokument och aktiv egenkontroll"
    if view.granskad is None:
        yield "är inte granskat"
    elif not reviewed(view, reach.today):
        yield f"skulle ha granskats senast {day_text(view.nasta_granskning)}"
    if any(change.bedomd is None for change in view.bevakning):
        yield "har en ändring som inte är bedömd"


def _open_actions(within: Reach, found: Iterable[Lagkrav]) -> _Actions:
    """The open actions for each requirement: those in it, and those elsewhere that say they mend it."""
    actions = [action for action in all_actions(within.register) if action.is_open]
    return {
        view.id: tuple(action for action in actions if action.record.id == view.id or view.id in action.avser)
        for view in found
    }


def _gaps(within: Reach, short: Sequence[Lagkrav], lacks: Mapping[str, Sequence[str]], works: _Actions) -> Table:
    return Table(
        key="lagkrav.luckor",
        caption="Lagkrav där något fattas",
        headings=("Lagkrav", "Vad som fattas", "Pågående åtgärder", "Ansvarig"),
        rows=tuple(
            (
                named(view),
                capital(listing(lacks[view.id])),
                count(f"lagkrav.{view.id}.pågående", (action.address for action in works[view.id])),
                holder_text(within, view.ansvarig),
            )
            for view in short
        ),
        ids=tuple(view.id for view in short),
        empty="Inget lagkrav har någon lucka.",
    )


def _works(within: Reach, found: Iterable[Lagkrav], works: _Actions) -> Table:
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
        rows=tuple((law or UNKNOWN, *_judgements(f"lagkrav.{law}", views)) for law, views in _laws(found).items()),
    )


def _lists(within: Reach, found: Iterable[Lagkrav], used: frozenset[str]) -> tuple[Table, ...]:
    """All requirements, a table for each law."""
    return tuple(
        Table(
            key=f"lagkrav.lista.{law}",
            caption=f"Lagkrav i {law or 'ingen angiven författning'}",
            headings=("Lagkrav", "Vad det kräver", "Uppfylls av", "Bedömning"),
            rows=tuple(
                (f"{_closed(view.paragraf)} {view.titel}", view.krav, _met_by(within, view, used), _judged(view))
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


def _closed(paragraph: str) -> str:
    """A paragraph that is not broken between its words."""
    return paragraph.replace(" ", "\u00a0")
