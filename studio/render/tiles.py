"""Layers laid over a frame: a tile is turned into planes once, placed once per pose, blended only in its box."""

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio.render.kernels import (
    AREA,
    Matrix,
    Plane,
    Size,
    blend_onto,
    interleaved,
    inverted,
    product,
    resized,
    scaled_by,
    separated,
    shifted,
    warped,
)
from studio.render.layers import Layer, Pixels, Pose
from studio.render.yuv import Frame, Planes, full_planes

Corner: TypeAlias = NDArray[np.int64]
NEARLY = 1e-3  # pixels, degrees or shares that no eye sees


@dataclass(frozen=True, slots=True)
class Placed:
    """What the planes of a frame get where a tile lies: `region * keep / 255 + add`."""

    x: int  # even, as are y and the sides
    y: int
    add: Planes
    keep: tuple[Plane, Plane]  # for luma and for chroma


class Tile:
    """A layer made ready for blending, when it is first seen. Not shared between threads."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self._ready: tuple[Pixels, Matrix] | None = None
        self._pose: Pose | None = None
        self._placed: Placed | None = None

    def draw(self, frame: Frame, seconds: float) -> None:
        """Blend the layer into `frame` as it stands at `seconds`; nothing outside its time.

        All frames that one tile is drawn on must be of one size.
        """
        if not self.layer.start <= seconds < self.layer.end:
            if self._pose is not None:
                self._ready = self._pose = self._placed = None
            return
        pose = self.layer.motion(seconds)
        if pose.opacity <= 0 or pose.scale <= 0:
            return
        if pose != self._pose:
            self._placed = self._place(pose, (frame.width, frame.height))
            self._pose = pose
        if self._placed is not None:
            _blend(frame, self._placed)

    def _place(self, pose: Pose, size: Size) -> Placed | None:
        pixels, centre = self._ready or prepared(self.layer.tile)
        self._ready = None if self.layer.still else (pixels, centre)
        turn = _turn(pose)
        target = np.array([pose.x, pose.y])
        if self.layer.still and _is_upright(turn):
            target = np.round(target - centre) + centre  # crisp, since nothing moves
        low, high = _reach(pixels, turn, centre, target, size)
        if (high <= low).any():
            return None
        moved = _moved(pixels, turn, centre, target - low, (int(high[0] - low[0]), int(high[1] - low[1])))
        return _placed(moved, int(low[0]), int(low[1]), pose.opacity)


def prepared(rgba: Pixels) -> tuple[Pixels, Matrix]:
    """What of a tile can be seen, as premultiplied Y, U, V and alpha, and where in it the tile's centre lies.

    The four are interleaved, since four bytes together are warped as fast as one.
    """
    left, top, right, bottom = _visible(rgba)
    centre = np.array([rgba.shape[1] / 2 - left, rgba.shape[0] / 2 - top])
    cut = rgba[top:bottom, left:right]
    alpha = np.ascontiguousarray(cut[:, :, 3])
    return interleaved([*(product(plane, alpha) for plane in full_planes(cut[:, :, :3])), alpha]), centre


def _visible(rgba: Pixels) -> tuple[int, int, int, int]:
    """The box (left, top, right, bottom) that holds every pixel with some opacity; one pixel where there is none."""
    alpha = rgba[:, :, 3]
    rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
    if not len(rows):
        return 0, 0, 1, 1
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _turn(pose: Pose) -> Matrix:
    angle = math.radians(pose.rotation)
    cos, sin = math.cos(angle) * pose.scale, math.sin(angle) * pose.scale
    return np.array([[cos, -sin], [sin, cos]])


def _is_upright(turn: Matrix) -> bool:
    return bool(np.abs(turn - np.eye(2)).max() < NEARLY)


def _reach(pixels: Pixels, turn: Matrix, centre: Matrix, target: Matrix, size: Size) -> tuple[Corner, Corner]:
    """The corners of the box, even and within a frame of `size`, that holds the tile once it is moved.

    In continuous coordinates, where pixel `i` spans `i` to `i + 1`: `centre` of the tile comes to lie on `target`.
    """
    height, width = pixels.shape[:2]
    corners = (np.array([[0, 0], [width, 0], [0, height], [width, height]]) - centre) @ turn.T + target
    low = np.floor((corners.min(axis=0) + NEARLY) / 2) * 2
    high = np.ceil((corners.max(axis=0) - NEARLY) / 2) * 2
    return np.maximum(low, 0).astype(int), np.minimum(high, size).astype(int)


def _moved(pixels: Pixels, turn: Matrix, centre: Matrix, target: Matrix, size: Size) -> Pixels:
    shift = target - centre
    whole = np.round(shift).astype(int)
    if _is_upright(turn) and np.abs(shift - whole).max() < NEARLY:
        return shifted(pixels, int(whole[0]), int(whole[1]), size)
    offset = turn @ (0.5 - centre) + target - 0.5
    return warped(pixels, np.hstack([turn, offset.reshape(2, 1)]), size)


def _placed(pixels: Pixels, x: int, y: int, opacity: float) -> Placed:
    if opacity < 1:
        pixels = scaled_by(pixels, opacity)
    luma, u, v, alpha = separated(pixels)
    half = (luma.shape[1] // 2, luma.shape[0] // 2)
    add = (luma, resized(u, half, AREA), resized(v, half, AREA))
    return Placed(x, y, add, (inverted(alpha), inverted(resized(alpha, half, AREA))))


def _blend(frame: Frame, placed: Placed) -> None:
    height, width = placed.keep[0].shape
    y, u, v = frame.box(placed.x, placed.y, width, height)
    blend_onto(y, placed.keep[0], placed.add[0])
    blend_onto(u, placed.keep[1], placed.add[1])
    blend_onto(v, placed.keep[1], placed.add[2])
