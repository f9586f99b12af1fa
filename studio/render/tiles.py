"""Layers laid over a frame: a tile is turned into planes once, placed once per pose, blended only in its box."""

import math
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio.render.kernels import AREA, Matrix, Plane, blend_onto, inverted, product, resized, scaled_by, warped
from studio.render.layers import Layer, Pixels, Pose
from studio.render.yuv import Frame, full_planes

Corner: TypeAlias = NDArray[np.int64]
NEARLY = 1e-3  # pixels, degrees or shares that no eye sees


@dataclass(frozen=True, slots=True)
class Placed:
    """What one plane of a frame gets: `region * keep / 255 + add` at `x`, `y` of that plane."""

    x: int
    y: int
    add: tuple[Plane, ...]  # one for luma; U and V for chroma
    keep: Plane


class Tile:
    """A layer made ready for blending. Not shared between threads."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self._pose: Pose | None = None
        self._placed: tuple[Placed, ...] = ()
        self._size: tuple[int, int] = (0, 0)
        box = _visible(layer.tile)
        self.empty = box is None
        if box is not None:
            self._prepare(layer.tile, box)

    def _prepare(self, rgba: Pixels, box: tuple[int, int, int, int]) -> None:
        left, top, right, bottom = box
        self.centre = np.array([rgba.shape[1] / 2 - left, rgba.shape[0] / 2 - top])
        cut = rgba[top:bottom, left:right]
        cut = np.pad(cut, ((0, cut.shape[0] % 2), (0, cut.shape[1] % 2), (0, 0)))
        alpha = np.ascontiguousarray(cut[:, :, 3])
        y, u, v = full_planes(cut[:, :, :3])
        premultiplied = [product(plane, alpha) for plane in (y, u, v)]
        half = (alpha.shape[1] // 2, alpha.shape[0] // 2)
        chroma = [resized(plane, half, AREA) for plane in (*premultiplied[1:], alpha)]
        self.luma = (premultiplied[0], alpha)
        self.chroma = tuple(chroma)

    def draw(self, frame: Frame, seconds: float) -> None:
        """Blend the layer into `frame` as it stands at `seconds`; nothing outside its time."""
        if self.empty or not self.layer.start <= seconds < self.layer.end:
            return
        pose = self.layer.motion(seconds)
        if pose.opacity <= 0 or pose.scale <= 0:
            return
        if pose != self._pose or self._size != (frame.width, frame.height):
            self._placed = self._place(pose, frame)
            self._pose, self._size = pose, (frame.width, frame.height)
        if self._placed:
            luma, chroma = self._placed
            _blend(frame.y, luma, 0)
            _blend(frame.u, chroma, 0)
            _blend(frame.v, chroma, 1)

    def _place(self, pose: Pose, frame: Frame) -> tuple[Placed, ...]:
        turn = _turn(pose)
        target = np.array([pose.x, pose.y])
        if self.layer.still and _is_upright(pose):
            target = np.round(target - self.centre) + self.centre  # crisp, since nothing moves
        luma = _placed(self.luma, turn, self.centre, target, pose.opacity, frame.y)
        chroma = _placed(self.chroma, turn, self.centre / 2, target / 2, pose.opacity, frame.u)
        return () if luma is None or chroma is None else (luma, chroma)


def _visible(rgba: Pixels) -> tuple[int, int, int, int] | None:
    """The box (left, top, right, bottom) that holds every pixel with some opacity."""
    alpha = rgba[:, :, 3]
    rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
    if not len(rows):
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _is_upright(pose: Pose) -> bool:
    return abs(pose.scale - 1) < NEARLY and abs(pose.rotation) < NEARLY


def _turn(pose: Pose) -> Matrix:
    angle = math.radians(pose.rotation)
    cos, sin = math.cos(angle) * pose.scale, math.sin(angle) * pose.scale
    return np.array([[cos, -sin], [sin, cos]])


def _placed(
    sources: tuple[Plane, ...], turn: Matrix, centre: Matrix, target: Matrix, opacity: float, onto: Plane
) -> Placed | None:
    """The planes `sources` (the last is alpha) moved so that `centre` comes to lie on `target` of `onto`.

    Continuous coordinates: pixel `i` spans `i` to `i + 1`, so that halving them gives those of the chroma plane.
    """
    height, width = sources[0].shape
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]]) - centre
    reach = corners @ turn.T + target
    low = np.maximum(np.floor(reach.min(axis=0) + NEARLY), 0).astype(int)
    high = np.minimum(np.ceil(reach.max(axis=0) - NEARLY), [onto.shape[1], onto.shape[0]]).astype(int)
    if (high <= low).any():
        return None
    moved = _moved(sources, turn, centre, target, low, high)
    add, alpha = moved[:-1], moved[-1]
    if opacity < 1:
        add = [scaled_by(plane, opacity) for plane in add]
        alpha = scaled_by(alpha, opacity)
    return Placed(int(low[0]), int(low[1]), tuple(add), inverted(alpha))


def _moved(
    sources: tuple[Plane, ...], turn: Matrix, centre: Matrix, target: Matrix, low: Corner, high: Corner
) -> list[Plane]:
    shift = target - centre
    upright = np.abs(turn - np.eye(2)).max() < NEARLY
    if upright and np.abs(shift - np.round(shift)).max() < NEARLY:
        left, top = low - np.round(shift).astype(int)
        rows, columns = np.s_[top : top + high[1] - low[1]], np.s_[left : left + high[0] - low[0]]
        return [np.ascontiguousarray(one[rows, columns]) for one in sources]
    offset = turn @ (0.5 - centre) + target - 0.5 - low
    matrix = np.hstack([turn, offset.reshape(2, 1)])
    size = (int(high[0] - low[0]), int(high[1] - low[1]))
    return [warped(one, matrix, size) for one in sources]


def _blend(plane: Plane, placed: Placed, which: int) -> None:
    height, width = placed.keep.shape
    region = plane[placed.y : placed.y + height, placed.x : placed.x + width]
    blend_onto(region, placed.keep, placed.add[which])
