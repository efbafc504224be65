"""The command render."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import click
import typer

from kvalitet.cli._choices import asked_period, choose
from kvalitet.cli._pack import check_pack, pack
from kvalitet.cli._session import Session, session
from kvalitet.cli._write import new_folder, write_file
from kvalitet.cli.check import known_unit
from kvalitet.errors import KvalitetError, RefusedError
from kvalitet.facts._catalogue import ReportFile, report_files
from kvalitet.model.dates import Period, year_of
from kvalitet.model.document import Facts, Gap, Scope
from kvalitet.model.wording import counted, listing
from kvalitet.pipeline.documents import file_name, made
from kvalitet.render.formats import BINARY, format_names, writer

_FORMATS = format_names()
_OPTIONS = {"year": "--year ÅR", "period": "--period PERIOD", "unit": "--unit ENHET", "area": "--area OMRÅDE"}
_RECORD = "ID"
_WHERE = "Se ”kvalitet render --list”."
_LEVEL = "förvaltning"


def command(  # noqa: PLR0913  # each option of the command is an argument
    ctx: typer.Context,
    report: Annotated[
        str | None, typer.Argument(metavar="[RAPPORT]", help="Rapportens namn.", show_default=False)
    ] = None,
    record: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="Posten, när rapporten handlar om en enda.", show_default=False),
    ] = None,
    *,
    year: Annotated[
        int | None, typer.Option(metavar="ÅR", min=1900, max=9998, help="Året som rapporten handlar om.")
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="Perioden, i stället för --year: 2025-H2, 2026-Q2, 2026-04."),
    ] = None,
    unit: Annotated[str | None, typer.Option(metavar="ENHET", help="Bara en enhet med dess underenheter.")] = None,
    area: Annotated[
        str | None, typer.Option(metavar="OMRÅDE", help="Säkerhetsområdet, t.ex. patientsäkerhet, eller processens id.")
    ] = None,
    auditor: Annotated[
        bool, typer.Option("--auditor", help="Utgåvan för granskning: lagrum, id och incheckning. Inget maskeras.")
    ] = False,
    to: Annotated[
        str | None, typer.Option("--to", click_type=click.Choice(_FORMATS), help="Dokumentets format.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Skriv dokumentet till en fil, eller alla till en mapp.")
    ] = None,
    pack_to: Annotated[
        Path | None,
        typer.Option("--pack", metavar="FIL.zip", help="Packa underlaget för granskning med det som det vilar på."),
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Skriv ett utkast även om något saknas, med en lista över det.")
    ] = False,
    all_: Annotated[bool, typer.Option("--all", help="Skriv årets alla rapporter till mappen i --output.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="Visa vilka rapporter som finns.")] = False,
) -> int:
    """Skriver en rapport ur registret: text ur posterna och siffror som räknas fram.

    Formatet väljs av --to, annars av ändelsen på --output, annars md.
    Slutkod 0: skrivet. 1: något saknas och dokumentet skrevs inte. 2: körningen gick inte att göra.
    """
    if list_:
        sys.stdout.write(_listed())
        return 0
    check_pack(pack_to, {"--output": output, "--to": to, "--all": all_})
    given = {"year": year, "period": period, "unit": unit, "area": area, "record": record}
    if all_:
        _check_all(report, given, output)
        run = session(ctx)
        manner = _Manner(to or "md", auditor=auditor, draft=draft)
        return _all(run, year_of(year or run.today.year), new_folder(output or Path()), manner)
    if report is None:
        raise KvalitetError("ange vilken rapport som ska skrivas. " + _WHERE)
    files = report_files()
    file = files[choose(report, files, "rapporten", _WHERE)]
    format_ = _format(to, output)
    if output is None and format_ in BINARY and sys.stdout.isatty():
        raise KvalitetError(f"{format_} går inte att läsa på en skärm. Skriv till en fil med --output FIL.{format_}.")
    _check_options(file, given)
    run = session(ctx)
    about = year_of(year or run.today.year) if period is None else asked_period(period)
    scope = replace(_scope(run, file, about, unit, area), record=_record(run, file, record), auditor=auditor)
    if pack_to:
        return _pack(run, file, scope, pack_to, draft=draft)
    found = made(file, run.loaded, run.assess()[0], scope)
    _refuse(run, found.facts, draft=draft)
    data = writer(format_)(found.document(draft=draft))
    if output is None:
        sys.stdout.buffer.write(data)
        return 0
    write_file(output, data)
    run.note(f"skrev {output}")
    return 0


def _pack(run: Session, file: ReportFile, scope: Scope, path: Path, *, draft: bool) -> int:
    made_of = pack(run, file, scope, draft=draft)
    _refuse(run, made_of.found.facts, draft=draft)
    write_file(path, made_of.data(), "--pack")
    run.note(f"skrev {path}")
    return 0


def _listed() -> str:
    blocks = []
    for file in report_files().values():
        given = [*([_RECORD] if file.report.about else []), *(_OPTIONS[name] for name in file.report.demands)]
        given += [f"[{_OPTIONS[name]}]" for name in file.report.takes]
        blocks.append(
            f"{file.name}\n"
            f"    {file.report.title}: {file.report.purpose}.\n"
            f"    För: {file.report.audience}.\n"
            f"    När: {file.report.due}.\n"
            f"    Val: {' '.join(given)}\n"
        )
    return "\n".join([*blocks, f"Format (--to): {listing(_FORMATS, 'eller')}.\n"])


def _format(to: str | None, output: Path | None) -> str:
    by_ending = output.suffix.removeprefix(".").lower() if output else ""
    return to or (by_ending if by_ending in _FORMATS else "md")


def _check_options(file: ReportFile, given: Mapping[str, object]) -> None:
    if given["year"] is not None and given["period"] is not None:
        raise KvalitetError("--year och --period går inte att förena. Välj ett av dem.")
    for name in file.report.demands:
        if given[name] is None and not (name == "year" and given["period"] is not None):
            raise KvalitetError(f"{file.name} behöver {_OPTIONS[name]}. {_WHERE}")
    for name in _OPTIONS:
        if given[name] is not None and name not in file.report.options:
            raise KvalitetError(f"{file.name} har inget val --{name}. {_WHERE}")
    if given["record"] is not None and not file.report.about:
        raise KvalitetError(f"{file.name} handlar inte om en enda post, så inget id ska anges. {_WHERE}")


def _check_all(report: str | None, given: Mapping[str, object], output: Path | None) -> None:
    if report is not None:
        raise KvalitetError(f"--all skriver alla rapporter. Ta bort ”{report}”, eller --all.")
    for name in (name for name, value in given.items() if value is not None and name != "year"):
        raise KvalitetError(f"--all skriver alla rapporter för ett år och går inte att förena med --{name}.")
    if output is None:
        raise KvalitetError("--all skriver många filer. Ange mappen med --output MAPP.")
    if output.exists() and not output.is_dir():
        raise KvalitetError(f"{output} är ingen mapp. Ange en mapp med --output.")


def _scope(run: Session, file: ReportFile, about: Period, unit: str | None, area: str | None) -> Scope:
    found = None
    if area is not None:
        codes = run.register.codes.get("sakerhetsomraden")
        processes = [record.id for record in run.register.of("process")]
        found = choose(
            area,
            [*(codes.codes if codes else ()), *processes],
            "--area: området",
            "Områdena står i kodverket sakerhetsomraden. En process anges med sitt id.",
        )
    chosen = known_unit(run, unit)
    if chosen is None and "area" in file.report.demands:
        chosen = _only_administration(run, about)
    return Scope(about, chosen, found)


def _record(run: Session, file: ReportFile, asked: str | None) -> str | None:
    """The record that the report is about, None where it is about many."""
    kind = file.report.about
    if not kind:
        return None
    if asked is None:
        raise KvalitetError(f"{file.name} handlar om en enda post: ange dess id. Se ”kvalitet list {kind}”.")
    ids = [record.id for record in run.register.of(kind)]
    return choose(asked, ids, f"{file.name}: posten", f"Se ”kvalitet list {kind}”.")


def _only_administration(run: Session, about: Period) -> str:
    """The unit that is reviewed where none is named: the care provider's one administration."""
    units = [u.id for u in run.register.organisation.units.values() if u.level == _LEVEL and u.exists(about.last)]
    if len(units) != 1:
        raise KvalitetError(f"ange enheten med --unit: {listing(units, 'eller') or 'se organisation.yaml'}")
    return units[0]


