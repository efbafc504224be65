"""A process map: leading processes over, core processes as arrows in the middle, supporting ones under."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kvalitet.charts.lettering import (
    LINE,
    PLAIN,
    SMALL,
    STRONG,
    Style,
    column,
    fitted,
    heading,
    space,
    text,
    wrapped,
    wrapped_with,
)
from kvalitet.charts.palette import MUTED, PALE, PAPER, RULE, SERIES
from kvalitet.charts.process_tree import Branch, Process, ProcessKind, branches
from kvalitet.charts.svg import INNER, MARGIN, Attributes, Block, Sheet, element, points
from kvalitet.charts.wording import first_of
from kvalitet.model.diagram import Diagram
from kvalitet.model.wording import capital, counted

_ACROSS = 3
_NAMED_AT_MOST = 12
_GAP = 8.0
_PAD = 8.0
_TIP = 22.0
_HEAD = 22.0
_PLURALS = {
    ProcessKind.LEDNING: "ledningsprocesser",
    ProcessKind.KARNA: "kärnprocesser",
    ProcessKind.STOD: "stödprocesser",
}
_BAND: Attributes = {"fill": "#f4f4f4", "stroke": RULE, "stroke-width": 1}
_ARROW: Attributes = {"fill": PALE, "stroke": SERIES, "stroke-width": 1.4}
_BOX: Attributes = {"fill": PAPER, "stroke": RULE, "stroke-width": 1}
_STATE = Style(size=11, colour=MUTED)


@dataclass(frozen=True, kw_only=True)
class ProcessMap:
    """Processes to draw, in the order they are to stand in. A part stands in the band of what it is part of."""

    key: str
    title: str
    processes: tuple[Process, ...]

    @cached_property
    def bands(self) -> dict[ProcessKind, tuple[Branch, ...]]:
        """The processes at the top, by kind, in the order the bands are drawn."""
        made = branches(self.processes)
        return {kind: tuple(branch for branch in made if branch.process.kind is kind) for kind in ProcessKind}

    @property
    def description(self) -> str:
        """The map for who cannot see it: the processes of each band by name, with how many parts they have."""
        told = (_told(kind, tops) for kind, tops in self.bands.items())
        return f"Processkarta. {' '.join(told)}"

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """A row for each process, in the order drawn."""
        names = {process.id: process.name for process in self.processes}
        return tuple(
            (process.name, process.kind.value, names.get(process.parent or "", "–"), process.state or "–")
            for tops in self.bands.values()
            for branch in tops
            for _, process in branch.walk()
        )


def process_map(spec: ProcessMap) -> Diagram:
    """The map as a picture, as a table and in words."""
    blocks = [block for kind, tops in spec.bands.items() for block in (_band(kind, tops), space(10))]
    sheet = Sheet(key=spec.key, title=spec.title, description=spec.description, blocks=(*heading(spec.title), *blocks))
    return sheet.diagram(("Process", "Typ", "Del av", "Status"), spec.rows)


def _told(kind: ProcessKind, tops: Sequence[Branch]) -> str:
    if not tops:
        return f"Inga {_PLURALS[kind]}."
    names = []
    for branch in tops:
        parts = sum(1 for _ in branch.walk()) - 1
        inside = f" med {counted(parts, 'delprocess', 'delprocesser')}" if parts else ""
        names.append(f"{branch.process.name}{inside}")
    return f"{capital(counted(len(tops), kind.value, _PLURALS[kind]))}: {first_of(names, _NAMED_AT_MOST)}."


def _band(kind: ProcessKind, tops: Sequence[Branch]) -> Block:
    """A band with its name and its processes."""
    if not tops:
        content = Block(SMALL.size * LINE, lambda top: column(MARGIN + _PAD, top, ("Inga",), _STATE))
    elif kind is ProcessKind.KARNA:
        content = _stacked([_arrow(branch, MARGIN + _PAD, INNER - 2 * _PAD) for branch in tops])
    else:
        content = _boxes(tops, MARGIN + _PAD, INNER - 2 * _PAD)
    height = _HEAD + content.height + _PAD

    def draw(top: float) -> Iterator[str]:
        yield element("rect", {"x": MARGIN, "y": top, "width": INNER, "height": height, **_BAND})
        yield text(MARGIN + _PAD, top + 15, capital(_PLURALS[kind]), STRONG)
        yield from content.draw(top + _HEAD)

    return Block(height, draw)


def _stacked(blocks: Sequence[Block]) -> Block:
    """Blocks under each other with room between."""

    def draw(top: float) -> Iterator[str]:
        for block in blocks:
            yield from block.draw(top)
            top += block.height + _GAP

    return Block(sum(block.height for block in blocks) + _GAP * (len(blocks) - 1), draw)


def _arrow(branch: Branch, x: float, width: float) -> Block:
    """A core process as an arrow over the whole width, with its parts in it."""
    name = wrapped(branch.process.name, width - _TIP - 2 * _PAD, STRONG)
    head = _PAD + len(name) * STRONG.size * LINE + (SMALL.size * LINE if branch.process.state else 0)
    inside = _boxes(branch.inside, x + _PAD, width - _TIP - 2 * _PAD)
    height = head + (_GAP / 2 + inside.height if branch.inside else 0) + _PAD

    def draw(top: float) -> Iterator[str]:
        shoulder, tip = x + width - _TIP, x + width
        corners = ((x, top), (shoulder, top), (tip, top + height / 2), (shoulder, top + height), (x, top + height))
        yield element("polygon", {"points": points(corners), **_ARROW})
        yield from column(x + _PAD, top + _PAD, name, STRONG)
        if branch.process.state:
            state = fitted(branch.process.state, width - _TIP - 2 * _PAD, SMALL)
            yield text(x + _PAD, top + head - 3, state, SMALL)
        yield from inside.draw(top + head + _GAP / 2)

    return Block(height, draw)


def _boxes(tops: Sequence[Branch], x: float, width: float) -> Block:
    """Processes as boxes in rows."""
    each = (width - _GAP * (_ACROSS - 1)) / _ACROSS
    rows = [tops[start : start + _ACROSS] for start in range(0, len(tops), _ACROSS)]
    return _stacked([_row(row, x, each) for row in rows])


def _row(row: Sequence[Branch], x: float, width: float) -> Block:
    written = [tuple(_lines(branch, width - 2 * _PAD)) for branch in row]
    height = max(sum(style.size * LINE for _, style in lines) for lines in written) + 1.5 * _PAD

    def draw(top: float) -> Iterator[str]:
        for place, lines in enumerate(written):
            left = x + place * (width + _GAP)
            yield element("rect", {"x": left, "y": top, "width": width, "height": height, "rx": 3, **_BOX})
            y = top + 0.75 * _PAD
            for line, style in lines:
                yield from column(left + _PAD, y, (line,), style)
                y += style.size * LINE

    return Block(height, draw)


def _lines(branch: Branch, width: float) -> Iterator[tuple[str, Style]]:
    """What stands in a box: the name, the state, and the processes in it."""
    yield from ((line, PLAIN) for line in wrapped(branch.process.name, width, PLAIN, lines=3))
    if branch.process.state:
        yield from ((line, _STATE) for line in wrapped(branch.process.state, width, _STATE, lines=1))
    for part in branch.inside:
        for depth, process in part.walk():
            name, state = f"{'– ' * (depth + 1)}{process.name}", f"({process.state})"
            lines = wrapped_with(name, state, width, SMALL) if process.state else wrapped(name, width, SMALL)
            yield from ((line, SMALL) for line in lines)
