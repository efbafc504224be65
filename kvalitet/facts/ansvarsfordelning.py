"""Who answers for what: the roles with their duties and mandates, who stands in, and which are vacant."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kvalitet.facts._base.ansvar import holder_text, posts, vacancy_table, vacant
from kvalitet.facts._base.att_besluta import Decision, decision
from kvalitet.facts._base.reach import Reach, only_now, reach
from kvalitet.facts._base.words import day_text, role_text
from kvalitet.facts._catalogue import Report
from kvalitet.facts._dokument.gallande import by_title, documents
from kvalitet.facts._ledning.skyldigheter import EVERYONE, Duty, duties, kept_table, unheld, unheld_table
from kvalitet.model.assessment import Assessment
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import UNKNOWN, Table, count
from kvalitet.model.organisation import Post
from kvalitet.model.wording import date_text, listing
from kvalitet.views.vakanser import Vakans

REPORT = Report(
    title="Ansvarsfördelning",
    purpose="vem som svarar för vad: roller, skyldigheter, mandat, ersättare och vakanser (PSL 3 kap. 9 §)",
    audience="alla i verksamheten",
    due="när organisationen eller ansvaret har ändrats",
    demands=(),
)

_TOPIC = "ansvarsfördelning"
occasions = only_now


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the code list describes it, with its duties."""

    title: str
    about: str
    duties: tuple[Duty, ...]


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The roles that a unit has and those above it, or all of them, as they stand today."""
    within = reach(assessment, scope)
    found = tuple(posts(within))
    empty = {post.name: vacant(within)[post.name] for post in found if post.name in vacant(within)}
    known = duties(within)
    described = [view for view in by_title(documents(within)) if _TOPIC in view.amne and view.in_force_on(within.today)]
    return Facts(
        title=within.titled(REPORT.title),
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status="underlag",
        tables=(
            vacancy_table(within, empty.values()),
            kept_table(within),
            unheld_table(within, known),
            _table(within, found, empty),
        ),
        loose=(
            count("roller.antal", (post.name for post in found)),
            count("roller.vakanta", empty),
            count("roller.vakanta_utan_ersättare", (name for name, view in empty.items() if not view.covered)),
            count("roller.utan_ersättare", (post.name for post in found if not post.deputy)),
            count("skyldigheter.ingen", (duty.id for duty in unheld(within, known))),
            count(
                "roller.tillsatta_utan_ersättare",
                (post.name for post in found if not post.deputy and post.name not in empty),
            ),
            count("roller.dokument", (view.id for view in described)),
        ),
        details={
            "roles": tuple(_roles(within, found, known)),
            "some": bool(found),
            "decide": tuple(_decide(within, found, empty, known)),
            "described": listing([f"”{view.titel}”" for view in described]),
        },
    )


def _decide(
    within: Reach, found: Iterable[Post], empty: Mapping[str, Vakans], known: Iterable[Duty]
) -> Iterator[Decision]:
    """The gaps in who answers for what, those first where nobody answers."""
    alone = [name for name, view in empty.items() if not view.covered]
    duties_left = tuple(unheld(within, known))
    # whom nobody stands in for, beside those who are away: they are named above
    bare = [post.name for post in found if not post.deputy and post.name not in empty]
    yield from decision(
        "Vakanta roller utan ersättare",
        "Tillsätt, eller utse ersättare.",
        (role_text(within.register, each) for each in alone),
        count("roller.vakanta_utan_ersättare", alone),
    )
    yield from decision(
        "Skyldigheter som ingen roll har",
        "Bestäm vilken roll som ska ha varje skyldighet.",
        (duty.label for duty in duties_left),
        count("skyldigheter.ingen", (duty.id for duty in duties_left)),
    )
    yield from decision(
        "Tillsatta roller utan ersättare",
        "Bestäm vilka som ska ha en.",
        (role_text(within.register, each) for each in bare),
        count("roller.tillsatta_utan_ersättare", bare),
    )


def _roles(within: Reach, found: Iterable[Post], known: Iterable[Duty]) -> Iterator[Role]:
    """The roles that there are posts of, in the order of the code list; those that it lacks come last."""
    codes = within.register.codes.get("roller")
    listed = codes.codes if codes else {}
    present = dict.fromkeys((*(post.role for post in found), EVERYONE))
    for name in (*(name for name in listed if name in present), *(name for name in present if name not in listed)):
        own = tuple(duty for duty in known if name in duty.roles)
        about = listed[name].description if name in listed else ""
        if own or about:
            yield Role(role_text(within.register, name), about, own)


def _table(within: Reach, found: Iterable[Post], empty: Mapping[str, Vakans]) -> Table:
    return Table(
        key="roller.lista",
        caption="Alla roller, enhet för enhet",
        headings=("Roll", "Läge", "Ersättare", "Får godkänna"),
        rows=tuple(
            (
                role_text(within.register, post.name),
                _state(within, post, empty),
                holder_text(within, post.deputy),
                _mandate(within, post),
            )
            for post in found
        ),
        note=f"Läget avser {date_text(within.day)}. Vem som har rollen står i organisationens egen förteckning.",
    )


def _state(within: Reach, post: Post, empty: Mapping[str, Vakans]) -> str:
    if post.name in empty:
        return f"Vakant sedan {day_text(empty[post.name].since)}" if empty[post.name].since else "Vakant"
    return "Tillsatt" if any(tenure.covers(within.day) for tenure in post.tenures) else "Ingen uppgift"


def _mandate(within: Reach, post: Post) -> str:
    """What the role may approve: types of documents, and kinds of records."""
    kinds, types = within.register.kinds, within.register.codes.get("handlingstyper")

    def named(word: str) -> str:
        if types and word in types.codes:
            return types.label(word).lower()
        return kinds[word].singular if word in kinds else word.replace("_", " ")

    return listing([named(word) for word in post.mandate]) or UNKNOWN
