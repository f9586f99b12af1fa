"""How the window wanders over a user's picture (the Ken Burns effect)."""

import math
from dataclasses import dataclass

MOTIONS = ("zoom_in", "zoom_out", "pan_left", "pan_right", "pan_up", "pan_down", "still")
DETAIL = 1.1  # pixels of the prepared picture per pixel of the frame, where the window is smallest
UPPER = 0.42  # faces stand above the middle: how far down the window's centre lies where there is a choice


@dataclass(frozen=True, slots=True)
class View:
    """A window in pixels of the prepared picture, any fraction."""

    x: float
    y: float
    width: float
    height: float


def reach(seconds: float) -> float:
    """How much the window grows or shrinks in all: a steady 2 % a second, never hasty and never unseen."""
    return min(0.16, max(0.05, 0.02 * seconds))


def prepared_size(source: tuple[int, int], box: tuple[int, int], seconds: float, *, zoomable: bool) -> tuple[int, int]:
    """The (width, height) that a picture of `source` size is scaled to, to be shown in `box` for `seconds`.

    Covers the box with room for the motion; what sticks out further than any motion uses is kept up to half of
    the box, so that pans have somewhere to go.
    """
    if not zoomable:
        return box
    room = (1 + reach(seconds)) * DETAIL
    scale = max(box[0] / source[0], box[1] / source[1]) * room
    most = [round(side * room * 1.5) for side in box]
    width, height = (min(round(side * scale), limit) for side, limit in zip(source, most, strict=True))
    return max(2, width // 2 * 2), max(2, height // 2 * 2)


def view(motion: str, progress: float, prepared: tuple[int, int], box: tuple[int, int], seconds: float) -> View:
    """The window at `progress` (0 at the first frame that shows the picture, 1 at the last)."""
    share = _eased(min(1.0, max(0.0, progress)))
    amount = reach(seconds)
    widest = min(prepared[0] / box[0], prepared[1] / box[1])
    narrow = widest / (1 + amount)
    step = {
        "zoom_in": widest + (narrow - widest) * share,
        "zoom_out": narrow + (widest - narrow) * share,
        "still": widest,
    }.get(motion, narrow)
    width, height = box[0] * step, box[1] * step
    free_x, free_y = prepared[0] - width, prepared[1] - height
    along_x, along_y = _place(motion, share)
    return View(free_x * along_x, free_y * along_y, width, height)


def _place(motion: str, share: float) -> tuple[float, float]:
    return {
        "pan_left": (1 - share, UPPER),
        "pan_right": (share, UPPER),
        "pan_up": (0.5, 1 - share),
        "pan_down": (0.5, share),
    }.get(motion, (0.5, UPPER))


def _eased(share: float) -> float:
    """Nearly steady, with soft ends: half linear, half a cosine."""
    return 0.5 * share + 0.25 * (1 - math.cos(math.pi * share))
