"""What requirements of the law lack: how they are judged, what backs them, when they were reviewed, what is done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kvalitet.facts._base.ansvar import holder_text
from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import day_text
from kvalitet.facts._dokument.lagkrav import backing, reviewed
from kvalitet.model.figure import Figure, Table, count
from kvalitet.model.wording import capital, listing
from kvalitet.views.atgarder import Atgard, all_actions
from kvalitet.views.lagkrav import Lagkrav

JUDGED = {"uppfyllt": "Uppfyllt", "delvis": "Delvis uppfyllt", "ej": "Inte uppfyllt", "": "Inte bedömt"}
Actions = Mapping[str, tuple[Atgard, ...]]


def named(view: Lagkrav) -> str:
    """A requirement as a reader knows it, with where it stands."""
    place = " ".join(part for part in (view.forfattning, closed(view.paragraf)) if part)
    return f"{view.titel} ({place})" if place else view.titel


def closed(paragraph: str) -> str:
    """A paragraph that is not broken between its words."""
    return paragraph.replace(" ", "\u00a0")


def judgements(key: str, found: Iterable[Lagkrav]) -> tuple[Figure, ...]:
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


def open_actions(within: Reach, found: Iterable[Lagkrav]) -> Actions:
    """The open actions for each requirement: those in it, and those elsewhere that say they mend it."""
    actions = [action for action in all_actions(within.register) if action.is_open]
    return {
        view.id: tuple(action for action in actions if action.record.id == view.id or view.id in action.avser)
        for view in found
    }


def gap_table(within: Reach, short: Sequence[Lagkrav], lacks: Mapping[str, Sequence[str]], works: Actions) -> Table:
    """The requirements that lack something, with how many actions are under way for each."""
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
