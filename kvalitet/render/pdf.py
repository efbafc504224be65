"""Documents as PDF/UA-1 and PDF/A-3: pandoc writes Typst, and Typst the pages. typst stops here."""

import json
import posixpath
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kvalitet import shipped
from kvalitet.errors import KvalitetError
from kvalitet.model.document import Document
from kvalitet.model.house import House
from kvalitet.render.embedded import figures_json
from kvalitet.render.glyphs import without_unshowable
from kvalitet.render.pandoc import converted

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARDS = ["ua-1", "a-3a"]
"""Accessible (ISO 14289-1) and lasting with files attached (ISO 19005-3): the figures ride along."""

# come with the Typst package: the same pages on every machine
_FONTS = ("Libertinus Serif", "DejaVu Sans Mono")
_WIDTHS = Path(__file__).with_name("widths.lua")


def write(document: Document) -> bytes:
    """The pages. Raises KvalitetError where pandoc or Typst is missing."""
    typst = _typst()
    options = ["--to=typst", "--shift-heading-level-by=-1", f"--lua-filter={_WIDTHS}"]
    text = converted(document.markdown, options).decode()
    particulars = json.dumps(_particulars(document), ensure_ascii=False)
    main = (shipped.folder("templates") / "pdf" / "dokument.typ").read_bytes()
    with _fonts(document.house) as folders:
        settings = {"format": "pdf", "font_paths": folders, "ignore_system_fonts": True, "pdf_standards": STANDARDS}

        def shows(characters: str) -> bool:
            return _shows(typst, characters, document.house, settings)

        made: bytes = typst.compile(
            {"main.typ": main, "text.typ": without_unshowable(text, shows).encode(), **_logotype(document.house)},
            sys_inputs={"uppgifter": without_unshowable(particulars, shows), "siffror": figures_json(document)},
            timestamp=_noon(document),
            **settings,
        )
    return made


def _shows(typst: Any, characters: str, house: House, settings: Mapping[str, object]) -> bool:  # noqa: ANN401
    """Whether the fonts of the document have all of the characters, which Typst tells by refusing those they lack."""
    page = (
        '#set document(title: "x")\n'
        "#set text(font: json(bytes(sys.inputs.fonts)))\n"
        "#for character in sys.inputs.characters.clusters() [#character ]"
    )
    inputs = {"characters": characters, "fonts": json.dumps(_font_names(house))}
    try:
        typst.compile({"main.typ": page.encode()}, sys_inputs=inputs, **settings)
    except typst.TypstError as error:
        if "could not be displayed" in str(error):
            return False
        raise
    return True


def _noon(document: Document) -> int:
    """The moment the file says it was made: the middle of the day it was judged on, wherever that is read."""
    return int(datetime.combine(document.metadata.judged, time(12), UTC).timestamp())


def _typst() -> Any:  # noqa: ANN401  # a module without types
    try:
        import typst
    except ImportError as error:
        raise KvalitetError(
            "Typst saknas, och formatet pdf behöver det. Skriv: pip install 'kvalitet[dokument]'"
        ) from error
    return typst


def _particulars(document: Document) -> Mapping[str, object]:
    told = document.metadata
    house = document.house
    return {
        "title": document.title,
        "provider": told.provider,
        "status": told.status,
        "lead": told.lead,
        "rows": told.rows,
        "colour": house.colour,
        "fonts": _font_names(house),
        "logotype": {"path": _logotype_name(house), "alt": f"Logotyp för {told.provider}"} if house.logotype else None,
    }


def _font_names(house: House) -> list[str]:
    return [house.font, *_FONTS] if house.font and house.font_files else [*_FONTS]


def _logotype_name(house: House) -> str:
    return f"logotyp{posixpath.splitext(house.logotype.path)[1].lower()}" if house.logotype else ""


def _logotype(house: House) -> Mapping[str, bytes]:
    return {_logotype_name(house): house.logotype.data} if house.logotype else {}


@contextmanager
def _fonts(house: House) -> "Iterator[list[str]]":
    """The folder that holds the house's fonts while pages are made: Typst takes fonts from folders alone."""
    if not house.font_files:
        yield []
        return
    with TemporaryDirectory() as folder:
        for number, source in enumerate(house.font_files):
            (Path(folder) / f"{number}{posixpath.splitext(source.path)[1]}").write_bytes(source.data)
        yield [folder]
