"""How long words must stand to be read, and how a film's length is shared out on whole frames."""

import math
from collections.abc import Sequence

from studio.director.writing import language_of

_PER_SECOND = {"en": 15.0, "zh": 5.5}  # characters a viewer reads comfortably, as subtitle guides have it
_LEAST = 1_400  # ms: the eye has to find a text first
_SPOKEN = {"en": 14.0, "zh": 4.5}


def reading_ms(text: str) -> int:
    """How long a text must stand to be read, in ms; 0 for none."""
    if not text.strip():
        return 0
    return max(_LEAST, round(1000 * len(text) / _PER_SECOND[language_of(text)]) + 300)


def speaking_ms(text: str) -> int:
    """How long a voice needs for a text, in ms; an estimate until the voice has spoken."""
    return max(700, round(1000 * len(text) / _SPOKEN[language_of(text)]) + 250)


def step_ms(fps: int) -> int:
    """The shortest time that is both whole milliseconds and whole frames: 100 ms at 30 fps, 40 ms at 25."""
    return 1000 // math.gcd(1000, fps)


def on_grid(ms: float, fps: int) -> int:
    """The nearest time on whole frames and whole milliseconds."""
    step = step_ms(fps)
    return round(ms / step) * step


def share(total: int, needs: Sequence[float], fps: int) -> list[int]:
    """Share `total` ms out in proportion to `needs`, every part on whole frames, adding up to `total` exactly."""
    step = step_ms(fps)
    slots, whole = round(total / step), sum(needs) or 1
    ends, at = [], 0.0
    for need in needs:
        at += need
        ends.append(round(slots * at / whole))
    starts = [0, *ends[:-1]]
    return [(e - s) * step for s, e in zip(starts, ends, strict=True)]
