"""The processes as a picture, and each with its owner, documents, requirements of quality and measures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kvalitet.charts.process_map import ProcessMap, process_map
from kvalitet.charts.process_tree import Process as Drawn
from kvalitet.charts.process_tree import ProcessKind
from kvalitet.facts._base.ansvar import holder_text
from kvalitet.facts._base.att_besluta import Decision, decision
from kvalitet.facts._base.reach import Reach, only_now, reach
from kvalitet.facts._base.words import day_text
from kvalitet.facts._catalogue import Report
from kvalitet.facts._dokument.gallande import by_title as documents_by_title
from kvalitet.facts._dokument.gallande import standing as document_standing
from kvalitet.facts._processer.luckor import gap_table
from kvalitet.facts._processer.processer import SORTS, STEPS, Equipped, by_title, equipped, processes, standing
from kvalitet.model.assessment import Assessment
from kvalitet.model.document import Facts, Scope
from kvalitet.model.figure import count
from kvalitet.model.wording import capital, listing

REPORT = Report(
    title="Processkarta",
    purpose="verksamhetens processer som en bild, var och en med ägare, dokument, kvalitetskrav och mått",
    audience="alla som vill få grepp om helheten",
    due="när en process har tillkommit eller ändrats",
    demands=(),
)
KEY = "processkarta"
_LEVEL = 3
_BANDS = {sort: capital(name) for sort, name in SORTS.items()}

occasions = only_now


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader should know of a process, under a heading at a level; lists are empty where it has nothing."""

    title: str
    level: int
    about: str
    group: str
    state: str
    owner: str
    leader: str
    documents: tuple[str, ...]
    requirements: tuple[str, ...]
    measures: tuple[str, ...]
    inspections: tuple[str, ...]
    lacking: str


@dataclass(frozen=True, slots=True)
class Band:
    """The processes of one sort, under their heading."""

    title: str
    cards: tuple[Card, ...]


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The processes of a unit, or all of them, as they stand today."""
    within = reach(assessment, scope)
    found = tuple(equipped(within, view) for view in by_title(processes(within)))
    title = within.titled(REPORT.title)
    chart = process_map(ProcessMap(key=KEY, title=f"{title} {_day(within)}", processes=tuple(_drawn(within, found))))
    beside = replace(chart.table, ids=tuple(sorted(each.process.id for each in found)))
    return Facts(
        title=title,
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status="underlag",
        tables=(beside, gap_table(within, found)),
        diagrams=(chart,),
        loose=(
            count("processer.alla", (each.process.id for each in found)),
            count("processer.med_luckor", (each.process.id for each in found if each.lacking)),
            count("processer.utan_ledning", (each.process.id for each in found if each.leaders)),
            *(count(f"processer.{sort}", _ids(found, sort=sort)) for sort in SORTS),
            *(
                count(f"processer.steg.{step}", (e.process.id for e in found if _step(within, e) == step))
                for step in STEPS
            ),
        ),
        details={"bands": tuple(_bands(within, found)), "some": bool(found), "decide": tuple(_decide(found))},
    )


def _decide(found: Sequence[Equipped]) -> Iterator[Decision]:
    """Who is to lead the processes that lack it, and who is to mend what is lacking, those that lack most first."""
    unled = [each for each in found if each.leaders]
    yield from decision(
        "Processer utan ägare eller ledare",
        "Utse den som fattas.",
        (each.process.record.title for each in unled),
        count("processer.utan_ledning", (each.process.id for each in unled)),
    )
    short = sorted((each for each in found if each.lacking), key=lambda each: -len(each.lacking))
    yield from decision(
        "Processer där något fattas",
        "Bestäm vad som ska göras klart, och till när.",
        (f"{each.process.record.title} ({listing(each.lacking)})" for each in short),
        count("processer.med_luckor", (each.process.id for each in short)),
    )


def _day(within: Reach) -> str:
    return day_text(within.day)


def _ids(found: Iterable[Equipped], sort: str) -> Iterator[str]:
    return (each.process.id for each in found if each.process.typ == sort)


def _step(within: Reach, each: Equipped) -> str:
    return standing(within, each.process)[0]


def _drawn(within: Reach, found: Iterable[Equipped]) -> Iterator[Drawn]:
    for each in found:
        view = each.process
        yield Drawn(
            id=view.id,
            name=view.record.title,
            kind=ProcessKind(view.typ),
            parent=view.overordnad or None,
            state=_step(within, each),
        )


def _bands(within: Reach, found: Sequence[Equipped]) -> Iterator[Band]:
    for sort, title in _BANDS.items():
        cards = tuple(_card(within, each) for each in found if each.process.typ == sort)
        if cards:
            yield Band(title, cards)


def _card(within: Reach, each: Equipped) -> Card:
    view = each.process
    step, day = standing(within, view)
    return Card(
        title=view.record.title,
        level=_LEVEL,
        about=view.syfte,
        group=view.patientgrupp,
        state=f"{capital(step)}{f' {day_text(day)}' if day else ''}",
        owner=holder_text(within, view.processagare or None),
        leader=holder_text(within, view.processledare or None),
        documents=tuple(
            f"{d.titel} ({document_standing(d, within.today)})" for d in documents_by_title(each.documents)
        ),
        requirements=tuple(row.beskrivning for row in view.kvalitetskrav),
        measures=tuple(measure.record.title for measure in each.indicators),
        inspections=tuple(inspection.record.title for inspection in each.inspections),
        lacking=listing(each.lacking),
    )
