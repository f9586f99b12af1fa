"""Darkening of the user's picture where words lie over it."""

import numpy as np

from studio.render.layers import Layer
from studio.render.look.colour import RGB
from studio.render.look.frame import Box
from studio.render.look.motion import still
from studio.render.look.stage import Stage

DARK = 0.62  # opacity where words stand: white words have 5:1 even on a white picture


def _tile(colour: RGB, alpha: np.ndarray, width: int) -> np.ndarray:
    made = np.empty((len(alpha), width, 4), np.uint8)
    made[..., :3] = colour
    made[..., 3] = np.clip(alpha * 255 + 0.5, 0, 255)[:, None]
    return made


def behind_words(stage: Stage, area: Box) -> Layer:
    """Dark across the frame where `area` is, fading out above and below it; no edge is ever seen."""
    fade, reach = 0.15 * stage.height, 24 * stage.unit
    top, bottom = area.y - reach, area.bottom + reach
    first = max(0, int(top - fade))
    near_foot = bottom + fade * 0.6 > stage.height
    last = stage.height if near_foot else int(bottom + fade)
    y = np.arange(first, last) + 0.5
    inside = np.clip((y - (top - fade)) / fade, 0, 1)
    if not near_foot:
        inside = np.minimum(inside, np.clip((bottom + fade - y) / fade, 0, 1))
    smooth = inside * inside * (3 - 2 * inside)
    colour = stage.ground.field[0]
    tile = _tile(colour, smooth * DARK, stage.width)
    return still(tile, stage.width / 2, first + len(y) / 2)


def all_over(stage: Stage) -> Layer:
    """The whole picture darkened, for scenes full of words."""
    tile = _tile(stage.ground.field[0], np.full(stage.height, DARK), stage.width)
    return still(tile, stage.width / 2, stage.height / 2)
