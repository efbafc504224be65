"""The command rules."""

from typing import Annotated

import typer

from kvalitet.cli._formats import TEXT_OR_JSON, columns
from kvalitet.cli._session import session
from kvalitet.cli._write import emit
from kvalitet.output.envelope import basis, envelope
from kvalitet.output.text import BASIS_WORDS, WORDS
from kvalitet.rules.catalogue import RuleFile, rule_files


def command(
    ctx: typer.Context,
    *,
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_OR_JSON, help="Resultatets form.")] = "text",
) -> None:
    """Visar reglerna som registret hålls mot, med allvar och grund.

    Läs mer om en regel med ”kvalitet explain KOD”.
    """
    files = rule_files().values()
    if format_ == "json":
        emit(envelope(None, None, rules=[row(file) for file in files]))
        return
    lines = [
        (
            file.rule.code,
            WORDS[file.rule.severity],
            "tid" if file.clock else "",
            f"{BASIS_WORDS[file.rule.basis.type]}: {file.rule.basis.ref}" if file.rule.basis else "Registrets form",
            file.manual.title,
        )
        for file in files
    ]
    emit(columns(session(ctx).page(), ("Kod", "Allvar", "Tid", "Grund", "Vad som är fel"), lines))


def row(file: RuleFile) -> dict[str, object]:
    """A rule as JSON."""
    return {
        "code": file.rule.code,
        "rule": file.rule.name,
        "severity": file.rule.severity.value,
        "clock": file.clock,
        "basis": basis(file.rule.basis),
        "title": file.manual.title,
        "what": file.manual.what,
        "why": file.manual.why,
        "help": file.manual.remedy,
        "wrong": file.manual.wrong,
        "right": file.manual.right,
        "thresholds": [{"name": t.name, "default": t.default, "description": t.description} for t in file.thresholds],
    }
