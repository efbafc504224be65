"""The command changes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer

from kvalitet.cli._formats import as_csv
from kvalitet.cli._session import Session, session
from kvalitet.cli._write import emit
from kvalitet.cli.check import known_unit
from kvalitet.errors import KvalitetError
from kvalitet.model.comparison import Altered, Comparison, Turn
from kvalitet.model.wording import SHORT_ID, capital, date_text, first_of, listing
from kvalitet.output.envelope import envelope, iso, place
from kvalitet.output.page import Page, one_line, words

if TYPE_CHECKING:
    from rich.text import Text

    from kvalitet.pipeline.load import Loaded
    from kvalitet.repository import Moment

_HEADINGS = ("Händelse", "Slag", "Enhet", "Id", "Titel", "Fält", "Tidigare id")
_TURNS: Mapping[Turn, tuple[str, str, str]] = {
    Turn.CREATED: ("ny", "ny", "nya"),
    Turn.CLOSED: ("avslutad", "avslutad", "avslutade"),
    Turn.REOPENED: ("öppnad igen", "öppnad igen", "öppnade igen"),
    Turn.CHANGED: ("ändrad", "ändrad", "ändrade"),
    Turn.RENAMED: ("nytt id", "med nytt id", "med nytt id"),
    Turn.REMOVED: ("borttagen", "borttagen", "borttagna"),
}
"""What became of a record: as a word beside it, and with a number."""

_FIELDS = 6


@dataclass(frozen=True, slots=True)
class _End:
    """One end of what is compared: the commit and the day it stands for, and the register in it."""

    moment: "Moment"
    loaded: "Loaded"


def command(
    ctx: typer.Context,
    between: Annotated[
        str,
        typer.Argument(
            metavar="FRÅN..TILL",
            help="Datum eller versioner: 2026-01-01..2026-06-30, v1..main. Utan TILL: det senast incheckade.",
            show_default=False,
        ),
    ],
    *,
    unit: Annotated[str | None, typer.Option(metavar="ENHET", help="Bara en enhet med dess underenheter.")] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            click_type=click.Choice(["text", "json", "csv", "md"]),
            help="Resultatets form; md är en bilaga.",
        ),
    ] = "text",
    output: Annotated[Path | None, typer.Option(metavar="FIL", help="Skriv resultatet till en fil.")] = None,
) -> None:
    """Visar vad som har ändrats i registret mellan två tidpunkter, efter slag och enhet.

    Bara det som är incheckat räknas. Det som både har kommit till och försvunnit däremellan syns inte här, men i
    ”kvalitet history ID”.
    """
    run = session(ctx)
    before, after = _ends(run, between)
    unit = known_unit(run, unit)
    found = _compared(before, after, unit)
    if format_ == "json":
        text = envelope(after.loaded.register, None, **_json(before, after, found))
    elif format_ == "csv":
        text = as_csv(_HEADINGS, [_cells(after, each) for each in found.altered])
    elif format_ == "md":
        text = "".join(f"{line}\n" for line in _appendix(before, after, found, unit))
    else:
        page = run.page(to_file=output is not None)
        text = page.draw(*_text(page, before, after, found))
    emit(text, output)


def _ends(run: Session, between: str) -> tuple[_End, _End]:
    from kvalitet.pipeline.load import load
    from kvalitet.project import find_moment, open_earlier

    first, dots, last = between.partition("..")
    if not first or last.startswith("."):
        raise KvalitetError(
            f"”{between}” är inte två tidpunkter. Skriv FRÅN..TILL, till exempel 2026-01-01..2026-06-30."
        )
    if run.moment and last:
        raise KvalitetError("--as-of går inte att förena med en sluttidpunkt. Skriv FRÅN.. eller utelämna --as-of.")
    late = run.moment or find_moment(run.folder, last if dots and last else "HEAD", run.timezone)
    early = find_moment(run.folder, first, run.timezone)
    ends: list[_End] = []
    for moment in (late, early):
        tree = open_earlier(run.folder, moment)
        if tree is None:
            raise KvalitetError(f"registret fanns inte {moment.day} (incheckning {moment.commit[:SHORT_ID]})")
        ends.append(_End(moment, load(tree, known=ends[0].loaded if ends else None)))
    return ends[1], ends[0]


def _compared(before: _End, after: _End, unit: str | None) -> Comparison:
    from kvalitet.pipeline.changes import compared

    found = compared(before.loaded, after.loaded)
    if unit is None:
        return found
    units = after.loaded.register.organisation.under(unit)
    return Comparison(tuple(each for each in found.altered if each.record.unit in units), found.unread)


def _json(before: _End, after: _End, found: Comparison) -> dict[str, object]:
    ends = {name: {"commit": end.moment.commit, "day": iso(end.moment.day)} for name, end in _named(before, after)}
    return {
        **ends,
        "counts": {turn.value: number for turn, number in _counts(found).items()},
        "changes": [
            {
                "event": each.turn.value,
                "id": each.record.id,
                "kind": each.record.kind,
                "unit": each.record.unit,
                "title": each.record.title,
                "fields": list(each.fields),
                "previous_id": each.was,
            }
            for each in found.altered
        ],
        "files": [{"event": each.turn.value, "path": each.path} for each in found.files],
        "unreadable": list(found.unread),
    }


def _named(before: _End, after: _End) -> tuple[tuple[str, _End], tuple[str, _End]]:
    return ("from", before), ("to", after)


def _counts(found: Comparison) -> dict[Turn, int]:
    counted_ = Counter(each.turn for each in found.altered)
    return {turn: counted_[turn] for turn in Turn}


def _cells(after: _End, each: Altered) -> tuple[str, ...]:
    record, register = each.record, after.loaded.register
    fields = " ".join(each.fields)
    return (
        _TURNS[each.turn][0],
        register.kinds[record.kind].singular,
        record.unit or "",
        record.id,
        record.title,
        fields,
        each.was or "",
    )


def _summary(found: Comparison) -> str:
    told = [f"{number} {_TURNS[turn][1 if number == 1 else 2]}" for turn, number in _counts(found).items() if number]
    return f"{capital(listing(told))}." if told else "Inga poster har ändrats."


def _text(page: Page, before: _End, after: _End, found: Comparison) -> "Iterator[Text]":
    yield words(f"Från {_when(before)} till {_when(after)}", "bold")
    yield words(_summary(found))
    for kind, of_kind in _by_kind(after, found.altered):
        yield words("")
        yield words(kind, "bold")
        for unit, of_unit in _by_unit(after, of_kind):
            yield page.indented(words(unit), 2)
            for each in of_unit:
                yield page.indented(one_line(_line(each)), 4, hanging=2)
    yield from _files(page, after, found)
    if found.unread:
        yield words("")
        yield words(f"Gick inte att läsa vid någon av tidpunkterna: {listing(found.unread)}.")


def _files(page: Page, after: _End, found: Comparison) -> "Iterator[Text]":
    if found.files:
        yield words("")
        yield words("Filer som inte är poster", "bold")
    for each in found.files:
        path = place(after.loaded.register, each.path)
        yield page.indented(one_line(f"{_TURNS[each.turn][0]}: {path}"), 2, hanging=2)


def _line(each: Altered) -> str:
    fields = f" ({first_of(each.fields, _FIELDS)})" if each.fields else ""
    was = f", tidigare {each.was}" if each.was else ""
    return f"{_TURNS[each.turn][0]}: {each.record.id} {each.record.title}{was}{fields}"


def _when(end: _End) -> str:
    return f"{date_text(end.moment.day)} (incheckning {end.moment.commit[:SHORT_ID]})"


def _by_kind(after: _End, altered: Iterable[Altered]) -> Iterator[tuple[str, list[Altered]]]:
    kinds = after.loaded.register.kinds
    for kind, some in groupby(altered, key=lambda each: each.record.kind):
        yield capital(kinds[kind].plural), list(some)


def _by_unit(after: _End, altered: Iterable[Altered]) -> Iterator[tuple[str, list[Altered]]]:
    organisation = after.loaded.register.organisation
    order = list(organisation.units)
    held: dict[str, list[Altered]] = {}
    for each in altered:
        held.setdefault(each.record.unit or "", []).append(each)
    for unit in sorted(held, key=lambda name: order.index(name) if name in order else len(order)):
        yield organisation.name(unit) if unit else "Utan enhet", held[unit]


def _appendix(before: _End, after: _End, found: Comparison, unit: str | None) -> Iterator[str]:
    """The changes as an appendix to the minutes of a meeting, in Markdown."""
    from kvalitet.render.escape import escaped

    register = after.loaded.register
    yield f"# Ändringar i registret från {date_text(before.moment.day)} till {date_text(after.moment.day)}"
    yield ""
    whose = f", {escaped(register.organisation.name(unit))}" if unit else ""
    yield f"{escaped(register.settings.provider)}{whose}. {_summary(found)}"
    for kind, of_kind in _by_kind(after, found.altered):
        yield from ("", f"## {kind}", "", "| Enhet | Post | Händelse | Fält |", "| --- | --- | --- | --- |")
        for name, of_unit in _by_unit(after, of_kind):
            for each in of_unit:
                was = f" (tidigare {each.was})" if each.was else ""
                cells = (
                    name,
                    f"{each.record.id} {each.record.title}{was}",
                    _TURNS[each.turn][0],
                    ", ".join(each.fields),
                )
                yield f"| {' | '.join(escaped(cell) for cell in cells)} |"
    if found.files:
        yield from ("", "## Filer som inte är poster", "")
    for file in found.files:
        yield f"- {_TURNS[file.turn][0]}: {escaped(place(register, file.path))}"
    yield ""
    yield f"Incheckningar: {before.moment.commit[:SHORT_ID]} till {after.moment.commit[:SHORT_ID]}."
