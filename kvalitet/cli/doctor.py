"""The command doctor."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from kvalitet.cli._formats import TEXT_OR_JSON
from kvalitet.cli._session import session
from kvalitet.cli._write import emit
from kvalitet.errors import KvalitetError
from kvalitet.model.wording import counted
from kvalitet.output.envelope import envelope
from kvalitet.output.page import Page, words

if TYPE_CHECKING:
    from pathlib import Path

    from rich.text import Text

    from kvalitet.setup.health import Check, Patient

_FOUND = 1


def command(
    ctx: typer.Context,
    *,
    fix: Annotated[
        bool, typer.Option("--fix", help="Lägg till det som saknas och är ofarligt. Inget skrivs över.")
    ] = False,
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_OR_JSON, help="Resultatets form.")] = "text",
) -> None:
    """Undersöker om allt runt registret är rätt uppsatt: git, kontroll av incheckningar, inställningar, program.

    Varje rad säger hur det är, om det är bra, och hur man rättar. Ett råd går att klara sig utan.
    """
    run = session(ctx)
    if run.options.get("as_of"):
        raise KvalitetError("doctor tar inte --as-of: det som undersöks är datorn och mappen som de är nu")
    seen, checks = _examined(run.folder)
    mended: list[str] = []
    if fix and any(check.mendable for check in checks):
        mended = _mend(seen, checks)
        seen, checks = _examined(run.folder)
    if format_ == "json":
        register = seen.loaded.register if seen.loaded else None
        emit(envelope(register, None, checks=[_row(check) for check in checks], mended=mended))
    else:
        page = run.page()
        emit(page.draw(*_text(page, checks, mended)))
    if any(check.status == "error" for check in checks):
        raise typer.Exit(_FOUND)


def _examined(folder: "Path") -> "tuple[Patient, list[Check]]":
    from kvalitet.pipeline.guard import hidden
    from kvalitet.setup.health import patient
    from kvalitet.setup.health_git import git
    from kvalitet.setup.health_program import program
    from kvalitet.setup.health_register import register

    seen = patient(folder)
    found = (*program(), *git(seen), *register(seen))
    # folders outside the register have names too, and git repeats what it is given
    return seen, [
        replace(check, message=hidden(check.message), help=hidden(check.help) if check.help else None)
        for check in found
    ]


def _mend(seen: "Patient", checks: "Sequence[Check]") -> list[str]:
    """Writes what is missing, and returns the paths of it."""
    from kvalitet.cli._starting import make_runnable, put, seen_from
    from kvalitet.cli._whole import whole

    files = [each for check in checks for each in check.missing]
    unable = [check.unable for check in checks if check.unable]
    with whole() as made:
        put(files, made)
        for path in unable:
            make_runnable(path)
    return [seen_from(path, seen.place.root) for path in (*(each.path for each in files), *unable)]


def _text(page: Page, checks: "Sequence[Check]", mended: Sequence[str]) -> "Iterator[Text]":
    for area, group in groupby(checks, key=lambda check: check.area):
        yield words(area, "bold")
        for check in group:
            word, style = _WORDS[check.status]
            yield page.indented(words(f"{word}  ", style).append_text(words(check.message)), 2, hanging=5)
            if check.help:
                yield page.indented(words(f"→ {check.help}"), 7, hanging=2)
        yield words("")
    for path in mended:
        yield words(f"Lagat: {path}")
    yield words(_conclusion(checks))


_WORDS = {"ok": ("bra", "green"), "advice": ("råd", "yellow"), "error": ("fel", "bold red")}


def _conclusion(checks: "Sequence[Check]") -> str:
    wrong, advice = (sum(check.status == status for check in checks) for status in ("error", "advice"))
    if not wrong:
        return f"Inget är fel, {counted(advice, 'råd', 'råd')}." if advice else "Inget är fel."
    mendable = any(check.mendable for check in checks)
    more = " ”kvalitet doctor --fix” lägger till det som saknas." if mendable else ""
    return f"{counted(wrong, 'fel', 'fel')}, {counted(advice, 'råd', 'råd')}.{more}"


def _row(check: "Check") -> dict[str, object]:
    return {
        "check": check.name,
        "status": check.status.value,
        "message": check.message,
        "help": check.help,
        "mendable": check.mendable,
    }
