"""Goals that an indicator measures: goal, indicator, outcome, analysis and what is done next."""

import re
from collections.abc import Iterable, Iterator

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._indikatorer.analyser import analyses
from kvalitet.facts._indikatorer.celler import label, outcome_figure, target_cell, verdict
from kvalitet.facts._indikatorer.missar import analysis_text, misses
from kvalitet.facts._indikatorer.varden import parts, rader
from kvalitet.facts._planer.planer import goal_target, goals
from kvalitet.model.figure import UNKNOWN, Cell, Table
from kvalitet.model.wording import listing
from kvalitet.views.atgarder import Aktivitet
from kvalitet.views.handlingsplaner import Handlingsplan, Mal
from kvalitet.views.indikatorer import Indikator

KEY = "mål.uppföljning"
UNMEASURED = "mål.utan_indikator"
_EACH = re.compile(r"\b(varje|alla|samtliga|per)\b.*enhet")
"""How a goal says that each unit is to reach it: minst 80 procent på varje mätt enhet."""


def goals_followed_up(reach: Reach, found: Iterable[Handlingsplan]) -> Table:
    """A row for each goal with an indicator, of the plans."""
    rows = tuple(_rows(reach, tuple(found)))
    return Table(
        key=KEY,
        caption=f"Målen i handlingsplanen: utfall, analys och fortsatt arbete {reach.period.label}",
        headings=("Mål", "Indikator", "Utfall", "Målvärde", "Nås", "Analys", "Fortsatt arbete"),
        rows=rows,
        note="Här står de mål som följs med en indikator. Fortsatt arbete är de aktiviteter som ska bidra till målet.",
    )


def goals_without_indicator(reach: Reach, found: Iterable[Handlingsplan]) -> Table:
    """The goals of the plans that no indicator follows: whether they are reached the register cannot say."""
    chosen = [(plan, goal) for plan, _, goal in goals(found) if _indicator(reach, goal) is None]
    return Table(
        key=UNMEASURED,
        caption=f"Mål i handlingsplanen som ingen indikator följer {reach.period.label}",
        headings=("Mål", "Mått", "Målvärde"),
        rows=tuple((goal.beskrivning, goal.matt or UNKNOWN, goal_target(plan, goal)) for plan, goal in chosen),
        ids=tuple(sorted({f"{plan.record.id}/{goal.id}" for plan, goal in chosen})),
        note="Om de nås går inte att läsa ur registret.",
    )


def _indicator(reach: Reach, goal: Mal) -> Indikator | None:
    record = reach.register.by_id.get(goal.indikator)
    return Indikator(record, record.data) if record is not None and record.kind == Indikator.kind else None


def _rows(reach: Reach, found: tuple[Handlingsplan, ...]) -> Iterator[tuple[Cell, ...]]:
    for _, area, goal in goals(found):
        measured = _indicator(reach, goal)
        for line in rader(reach, measured) if measured else ():
            now, written = line.outcome(reach.period), analyses(reach, line)
            yield (
                goal.beskrivning,
                label(reach, line),
                outcome_figure(reach, line, reach.period),
                str(goal.malvarde) if for_each_unit(goal) else target_cell(line),
                _judged_by_unit(reach, line.indikator)
                if for_each_unit(goal)
                else verdict(line.reached(now) if now else None, has_target=bool(line.indikator.mal_typ)),
                analysis_text(reach, written) if written or misses(reach, line) else UNKNOWN,
                _next(goal, area.aktiviteter),
            )


def for_each_unit(goal: Mal) -> bool:
    """Whether a goal is to be reached on each unit: a whole that reaches it says nothing of them."""
    return isinstance(goal.malvarde, str) and bool(_EACH.search(goal.malvarde.lower()))


def _judged_by_unit(reach: Reach, indikator: Indikator) -> str:
    """Whether each unit measured reaches the target over the period; if not, which do not, and whether all now do."""
    lines = parts(reach, indikator)
    outcomes = [(line, line.outcome(reach.period)) for line in lines]
    judged = [(line, line.reached(outcome) if outcome else None) for line, outcome in outcomes]
    missing = [line for line, reached in judged if reached is False]
    if missing:
        names = listing([reach.register.organisation.name(line.unit) for line in missing])
        latest = [line.latest for line in lines]
        now = all(value and line.reached(value) for line, value in zip(lines, latest, strict=True))
        return f"Nej, inte på {names}" + ("; ja med det senaste värdet" if now else "")
    if not judged or any(reached is None for _, reached in judged):
        return "Kan inte bedömas enhet för enhet"
    return "Ja, på varje enhet"


def _next(goal: Mal, activities: Iterable[Aktivitet]) -> str:
    going_on = [a.gist for a in activities if a.bidrar_till == goal.id and a.is_open]
    return "; ".join(going_on) or UNKNOWN
