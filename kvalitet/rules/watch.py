"""Measures the parts of a run by a timer that it is given."""

from collections.abc import Callable

from kvalitet.model.assessment import Timing

Timer = Callable[[], float]
"""Seconds from some moment on: only the distance between two readings means anything."""


class Watch:
    """Laps of a timer; without one there are none."""

    def __init__(self, timer: Timer | None) -> None:
        self._timer = timer
        self._since = timer() if timer else 0.0
        self.timings: tuple[Timing, ...] = ()

    def lap(self, part: str) -> None:
        """Ends the lap of a part and begins the next."""
        if self._timer:
            now = self._timer()
            self.timings = (*self.timings, Timing(part, now - self._since))
            self._since = now
