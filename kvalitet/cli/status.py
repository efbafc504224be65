"""The command status."""

from typing import Annotated

import typer

from kvalitet.cli._formats import TEXT_OR_JSON, columns
from kvalitet.cli._session import session
from kvalitet.cli._write import emit
from kvalitet.cli.check import known_unit
from kvalitet.cli.signals import answer, counts
from kvalitet.model.assessment import Assessment
from kvalitet.model.finding import Severity
from kvalitet.model.wording import counted
from kvalitet.output.envelope import envelope
from kvalitet.output.json import summary
from kvalitet.output.page import words
from kvalitet.output.text import first_things

_EXPIRED, _EXPIRING = "KV301", "KV302"


def command(
    ctx: typer.Context,
    *,
    unit: Annotated[str | None, typer.Option(metavar="ENHET", help="Bara en enhet med dess underenheter.")] = None,
    format_: Annotated[str, typer.Option("--format", click_type=TEXT_OR_JSON, help="Resultatets form.")] = "text",
) -> None:
    """Visar läget på en skärm: hur mycket som finns, är öppet, försenat och utgånget, och vad som är viktigast."""
    from kvalitet.pipeline.assess import Request
    from kvalitet.pipeline.sieves import Filter, Sieves
    from kvalitet.rules.catalogue import rule_file
    from kvalitet.rules.kv3 import kv302_giltighetstid_gar_snart_ut as kv302
    from kvalitet.series.signals import survey

    run = session(ctx)
    unit = known_unit(run, unit)
    wanted = Filter(unit=unit)
    assessment, _ = run.assess(Request(sieves=Sieves(wanted=wanted)))
    kinds = _kinds(assessment, unit)
    found = survey(run.register, run.today)
    found = found.within(run.register.organisation.under(unit)) if unit else found
    documents = {
        "expired": sum(finding.code == _EXPIRED for finding in assessment.findings),
        "expiring": sum(finding.code == _EXPIRING for finding in assessment.findings),
    }
    if format_ == "json":
        rows = [{"kind": name, "records": a, "open": b, "overdue": c} for name, (_, a, b, c) in kinds.items()]
        parts = {"summary": summary(assessment), "kinds": rows, "documents": documents, "series": counts(found)}
        emit(envelope(run.register, run.today, **parts))
        return
    page = run.page()
    lines = [(label, str(a), str(b), str(c)) for label, a, b, c in kinds.values() if a]
    text = columns(page, ("", "Antal", "Öppna", "Försenat"), lines)
    soon = counted(rule_file(kv302).threshold("upplysning", run.register.settings), "dag", "dagar")
    text += f"\n{documents['expired']} dokument har gått ut, {documents['expiring']} går ut inom {soon}.\n"
    more = " Se ”kvalitet signals”." if found.patterns else ""
    text += page.draw(page.indented(words(f"{answer(found)}{more}"), 0))
    if assessment.register.rejected:
        text += f"{counted(len(assessment.register.rejected), 'fil', 'filer')} kunde inte läsas in.\n"
    errors, warnings = assessment.count(Severity.ERROR), assessment.count(Severity.WARNING)
    text += f"{errors} fel och {counted(warnings, 'varning', 'varningar')} per {run.today}.\n"
    shown = [finding for finding in assessment.findings if finding.severity is not Severity.INFO]
    emit(text + ("\n" + page.draw(*first_things(page, shown)) if shown else ""))


def _kinds(assessment: Assessment, unit: str | None) -> dict[str, tuple[str, int, int, int]]:
    """For each kind its plural, how many there are, how many are open, how many deadlines are passed."""
    register = assessment.register
    units = register.organisation.under(unit) if unit else None
    found = {}
    for kind in register.kinds.values():
        records = [r for r in register.of(kind.name) if units is None or r.unit in units]
        late = sum(
            due.kind == kind.name and due.done is None and due.due < assessment.today
            for due in assessment.deadlines
            if units is None or due.unit in units
        )
        found[kind.name] = (kind.plural.capitalize(), len(records), sum(map(register.is_open, records)), late)
    return found
