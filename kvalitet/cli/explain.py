"""The command explain."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kvalitet.cli._choices import choose
from kvalitet.cli._formats import TEXT_OR_JSON
from kvalitet.cli._session import session
from kvalitet.cli._write import emit
from kvalitet.cli.rules import row
from kvalitet.model.wording import number_text
from kvalitet.output.envelope import envelope
from kvalitet.output.page import Page, words
from kvalitet.output.text import BASIS_WORDS, STYLES, WORDS
from kvalitet.rules.catalogue import RuleFile, rule_files

if TYPE_CHECKING:
    from rich.console import RenderableType


def command(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="KOD", help="Regelns kod, t.ex. KV301.", show_default=False)],
    *,
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_OR_JSON, help="Resultatets form.")] = "text",
) -> None:
    """Förklarar en regel: vad den kräver, varför, hur det rättas, och hur fel och rätt ser ut."""
    files = rule_files()
    file = files[choose(code.upper(), files, "regeln", "Se alla med ”kvalitet rules”.")]
    if format_ == "json":
        emit(envelope(None, None, rule=row(file)))
    else:
        page = session(ctx).page()
        emit(page.draw(*_page(page, file)))


def _page(page: Page, file: RuleFile) -> "Iterator[RenderableType]":
    rule, manual = file.rule, file.manual
    ground = f"{BASIS_WORDS[rule.basis.type]}: {rule.basis.ref}" if rule.basis else "Registrets form"
    timely = " · beror på dagens datum" if file.clock else ""
    yield page.indented(words(f"{rule.code} {manual.title}", "bold"), 0)
    yield page.indented(words(WORDS[rule.severity], STYLES[rule.severity]) + words(f" · {ground}{timely}"), 0)
    for heading, prose in (("Vad", manual.what), ("Varför", manual.why), ("Gör så här", manual.remedy)):
        yield ""
        yield words(heading, "bold")
        yield from (page.indented(words(line), 2) for line in prose.split("\n"))
    for heading, example in (("Fel", manual.wrong), ("Rätt", manual.right)):
        yield ""
        yield words(heading, "bold")
        yield from (words(f"  {line}") for line in example.rstrip().split("\n"))
    if file.thresholds:
        yield ""
        yield words("Går att ställa in i kvalitet.yaml", "bold")
    for threshold in file.thresholds:
        name = f"trösklar.{rule.code}.{threshold.name}"
        yield page.indented(words(f"{name}: {number_text(threshold.default)} – {threshold.description}"), 2)
