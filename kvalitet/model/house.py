"""House style: how a care provider's documents look, in every format."""

from dataclasses import dataclass

from kvalitet.model.source import Source

COLOUR = "#1d5a7a"
"""The colour of headings and lines where the register has chosen none that can be read."""

READABLE = 4.5
"""The least contrast of text against its background (WCAG 2.1, 1.4.3, level AA)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A colour as #rrggbb, a logotype (SVG or PNG), a font by name with its files, and a Word file with styles."""

    colour: str = COLOUR
    logotype: Source | None = None
    font: str | None = None
    font_files: tuple[Source, ...] = ()
    word_reference: Source | None = None


PLAIN = House()
"""The style of a provider that has chosen none."""


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of a colour (#rrggbb) with white, 1 to 21 (WCAG 2.1, relative luminance)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)  # noqa: PLR2004
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
