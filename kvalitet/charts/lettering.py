"""Text in charts: how wide it is, how it wraps, and the elements that write it."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kvalitet.charts.palette import INK, MUTED
from kvalitet.charts.svg import INNER, MARGIN, Block, clean, element, escaped

LINE = 1.3
"""The height of a line, as a multiple of the size of its letters."""

ELLIPSIS = "…"

# the widths of DejaVu Sans, the widest of the fonts asked for, rounded up by class
_WIDTHS: dict[str, float] = {
    **dict.fromkeys(" ijlIJ'.,:;|/\\·′\u2009\u00a0", 0.36),
    **dict.fromkeys('ftr()[]!-–"²⁷*', 0.5),
    **dict.fromkeys("abcdeghknopqsuvxyzåäöéüFLPT0123456789?_$", 0.64),
    **dict.fromkeys("mMW%@—…½", 1.0),
}
_CAPITAL = 0.86
_OTHER = 1.0
_WIDE = 1.35
_BOLD = 1.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How text is written: the size of its letters, its colour, its weight, and which end is fixed."""

    size: float = 12
    colour: str = INK
    bold: bool = False
    anchor: str = "start"


TITLE = Style(size=15, bold=True)
PLAIN = Style()
STRONG = Style(bold=True)
QUIET = Style(colour=MUTED)
SMALL = Style(size=11)


def text_width(text: str, style: Style = PLAIN) -> float:
    """How wide the text is at most, in the fonts asked for."""
    return sum(map(_character, clean(text))) * _scale(style)


def _scale(style: Style) -> float:
    return style.size * (_BOLD if style.bold else 1)


def _character(char: str) -> float:
    if (known := _WIDTHS.get(char)) is not None:
        return known
    if _joins(char):
        return 0.0
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return _WIDE
    return _CAPITAL if char.isascii() or char in "ÅÄÖÉÜ" else _OTHER


def _joins(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    return char == "\u200d" or unicodedata.category(char) in {"Mn", "Me"} or "\U0001f3fb" <= char <= "\U0001f3ff"


def fitted(text: str, width: float, style: Style = PLAIN) -> str:
    """The text on one line, cut and ended by … where it is wider than `width`."""
    line = clean(text)
    if text_width(line, style) <= width:
        return line
    kept = _head(line, width - text_width(ELLIPSIS, style), style)
    return f"{line[:kept].rstrip(' ,.;:–-')}{ELLIPSIS}"


def _head(line: str, width: float, style: Style) -> int:
    """How many characters from the start fit, without parting a character from what joins it."""
    used, kept = 0.0, 0
    for index, char in enumerate(line):
        used += _character(char) * _scale(style)
        if used > width:
            break
        kept = index + 1
    while 0 < kept < len(line) and (_joins(line[kept]) or line[kept - 1] == "\u200d"):
        kept -= 1
    return kept


def wrapped(text: str, width: float, style: Style = PLAIN, *, lines: int = 2) -> tuple[str, ...]:
    """The text on so many lines at most, none wider than `width`; the last is cut where more is left."""
    rest, made = clean(text), list[str]()
    while rest and len(made) < lines - 1 and text_width(rest, style) > width:
        kept = max(1, _head(rest, width, style))
        kept = _break(rest, kept)
        made.append(rest[:kept].rstrip())
        rest = rest[kept:].lstrip()
    return (*made, fitted(rest, width, style)) if rest else tuple(made)


def wrapped_with(content: str, tail: str, width: float, style: Style = PLAIN, *, lines: int = 2) -> tuple[str, ...]:
    """The text and its tail on so many lines at most; where there is no room it is the text that is cut."""
    end = fitted(tail, width / 2, style)
    whole = wrapped(f"{clean(content)} {end}", width, style, lines=lines)
    if "".join(whole).endswith(end):
        return whole
    *above, last = wrapped(content, width, style, lines=lines)
    room = width - text_width(end, style) - _character(" ") * _scale(style)
    return (*above, f"{fitted(last, room, style)} {end}")


def _break(rest: str, kept: int) -> int:
    """Where to break a line of at most `kept` characters: at a space, after a hyphen, or else in a word."""
    if rest[kept : kept + 1] == " ":
        return kept
    at = max(rest.rfind(" ", 0, kept), rest.rfind("-", 0, kept), rest.rfind("/", 0, kept)) + 1
    return at or kept


def text(x: float, y: float, content: str, style: Style = PLAIN) -> str:
    """A line of text whose baseline is at `y`."""
    attributes: dict[str, str | float] = {"x": x, "y": y, "font-size": style.size, "fill": style.colour}
    if style.bold:
        attributes["font-weight"] = "bold"
    if style.anchor != "start":
        attributes["text-anchor"] = style.anchor
    return element("text", attributes, escaped(content))


def column(x: float, top: float, lines: Iterable[str], style: Style = PLAIN) -> Iterator[str]:
    """Lines of text under each other; `top` is the top of the first."""
    for index, line in enumerate(lines):
        yield text(x, top + style.size * (0.95 + LINE * index), line, style)


def paragraph(content: str, style: Style = PLAIN, *, lines: int = 4) -> Block:
    """A block of wrapped text over the whole width; of no height where there is no text."""
    made = wrapped(content, INNER, style, lines=lines)

    def draw(top: float) -> Iterable[str]:
        return column(MARGIN, top, made, style)

    return Block(len(made) * style.size * LINE, draw)


def heading(title: str, *under: str) -> tuple[Block, ...]:
    """The title, and quieter lines under it."""
    written = replace(paragraph(title, TITLE, lines=3), is_title=True)
    return (written, *(paragraph(line, QUIET) for line in under), space(8))


def space(height: float) -> Block:
    """Nothing, so high."""
    return Block(height, _nothing)


def _nothing(_: float) -> tuple[str, ...]:
    return ()
