"""Moving colour fields for backgrounds: soft lights that wander over a base colour."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from studio.render.layers import Pixels
from studio.render.look.colour import RGB

SHORT = 72  # pixels on the short side: the engine scales the field up, and blur needs no detail


@dataclass(frozen=True, slots=True)
class Light:
    """A round glow: its colour, its path's centre (shares of the frame), reach, and how it wanders."""

    colour: RGB
    x: float
    y: float
    reach: float
    sway: float
    period: float
    phase: float


@dataclass(frozen=True)
class Field:
    """`field(t)`: a base colour with lights on it, `(h, w, 3)` uint8."""

    base: RGB
    lights: tuple[Light, ...]
    width: int
    height: int
    _x: NDArray[np.float32] = field(init=False, repr=False, compare=False)
    _y: NDArray[np.float32] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Coordinates in shares of the short side."""
        short = min(self.width, self.height)
        object.__setattr__(self, "_x", (np.arange(self.width, dtype=np.float32) + 0.5) / short)
        object.__setattr__(self, "_y", (np.arange(self.height, dtype=np.float32) + 0.5) / short)

    def __call__(self, t: float) -> Pixels:
        """The field at second `t`. A Gaussian glow is a product of a row and a column, which makes it cheap."""
        canvas = np.empty((self.height, self.width, 3), np.float32)
        canvas[:] = self.base
        for light in self.lights:
            turn = 2 * math.pi * t / light.period + light.phase
            x = (light.x + light.sway * math.sin(turn)) * self._x[-1]
            y = (light.y + light.sway * math.cos(turn * 0.83)) * self._y[-1]
            row = np.exp(-(((self._x - x) / light.reach) ** 2))
            column = np.exp(-(((self._y - y) / light.reach) ** 2))
            weight = np.outer(column, row)[..., None]
            canvas += weight * (np.array(light.colour, np.float32) - canvas)
        return np.asarray(np.clip(canvas + 0.5, 0, 255), np.uint8)


def small(width: int, height: int) -> tuple[int, int]:
    """The size of a field for a frame of `width` x `height`."""
    scale = SHORT / min(width, height)
    return max(2, round(width * scale)), max(2, round(height * scale))
