"""What the commands seal and verify say of a seal."""

import unicodedata
from typing import TYPE_CHECKING

from kvalitet.model.seal import SEVERITIES, Seal, SealedDocument

if TYPE_CHECKING:
    from kvalitet.pipeline.sealing import Stamped

_PREFIX = "sigill/"


def seal_name(asked: str) -> str:
    """The name of a seal as git has it: without the prefix of its tag, å, ä and ö as one letter each."""
    return unicodedata.normalize("NFC", asked).removeprefix(_PREFIX)


def sealed_json(found: "Stamped", seal: Seal) -> dict[str, object]:
    """A seal as JSON."""
    from kvalitet.pipeline.guard import hidden

    return {
        "name": found.name,
        "tag": f"{_PREFIX}{found.name}",
        "day": seal.day.isoformat(),
        "version": hidden(seal.version),
        "commit": seal.commit,
        "path": hidden(seal.prefix),
        "tree": seal.tree,
        "signed": found.tag.signed,
        "made": found.tag.made.isoformat() if found.tag.made else None,
        "records": {hidden(kind): number for kind, number in seal.records.items()},
        "findings": {
            severity.value: {
                "number": seal.findings[severity].number,
                "digest": f"sha256:{seal.findings[severity].digest}",
            }
            for severity in SEVERITIES
        },
        "documents": [_document(each) for each in seal.documents],
    }


def _document(each: SealedDocument) -> dict[str, object]:
    from kvalitet.pipeline.guard import hidden

    scope = {"period": each.period, "unit": each.unit, "area": each.area, "record": each.record}
    told = {key: hidden(value) if value is not None else None for key, value in scope.items()}
    return {
        "sha256": each.sha256,
        "report": hidden(each.report),
        "title": hidden(each.title),
        **told,
        "auditor": each.auditor,
    }
