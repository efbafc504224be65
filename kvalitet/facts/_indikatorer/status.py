"""How each indicator stands, for who decides: those that miss their target first, and whether they are analysed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kvalitet.facts._base.reach import Reach
from kvalitet.facts._base.tally import Gathered
from kvalitet.facts._base.words import day_text
from kvalitet.facts._handelser.monster import surveyed
from kvalitet.facts._handelser.signaler import patterns
from kvalitet.facts._indikatorer.analyser import analyses
from kvalitet.facts._indikatorer.celler import country_cell, label_with_unit, latest_cell, outcome_figure, target_cell
from kvalitet.facts._indikatorer.missar import missed_table, misses
from kvalitet.facts._indikatorer.varden import Rad
from kvalitet.model.figure import UNKNOWN, Cell, Figure, Table, count
from kvalitet.model.wording import capital, date_text
from kvalitet.series.words import since
from kvalitet.views.indikatorer import LESS, MORE

_JUDGED = {True: "Nås", False: "Nås inte", None: "Kan inte bedömas"}


def with_signals(reach: Reach, found: Sequence[Rad]) -> tuple[Rad, ...]:
    """The lines whose series show a pattern that chance does not explain."""
    topics = {each.serie.topic for each in patterns(reach)}
    return tuple(line for line in found if line.serie and line.serie.topic in topics)


def status_facts(reach: Reach, found: Sequence[Rad], key: str) -> Gathered:
    """How each stands, what was written and decided of those that miss their target, and how many lack an analysis."""
    tables = (_status_table(reach, found, key), _answered_table(reach, found))
    return Gathered(tables, tuple(_figures(reach, found)))


def _status_table(reach: Reach, found: Sequence[Rad], key: str) -> Table:
    """A row for each line: target, outcome, development and status; last, whether one that misses is analysed."""
    this, before = reach.years(2)
    ordered = sorted(found, key=lambda line: not misses(reach, line))
    developments = _developments(reach, ordered)
    return Table(
        key=key,
        caption=f"Indikatorer {this.label}: status och analys",
        headings=(
            "Indikator",
            "Mål",
            capital(before.label),
            capital(this.label),
            "Senaste värde",
            "Utveckling",
            "Målet",
            "Analys",
        ),
        rows=tuple(_row(reach, line, said) for line, said in zip(ordered, developments, strict=True)),
        note=(
            "De som inte når målet, eller inte gör det med sitt senaste värde, står först. Utfallet är det under "
            f"{reach.span} till och med {date_text(reach.day)}. Bättre eller sämre sägs utvecklingen vara bara där "
            "serien visar ett mönster som slumpen inte förklarar. Ett streck betyder att uppgiften saknas, vilar på "
            "för få eller inte behövs."
        ),
        empty="Inga indikatorer följs.",
    )


def _answered_table(reach: Reach, found: Sequence[Rad]) -> Table:
    """What was written and decided of the lines that miss their target; those with nothing are left out."""
    written = [line for line in found if misses(reach, line) and (analyses(reach, line) or line.beyond)]
    return replace(
        missed_table(reach, written),
        caption="Indikatorer som inte når målet: vad som är skrivet och beslutat",
        note=(
            "De som varken är analyserade, förda vidare eller har en åtgärd står bara i tabellen ovanför. "
            f"Läget avser {date_text(reach.day)}."
            + (" Analyserna visas inte i sin helhet här, eftersom de kan röra enskilda." if reach.scope.masks else "")
        ),
        empty="",
    )


def _figures(reach: Reach, found: Sequence[Rad]) -> Iterator[Figure]:
    """How many indicators miss their target, in the period or by their latest value, and how many lack an analysis."""
    missing = [line for line in found if misses(reach, line)]
    yield count("indikatorer.att_analysera", {line.indikator.id for line in missing})
    yield count("indikatorer.utan_analys", {line.indikator.id for line in missing if not _analysed(reach, line)})


def _row(reach: Reach, line: Rad, development: str) -> tuple[Cell, ...]:
    this, before = reach.years(2)
    return (
        label_with_unit(reach, line),
        _target(reach, line),
        outcome_figure(reach, line, before),
        outcome_figure(reach, line, this),
        latest_cell(line),
        development,
        _status(reach, line),
        (_analysed(reach, line) or "Saknas") if misses(reach, line) else UNKNOWN,
    )


def _target(reach: Reach, line: Rad) -> Cell:
    """The target; one that is the country's has its value with it."""
    cell = target_cell(line)
    country = country_cell(reach, line) if line.indikator.mal_typ == "bättre_än_riket" else UNKNOWN
    if country == UNKNOWN:
        return cell
    return (f"{cell}, ", *(country if isinstance(country, tuple) else (country,)))


def _developments(reach: Reach, lines: Iterable[Rad]) -> Iterator[str]:
    """What each series shows that chance does not explain; a dash where there are too few values to judge it."""
    shown = {each.serie.topic: each for each in patterns(reach)}
    judged = {each.serie.topic for each in surveyed(reach).verdicts}
    for line in lines:
        topic = line.serie.topic if line.serie else None
        if topic in shown:
            of_goal = {MORE: ("Sämre", "Bättre"), LESS: ("Bättre", "Sämre")}
            words = of_goal.get(line.indikator.riktning, ("Lägre", "Högre"))
            yield f"{words[shown[topic].rising]} sedan {since(shown[topic], date_text)}"
        else:
            yield "Inget mönster" if topic in judged else UNKNOWN


def _status(reach: Reach, line: Rad) -> Cell:
    """Whether the target is reached over the period and by the latest values, and whether the limit is passed."""
    if not line.indikator.mal_typ:
        return "Inget mål"
    now = line.outcome(reach.period)
    reached = line.reached(now) if now else None
    passed = "; gränsen är passerad" if line.beyond else ""
    if not line.missed:
        return f"{_JUDGED[reached]}{f' under {reach.span}, men nu' if reached is False else ''}{passed}"
    begun = _JUDGED[reached] if reached is False else f"{_JUDGED[reached]}, men inte nu"
    ids = tuple(sorted({name for value in line.missed for name in value.ids}))
    row = Figure(key=f"{line.key}.i_rad", value=len(line.missed), ids=ids)
    return f"{begun}{passed}" if row.single else (f"{begun}, ", row, f" värden i rad{passed}")


def _analysed(reach: Reach, line: Rad) -> str:
    """That there is an analysis, and of what day; empty where there is none."""
    latest = next((analys for analys in analyses(reach, line) if analys.text), None)
    return "" if latest is None else f"Finns, {day_text(latest.day)}"
