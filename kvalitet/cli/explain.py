"""The command explain."""

from typing import TYPE_CHECKING, Annotated

import typer

from kvalitet.cli._choices import choose
from kvalitet.cli._formats import TEXT_OR_JSON
from kvalitet.cli._session import session
from kvalitet.cli._write import emit
from kvalitet.cli.rules import row
from kvalitet.model.wording import number_text
from kvalitet.output.envelope import envelope
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
        emit(session(ctx).page().draw(*_page(file)))


def _page(file: RuleFile) -> "list[RenderableType]":
    from rich.padding import Padding
    from rich.text import Text

    rule, manual = file.rule, file.manual
    ground = f"{BASIS_WORDS[rule.basis.type]}: {rule.basis.ref}" if rule.basis else "Registrets form"
    timely = " · beror på dagens datum" if file.clock else ""
    parts: list[RenderableType] = [
        Text.assemble((f"{rule.code} ", "bold"), (manual.title, "bold")),
        Text.assemble((WORDS[rule.severity], STYLES[rule.severity]), f" · {ground}{timely}"),
    ]
    for heading, prose in (("Vad", manual.what), ("Varför", manual.why), ("Gör så här", manual.remedy)):
        parts += ["", Text(heading, style="bold"), Padding(Text(prose), (0, 0, 0, 2))]
    for heading, example in (("Fel", manual.wrong), ("Rätt", manual.right)):
        parts += ["", Text(heading, style="bold"), Padding(Text(example.rstrip()), (0, 0, 0, 2))]
    if file.thresholds:
        parts += ["", Text("Går att ställa in i kvalitet.yaml", style="bold")]
        parts += [
            Padding(Text(f"trösklar.{rule.code}.{t.name}: {number_text(t.default)} – {t.description}"), (0, 0, 0, 2))
            for t in file.thresholds
        ]
    return parts
