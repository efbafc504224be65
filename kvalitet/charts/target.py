"""A level to reach, and how it is spoken of."""

from dataclasses import dataclass

from kvalitet.charts.axis import Axis
from kvalitet.charts.palette import TARGET
from kvalitet.charts.plot import Label


@dataclass(frozen=True, slots=True)
class Target:
    """A level to reach. `at_least` is whether more is better; None where it is not said.

    `farthest` is whether nothing lies beyond it: then it is all or none, and not at least or at most.
    """

    value: float
    at_least: bool | None = None
    farthest: bool = False

    def label(self, axis: Axis) -> Label:
        """The target as a label: "Mål minst 90", "Mål högst 5", "Mål 12"."""
        name = f"Mål {self._bound}".strip()
        return Label(value=self.value, name=name, written=axis.level_text(self.value), colour=TARGET)

    def sentence(self, axis: Axis, latest: float | None) -> str:
        """The target as a sentence, with whether the latest value reaches it where that can be said."""
        said = f"Målet är {self._bound}{axis.level_text(self.value)}"
        if latest is None or self.at_least is None:
            return f"{said}."
        reached = latest >= self.value if self.at_least else latest <= self.value
        return f"{said} och {'nås' if reached else 'nås inte'} av det senaste värdet."

    @property
    def _bound(self) -> str:
        return "" if self.at_least is None or self.farthest else "minst " if self.at_least else "högst "
