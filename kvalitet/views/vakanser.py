"""Vacancies: the roles that nobody holds on a day, and whether a deputy stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kvalitet.model.organisation import Organisation, Post
from kvalitet.model.value import FieldPath

_Spot = tuple[date | None, FieldPath]


@dataclass(frozen=True, slots=True)
class Vakans:
    """A role that nobody holds: since when, where the organisation's file says so, who stands in.

    `said` is whether the vacancy is written outright; else a tenure has ended without a successor.
    `deputy` is the role named to stand in, and `covered` whether somebody holds that one.
    """

    post: Post
    since: date | None
    path: FieldPath
    said: bool
    deputy: str | None
    covered: bool


def vacancies(organisation: Organisation, today: date) -> Iterator[Vakans]:
    """Every vacancy of a day in the units that exist; a role about which nothing is said is not one."""
    for post in organisation.posts():
        spot = _vacancy(post, today) if organisation.units[post.unit].exists(today) else None
        if spot is not None:
            since, path = spot
            deputy = organisation.post(post.deputy) if post.deputy else None
            # a deputy that the organisation does not have is a fault of its own
            covered = post.deputy is not None and (deputy is None or _vacancy(deputy, today) is None)
            yield Vakans(post, since, path, post.vacancy(today) is not None, post.deputy, covered)


def _vacancy(post: Post, today: date) -> _Spot | None:
    if any(tenure.covers(today) for tenure in post.tenures):
        return None
    for index, vacancy in enumerate(post.vacancies):
        if vacancy.covers(today):
            return vacancy.since, (*post.path, "vakant", index, "från")
    ended = [(t.until, index) for index, t in enumerate(post.tenures) if t.until and t.until < today]
    if not ended:
        return None
    until, index = max(ended)
    return until + timedelta(days=1), (*post.path, "innehav", index, "till")
