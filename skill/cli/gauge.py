"""One line of progress on a terminal, drawn over itself, with the time that is left."""

import shutil
import time
from collections.abc import Callable
from typing import TextIO

from skill.replies import clock_time
from skill.safe import one_line

_FULL = 24  # cells of the bar
_SURE = 0.05  # of the work; before that nobody can say how long the rest takes


class Gauge:
    """Shows how far something is; `clear` takes it away."""

    def __init__(self, err: TextIO, now: Callable[[], float] = time.monotonic) -> None:
        self._err, self._now = err, now
        self._drawn = False
        self._what, self._began, self._from = "", 0.0, 0.0

    def show(self, text: str, fraction: float | None) -> None:
        """Draw it. `fraction` is 0..1, None where nobody knows."""
        from rich.cells import cell_len, set_cell_size

        if text != self._what:
            self._what, self._began, self._from = text, self._now(), fraction or 0.0
        tail = "" if fraction is None else self._tail(max(0.0, min(1.0, fraction)))
        words, room = one_line(text), shutil.get_terminal_size().columns - 1 - len(tail)
        if cell_len(words) > room:
            words = set_cell_size(words, max(0, room - 1)) + "…"
        self._err.write(f"\r\x1b[K{words}{tail}")
        self._err.flush()
        self._drawn = True

    def _tail(self, fraction: float) -> str:
        full = round(fraction * _FULL)
        left = self._left(fraction)
        return f" {'█' * full}{'░' * (_FULL - full)} {fraction:4.0%}" + (f"  {clock_time(left)}" if left else "")

    def _left(self, fraction: float) -> float | None:
        """Seconds, at the speed so far."""
        done, spent = fraction - self._from, self._now() - self._began
        return None if done < _SURE or spent < 1 or fraction >= 1 else spent * (1 - fraction) / done + 0.5

    def clear(self) -> None:
        """Take it away."""
        if self._drawn:
            self._err.write("\r\x1b[K")
            self._err.flush()
            self._drawn = False
