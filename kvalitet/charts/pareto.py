"""A Pareto chart: what there is most of first, and how few make up four fifths.

Bars lie down, so that long names can be read and forty of them fit. The cumulative shares stand in
a field of their own beside the bars: two scales in one field are easily misread, and the line would
run through the numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate

from kvalitet.charts.legend import Entry, legend
from kvalitet.charts.lettering import (
    LINE,
    SMALL,
    STRONG,
    Style,
    column,
    heading,
    paragraph,
    text,
    text_width,
    wrapped,
)
from kvalitet.charts.palette import GRID, INK, PALE, RULE, SERIES, SIGNAL
from kvalitet.charts.svg import MARGIN, WIDTH, Attributes, Block, Sheet, element, points
from kvalitet.model.diagram import Diagram
from kvalitet.model.wording import counted, listing, number_text

FEW = 80
"""The share in percent that the vital few make up (Juran's rule of thumb, after Pareto)."""

_ALL = 100
_LONGEST_NAME = 230.0
_GAP = 16.0
_HEAD = 34.0
_SHARES_FROM = WIDTH - MARGIN - 160
_SHARES_TO = WIDTH - MARGIN - 50
_ONE_LINE = 20.0
_TWO_LINES = 32.0
_CROWDED = 30
_NAMED_AT_MOST = 3
_SHARE_LINE: Attributes = {"fill": "none", "stroke": INK, "stroke-width": 1.3}
_FEW_LINE: Attributes = {"fill": "none", "stroke": SIGNAL, "stroke-width": 1.3, "stroke-dasharray": "5 4"}
_VITAL: Attributes = {"fill": SERIES, "stroke": SERIES, "stroke-width": 1}
_MANY: Attributes = {"fill": PALE, "stroke": SERIES, "stroke-width": 1}


@dataclass(frozen=True, slots=True)
class Bar:
    """How many there are of something. `share` is the percentage of all that it and those before it make up."""

    name: str
    count: int
    share: float = 0.0
    vital: bool = False


@dataclass(frozen=True, kw_only=True)
class Pareto:
    """Counts by name to draw, in any order. `noun` is what is counted, in the plural: "avvikelser".

    `most` is how many bars are drawn each for itself; the rest are gathered as "Övriga (n)", last.
    None draws them all.
    """

    key: str
    title: str
    noun: str
    counts: tuple[tuple[str, int], ...]
    most: int | None = None

    def __post_init__(self) -> None:
        """Refuse counts under zero and a gathering of everything: a ValueError."""
        if strange := [name for name, number in self.counts if number < 0]:
            raise ValueError(f"{strange[0]}: a count is not under zero")
        if self.most is not None and self.most < 1:
            raise ValueError(f"{self.most} bars are no chart")

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(number for _, number in self.counts)

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """The bars from the top: the largest first, equal ones by name, what is gathered last."""
        order = sorted(self.counts, key=lambda each: (-each[1], each[0]))
        kept = order if self.most is None or len(order) <= self.most + 1 else order[: self.most]
        if rest := order[len(kept) :]:
            kept = [*kept, (f"Övriga ({len(rest)})", sum(number for _, number in rest))]
        sums = accumulate(number for _, number in kept)
        return tuple(
            Bar(
                name=name,
                count=number,
                share=_ALL * upto / self.total if self.total else 0.0,
                vital=number > 0 and _ALL * (upto - number) < FEW * self.total,
            )
            for (name, number), upto in zip(kept, sums, strict=True)
        )

    @property
    def description(self) -> str:
        """The chart for who cannot see it: how many, the largest, and how few make up four fifths."""
        if not self.total:
            return f"Paretodiagram utan {self.noun}: det finns inget att räkna."
        kinds = counted(len(self.counts), "grupp", "grupper")
        largest = [f"{bar.name} ({number_text(bar.count)})" for bar in self.bars[:_NAMED_AT_MOST] if bar.count]
        few = sum(bar.vital for bar in self.bars)
        them = "Den översta stapeln står" if few == 1 else f"De {number_text(few)} översta staplarna står tillsammans"
        return (
            f"Paretodiagram: antal {self.noun} {number_text(self.total)} i {kinds}. Flest: {listing(largest)}. "
            f"{them} för {_percent(self.bars[few - 1].share)}."
        )


def pareto(spec: Pareto) -> Diagram:
    """The counts as a picture, as a table and in words."""
    sheet = Sheet(
        key=spec.key,
        title=spec.title,
        description=spec.description,
        blocks=(
            *heading(spec.title, f"Antal {spec.noun}: {number_text(spec.total)}"),
            *((_field(spec), legend(_entries(spec))) if spec.total else (paragraph(f"Inga {spec.noun}."),)),
        ),
    )
    return sheet.diagram(
        ("Grupp", "Antal", "Andel", "Ackumulerad andel"),
        tuple(
            (
                bar.name,
                number_text(bar.count),
                _percent(_ALL * bar.count / spec.total if spec.total else None),
                _percent(bar.share if spec.total else None),
            )
            for bar in spec.bars
        ),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar in its place: the lines of its name, and where its room begins and ends."""

    bar: Bar
    name: tuple[str, ...]
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def _rows(spec: Pareto) -> Iterator[_Row]:
    top = _HEAD
    for bar in spec.bars:
        name = wrapped(bar.name, _LONGEST_NAME, SMALL, lines=2 if len(spec.bars) <= _CROWDED else 1)
        height = _TWO_LINES if len(name) > 1 else _ONE_LINE
        yield _Row(bar, name, top, height)
        top += height


def _field(spec: Pareto) -> Block:
    rows = tuple(_rows(spec))
    height = rows[-1].top + rows[-1].height

    def draw(top: float) -> Iterator[str]:
        yield from _bars(rows, top)
        yield from _scale(top, top + height)
        places = [(_share_place(row.bar.share), top + row.middle) for row in rows]
        yield element("polyline", {"points": points(places), **_SHARE_LINE})
        for (x, y), row in zip(places, rows, strict=True):
            yield element("circle", {"cx": x, "cy": y, "r": 2.5, "fill": INK})
            yield text(WIDTH - MARGIN, y + 4, _percent(row.bar.share), Style(size=11, anchor="end"))

    return Block(height + 8, draw)


def _bars(rows: tuple[_Row, ...], top: float) -> Iterator[str]:
    """The names, the bars from a common line, and the counts at their ends."""
    left = MARGIN + max(text_width(line, SMALL) for row in rows for line in row.name or ("",)) + 8
    numbers = max(text_width(number_text(row.bar.count), STRONG) for row in rows)
    largest = max(row.bar.count for row in rows)
    length = _SHARES_FROM - _GAP - numbers - 6 - left
    for row in rows:
        words_top = top + row.middle - len(row.name) * SMALL.size * LINE / 2
        yield from column(MARGIN, words_top, row.name, SMALL)
        end = left + length * row.bar.count / largest
        box = {"x": left, "y": top + row.top + 3, "width": end - left, "height": row.height - 6}
        yield element("rect", {**box, **(_VITAL if row.bar.vital else _MANY)})
        yield text(end + 6, top + row.middle + 4, number_text(row.bar.count), STRONG)
    yield element(
        "line", {"x1": left, "y1": top + _HEAD, "x2": left, "y2": top + rows[-1].top + rows[-1].height, "stroke": RULE}
    )


def _scale(top: float, bottom: float) -> Iterator[str]:
    """The field of the shares, with the line at four fifths."""
    yield text(WIDTH - MARGIN, top + 11, "Ackumulerad andel, %", Style(size=11, anchor="end"))
    for share in (0, _ALL // 2, FEW, _ALL):
        x = _share_place(share)
        line = _FEW_LINE if share == FEW else {"stroke": GRID if share else RULE}
        yield element("line", {"x1": x, "y1": top + _HEAD - 4, "x2": x, "y2": bottom, **line})
        yield text(x, top + _HEAD - 8, str(share), Style(size=11, anchor="middle"))


def _share_place(share: float) -> float:
    return _SHARES_FROM + (_SHARES_TO - _SHARES_FROM) * share / _ALL


def _entries(spec: Pareto) -> Iterator[Entry]:
    if any(bar.vital for bar in spec.bars):
        yield Entry(f"De största, upp till {FEW} %", partial(_swatch, attributes=_VITAL))
    if not all(bar.vital for bar in spec.bars):
        yield Entry("Resten", partial(_swatch, attributes=_MANY))
    yield Entry("Ackumulerad andel", line=_SHARE_LINE)
    yield Entry(f"{FEW} %", line=_FEW_LINE)


def _swatch(x: float, y: float, attributes: Attributes) -> str:
    return element("rect", {"x": x - 10, "y": y - 5, "width": 20, "height": 10, **attributes})


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{number_text(share, 0)}\u00a0%"
