"""The state of the management system for the board, once a year: what holds, what is lacking, and what is to come.

Its prose stands in a record of the kind rapport; its headings are a code list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kvalitet.facts._base.ansvar import posts, vacancy_table, vacant
from kvalitet.facts._base.rapport import Placed, drawn, prose_gaps, prose_of, report_of, without_empty
from kvalitet.facts._base.rubriker import headings
from kvalitet.facts._base.words import day_text, role_text
from kvalitet.facts._catalogue import Report
from kvalitet.facts._dokument.amnen import Topic, demanded, lacking_table, topic_figures
from kvalitet.facts._dokument.dokument import expired_table, state_figures, state_table
from kvalitet.facts._dokument.gallande import by_state, documents
from kvalitet.facts._dokument.lagkrav import governing, requirements
from kvalitet.facts._dokument.lagkravsluckor import gap_table as law_table
from kvalitet.facts._dokument.lagkravsluckor import judgements, lacking, open_actions
from kvalitet.facts._egenkontroller.egenkontroller import inspection_facts
from kvalitet.facts._ledning.systemet import coming_table, decision_table, development_table, review_table, step_table
from kvalitet.facts._processer.andelar import share_figures, share_table
from kvalitet.facts._processer.luckor import gap_table
from kvalitet.facts._processer.processer import Equipped, by_title, equipped, processes
from kvalitet.facts._revision import ledning, processer, struktur, styrning
from kvalitet.facts._revision.fragor import Answer, Audit, State, answered, audit
from kvalitet.facts._revision.rekommendationer import audits, overview
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import year_of
from kvalitet.model.document import Facts, Scope, Section
from kvalitet.model.figure import Figure, Table, by_key, count
from kvalitet.model.wording import date_text, listing

REPORT = Report(
    title="Ledningssystemets status",
    purpose="nämndens årliga bild av ledningssystemet: vad som gäller, vad som saknas och vad som planeras",
    audience="nämnden och förvaltningsledningen",
    due="till nämnden senast den 30 april året efter",
)

_KIND = "ledningssystemets_status"
_LAST = "status_utveckling"
"""The heading that stands last, after what the report has no prose about."""

_TABLES: Mapping[str, tuple[str, ...]] = {
    "sammanfattning": ("nyckeltal",),
    "status_dokument": ("dokument.läge", "ämnen.saknas", "dokument.utgångna.lista"),
    "status_processer": ("processer.steg", "status.andelar", "processer.luckor", "roller.vakanser"),
    "status_utveckling": ("utveckling.åtgärder", "kommande"),
}
_KEY_FIGURES = (
    ("Styrande dokument som gäller", "dokument.gällande"),
    ("Dokument som har gått ut utan att upphävas", "dokument.utgångna"),
    ("Ämnen som ska täckas men saknar gällande dokument", "ämnen.utan_dokument"),
    ("Processer", "processer.antal"),
    ("varav fastställda", "processer.fastställda"),
    ("Kärnprocesser", "kärnprocesser.antal"),
    ("varav med ägare och ledare", "kärnprocesser.ägare_och_ledare"),
    ("varav med kvalitetskrav", "kärnprocesser.kvalitetskrav"),
    ("varav med minst ett mått i bruk", "kärnprocesser.mått"),
    ("Roller som är vakanta utan ersättare", "roller.vakanta_utan_ersättare"),
    ("Gällande lagkrav", "lagkrav.gällande"),
    ("varav bedömda som uppfyllda", "lagkrav.uppfyllt"),
    ("Egenkontroller: planerade tillfällen", "egenkontroller.planerade"),
    ("Egenkontroller: genomförda tillfällen", "egenkontroller.genomföranden"),
)
_WHOLE = {
    **dict.fromkeys(("dokument.utgångna", "ämnen.utan_dokument"), "dokument.gällande"),
    "processer.fastställda": "processer.antal",
    **{f"kärnprocesser.{part}": "kärnprocesser.antal" for part in ("ägare_och_ledare", "kvalitetskrav", "mått")},
    "lagkrav.uppfyllt": "lagkrav.gällande",
    "egenkontroller.genomföranden": "egenkontroller.planerade",
}
"""The numbers whose nought says something where there is that which they are a part of."""
_ASKED = {
    "reviewed": "genomgång_av_säkerhetsområden",
    "planned": "plan_för_ledningssystemet",
    "lawful": "krav_i_lag_och_föreskrift",
    "oriented": "beslut_om_processer",
    "described": "beskrivning_av_systemet",
    "represented": "företrädd_i_kunskapsstyrningen",
}
"""What an auditor would ask and the board should know too: the name in the template, and the question."""

_OF_PERIOD = frozenset({"reviewed", "planned"})
"""Those of them that are about what was done in the period."""

_QUESTIONS = {
    question.code: question for module in (ledning, processer, struktur, styrning) for question in module.QUESTIONS
}
_SHORT = frozenset({State.MISSING, State.PARTLY})
_TO_SETTLE = (
    "dokument.utgångna",
    "ämnen.utan_dokument",
    "processer.med_luckor",
    "roller.vakanta_utan_ersättare",
    "lagkrav.luckor_utan_åtgärd",
    "rekommendationer.obesvarade",
)
"""What the board must settle where there is any of it."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Tables and figures of one part of the management system, and what the board must settle of it, by name."""

    tables: tuple[Table, ...]
    figures: tuple[Figure, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The state of the management system in a year, of the whole care provider or of one unit with its subunits."""
    seen = audit(assessment, scope)
    # of documents, laws and measures the register has only what holds today, so all states are told of that day
    now = audit(assessment, replace(scope, period=year_of(assessment.today.year)))
    report = report_of(seen, _KIND)
    topics = demanded(now)
    found = tuple(equipped(now, view) for view in by_title(processes(now)))
    asked = {name: answered(seen if name in _OF_PERIOD else now, _QUESTIONS[code]) for name, code in _ASKED.items()}
    parts = (
        _of_documents(now, topics),
        _of_processes(now, found),
        _of_roles(now),
        _of_law(now),
        _of_inspections(seen),
        _of_follow_up(seen),
        _Part((development_table(seen), coming_table(assessment, seen))),
        _Part((), tuple(figure for answer in asked.values() for figure in answer.figures)),
    )
    figures = tuple(figure for part in parts for figure in part.figures)
    tables = tuple(table for part in parts for table in part.tables)
    tables = (_key_figures(figures, tables), *tables)
    chosen = headings(assessment.register, _KIND, scope.period.last)
    sections = drawn(chosen, report, Placed({table.key: table for table in tables}, _TABLES))
    kept = without_empty(sections)
    return Facts(
        title=seen.titled(f"{REPORT.title} {scope.period.label}"),
        scope=scope,
        unit=seen.unit_name,
        day=now.day,
        status=report.status if report else "utkast",
        tables=tables,
        loose=figures,
        sections=kept,
        gaps=prose_gaps(seen, report, sections, _KIND, "rapporten"),
        prose=prose_of(seen, report),
        details={
            "report": report,
            "before": _before(kept),
            "last": kept[len(_before(kept)) :],
            "same_day": seen.day == now.day,
            "counted_to": date_text(seen.day),
            "uncovered": listing([f"”{topic.label.lower()}”" for topic in topics if not topic.governing]),
            **_to_settle(parts, figures, asked),
        },
    )


def _to_settle(
    parts: Iterable[_Part], figures: Iterable[Figure], asked: Mapping[str, Answer]
) -> Mapping[str, Mapping[str, str] | bool]:
    """What the board must settle: what of it has a name, what auditors would ask, and whether there is nothing."""
    return {
        "named": {name: text for part in parts for name, text in part.named.items()},
        "calm": not any(figure.some for figure in figures if figure.key in _TO_SETTLE),
        "asked": {name: answer.reason for name, answer in asked.items()},
        "lacks": {name: answer.reason if answer.state in _SHORT else "" for name, answer in asked.items()},
    }


def _before(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections that stand before the last heading."""
    ids = [section.id for section in sections]
    return sections[: ids.index(_LAST)] if _LAST in ids else sections


def _of_documents(seen: Audit, topics: tuple[Topic, ...]) -> _Part:
    found = documents(seen)
    states = by_state(found, seen.today)
    tables = (
        state_table(seen.today, states, found),
        lacking_table(seen, topics),
        expired_table(seen, states["utgångna"]),
    )
    return _Part(tables, (*state_figures(states), *topic_figures(topics)))


def _of_processes(seen: Audit, found: Iterable[Equipped]) -> _Part:
    views = tuple(found)
    short = count("processer.med_luckor", (each.process.id for each in views if each.lacking))
    tables = (step_table(seen, views), share_table(seen, views, "status.andelar"), gap_table(seen, views))
    return _Part(tables if views else tables[:1], (*share_figures(seen, views), short))


def _of_roles(seen: Audit) -> _Part:
    empty = [vacant(seen)[post.name] for post in posts(seen) if post.name in vacant(seen)]
    bare = [view for view in empty if not view.covered]
    return _Part(
        (vacancy_table(seen, empty),),
        (
            count("roller.antal", (post.name for post in posts(seen))),
            count("roller.vakanta", (view.post.name for view in empty)),
            count("roller.vakanta_utan_ersättare", (view.post.name for view in bare)),
        ),
        {"roles": "; ".join(role_text(seen.register, view.post.name) for view in bare)},
    )


def _of_law(seen: Audit) -> _Part:
    found, used = requirements(seen), governing(seen)
    lacks = {view.id: tuple(lacking(seen, view, used)) for view in found}
    short, works = [view for view in found if lacks[view.id]], open_actions(seen, found)
    idle = [view for view in short if not works[view.id]]
    figures = (
        *judgements("lagkrav", found),
        count("lagkrav.med_luckor", (view.id for view in short)),
        count("lagkrav.luckor_utan_åtgärd", (view.id for view in idle)),
    )
    tables = (law_table(seen, short, lacks, works),) if found else ()
    return _Part(tables, figures, {"laws": listing([f"”{view.titel}”" for view in idle])})


def _of_inspections(seen: Audit) -> _Part:
    found = inspection_facts(seen)
    return _Part(found.tables[:1], found.figures)


def _of_follow_up(seen: Audit) -> _Part:
    rows = [(view, row) for view in audits(seen) for row in view.rekommendationer]
    waiting = [(view, row) for view, row in rows if not row.svar]
    figures = (
        count("rekommendationer.antal", (f"{view.id}/{row.id}" for view, row in rows)),
        count("rekommendationer.obesvarade", (f"{view.id}/{row.id}" for view, row in waiting)),
    )
    names = dict.fromkeys(
        f"”{view.record.title}”{f', svar senast {day_text(view.svar_senast)}' if view.svar_senast else ''}"
        for view, _ in waiting
    )
    return _Part((review_table(seen), decision_table(seen), overview(seen)), figures, {"audits": listing([*names])})


def _key_figures(figures: Iterable[Figure], tables: Iterable[Table]) -> Table:
    numbers = by_key((*figures, *(figure for table in tables for figure in table.figures)))
    some = any(numbers[key].some for _, key in _KEY_FIGURES)
    rows = tuple((label, numbers[key]) for label, key in _KEY_FIGURES if numbers[_WHOLE.get(key, key)].some)
    return Table(
        key="nyckeltal",
        caption="Ledningssystemet i siffror",
        headings=("Del", "Antal"),
        rows=rows if some else (),
        empty="Registret har inget av det som räknas här.",
    )
