"""What a text is written on. rich stops here and in the text formats."""

import unicodedata
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

_UNBROKEN = 100_000
_KEPT = "\n\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\N{SOFT HYPHEN}"


@dataclass(frozen=True, slots=True)
class Page:
    """A terminal or a file: `width` in columns (None: lines are never broken), colours or not.

    `plain` asks for text without frames, for those who listen to it or search in it.
    """

    width: int | None = None
    colour: bool = False
    plain: bool = False

    def draw(self, *parts: "RenderableType") -> str:
        """The parts as text, one below the other, ending with a line break."""
        from rich.console import Console

        console = Console(
            file=StringIO(),
            width=self.width or _UNBROKEN,
            color_system="standard" if self.colour else None,
            force_terminal=self.colour,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            _environ={},
        )
        with console.capture() as capture:
            for part in parts:
                console.print(part, soft_wrap=self.width is None)
        return "".join(f"{line.rstrip()}\n" for line in capture.get().split("\n")[:-1])


def table(*headings: str) -> "Table":
    """An empty table with headings, in the manner of all the tool's tables."""
    from rich.table import Table

    made = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made


def words(text: str, style: str = "") -> "Text":
    """A text from a record, drawn as it stands: control codes in it never reach a terminal."""
    from rich.text import Text

    return Text("".join(_harmless(character) for character in text), style=style)


def _harmless(character: str) -> str:
    control = unicodedata.category(character).startswith("C") and character not in _KEPT
    return "\N{REPLACEMENT CHARACTER}" if control else character
