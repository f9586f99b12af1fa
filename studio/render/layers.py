"""What a scene is made of, between the look (which designs it) and the engine (which moves and blends it).

The look returns a `Scene`: a background and a stack of `Layer` values, bottom first. The engine owns time:
for frame `i` it asks every layer for its `Pose` at `i / fps` seconds from the start of the scene, and blends.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a tile stands at one moment: the centre in pixels of the frame, and how it is shown."""

    x: float
    y: float
    scale: float = 1.0
    rotation: float = 0.0  # degrees, clockwise
    opacity: float = 1.0  # 0..1


Motion: TypeAlias = Callable[[float], Pose]


@dataclass(frozen=True, slots=True)
class Layer:
    """A picture with transparency and its motion.

    `tile` is `(h, w, 4)` uint8 RGBA with straight alpha. `motion(t)` takes seconds from the start of the
    scene (or of the overlay) and must be pure: workers may ask in any order. `still` promises that the pose
    never changes, so that the engine may blend once and keep the result.
    """

    tile: Pixels
    motion: Motion
    still: bool = False
    start: float = 0.0  # seconds; not drawn before
    end: float = float("inf")  # seconds; not drawn from here on


@dataclass(frozen=True, slots=True)
class Background:
    """What lies under everything: a small moving colour field that the engine scales up.

    `field(t)` gives `(h, w, 3)` uint8 RGB, any small size (short side about 108), `t` seconds in.
    `still` as for layers. A user's picture or clip, where the scene has one, is drawn by the engine over it.
    """

    field: Callable[[float], Pixels]
    still: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene as designed: background, then (if any) the user's picture or clip, then layers."""

    background: Background
    layers: tuple[Layer, ...] = ()
    media_box: tuple[int, int, int, int] | None = None  # x, y, w, h of the user's picture; None: whole frame
    scrim: Layer | None = None  # darkens a picture where words lie over it; drawn below layers
