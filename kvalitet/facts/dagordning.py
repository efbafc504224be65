"""The agenda of a forum's next meeting: its standing items, what was taken up last and how that stands, what is new."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kvalitet.facts._base.ansvar import holder_text
from kvalitet.facts._base.att_gora import due_soon
from kvalitet.facts._base.frister import waiting
from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._base.words import day_text, word
from kvalitet.facts._catalogue import Report
from kvalitet.facts._handelser.arbetsplats import new_complaints, new_events
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import Period, first_day
from kvalitet.model.deadline import Due
from kvalitet.model.document import Facts, Gap, Scope
from kvalitet.model.figure import Table, count
from kvalitet.model.record import Record
from kvalitet.model.register import Mention
from kvalitet.model.value import value_at
from kvalitet.model.wording import capital, date_text
from kvalitet.rules.catalogue import rule_file
from kvalitet.rules.kv8 import kv813_forum_mots_inte_sa_ofta_som_bestamt as kv813
from kvalitet.views.forum import Forum
from kvalitet.views.skyldigheter import NOT_YET

REPORT = Report(
    title="Dagordning",
    purpose="ett forums nästa möte: de stående punkterna, vad som togs upp sist, vad som är nytt och vad som ska göras",
    audience="den som kallar till mötet, och de som deltar",
    due="inför varje möte",
    demands=(),
    takes=(),
    about=Forum.kind,
    internal=True,
)

MOST = 20
"""How many new records are listed."""

_TOLD = ("arende", "handelseanalys", "riskanalys", "revision", "beslut", "lardom", "kunskapsstod")
"""The kinds of what is new that a meeting goes through one by one, the gravest first."""


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """What a forum has before it today, and what has come to the register since it last met."""
    within = reach(assessment, scope)
    record = within.register.by_id[scope.record or ""]
    forum = Forum(record, record.data)
    held = max((mote.datum for mote in forum.moten if mote.datum and mote.datum <= within.today), default=None)
    since = _since(within, forum, held)
    taken = _taken_up(within, forum, held)
    found = together(
        Gathered((taken,)),
        _new(since, frozenset(taken.ids)),
        due_soon(within, assessment.deadlines, roles={record.role, *forum.deltagare}),
    )
    return Facts(
        title=f"{REPORT.title}: {record.title}",
        scope=scope,
        unit=within.register.organisation.name(record.unit or ""),
        day=within.today,
        status="förslag till dagordning",
        tables=found.tables,
        loose=found.figures,
        gaps=tuple(_gaps(within, forum)),
        details={
            "purpose": record.text("syfte"),
            "opening": " ".join(_opening(within, held, _next(assessment.deadlines, record))),
            "held": held is not None,
            "said": " ".join(mote.kommentar for mote in forum.moten if held and mote.datum == held),
            "since": date_text(since.period.first),
            "agenda": tuple((str(number), item) for number, item in enumerate(_agenda(forum, held), 1)),
            "standing": forum.staende_punkter,
            "convener": holder_text(within, record.role),
        },
    )


def occasions(assessment: Assessment, year: Period) -> tuple[Scope, ...]:
    """One for each forum that is to meet; an agenda is of today, so only the year that it is has any."""
    if assessment.today not in year:
        return ()
    return tuple(Scope(year, record=forum.id) for forum in Forum.all(assessment.register) if forum.active)


def _gaps(within: Reach, forum: Forum) -> Iterator[Gap]:
    if not forum.active:
        where = f"{within.register.origin.prefix}/{forum.record.path}, status"
        yield Gap(f"forumet är {forum.status}, så inget möte ska hållas", where, "Sätt status aktivt om det ska mötas.")


def _agenda(forum: Forum, held: date | None) -> Iterator[str]:
    """What the meeting goes through, in order: the standing items between what was and what is to come."""
    if held:
        yield "Förra mötet: vad som togs upp och hur det står med det"
    yield from forum.staende_punkter
    yield "Nytt sedan förra mötet" if held else "Nytt i registret"
    yield "Det som deltagarna ska göra"
    yield "Nästa möte"


def _since(within: Reach, forum: Forum, held: date | None) -> Reach:
    """The forum's unit with its subunits, from the day of the last meeting, or from the year's first where none was."""
    first = held or date(within.today.year, 1, 1)
    period = Period(first, within.today, f"{first} till {within.today}")
    return replace(within, scope=replace(within.scope, unit=forum.enhet or None, period=period))


def _next(deadlines: Sequence[Due], record: Record) -> date | None:
    """The day by which the forum is to meet next; None where nothing says."""
    meeting = rule_file(kv813).rule.code
    days = (due.due for due in waiting(deadlines, date.max) if due.id == record.id and due.code == meeting)
    return min(days, default=None)


def _opening(within: Reach, held: date | None, due: date | None) -> Iterator[str]:
    """When the forum met, and by when it is to meet."""
    yield f"Forumet möttes senast {date_text(held)}." if held else "Forumet har inte mötts ännu."
    if due is None:
        yield "Det är inte bestämt hur ofta det ska mötas."
    else:
        yield f"Nästa möte {'skulle ha hållits' if due < within.today else 'ska hållas'} senast {date_text(due)}."


def _taken_up(within: Reach, forum: Forum, held: date | None) -> Table:
    """What was taken up at the last meeting, as that meeting or the record itself says, and how it stands now."""
    register = within.register
    named = {name for mote in forum.moten if held and mote.datum == held for name in mote.upptaget}
    named |= {mention.record.id for mention in register.referrers(forum.id) if _at(mention, held)}
    records = [register.by_id[name] for name in sorted(named) if name in register.by_id]
    return Table(
        key="dagordning.förra",
        caption=f"Togs upp {day_text(held)}",
        headings=("Ärende", "Slag", "Läge", "Ansvarig"),
        rows=tuple((*_told(within, record), holder_text(within, record.role)) for record in records),
        ids=tuple(record.id for record in records),
        empty="Det är inte antecknat vilka ärenden som togs upp.",
    )


def _at(mention: Mention, held: date | None) -> bool:
    """Whether a record says where it names the forum that it was there on the day: taken up, presented or spread."""
    beside = value_at(mention.record.data, (*mention.path[:-1], "datum"))
    return held is not None and mention.path[-1] == "forum" and first_day(beside) == held


def _told(within: Reach, record: Record) -> tuple[str, str, str]:
    return record.title, capital(within.register.kinds[record.kind].singular), word(record.status)


def _new(since: Reach, taken: frozenset[str]) -> Gathered:
    """What has come to the forum's units since the last meeting, the gravest kinds first, then the latest.

    What came on the day of the meeting is new too, if it was not taken up there.
    """
    register = since.register
    every = ((record, day) for kind in _TOLD for record, day in _dated(since, kind))
    found = [(record, day) for record, day in every if record.id not in taken]
    listed = found[:MOST]
    more = f"Tabellen visar de {len(listed)} första av {len(found)}." if len(found) > len(listed) else ""
    table = Table(
        key="dagordning.nytt",
        caption=f"Nytt från {date_text(since.period.first)}",
        headings=("Vad", "Slag", "Läge", "Enhet", "Dag"),
        rows=tuple(
            (*_told(since, record), register.organisation.name(record.unit or ""), day_text(day))
            for record, day in listed
        ),
        ids=tuple(sorted(record.id for record, _ in listed)),
        note=more,
        empty="Inga ärenden, analyser, granskningar, beslut eller lärdomar har kommit till.",
    )
    new = count("dagordning.nytt", (record.id for record, _ in found))
    return Gathered((table,), (new, *new_events(since).figures, *new_complaints(since).figures))


def _dated(since: Reach, kind: str) -> Iterator[tuple[Record, date]]:
    """The records of a kind in the units whose day is within the time, the latest first.

    Those that are cancelled are left out, and those still to be made: drafts, and what is planned.
    """
    dated = ((record, since.register.date_of(record)) for record in since.register.of(kind))
    found = [
        (record, day)
        for record, day in dated
        if day and since.covers(record.unit) and since.within(day, since.period)
        if record.status not in NOT_YET and not since.register.is_cancelled(record)
    ]
    return iter(sorted(found, key=lambda row: (-row[1].toordinal(), row[0].id)))
