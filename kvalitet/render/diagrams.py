"""Charts in a document: how one is written in Markdown, and what the formats need to show it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from kvalitet.model.diagram import Diagram
from kvalitet.model.document import Document
from kvalitet.render.escape import Markdown, escaped

FILTER = Path(__file__).with_name("diagrams.lua")

_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
# format characters, variation selectors, key caps and colours of skin
_JOINING = re.compile(
    "[\u00ad\u200b-\u200f\u2060-\u2064\u20e3\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef]"
)
# flags are pairs of letters
_LETTERS = {0x1F1E6 + number: 0x41 + number for number in range(26)}
_TALLEST = 1.29
"""How many times as high as it is wide a chart may stand on a page and leave room for its caption."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as a file of its own: the name of the file, and how much of the page's width it takes (0 to 1)."""

    diagram: Diagram
    path: str
    share: float

    @property
    def svg(self) -> str:
        """The drawing without its title, which stands as a caption, and without what only joins characters.

        Typst refuses an accessible page with a drawing that has such marks: no glyph answers to them, and of
        what they join it finds none among letters of another font.
        """
        return _JOINING.sub("", self.diagram.untitled).translate(_LETTERS)


def address(key: str) -> str:
    """A chart's key as it stands in the address of a picture: no markup in any format."""
    return quote(key, safe="", errors="surrogatepass")


def picture(diagram: Diagram) -> Markdown:
    """The chart as a picture in Markdown, with its alt text: a paragraph of its own."""
    return Markdown(f"![{escaped(diagram.description)}](<diagram:{address(diagram.key)}>)")


def in_words(markdown: str, diagrams: Iterable[Diagram]) -> str:
    """The text with each chart told instead of shown: its title and its alt text."""
    told = {picture(each): f"**{escaped(each.title)}.** {escaped(each.description)}" for each in diagrams}
    return "\n".join(told.get(Markdown(line), line) for line in markdown.split("\n")) if told else markdown


def options(document: Document) -> list[str]:
    """What pandoc must be told to mark the places of the charts."""
    known = (f"--variable=diagram:{address(key)}" for key in document.diagrams)
    return [f"--lua-filter={FILTER}", *known]


def drawings(document: Document) -> Mapping[str, Drawing]:
    """The charts as files, by their addresses."""
    return {
        address(key): Drawing(diagram, f"diagram-{number}.svg", _share(diagram))
        for number, (key, diagram) in enumerate(document.diagrams.items(), start=1)
    }


def _share(diagram: Diagram) -> float:
    size = _SIZE.search(diagram.untitled)
    width, height = (float(size[1]), float(size[2])) if size else (1.0, 1.0)
    return round(min(1.0, _TALLEST * width / height), 3)
