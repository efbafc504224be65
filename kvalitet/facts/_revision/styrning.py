"""Questions 3, 4 and 6 of the audit: knowledge management, what the board has done, and who answers for what."""

from collections.abc import Iterable, Mapping
from datetime import date

from kvalitet.facts._base.words import day_text, word
from kvalitet.facts._dokument.gallande import documents
from kvalitet.facts._revision.dokument import covered, shown
from kvalitet.facts._revision.fragor import Answer, Audit, Evidence, Question, State, of_all, share, speaks_of, telling
from kvalitet.model.figure import Cell, Figure, count
from kvalitet.model.wording import capital, date_text
from kvalitet.views.beslut import Beslut
from kvalitet.views.forum import Forum
from kvalitet.views.kunskapsstod import Kunskapsstod
from kvalitet.views.vakanser import Vakans, vacancies
from kvalitet.views.view import Texts

_LEVELS: Mapping[str, frozenset[str]] = {
    "nationella": frozenset({"nationellt_programområde", "nationell_samverkansgrupp", "nationell_arbetsgrupp"}),
    "sjukvårdsregionala": frozenset({"regionalt_programområde"}),
    "lokala": frozenset(
        {"lokalt_programområde", "lokal_samverkansgrupp", "lokal_arbetsgrupp", "kunskapsstyrning"},
    ),
}
_BEYOND = ("nationella", "sjukvårdsregionala")
_SETTLED = frozenset({"infört", "följs_upp", "avvaktar", "införs_inte"})
_BOARDS = ("nämnd", "styrelse", "fullmäktige")
SYSTEM = ("ledningssystem", "sosfs 2011:9")
"""Words that say that something is about the management system."""
_ABOUT = frozenset({"revision", "process"})


class Nyckelord(Beslut):
    """A decision with the words that it is found by and the records that it is about."""

    nyckelord = Texts("nyckelord")
    avser = Texts("avser")


def represented(seen: Audit) -> Answer:
    """In how many active groups of knowledge management the care provider takes part, by level."""
    active = [view for view in Forum.all(seen.register) if view.active and seen.governs(view.enhet)]
    found = {name: [v for v in active if v.record.text("typ") in sorts] for name, sorts in _LEVELS.items()}
    numbers = {name: count(f"kunskapsstyrning.{name}", (v.id for v in views)) for name, views in found.items()}
    levels = [numbers[name].some for name in _BEYOND]
    state = State.PRESENT if all(levels) else State.PARTLY if any(found.values()) else State.MISSING
    national, regional, local = numbers.values()
    reason = (
        f"Registret har {national.counted('nationellt forum', 'nationella forum')}, "
        f"{regional.counted('sjukvårdsregionalt', 'sjukvårdsregionala')} och {local.counted('lokalt', 'lokala')} "
        "för kunskapsstyrning."
    )
    evidence = tuple(
        seen.shown_by(view.record, _forum_text(seen, view), _latest(seen, view))
        for views in found.values()
        for view in views
    )
    return Answer(state, reason, tuple(numbers.values()), evidence)


def _latest(seen: Audit, view: Forum) -> date | None:
    return max((m.datum for m in view.moten if m.datum and m.datum <= seen.day), default=None)


def _forum_text(seen: Audit, view: Forum) -> Cell:
    held = {m.datum for m in view.moten if seen.happened(m.datum)}
    sort = seen.register.label("forumtyper", view.record.text("typ"))
    number = Figure(key=f"kunskapsstyrning.möten.{view.id}", value=len(held), ids=(view.id,))
    return (f"{sort}; möten {seen.period.label}: ", number)


def taken_care_of(seen: Audit) -> Answer:
    """How many of the supports received have been compared with the work, introduced or decided on."""
    found = [view for view in Kunskapsstod.all(seen.register) if seen.governs(view.record.unit)]
    received = [view for view in found if view.mottagen is None or view.mottagen <= seen.day]
    handled = [view for view in received if _handled(seen, view)]
    introduced = [view for view in received if view.introduced]
    total = count("kunskapsstöd.mottagna", (view.id for view in received))
    met = count("kunskapsstöd.omhändertagna", (view.id for view in handled))
    done = count("kunskapsstöd.införda", (view.id for view in introduced))
    if not received:
        return Answer(State.UNKNOWN, "Registret har inga mottagna kunskapsstöd.", (total, met, done))
    reason = (
        f"{of_all(met, total, 'mottaget kunskapsstöd', 'mottagna kunskapsstöd')} har tagits om hand, och "
        f"{done.text} av dem har införts."
    )
    rows = [(view in handled, seen.shown_by(view.record, _support(view), view.mottagen)) for view in received]
    return Answer(share(met, total), reason, (total, met, done), telling(rows))


