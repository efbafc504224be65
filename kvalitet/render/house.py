"""Reads a register's house style from its configuration and its files."""

from collections.abc import Mapping

from kvalitet.model.house import COLOUR, READABLE, House, contrast_with_white
from kvalitet.model.settings import Settings
from kvalitet.model.source import Source, Tree
from kvalitet.model.value import Value, texts, value_at

_DRAWN = (".svg", ".png")


def house(settings: Settings, tree: Tree) -> House:
    """The house style; a colour too pale to read on white and a file that is not there are left out."""
    chosen = settings.data.get("husstil")
    style: Mapping[str, Value] = chosen if isinstance(chosen, dict) else {}
    colour = str(style.get("färg") or COLOUR)
    logotype, word = (str(style.get(key) or "") for key in ("logotyp", "mall_docx"))
    fonts = tuple(texts(value_at(style, ("typsnitt", "filer"))))
    found = _files(tree, {logotype, word, *fonts})
    return House(
        colour=colour if contrast_with_white(colour) >= READABLE else COLOUR,
        logotype=found.get(logotype) if logotype.lower().endswith(_DRAWN) else None,
        font=str(value_at(style, ("typsnitt", "namn")) or "") or None,
        font_files=tuple(found[path] for path in fonts if path in found),
        word_reference=found.get(word),
    )


def _files(tree: Tree, wanted: set[str]) -> Mapping[str, Source]:
    present = sorted(entry.path for entry in tree.entries() if entry.path in wanted and entry.link is None)
    return {source.path: source for source in tree.read(present)}
