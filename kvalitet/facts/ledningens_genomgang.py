"""The management review of a safety area or a process: first what became of last time's actions, then what to do.

Its contents follow ISO 9001 section 9.3 and the way regions report their safety areas.
"""

from collections.abc import Iterable, Iterator, Mapping

from kvalitet.facts._base.omraden import PATIENT_SAFETY, concerns_patients, deviations, process
from kvalitet.facts._base.placering import left_over, with_diagrams
from kvalitet.facts._base.reach import Reach, reach
from kvalitet.facts._base.tally import Gathered, together
from kvalitet.facts._base.words import role_text, word
from kvalitet.facts._catalogue import Report
from kvalitet.facts._dokument.dokument import document_facts
from kvalitet.facts._egenkontroller.egenkontroller import inspection_facts
from kvalitet.facts._handelser.avvikelser import category_figures, counted_by, deviation_facts
from kvalitet.facts._handelser.klagomal import complaint_facts
from kvalitet.facts._handelser.larande import (
    case_facts,
    event_analysis_facts,
    round_facts,
    supervision_facts,
    training_facts,
)
from kvalitet.facts._handelser.vanligast import KEY as COMMONEST
from kvalitet.facts._handelser.vanligast import commonest
from kvalitet.facts._indikatorer.indikatorer import CHANGED, KEY, LOST, lines, lost_and_changed, shown
from kvalitet.facts._indikatorer.missar import MISSED, misses
from kvalitet.facts._indikatorer.status import status_facts, with_signals
from kvalitet.facts._ledning.beslut import KEY as DECISIONS
from kvalitet.facts._ledning.beslut import decisions
from kvalitet.facts._ledning.genomgang_i_korthet import summary_figures
from kvalitet.facts._ledning.underlag import compulsory, insufficient, judgements, parts, parts_missing, place
from kvalitet.facts._ledning.uppfoljning import (
    Followed,
    follow_up_figures,
    followed_up,
    previous_review,
    review_of_year,
)
from kvalitet.facts._planer.atgarder import action_facts, plan_of_action
from kvalitet.facts._planer.maluppfoljning import KEY as GOALS
from kvalitet.facts._planer.maluppfoljning import UNMEASURED, goals_followed_up, goals_without_indicator
from kvalitet.facts._planer.planer import own
from kvalitet.facts._processer.forbattringslage import KEYS as IMPROVEMENTS
from kvalitet.facts._processer.forbattringslage import improvement_facts
from kvalitet.facts._revision.fragor import audit
from kvalitet.facts._revision.rekommendationer import overview
from kvalitet.facts._risker.matris import KEY as MATRIX
from kvalitet.facts._risker.risker import risk_facts
from kvalitet.model.assessment import Assessment
from kvalitet.model.dates import Period
from kvalitet.model.document import Facts, Gap, Scope, Section
from kvalitet.model.figure import UNKNOWN, Table
from kvalitet.model.wording import apart, capital
from kvalitet.views.genomgangar import Genomgang, Underlag

REPORT = Report(
    title="Ledningens genomgång",
    purpose=(
        "ledningens årliga bedömning av ett säkerhetsområde eller en process: vad förra årets åtgärder gav, läget och "
        "nya beslut"
    ),
    audience="ledningsgruppen och den som samordnar ledningssystemet",
    due="före den genomgång som är planerad, och när den är hållen",
    demands=("year", "area"),
    takes=("period", "unit"),
)

_LEVEL = 3
_TABLES: Mapping[str, tuple[str, ...]] = {
    "avvikelser": ("avvikelser.typ", "avvikelser.kategori", "avvikelser.allvarlighetsgrad"),
    "vårdskador": (
        "avvikelser.vårdskada",
        "lex_maria.beslut",
        "ärenden.typ",
        "ärenden.ivo",
        "händelseanalyser.medverkan",
    ),
    "klagomål": ("klagomål.källa", "klagomål.kanal", "klagomål.kategori"),
    "egenkontroller": ("egenkontroller.tillfällen", "egenkontroller.resultat"),
    "risker": ("riskanalyser.slag", "risker.höga"),
    "styrande_dokument": ("dokument.läge", "dokument.utgångna.lista"),
    "mål_och_mått": (KEY, MISSED, LOST, CHANGED, GOALS, UNMEASURED),
    "revisioner": ("rekommendationer.läge",),
    "förbättringar": IMPROVEMENTS,
    "säkerhetskultur": ("ronder.slag",),
    "resurser": ("utbildningar.läge", "utbildningar.enheter"),
    "omvärld": (DECISIONS,),
}
_DIAGRAMS: Mapping[str, str] = {"avvikelser": COMMONEST, "risker": MATRIX, "mål_och_mått": "indikatorer"}
"""What the keys of the charts of a part begin with; the table of a chart stands beside it."""

_OF_ACTIONS = ("åtgärder.läge", "åtgärder.effekt", "åtgärder.starka")


