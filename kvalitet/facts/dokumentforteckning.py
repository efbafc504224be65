"""Every governing document: which hold, which have expired, who answers for them, what is lacking and what could go."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from kvalitet.facts._base.ansvar import holder_text, vacant
from kvalitet.facts._base.att_besluta import Decision, decision
from kvalitet.facts._base.frister import due_table, pending
from kvalitet.facts._base.reach import Reach, only_now, reach
from kvalitet.facts._catalogue import Report
from kvalitet.facts._dokument.amnen import Topic, demanded, lacking_table, topic_figures
from kvalitet.facts._dokument.dokument import state_figures, state_table
from kvalitet.facts._dokument.gallande import by_state, by_title, documents, standing
from kvalitet.facts._dokument.godkannande import approval_text, changed_since
from kvalitet.facts._dokument.overflod import checked, could_go, crowded
from kvalitet.model.assessment import Assessment
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import UNKNOWN, Cell, Figure, Table, count
from kvalitet.model.wording import alphabetical, capital, listing
from kvalitet.views.dokument import Dokument

REPORT = Report(
    title="Dokumentförteckning",
    purpose="alla styrande dokument: vad som gäller, vad som ska ses över, vad som saknas och vad som kan tas bort",
    audience="de som svarar för styrande dokument och den som samordnar ledningssystemet",
    due="när som helst, och inför varje genomgång av dokumenten",
    demands=(),
)

occasions = only_now

_Views = tuple[Dokument, ...]
_CALM = 5
"""More roles than these, of whose documents none needs anything, are one row together."""


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The documents that hold in a unit, or all of them, as they stand today."""
    within = reach(assessment, scope)
    found = documents(within)
    states, topics = by_state(found, within.today), demanded(within)
    governing = states["gällande"]
    tables = (
        state_table(within.today, states, found),
        lacking_table(within, topics),
        due_table(within, pending(assessment, _ids(found)), "dokument.att_göra", "Dokument att se över", "Dokument"),
        _unapproved(within, governing),
        _could_go(within, found),
        _crowded(within, governing),
        _owners(within, states),
        _unchecked(within, governing),
        _all(within, found),
    )
    return Facts(
        title=within.titled(REPORT.title),
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status="underlag",
        tables=tables,
        loose=(*state_figures(states), *_counts(within, found, governing), *topic_figures(topics)),
        details={
            "decide": tuple(_decide(within, found, states, topics)),
            "uncovered": listing([f"”{topic.label.lower()}”" for topic in topics if not topic.governing]),
            "some": bool(found),
        },
    )


def _ids(views: Iterable[Dokument]) -> frozenset[str]:
    return frozenset(view.id for view in views)


def _decide(within: Reach, found: _Views, states: Mapping[str, _Views], topics: Iterable[Topic]) -> Iterator[Decision]:
    """What is not covered, has expired, nobody answers for or nobody has approved."""
    bare = [topic for topic in topics if not topic.governing]
    yield from decision(
        "Ämnen utan gällande dokument",
        "Bestäm vem som skriver ett, och till när.",
        (topic.label for topic in bare),
        count("ämnen.utan_dokument", (topic.id for topic in bare)),
    )
    approve = "Godkänn utan ändring, eller ändra först."
    for key, what, ask, chosen in (
        ("utgångna", "Dokument som har gått ut", "Besluta om att förnya eller upphäva.", states["utgångna"]),
        ("utan_ansvarig", "Dokument som ingen svarar för", "Utse en ansvarig.", _unowned(within, found)),
        (
            "ogodkända",
            "Gällande utan aktuellt godkännande",
            approve,
            _not_approved(within, states["gällande"]),
        ),
    ):
        names = (view.titel for view in by_title(chosen))
        yield from decision(what, ask, names, count(f"dokument.{key}", _ids(chosen)))


def _unowned(within: Reach, found: _Views) -> _Views:
    empty = {name for name, vacancy in vacant(within).items() if not vacancy.covered}
    return tuple(view for view in found if not view.ansvarig or view.ansvarig in empty)


def _not_approved(within: Reach, governing: _Views) -> _Views:
    return tuple(view for view in governing if not view.approved or changed_since(within.register, view))


def _counts(within: Reach, found: _Views, governing: _Views) -> tuple[Figure, ...]:
    return (
        count("dokument.alla", _ids(found)),
        count("dokument.utan_ansvarig", _ids(_unowned(within, found))),
        count("dokument.ogodkända", _ids(_not_approved(within, governing))),
        count("dokument.utan_godkännande", (view.id for view in governing if not view.approved)),
        count("dokument.ändrade_efter", (view.id for view in governing if changed_since(within.register, view))),
        count("dokument.kontrollerade", (view.id for view in governing if view.id in checked(within))),
    )


def _name(view: Dokument) -> str:
    return f"{view.titel} ({view.dokument_id or view.id}{f', version {view.version}' if view.version else ''})"


