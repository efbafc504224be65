"""The outcome of a self-test as a document that an auditor can file."""

from collections.abc import Mapping, Sequence
from datetime import date

from kvalitet import __version__
from kvalitet.model.dates import year_of
from kvalitet.model.document import Document, Facts, Scope
from kvalitet.model.figure import Figure, Table
from kvalitet.model.proof import Check, Outcome
from kvalitet.render.markdown import Imprint, document
from kvalitet.selftest.trial import SelfTest

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.HOLDS: "håller",
    Outcome.BROKEN: "håller inte",
    Outcome.UNJUDGED: "kan inte bedömas",
}


def certificate(test: SelfTest, checks: Sequence[Check], today: date) -> Document:
    """The document about a self-test made on a day, with every check and how it went."""
    register = test.loaded.register
    facts = Facts(
        title=f"Självtest av kvalitet {__version__}",
        scope=Scope(year_of(today.year)),
        unit="exempelregistret som följer med programmet",
        day=today,
        status="utfört",
        tables=(_table(checks),),
        loose=tuple(_figures(test, checks)),
        details={"holds": not any(each.outcome is Outcome.BROKEN for each in checks), "judged": test.day},
    )
    imprint = Imprint(
        provider=f"{register.settings.provider} (påhittad)",
        judged=today,
        origin=register.origin,
        version=__version__,
        draft=False,
    )
    return document("sjalvtest", facts, imprint, test.loaded.tree)


def _table(checks: Sequence[Check]) -> Table:
    return Table(
        key="prövningar",
        caption="Vad som prövades, och hur det gick",
        headings=("Utfall", "Prövning"),
        rows=tuple((OUTCOMES[each.outcome], each.message) for each in checks),
    )


def _figures(test: SelfTest, checks: Sequence[Check]) -> list[Figure]:
    numbers = {
        "prövningar.antal": len(checks),
        "prövningar.håller_inte": sum(each.outcome is Outcome.BROKEN for each in checks),
        "prövningar.kan_inte_bedömas": sum(each.outcome is Outcome.UNJUDGED for each in checks),
        "poster.antal": len(test.loaded.register.records),
        "brister.antal": test.faults,
        "regler.prövade": test.rules,
        "dokument.antal": test.documents,
        "siffror.antal": test.figures,
    }
    return [Figure(key=key, value=value) for key, value in numbers.items()]
