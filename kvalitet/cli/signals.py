"""The command signals."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kvalitet.cli._formats import TEXT_JSON_OR_CSV, as_csv
from kvalitet.cli._session import session
from kvalitet.cli._write import emit
from kvalitet.cli.check import known_unit
from kvalitet.model.register import Register
from kvalitet.model.wording import counted, listing, number_text
from kvalitet.output.envelope import envelope, iso
from kvalitet.output.page import Page, one_line, words

if TYPE_CHECKING:
    from rich.text import Text

    from kvalitet.series.signals import Survey, Verdict

_HEADINGS = ("Nivå", "Serie", "Slag", "Enhet", "Signal", "Från", "Riktning", "Diagram", "Varför", "Punkter")


def command(  # each option of the command is an argument
    ctx: typer.Context,
    *,
    unit: Annotated[str | None, typer.Option(metavar="ENHET", help="Bara en enhet med dess underenheter.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Visa också möjliga signaler, som slumpen kan förklara.")
    ] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Visa vilka poster som ligger bakom varje signal.")] = False,
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_JSON_OR_CSV, help="Resultatets form.")] = "text",
) -> None:
    """Visar vilka serier över tid som har ett mönster som slumpen sällan ger, och sedan när."""
    from kvalitet.series.signals import survey

    run = session(ctx)
    unit = known_unit(run, unit)
    found = survey(run.register, run.today)
    if unit:
        found = found.within(run.register.organisation.under(unit))
    shown = [("pattern", each) for each in found.patterns]
    shown += [("possible", each) for each in found.possible] if everything else []
    if format_ == "json":
        rows = [_row(run.register, level, each) for level, each in shown]
        emit(envelope(run.register, run.today, series=counts(found), signals=rows))
    elif format_ == "csv":
        headings = (*_HEADINGS, "Poster") if ids else _HEADINGS
        emit(as_csv(headings, [_cells(run.register, level, each, ids=ids) for level, each in shown]))
    else:
        page = run.page()
        emit(page.draw(*_text(page, run.register, found, everything=everything, ids=ids)))


def counts(survey: "Survey") -> dict[str, object]:
    """How many series were judged, and what came of it, as JSON."""
    return {
        "judged": len(survey.verdicts),
        "patterns": len(survey.patterns),
        "possible": len(survey.possible),
        "too_short": len(survey.short),
        "expected_by_chance": round(survey.by_chance, 2),
        "false_discovery_rate": survey.allowed,
    }


def answer(survey: "Survey") -> str:
    """The answer in one sentence: how many series show a pattern."""
    if not survey.verdicts:
        return "Ingen serie har tillräckligt många värden för att skilja slump från mönster."
    number = len(survey.patterns)
    among = f"av {counted(len(survey.verdicts), 'serie', 'serier')}"
    return f"{number or 'Ingen'} {among} visar ett mönster som slumpen sällan ger."


def _text(page: Page, register: Register, survey: "Survey", *, everything: bool, ids: bool) -> "Iterator[Text]":
    yield words(answer(survey), "bold")
    for each in survey.patterns:
        yield from _told(page, register, each, ids=ids)
    if everything and survey.possible:
        yield words("")
        yield words("Möjliga signaler, som slumpen kan förklara", "bold")
        for each in survey.possible:
            yield from _told(page, register, each, ids=ids)
    yield words("")
    for line in _looked_at(survey, everything=everything):
        yield page.indented(words(line), 0)


def _told(page: Page, register: Register, verdict: "Verdict", *, ids: bool) -> "Iterator[Text]":
    from kvalitet.series.words import advice, name, near, told

    yield words("")
    yield page.indented(one_line(name(register, verdict.serie.topic), "bold"), 0, hanging=4)
    lines = [told(verdict), verdict.serie.why]
    lines += [f"Nära i tiden: {each.what} ({each.day})." for each in near(verdict)]
    if verdict.same:
        lines.append(f"Syns också i: {'; '.join(name(register, each.serie.topic) for each in verdict.same)}.")
    lines.append(advice(verdict))
    if ids:
        lines.append(f"Bakom signalen: {_behind(verdict)}.")
    for line in lines:
        yield page.indented(one_line(line), 4, hanging=2)


def _behind(verdict: "Verdict") -> str:
    """The records behind a signal; where they are parts of one record, from which to which."""
    record, ids = verdict.serie.topic.record, verdict.ids
    if record is None or len(ids) == 1:
        return listing(ids)
    return f"{record}, {counted(len(ids), 'värde', 'värden')} från {verdict.readings[0].label}"


def _looked_at(survey: "Survey", *, everything: bool) -> Iterator[str]:
    if survey.verdicts:
        number, chance = counted(len(survey.verdicts), "serie", "serier"), number_text(round(survey.by_chance, 1))
        part = number_text(round(100 * survey.allowed, 1)).removesuffix(",0")
        yield f"{number} prövades. Utan någon förändring skulle ungefär {chance} av dem ändå ha en signal i diagrammet."
        yield f"Av mönstren väntas högst {part} procent bero på slumpen."
    if survey.possible and not everything:
        number = counted(len(survey.possible), "serie", "serier")
        yield f"{number} till har en möjlig signal, som slumpen kan förklara. Visa med --all."
    if survey.short:
        yield f"{counted(len(survey.short), 'serie', 'serier')} har för få värden för att prövas."


def _row(register: Register, level: str, verdict: "Verdict") -> dict[str, object]:
    from kvalitet.series.words import advice, name, near

    topic, start = verdict.serie.topic, next(iter(verdict.readings), None)
    return {
        "level": level,
        "name": name(register, topic),
        "kind": topic.source,
        "id": topic.record,
        "unit": topic.unit,
        "category": topic.category,
        "process": topic.process,
        "group": topic.group,
        "signals": [signal.value for signal in verdict.signals],
        "direction": "up" if verdict.rising else "down",
        "since": iso(start.first if start else None),
        "chart": verdict.serie.kind.value,
        "points": sum(reading.y is not None for reading in verdict.serie.readings),
        "why": verdict.serie.why,
        "help": advice(verdict),
        "probability": float(f"{verdict.evidence.chance:.3g}"),
        "rate": float(f"{verdict.rate:.3g}"),
        "actions": [{"date": iso(each.day), "what": each.what} for each in near(verdict)],
        "also": [name(register, each.serie.topic) for each in verdict.same],
        "ids": list(verdict.ids),
    }


def _cells(register: Register, level: str, verdict: "Verdict", *, ids: bool) -> tuple[str, ...]:
    from kvalitet.series.words import SIGNALS, direction, name, since

    topic = verdict.serie.topic
    return (
        "mönster" if level == "pattern" else "möjlig signal",
        name(register, topic),
        register.kinds[topic.source].singular,
        topic.unit or "",
        listing([SIGNALS[signal] for signal in verdict.signals]),
        since(verdict),
        direction(verdict),
        verdict.serie.kind.swedish,
        verdict.serie.why,
        str(sum(reading.y is not None for reading in verdict.serie.readings)),
        *([" ".join(verdict.ids)] if ids else []),
    )
