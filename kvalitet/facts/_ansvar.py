"""Who answers for what: the roles within a report's reach, those that are vacant, and how they are named."""

from collections.abc import Mapping

from kvalitet.facts._reach import Reach
from kvalitet.facts._words import role_text
from kvalitet.views.vakanser import Vakans, vacancies


def vacant(reach: Reach) -> Mapping[str, Vakans]:
    """The vacancies of the day described in the whole organisation, by the role's name."""
    register, day = reach.register, reach.day
    return register.once((vacant, day), lambda: {v.post.name: v for v in vacancies(register.organisation, day)})


def holder_text(reach: Reach, role: str | None) -> str:
    """A role in a unit as a reader knows it, with a word where nobody holds it."""
    named = role_text(reach.register, role)
    return f"{named} (vakant)" if role in vacant(reach) else named