@dataclass(frozen=True, slots=True)
class _Manner:
    """How documents are to be written: in which format and rendition, and whether as drafts."""

    to: str
    auditor: bool
    draft: bool


def _all(run: Session, year: Period, into: Path, manner: _Manner) -> int:
    """Writes all documents of a year to a folder; those that are refused are told, and the others written."""
    assessment, refused = run.assess()[0], 0
    for file in report_files().values():
        for scope in file.occasions(assessment, year):
            found = made(file, run.loaded, assessment, replace(scope, auditor=manner.auditor))
            try:
                _refuse(run, found.facts, draft=manner.draft)
            except RefusedError as error:
                refused += 1
                run.note(str(error))
                continue
            path = into / f"{file_name(file, scope)}.{manner.to}"
            write_file(path, writer(manner.to)(found.document(draft=manner.draft)))
            run.note(f"skrev {path}")
    return int(refused > 0)


def _refuse(run: Session, facts: Facts, *, draft: bool) -> None:
    """Stops a final document that lacks what it must hold; lesser gaps are told."""
    if draft:
        return
    refusing = [gap for gap in facts.all_gaps if gap.refuses]
    if refusing:
        lines = "\n".join(_line(gap) for gap in refusing)
        things = counted(len(refusing), "sak saknas", "saker saknas")
        raise RefusedError(f"”{facts.title}” skrivs inte, {things} (--draft ger ett utkast):\n{lines}")
    for gap in facts.all_gaps:
        run.note(f"{gap.what} ({gap.where})")


def _line(gap: Gap) -> str:
    return f"  {gap.where}: {gap.what}. {gap.help}"
