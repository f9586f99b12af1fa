"""Tiles cut from outlines with smooth edges, and what is laid over or under them."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.render.layers import Pixels
from studio.render.look.colour import RGB
from studio.render.look.frame import Box
from studio.render.look.outlines import Points, circle

_ROWS = 128  # blended at a time, so that a large tile needs no large floats
_SHIFT = 4  # sub-pixel bits that OpenCV's polygon filler understands


@dataclass(frozen=True, slots=True)
class Cut:
    """A tile and where its centre belongs in the frame."""

    tile: Pixels
    x: float
    y: float


def mask(outlines: Sequence[Points], left: int, top: int, width: int, height: int) -> NDArray[np.uint8]:
    """Coverage 0..255 of outlines in a window of the frame."""
    found = np.zeros((height, width), np.uint8)
    for points in outlines:
        moved = (points - (left + 0.5, top + 0.5)) * (1 << _SHIFT)
        cv2.fillPoly(found, [np.round(moved).astype(np.int32)], 255, cv2.LINE_AA, _SHIFT)
    return found


def cut(outlines: Sequence[Points], colour: RGB, opacity: float = 1.0, within: Box | None = None) -> Cut:
    """Outlines filled with a colour, as the smallest tile that holds them (and lies `within`)."""
    every = np.concatenate(list(outlines))
    low, high = every.min(axis=0) - 2, every.max(axis=0) + 2
    if within:
        low = np.maximum(low, (within.x, within.y))
        high = np.minimum(high, (within.right, within.bottom))
    left, top = (int(v) for v in np.floor(low))
    width, height = (max(1, int(v)) for v in np.ceil(high) - (left, top))
    tile = np.empty((height, width, 4), np.uint8)
    tile[..., :3] = colour
    tile[..., 3] = mask(outlines, left, top, width, height)
    if opacity < 1.0:
        tile[..., 3] = (tile[..., 3] * opacity).astype(np.uint8)
    return Cut(tile, left + width / 2, top + height / 2)


def ring(x: float, y: float, radius: float, thick: float, colour: RGB, opacity: float = 1.0) -> Cut:
    """A circle's outline."""
    made = cut([circle(x, y, radius + thick / 2)], colour, opacity)
    height, width = made.tile.shape[:2]
    left, top = round(made.x - width / 2), round(made.y - height / 2)
    hole = mask([circle(x, y, radius - thick / 2)], left, top, width, height)
    made.tile[..., 3] = (made.tile[..., 3] * (1 - hole / 255.0)).astype(np.uint8)
    return made


def masked(tile: Pixels, outline: Points) -> Pixels:
    """A tile kept only inside an outline given in the tile's own pixels."""
    height, width = tile.shape[:2]
    kept = tile.copy()
    kept[..., 3] = (kept[..., 3].astype(np.uint16) * mask([outline], 0, 0, width, height) // 255).astype(np.uint8)
    return kept


def trimmed(tile: Pixels) -> Pixels:
    """A tile without its empty margins."""
    x, y, width, height = cv2.boundingRect(np.ascontiguousarray(tile[..., 3]))
    return tile[y : y + height, x : x + width] if width and height else tile


def shadow(tile: Pixels, blur: float, opacity: float, colour: RGB = (0, 0, 0)) -> Pixels:
    """The soft shadow of a tile, larger by `2 * blur` on every side."""
    pad = int(blur * 2)
    soft = cv2.copyMakeBorder(np.ascontiguousarray(tile[..., 3]), pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=[0])
    soft = np.asarray(cv2.GaussianBlur(soft, (0, 0), max(0.5, blur / 1.5)), np.uint8)
    made = np.empty((*soft.shape, 4), np.uint8)
    made[..., :3] = colour
    made[..., 3] = (soft * opacity).astype(np.uint8)
    return made


def over(below: Pixels, above: Pixels, x: int, y: int) -> None:
    """Blends `above` onto `below`, in place, with its upper left corner at `x`, `y`. It must lie inside."""
    height, width = above.shape[:2]
    for row in range(0, height, _ROWS):
        part = above[row : row + _ROWS]
        _blend(below[y + row : y + row + len(part), x : x + width], part)


def _blend(below: Pixels, above: Pixels) -> None:
    under, top = below.astype(np.float32), above.astype(np.float32)
    alpha, beneath = top[..., 3:] / 255, under[..., 3:] / 255
    total = alpha + beneath * (1 - alpha)
    rgb = (top[..., :3] * alpha + under[..., :3] * beneath * (1 - alpha)) / np.maximum(total, 1e-4)
    below[:] = np.concatenate([rgb, total * 255], axis=2) + 0.5


def blended(below: Pixels, above: Pixels) -> Pixels:
    """The colours of `below` with `above` of the same size laid over them."""
    made = below.copy()
    over(made, above, 0, 0)
    return made[..., :3]


def with_shadow(tile: Pixels, blur: float, opacity: float, drop: float) -> Pixels:
    """A tile on its own soft shadow that falls `drop` pixels down, in one tile of the same centre."""
    pad, fall = int(blur * 2), round(drop)
    made = np.zeros((tile.shape[0] + 2 * (pad + fall), tile.shape[1] + 2 * pad, 4), np.uint8)
    soft = shadow(tile, blur, opacity)
    made[2 * fall : 2 * fall + soft.shape[0]] = soft
    over(made, tile, pad, pad + fall)
    return made