def _handled(seen: Audit, view: Kunskapsstod) -> bool:
    compared = view.analyserad is not None and view.analyserad <= seen.day
    return compared or view.status in _SETTLED


def _support(view: Kunskapsstod) -> str:
    compared = f"gapanalys {day_text(view.analyserad)}" if view.analyserad else "ingen gapanalys"
    return f"{word(view.status)}, {compared}"


def decided_by_board(seen: Audit) -> Answer:
    """The decisions of the board that are about the management system, of all that it has taken."""
    key, window = "nämndbeslut", seen.window
    found = of_board(seen)
    about = [view for view in found if about_system(seen, view)]
    total, met = count(f"{key}.alla", (v.id for v in found)), count(f"{key}.ledningssystem", (v.id for v in about))
    reason = f"Registret har {total.counted('beslut', 'beslut')} av nämnd eller styrelse från {window.text}"
    if not found:
        return Answer(State.MISSING, f"{reason}.", (total, met))
    reason += f", varav {met.text if met.some else 'inget'} om ledningssystemet."
    rows = [(view not in about, seen.shown_by(view.record, decision_text(view), view.datum)) for view in found]
    return Answer(State.PRESENT if about else State.PARTLY, reason, (total, met), telling(rows))


def of_board(seen: Audit) -> tuple[Nyckelord, ...]:
    """The decisions that a board has taken in the period and the years before."""
    made = (v for v in Nyckelord.all(seen.register) if v.made and seen.happened(v.datum, seen.window))
    return tuple(v for v in made if seen.governs(v.record.unit) and speaks_of(v.record.text("instans"), *_BOARDS))


def about_system(seen: Audit, view: Nyckelord) -> bool:
    """Whether a decision is about the management system, by its words or by what it names."""
    records = seen.register.by_id
    kinds = {records[name].kind for name in view.avser if name in records}
    return speaks_of(list(view.nyckelord), *SYSTEM) or not _ABOUT.isdisjoint(kinds)


def decision_text(view: Beslut) -> str:
    """Who took a decision, and in which paragraph."""
    paragraph = view.record.text("paragraf")
    return f"{view.record.text('instans')}{f', {paragraph}' if paragraph else ''}"


def documented(seen: Audit) -> Answer:
    """Whether the distribution of responsibility is in force on paper, and every role has somebody in it."""
    key = "ansvaret_dokumenterat"
    answer = covered(seen, key, "ansvarsfördelning")
    empty = [v for v in vacancies(seen.register.organisation, seen.day) if not v.covered and seen.governs(v.post.unit)]
    vacant = count(f"{key}.vakanta", (view.post.name for view in empty))
    state = State.PARTLY if answer.state is State.PRESENT and empty else answer.state
    roles = capital(f"{vacant.counted('roll är vakant', 'roller är vakanta')} utan ersättare {date_text(seen.day)}.")
    evidence = (*answer.evidence, *(_vacancy(seen, view) for view in empty))
    return Answer(state, f"{answer.reason} {roles}", (*answer.figures, vacant), evidence)


def _vacancy(seen: Audit, view: Vakans) -> Evidence:
    path = f"{seen.register.origin.prefix}/{seen.register.organisation.path}"
    title = seen.register.role_text(view.post.name)
    return Evidence("organisation", title, "vakant utan ersättare", view.since, path)


def known(seen: Audit) -> Answer:
    """That a register cannot tell what people know; how the document is made known stands as evidence."""
    about = [view for view in documents(seen) if "ansvarsfördelning" in view.amne]
    told = [view for view in about if _ways(view.data.get("delges"))]
    number = count("ansvaret_känt.delges", (view.id for view in told))
    telling_how = capital(number.counted("dokument", "dokument"))
    reason = f"Registret visar inte vad människor känner till. {telling_how} om ansvaret anger hur det delges."
    evidence = tuple(
        seen.shown_by(view.record, f"delges: {', '.join(_ways(view.data.get('delges')))}", view.giltig_fran)
        for view in told
    )
    return Answer(State.UNKNOWN, reason, (number,), evidence or tuple(shown(seen, view) for view in about))


def _ways(value: object) -> tuple[str, ...]:
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, Iterable) else ()


QUESTIONS = (
    Question("företrädd_i_kunskapsstyrningen", ("forum",), represented),
    Question("kunskapsstöd_tas_om_hand", ("kunskapsstod",), taken_care_of),
    Question("beslut_om_ledningssystemet", ("beslut",), decided_by_board),
    Question("ansvaret_dokumenterat", ("dokument",), documented),
    Question("ansvaret_känt", ("dokument",), known),
)