def gather(assessment: Assessment, scope: Scope) -> Facts:
    """The review of an area and a year in a unit."""
    within = reach(assessment, scope)
    review = review_of_year(within)
    followed = tuple(followed_up(within, review)) if review else ()
    found = together(
        deviation_facts(within),
        complaint_facts(within),
        inspection_facts(within),
        risk_facts(within),
        action_facts(within),
        document_facts(within),
        *_more(assessment, within),
        _indicators(within),
        Gathered(_goals(within), (*follow_up_figures(followed), *summary_figures(within, review, followed))),
    )
    said = counted_by(within, deviations(within))
    found = together(found, commonest(within, found.figures, category_figures(within), said))
    plan = plan_of_action(within, review.atgarder if review else (), "åtgärdsplan", "Åtgärdsplan")
    tables = {table.key: table for table in found.tables}
    drawn = tuple(_sections(within, review, tables))
    sections = tuple(with_diagrams(section, _DIAGRAMS.get(section.id), found.diagrams) for section in drawn)
    others = (table for table in found.tables if table.key not in _OF_ACTIONS)
    return Facts(
        title=f"{REPORT.title}: {_subject(within)}",
        scope=scope,
        unit=within.unit_name,
        day=within.day,
        status=review.status if review else "utkast",
        tables=(plan, judgements(within, review), *found.tables),
        diagrams=found.diagrams,
        loose=found.figures,
        sections=sections,
        gaps=(*_gaps(within, review, followed), *parts_missing(within, review)),
        prose=tuple(_texts(within, review)) if review else (),
        details={
            "review": review,
            "previous": previous_review(within, review) if review else None,
            "followed": followed,
            **_conclusion(review),
            "insufficient": apart(tuple(insufficient(within, review))) if review else "",
            "leftover": left_over(others, found.diagrams, sections),
            "responsible": role_text(within.register, review.ansvarig) if review else UNKNOWN,
            "took_part": tuple(role_text(within.register, role) for role in review.deltagare) if review else (),
            "handed_to": role_text(within.register, review.lamnad_till) if review else UNKNOWN,
        },
    )


def _conclusion(review: Genomgang | None) -> Mapping[str, object]:
    """Whether the system serves its purpose, and the level of the title: headings in the conclusion stand under it."""
    return {"serves": word(review.tjanar_sitt_syfte) if review and review.tjanar_sitt_syfte else "", "title_level": 1}


def occasions(assessment: Assessment, year: Period) -> tuple[Scope, ...]:
    """One for each review of an area or a process that there is about the year, or about a part of it."""
    scopes = (
        Scope(review.period, review.enhet, review.subject)
        for review in Genomgang.all(assessment.register)
        if review.period and review.subject and year.first <= review.period.first and review.period.last <= year.last
    )
    return tuple(dict.fromkeys(scopes))


def _subject(within: Reach) -> str:
    """What is reviewed, for when and where, in the title."""
    asked = process(within)
    label = within.register.label("sakerhetsomraden", within.scope.area or "").lower()
    what = f"processen {within.register.by_id[asked].title}" if asked else label
    return f"{what} {within.period.label}" + (f", {within.unit_name}" if within.scope.unit else "")


def _goals(within: Reach) -> tuple[Table, ...]:
    """The goals of the plans of patient safety; the other areas have no plans of their own."""
    found = own(within, within.period) if within.scope.area == PATIENT_SAFETY else ()
    return (goals_followed_up(within, found), goals_without_indicator(within, found)) if found else ()


def _more(assessment: Assessment, within: Reach) -> Iterator[Gathered]:
    """Audits; and of care what was learnt and improved."""
    yield Gathered((overview(audit(assessment, within.scope)),))
    if concerns_patients(within):
        yield from (
            case_facts(within),
            supervision_facts(within),
            event_analysis_facts(within),
            improvement_facts(within),
        )
    if within.scope.area == PATIENT_SAFETY:
        yield from (training_facts(within), round_facts(within), Gathered((decisions(within),)))


def _indicators(within: Reach) -> Gathered:
    """The indicators; with charts and units those that miss their target, then those that give a signal."""
    found = lines(within)
    signals = with_signals(within, found)
    drawn = {line.key: line for line in (*(line for line in found if misses(within, line)), *signals)}
    return together(
        status_facts(within, found, KEY),
        lost_and_changed(within, found),
        *(part for line in drawn.values() for part in shown(within, line)),
    )


def _sections(within: Reach, review: Genomgang | None, tables: Mapping[str, Table]) -> Iterator[Section]:
    """One section for each part that the management was shown, that is compulsory or that the register tells of."""
    shown = {row.part: row for row in review.underlag} if review else {}
    for code in parts(within):
        row = shown.get(code.id)
        named = (tables[key] for key in _TABLES.get(code.id, ()) if key in tables)
        placed = tuple(table for table in named if table.says_something)
        if row is None and not placed and not compulsory(within, code):
            continue
        yield Section(
            id=code.id,
            title=code.label,
            level=_LEVEL,
            prose=_prose(row),
            tables=placed,
            mandatory=compulsory(within, code),
        )


def _prose(row: Underlag | None) -> str:
    if row is None:
        return ""
    judged = f"**Bedömning: {row.bedomning}.**" if row.bedomning else ""
    return "\n\n".join(text for text in (judged, row.text) if text)


def _gaps(within: Reach, review: Genomgang | None, followed: Iterable[Followed]) -> Iterator[Gap]:
    year, area = within.period.text, within.scope.area
    noun = "processen" if process(within) else "området"
    if review is None:
        yield Gap(
            f"det finns ingen genomgång av {noun} {area} för {year} på {within.unit_name}",
            "i registrets mapp genomgangar",
            f"Skriv en ny genomgång med {noun} {area}, perioden {year} och enheten {within.unit_name}.",
        )
        return
    for row in followed:
        if not row.accounted_for:
            yield Gap(
                f"{capital(row.address)} beslutades förra gången men redovisas inte",
                f"{place(within, review)}, uppföljning",
                "Skriv vad det blev av åtgärden och om den avslutas, fortsätter eller omprövas.",
            )


def _texts(within: Reach, review: Genomgang) -> Iterator[tuple[str, str]]:
    for row in review.underlag:
        yield f"{place(within, review)}, underlag.{row.data.get('id')}", row.text
    yield f"{place(within, review)}, resursbehov", review.resursbehov
    yield f"{place(within, review)}, ledningssystemet.kommentar", review.om_ledningssystemet
