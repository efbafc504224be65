"""What became of each thing that was put to the proof."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """Whether something holds; `UNJUDGED` where it cannot be told here, which is neither."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True)
class Check:
    """What was tried, by a name for machines, how it went, and that in a Swedish sentence."""

    name: str
    outcome: Outcome
    message: str
