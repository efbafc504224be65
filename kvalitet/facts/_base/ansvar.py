"""Who answers for what: the roles within a report's reach, those that are vacant, and how they are named."""

from collections.abc import Iterable, Iterator, Mapping

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.words import day_text, role_text
from kvalitet.model.figure import Table, count
from kvalitet.model.organisation import Post
from kvalitet.views.vakanser import Vakans, vacancies

_KEPT = ("dokument", "process", "lagkrav", "egenkontroll", "indikator", "handlingsplan")
"""The kinds of what a role keeps up, and not of what happens."""


def vacant(reach: Reach) -> Mapping[str, Vakans]:
    """The vacancies of the day described in the whole organisation, by the role's name."""
    register, day = reach.register, reach.day
    return register.once((vacant, day), lambda: {v.post.name: v for v in vacancies(register.organisation, day)})


def holder_text(reach: Reach, role: str | None) -> str:
    """A role in a unit as a reader knows it, with a word where nobody holds it."""
    named = role_text(reach.register, role)
    return f"{named} (vakant)" if role in vacant(reach) else named


def posts(within: Reach) -> Iterator[Post]:
    """The posts in the units within reach and above them, in units that exist."""
    units = within.register.organisation.units
    for post in within.register.organisation.posts():
        if within.governs(post.unit) and units[post.unit].exists(within.day):
            yield post


def vacancy_table(within: Reach, empty: Iterable[Vakans]) -> Table:
    """The roles that nobody holds, those without a deputy first, with how much waits for them."""
    ordered = sorted(empty, key=lambda view: (view.covered, view.since or within.day, view.post.name))
    return Table(
        key="roller.vakanser",
        caption="Vakanta roller",
        headings=("Roll", "Vakant sedan", "Ersättare", "Svarar för"),
        rows=tuple(
            (
                role_text(within.register, view.post.name),
                day_text(view.since),
                holder_text(within, view.deputy) if view.deputy else "Ingen",
                count(f"roller.{view.post.name}.poster", _answered(within, view.post)),
            )
            for view in ordered
        ),
        note="Svarar för: antal styrande dokument, processer, lagkrav, egenkontroller, mått och handlingsplaner.",
        empty="Ingen roll är vakant.",
    )


def _answered(within: Reach, post: Post) -> Iterator[str]:
    register = within.register
    kept = (record for kind in _KEPT for record in register.of(kind) if register.is_open(record))
    return (record.id for record in kept if record.role == post.name)
