"""The colours of charts, and which ink can be read on a fill."""

PAPER = "#ffffff"
INK = "#1a1a1a"
MUTED = "#595959"
RULE = "#767676"
"""Lines that must be seen, as axes and outlines: 4.5:1 on paper."""
GRID = "#e3e3e3"
"""Lines that only help the eye."""
SERIES = "#1f5a93"
PALE = "#dbe6f1"
SIGNAL = "#a3181f"
RUN = "#8a4b00"
TARGET = "#1b6e3c"
OTHERS = ("#6b3fa0", "#8f2d63", "#4d5b10")

_RAMP = ("#f1f7ee", "#f8e9a9", "#f4bd6c", "#e28a55", "#b23a2e", "#7a1423")


def band_fill(rank: int, bands: int) -> str:
    """The fill of a band among so many, from the lowest (0): darker the higher, in grey too."""
    return _RAMP[round(rank * (len(_RAMP) - 1) / (bands - 1))] if bands > 1 else _RAMP[0]


def ink_on(fill: str) -> str:
    """The colour of text on a fill: dark or white, whichever stands out more."""
    return max(INK, PAPER, key=lambda colour: contrast(colour, fill))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21. Source: WCAG 2.1, definition of contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)  # noqa: PLR2004 - the standard's own numbers
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