def _all(within: Reach, found: _Views) -> Table:
    return Table(
        key="dokument.förteckning",
        caption="Alla styrande dokument som inte är upphävda",
        headings=("Dokument", "Läge", "Ansvarig", "Senast godkänt"),
        rows=tuple(
            (
                _name(view),
                capital(standing(view, within.today)),
                holder_text(within, view.ansvarig),
                approval_text(within.register, view),
            )
            for view in by_title(found)
        ),
        ids=tuple(sorted(_ids(found))),
        note="Ett godkännande gäller innehållet den dag det gavs.",
    )


def _unapproved(within: Reach, governing: _Views) -> Table:
    """The documents in force that nobody has approved as they stand."""
    lacking = by_title(_not_approved(within, governing))
    return Table(
        key="dokument.ogodkända",
        caption="Gällande dokument som behöver ett nytt godkännande",
        headings=("Dokument", "Senast godkänt", "Ansvarig"),
        rows=tuple(
            (_name(view), approval_text(within.register, view), holder_text(within, view.ansvarig)) for view in lacking
        ),
        ids=tuple(sorted(_ids(lacking))),
    )


def _could_go(within: Reach, found: _Views) -> Table:
    why = could_go(within, found)
    return Table(
        key="dokument.kan_tas_bort",
        caption="Dokument att pröva om de behövs",
        headings=("Dokument", "Varför", "Ansvarig"),
        rows=tuple(
            (_name(view), capital(why[view.id]), holder_text(within, view.ansvarig))
            for view in by_title(v for v in found if v.id in why)
        ),
        ids=tuple(sorted(why)),
        note=(
            "Att inget i registret bygger på ett dokument visar inte att det är onödigt. Den som svarar för dokumentet "
            "avgör om det ska upphävas."
        ),
        empty="Inget dokument ser ut att kunna tas bort.",
    )


def _crowded(within: Reach, governing: _Views) -> Table:
    """The topics on which several documents govern: they may say the same."""
    many = crowded(within, governing)
    return Table(
        key="dokument.samma_ämne",
        caption="Ämnen med flera gällande dokument",
        headings=("Ämne", "Dokument"),
        rows=tuple(
            (within.register.label("amnen", topic), listing([f"”{view.titel}”" for view in by_title(views)]))
            for topic, views in many.items()
        ),
        ids=tuple(sorted({view.id for views in many.values() for view in views})),
        note="Se efter om de säger samma sak och kan slås ihop.",
    )


def _owners(within: Reach, states: Mapping[str, _Views]) -> Table:
    """How many documents each role answers for, those with most to do first, and those with nothing to do together."""
    live = tuple(view for name in ("gällande", "utgångna", "kommande", "utkast") for view in states[name])

    def numbers(key: str, roles: Collection[str]) -> tuple[Figure, ...]:
        return tuple(
            count(f"dokument.ansvarig.{key or 'ingen'}.{what}", (v.id for v in views if v.ansvarig in roles))
            for what, views in (("alla", live), ("utgångna", states["utgångna"]), ("går_ut", states["går_ut"]))
        )

    def order(role: str) -> tuple[float, float, tuple[str, str]]:
        every, expired, soon = (number.value or 0 for number in numbers(role, (role,)))
        return (-expired - soon, -every, alphabetical(holder_text(within, role)))

    roles = sorted({view.ansvarig for view in live}, key=order)
    ownerless = {view.ansvarig for view in _unowned(within, live)}
    calm = [role for role in roles if role not in ownerless and not order(role)[0]]
    together = calm if len(calm) > _CALM else []
    rows: list[tuple[Cell, ...]] = [
        (holder_text(within, role) if role else "Ingen angiven", *numbers(role, (role,)))
        for role in roles
        if role not in together
    ]
    if together:
        rows.append((f"Övriga ({len(together)}), där inget går ut", *numbers("övriga", together)))
    return Table(
        key="dokument.ansvariga",
        caption="Dokumenten efter ansvarig",
        headings=("Ansvarig", "Dokument", "Utgångna", "Går ut inom tre månader"),
        rows=tuple(rows),
        note="Dokument som har upphävts räknas inte."
        + (" Vem som svarar för vart och ett står sist." if together else ""),
    )


def _unchecked(within: Reach, governing: _Views) -> Table:
    """The documents in force that no inspection is about: whether they are followed is not known."""
    lacking = [view for view in by_title(governing) if view.id not in checked(within)]
    return Table(
        key="dokument.utan_egenkontroll",
        caption="Gällande dokument som ingen egenkontroll avser",
        headings=("Dokument", "Slag", "Ansvarig"),
        rows=tuple(
            (
                _name(view),
                within.register.label("handlingstyper", view.handlingstyp) or UNKNOWN,
                holder_text(within, view.ansvarig),
            )
            for view in lacking
        ),
        ids=tuple(sorted(_ids(lacking))),
        note="Om ett sådant dokument följs syns inte i registret.",
        empty="Varje gällande dokument har en egenkontroll." if governing else "",
    )
