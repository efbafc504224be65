"""Starts Typst, which comes as a Python package: pages, and charts as pictures. typst stops here."""

import json
import posixpath
import re
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kvalitet import shipped
from kvalitet.errors import KvalitetError
from kvalitet.model.house import House
from kvalitet.render.glyphs import without_undrawable, without_unshowable

if TYPE_CHECKING:
    from collections.abc import Iterator

# come with the Typst package and with this one: the same pages on every machine
_SERIF = "Libertinus Serif"
_SANS = "Source Sans 3"
_LAST = (_SERIF, "DejaVu Sans Mono", "Noto Emoji")
_STANDARDS = ("ua-1", "a-3a")
"""Accessible (ISO 14289-1) and lasting with files attached (ISO 19005-3): the figures ride along."""

# no font has the character, it is none, it is somebody's own, or a glyph answers to no character
_REFUSALS = ("could not be displayed", "disallowed codepoint", "the codepoint", "missing codepoints")
_TEXT = re.compile(r"#texts\.at\((\d+)\)")
_LINE = re.compile(r"main\.typ:(\d+):")
# each text in a paragraph of its own, whose line the refusal names
_TRIAL = """#set document(title: "x")
#let (texts, fonts) = json(bytes(sys.inputs.trial))
"""
_IN_STYLE = '#set text(font: fonts.at({}), weight: "{}", style: "{}")\n'
_SHOWN = "#texts.at({})\n\n"
_DRAWN = '#set document(title: "x")\n#image("drawing.svg", alt: "x")'


class UnshowableError(Exception):
    """Typst refuses pages with a text that the fonts lack; the message is Typst's, with its places."""


class Typesetter:
    """Typst with the fonts of a house: `fonts` for what is read, `sans` for what is looked up.

    Raises KvalitetError where Typst is missing.
    """

    def __init__(self, house: House, folders: Sequence[str], form: str) -> None:
        self._typst = _typst(form)
        paths = [str(shipped.folder("templates") / "typsnitt"), *folders]
        self._settings: Mapping[str, object] = {"font_paths": paths, "ignore_system_fonts": True}
        own = [house.font] if house.font and house.font_files else []
        self.fonts = [*own, *_LAST]
        self.sans = [*own, _SANS, *_LAST]

    def made(self, files: Mapping[str, bytes], inputs: Mapping[str, str], **settings: object) -> Any:  # noqa: ANN401  # bytes or a list of them
        """What Typst makes of `main.typ` among the files."""
        return self._typst.compile(dict(files), sys_inputs=dict(inputs), **self._settings, **settings)

    def pages(self, files: Mapping[str, bytes], inputs: Mapping[str, str], **settings: object) -> bytes:
        """An accessible and lasting PDF. Raises UnshowableError for a text that the fonts lack in its place."""
        try:
            pages: bytes = self.made(files, inputs, format="pdf", pdf_standards=[*_STANDARDS], **settings)
        except self._typst.TypstError as error:
            if any(reason in str(error) for reason in _REFUSALS):
                raise UnshowableError(str(error.diagnostic)) from error
            raise
        return pages

    def showable(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts by their names, with a mark in place of each character that the fonts lack."""
        return dict(zip(texts, without_unshowable([*texts.values()], self._lost), strict=True))

    def drawable(self, drawings: Mapping[str, str]) -> dict[str, str]:
        """The drawings (SVG) by their names, with no text in them that the fonts lack."""
        return dict(zip(drawings, without_undrawable([*drawings.values()], self._draws), strict=True))

    def _lost(self, texts: Sequence[str]) -> frozenset[str]:
        """Those of the texts that the fonts cannot show."""
        fonts = (self.fonts, self.sans)
        styles = [*product(range(len(fonts)), ("regular", "bold"), ("normal", "italic"))]
        lost = frozenset[str]()
        while left := [text for text in texts if text not in lost]:
            every = "".join(map(_SHOWN.format, range(len(left))))
            trial = _TRIAL + "".join(_IN_STYLE.format(*style) + every for style in styles)
            refusal = self._refusal({"main.typ": trial.encode()}, {"trial": json.dumps((left, fonts))})
            if refusal is None:
                break
            lines = trial.split("\n")
            named = {found[1] for line in _LINE.findall(refusal) if (found := _TEXT.match(lines[int(line) - 1]))}
            # a refusal that names no text is of them all
            lost |= {left[int(index)] for index in named} or frozenset(left)
        return lost

    def _draws(self, drawing: str) -> bool:
        """Whether the fonts have every text in a drawing."""
        return self._refusal({"main.typ": _DRAWN.encode(), "drawing.svg": drawing.encode()}, {}) is None

    def _refusal(self, files: Mapping[str, bytes], inputs: Mapping[str, str]) -> str | None:
        """What Typst says of pages with a text that the fonts lack; None where it makes them."""
        try:
            self.pages(files, inputs)
        except UnshowableError as error:
            return str(error)
        return None


@contextmanager
def typesetter(house: House, form: str) -> "Iterator[Typesetter]":
    """Typst for a format, while the house's fonts lie in a folder: it takes fonts from folders alone."""
    if not house.font_files:
        yield Typesetter(house, [], form)
        return
    with TemporaryDirectory() as folder:
        for number, source in enumerate(house.font_files):
            (Path(folder) / f"{number}{posixpath.splitext(source.path)[1]}").write_bytes(source.data)
        yield Typesetter(house, [folder], form)


def _typst(form: str) -> Any:  # noqa: ANN401  # a module without types
    try:
        import typst
    except ImportError as error:
        raise KvalitetError(
            f"Typst saknas, och formatet {form} behöver det. Skriv: pip install 'kvalitet[dokument]'"
        ) from error
    return typst
