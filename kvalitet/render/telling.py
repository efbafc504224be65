"""What a document has said so far, so that it says each thing once; and what its numbers rest on, for auditors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kvalitet.model.diagram import Diagram
from kvalitet.model.document import Facts
from kvalitet.model.evidence import Evidence
from kvalitet.model.figure import Table
from kvalitet.model.withheld import Untold, told_together


@dataclass(frozen=True, slots=True)
class Telling:
    """The telling of one document, from its first line to its last."""

    evidence: Evidence | None
    _shown: set[str]
    _said: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, facts: Facts, evidence: Evidence | None) -> "Telling":
        """The telling of facts: what their tables show need stand nowhere else."""
        return cls(evidence, {figure.key for table in facts.table.values() for figure in table.figures})

    def first(self, sentences: Iterable[str]) -> tuple[str, ...]:
        """Those of the sentences that have not been said before, which thereby are."""
        new = tuple(sentence for sentence in dict.fromkeys(sentences) if sentence not in self._said)
        self._said.update(new)
        return new

    def together(self, parts: Iterable[Table | Diagram]) -> Iterator[Table | Diagram | Untold]:
        """The parts in their order, with each run of tables that are withheld as one that says what is new."""
        for part in told_together(parts, self._shown):
            if isinstance(part, Untold):
                self._shown.update(part.sums)
            yield part
