"""What reading a text yields: a value, and the faults that reject the file."""

from dataclasses import dataclass
from typing import Final

from kvalitet.model.value import Span, Value

MAX_BYTES: Final = 1024 * 1024
"""The largest file that is read: 1 MiB."""

MAX_DEPTH: Final = 20
"""How many mappings and lists may lie inside one another, the outermost counted."""

MAX_FAULTS: Final = 50
"""How many faults are kept from one file: more would help nobody."""

TOP: Final = Span(1, 1, 1, 1)
"""Where a fault stands that concerns the whole file."""


@dataclass(frozen=True, slots=True)
class TextFault:
    """Something in the text itself that rejects the file; `code` is KV001–KV005, KV008 or KV009."""

    code: str
    message: str
    help: str
    span: Span


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text holds, as far as it could be read, and its faults in the order they stand.

    `value` is None where not even the beginning of a mapping could be read.
    """

    value: dict[str, Value] | None
    faults: tuple[TextFault, ...]

    @property
    def is_rejecting(self) -> bool:
        """Whether the file must be rejected: every fault in the text does so."""
        return bool(self.faults)


def too_large() -> TextFault:
    """The fault of a file above MAX_BYTES."""
    return TextFault(
        "KV005",
        "filen är större än 1 MiB, som är gränsen",
        "Dela upp posten, eller lägg den långa texten i en bilaga.",
        TOP,
    )


def shown(text: str, limit: int = 40) -> str:
    """A text as it can stand in a message: on one line, without unprintable characters, shortened."""
    visible = "".join(c if c.isprintable() else "\ufffd" for c in text[: limit + 1])
    return visible if len(text) <= limit else f"{visible[:limit]}…"
