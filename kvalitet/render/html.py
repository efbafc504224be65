"""Documents as one HTML page that needs nothing but itself."""

from pathlib import Path

from markupsafe import Markup

from kvalitet import shipped
from kvalitet.model.document import Document
from kvalitet.render.embedded import figures_json
from kvalitet.render.markdown import frame
from kvalitet.render.pandoc import converted

_TABLES = Path(__file__).with_name("tables.lua")
_BREAK = "<!-- kvalitet: brytning -->"


def write(document: Document) -> bytes:
    """The page, as UTF-8. Raises KvalitetError where pandoc is missing."""
    options = [
        "--to=html5",
        "--toc",
        "--toc-depth=3",
        f"--template={shipped.folder('templates') / 'html' / 'pandoc.html'}",
        f"--lua-filter={_TABLES}",
        "--id-prefix=avsnitt-",
    ]
    contents, _, body = converted(document.markdown, options).decode().partition(_BREAK)
    told = document.metadata
    return frame(
        "sida.html",
        {
            "title": document.title,
            "provider": told.provider,
            "lead": told.lead,
            "draft": told.status == "utkast",
            "rows": told.rows,
            "contents": Markup(contents.strip()),  # noqa: S704  # pandoc's own, from escaped text
            "body": Markup(body.strip()),  # noqa: S704
            "figures": Markup(figures_json(document)),  # noqa: S704  # escaped where it is made
            "style": Markup((shipped.folder("templates") / "html" / "stil.css").read_text("utf-8")),  # noqa: S704
        },
    ).encode()
