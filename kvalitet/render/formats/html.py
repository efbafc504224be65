"""Documents as one HTML page that needs nothing but itself."""

import base64
import posixpath
import re
from pathlib import Path

from markupsafe import Markup

from kvalitet import shipped
from kvalitet.model.document import Document
from kvalitet.model.house import House
from kvalitet.render import diagrams, layout
from kvalitet.render.embedded import figures_json
from kvalitet.render.markdown import frame
from kvalitet.render.pandoc import converted

_TABLES = Path(__file__).parent.with_name("tables.lua")
_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
_FONT_NAME = re.compile(r"[^\w \-]")
_BREAK = "<!-- kvalitet: brytning -->"
_DIAGRAM = re.compile("<!-- kvalitet: diagram (.+?) -->")
_CONTENTS = re.compile("<!-- kvalitet: innehåll [0-9] -->")


def write(document: Document) -> bytes:
    """The page, as UTF-8. Raises KvalitetError where pandoc is missing."""
    options = [
        "--to=html5",
        "--toc",
        "--toc-depth=3",
        f"--template={shipped.folder('templates') / 'html' / 'pandoc.html'}",
        f"--lua-filter={_TABLES}",
        "--id-prefix=avsnitt-",
        *diagrams.options(document),
        *layout.contents(),
    ]
    contents, _, body = converted(document.markdown, options).decode().partition(_BREAK)
    told = document.metadata
    has_contents = _CONTENTS.search(body) is not None
    return frame(
        "sida.html",
        {
            "title": document.title,
            "provider": told.provider,
            "lead": told.lead,
            "draft": told.status == "utkast",
            "rows": told.rows,
            "contents": has_contents,
            "body": Markup(_with_contents(_with_diagrams(body.strip(), document), contents)),  # noqa: S704  # pandoc's
            "figures": Markup(figures_json(document)),  # noqa: S704  # escaped where it is made
            "colour": document.house.colour,
            "logotype": _logotype(document.house),
            "font": _font(document.house),
            "style": Markup((shipped.folder("templates") / "html" / "stil.css").read_text("utf-8")),  # noqa: S704
        },
    ).encode()


def _with_contents(body: str, contents: str) -> str:
    """The body with the contents where they belong: after the point."""
    listed = frame("innehall.html", {"contents": Markup(contents.strip())})  # noqa: S704  # pandoc's own, from escaped text
    return _CONTENTS.sub(lambda _: listed.strip(), body)


def _with_diagrams(body: str, document: Document) -> str:
    """The body with the charts in their places: drawn in the page the first time, a picture of its own after that.

    The ids of a chart stand once on a page.
    """
    found = diagrams.drawings(document)
    shown = set[str]()

    def figure(match: re.Match[str]) -> str:
        drawing = found[match[1]]
        again = match[1] in shown
        shown.add(match[1])
        values = {
            "title": drawing.diagram.title,
            "description": drawing.diagram.description,
            "drawing": Markup(drawing.diagram.untitled),  # noqa: S704  # escaped where it is drawn
            "source": _data(".svg", drawing.diagram.untitled.encode()) if again else None,
        }
        return frame("diagram.html", values).strip()

    return _DIAGRAM.sub(figure, body)


def _logotype(house: House) -> str | None:
    """The logotype inside the page: nothing is fetched."""
    if house.logotype is None:
        return None
    return _data(posixpath.splitext(house.logotype.path)[1].lower(), house.logotype.data)


def _data(ending: str, content: bytes) -> str:
    return f"data:{_TYPES[ending]};base64,{base64.b64encode(content).decode()}"


def _font(house: House) -> str | None:
    return _FONT_NAME.sub("", house.font) if house.font else None
