"""What a text is written on. rich stops here and in the text formats."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
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
        """The parts as text, one below the other, each line without trailing spaces and with a line break."""
        from rich.text import Text

        drawn: list[str] = []
        waiting: list[Text] = []
        for part in parts:
            if isinstance(part, str | Text):
                waiting.append(Text(part) if isinstance(part, str) else part)
            else:
                drawn += (self._texts(waiting), self._rendered(part))
                waiting = []
        drawn.append(self._texts(waiting))
        return "".join(f"{line.rstrip()}\n" for line in "".join(drawn).split("\n")[:-1])

    def _texts(self, texts: "list[Text]") -> str:
        """Texts as they stand. Without colours they need no drawing, which is what takes time."""
        from rich.text import Text

        if not texts:
            return ""
        if not self.colour:
            return "".join(f"{text.plain}\n" for text in texts)
        return self._rendered(Text("\n").join(texts))

    def _rendered(self, part: "RenderableType") -> str:
        with self._console().capture() as capture:
            self._console().print(part, soft_wrap=True)
        return capture.get()

    def _console(self) -> "Console":
        return _console(self.width or _UNBROKEN, colour=self.colour)

    def indented(self, text: "Text", left: int, hanging: int = 0) -> "Text":
        """A text set in by `left` columns, broken to the page's width; later lines `hanging` further in."""
        if self.width is None:
            lines = text.split("\n")
        else:
            lines = text.wrap(self._console(), max(20, self.width - left - hanging))
        for line in lines:
            line.rstrip()
        return words(" " * left) + words("\n" + " " * (left + hanging)).join(lines)


@cache
def _console(width: int, *, colour: bool) -> "Console":
    from rich.console import Console

    return Console(
        file=StringIO(),
        width=width,
        color_system="standard" if colour else None,
        force_terminal=colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )


def table(*headings: str, numbers: Collection[str] = ()) -> "Table":
    """An empty table with headings, in the manner of all the tool's tables; numbers stand to the right."""
    from rich.table import Table

    made = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for heading in headings:
        made.add_column(heading, overflow="fold", justify="right" if heading in numbers else "left")
    return made


def words(text: str, style: str = "") -> "Text":
    """A text from a record, drawn as it stands: control codes in it never reach a terminal."""
    from rich.text import Text

    harmless = text if text.isprintable() else "".join(_harmless(character) for character in text)
    # a style of its own span, so that what is joined to the text keeps its own
    return Text().append(harmless, style=style)


def one_line(text: str, style: str = "") -> "Text":
    """A text as `words` draws it, with a space for every line break: what stands in a row of its own."""
    return words(" ".join(text.splitlines()), style)


def excerpt(line: str, start: int, end: int, room: int) -> tuple[str, str]:
    """A part of a line, at most `room` columns wide, with marks under its characters from start to end.

    Wide characters take two columns, tabs one. An ellipsis stands where the line has been cut.
    """
    from rich.cells import cell_len, set_cell_size

    drawn = words(line.replace("\t", " ")).plain
    before, value = drawn[:start], drawn[start:end]
    if cell_len(before) + min(cell_len(value), room // 2) > room:
        while cell_len(before) >= room // 2:
            before = before[1:]
        before = f"…{before}"
    cut = before + value + drawn[end:]
    if cell_len(cut) > room:
        cut = f"{set_cell_size(cut, room - 1)}…"
    left = cell_len(before)
    return cut, " " * left + "^" * max(1, min(cell_len(value), cell_len(cut) - left))


def _harmless(character: str) -> str:
    control = unicodedata.category(character).startswith("C") and character not in _KEPT
    return "\N{REPLACEMENT CHARACTER}" if control else character
