"""Starts Typst, which comes as a Python package: pages, and charts as pictures. typst stops here."""

import json
import posixpath
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kvalitet import shipped
from kvalitet.errors import KvalitetError
from kvalitet.model.house import House
from kvalitet.render.glyphs import without_unshowable

if TYPE_CHECKING:
    from collections.abc import Iterator

# come with the Typst package and with this one: the same pages on every machine
_SERIF = "Libertinus Serif"
_SANS = "Source Sans 3"
_LAST = (_SERIF, "DejaVu Sans Mono", "Noto Emoji")
# no font has the character, or it is none and may not stand in a text
_REFUSALS = ("could not be displayed", "disallowed codepoint")
_TRIAL = (
    '#set document(title: "x")\n'
    "#set text(font: json(bytes(sys.inputs.fonts)))\n"
    "#for character in sys.inputs.characters.clusters() [#character ]"
)


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

    def showable(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The texts by their names, with a mark in place of each character that the fonts lack."""
        return dict(zip(texts, without_unshowable([*texts.values()], self._shows), strict=True))

    def _shows(self, characters: str) -> bool:
        """Whether the fonts have all of some characters: Typst refuses an accessible page with one they lack."""
        inputs = {"characters": characters, "fonts": json.dumps(self.fonts)}
        try:
            self.made({"main.typ": _TRIAL.encode()}, inputs, format="pdf", pdf_standards=["ua-1"])
        except self._typst.TypstError as error:
            if any(reason in str(error) for reason in _REFUSALS):
                return False
            raise
        return True


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
