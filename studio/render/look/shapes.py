"""Outlines as points, and tiles cut from them with smooth edges."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.render.layers import Pixels
from studio.render.look.colour import RGB
from studio.render.look.frame import Box

Points = NDArray[np.float64]
_ROWS = 128  # blended at a time, so that a large tile needs no large floats
_SHIFT = 4  # sub-pixel bits that OpenCV's polygon filler understands


@dataclass(frozen=True, slots=True)
class Cut:
    """A tile and where its centre belongs in the frame."""

    tile: Pixels
    x: float
    y: float


def circle(x: float, y: float, radius: float, points: int = 128) -> Points:
    """A circle around `x`, `y`."""
    turn = np.linspace(0, 2 * math.pi, points, endpoint=False)
    return np.stack([x + radius * np.cos(turn), y + radius * np.sin(turn)], axis=1)


def blob(x: float, y: float, radius: float, rng: Random, wobble: float = 0.13) -> Points:
    """A soft pebble: a circle whose radius breathes with a few low waves."""
    turn = np.linspace(0, 2 * math.pi, 160, endpoint=False)
    reach = np.ones_like(turn)
    for waves in (2, 3, 4):
        reach += wobble / (waves - 1) * rng.uniform(0.5, 1) * np.cos(waves * turn + rng.uniform(0, 6.28))
    reach *= radius / reach.max()
    return np.stack([x + reach * np.cos(turn), y + reach * np.sin(turn)], axis=1)


def rounded(box: Box, radius: float) -> Points:
    """A rectangle with round corners."""
    radius = max(0.0, min(radius, box.w / 2, box.h / 2))
    corners = (
        (box.right - radius, box.y + radius, -90),
        (box.right - radius, box.bottom - radius, 0),
        (box.x + radius, box.bottom - radius, 90),
        (box.x + radius, box.y + radius, 180),
    )
    arcs = []
    for cx, cy, start in corners:
        turn = np.radians(np.linspace(start, start + 90, 17))
        arcs.append(np.stack([cx + radius * np.cos(turn), cy + radius * np.sin(turn)], axis=1))
    return np.concatenate(arcs)


def arch(box: Box, radius: float = 0.0) -> Points:
    """A doorway: a half circle on a rectangle that fills `box`."""
    reach = min(box.w / 2, box.h)
    turn = np.linspace(math.pi, 2 * math.pi, 65)
    top = np.stack([box.cx + box.w / 2 * np.cos(turn), box.y + reach + reach * np.sin(turn)], axis=1)
    foot = rounded(Box(box.x, box.y, box.w, box.h), radius)[17:51]
    return np.concatenate([top, foot])


def leaf(box: Box, rising: bool) -> Points:
    """Two quarter circles that meet in opposite corners of a square box, from lower left to upper right if `rising`."""
    turn = np.linspace(0, math.pi / 2, 33)
    one = np.stack([box.right - box.w * np.cos(turn), box.bottom - box.h * np.sin(turn)], axis=1)
    other = np.stack([box.x + box.w * np.cos(turn), box.y + box.h * np.sin(turn)], axis=1)
    points = np.concatenate([one, other])
    if not rising:
        points[:, 0] = box.x + box.right - points[:, 0]
    return points


def wave(width: float, height: float, level: float, swing: float, waves: float, phase: float) -> Points:
    """Ground below a wavy line at `level` pixels from the top, right across the frame."""
    x = np.linspace(-8, width + 8, 97)
    y = level + swing * np.sin(x / width * 2 * math.pi * waves + phase)
    edge = np.stack([x, y], axis=1)
    return np.concatenate([edge, [[width + 8, height + 8], [-8, height + 8]]])


def rays(x: float, y: float, inner: float, outer: float, count: int) -> list[Points]:
    """Wedges around a centre, every second one left out."""
    found = []
    for index in range(count):
        turn = np.linspace(index, index + 0.5, 7) / count * 2 * math.pi
        far = np.stack([x + outer * np.cos(turn), y + outer * np.sin(turn)], axis=1)
        near = np.stack([x + inner * np.cos(turn[::-1]), y + inner * np.sin(turn[::-1])], axis=1)
        found.append(np.concatenate([far, near]))
    return found


def band(x: float, y: float, length: float, thick: float, degrees: float) -> Points:
    """A straight stripe with its middle at `x`, `y`."""
    turn = math.radians(degrees)
    along = np.array([math.cos(turn), math.sin(turn)]) * length / 2
    across = np.array([-math.sin(turn), math.cos(turn)]) * thick / 2
    centre = np.array([x, y])
    return np.stack(
        [centre - along - across, centre + along - across, centre + along + across, centre - along + across]
    )


def star(x: float, y: float, radius: float, points: int = 4, waist: float = 0.35) -> Points:
    """A star with `points` tips; four tips and a narrow waist make a sparkle."""
    turn = np.arange(points * 2) * math.pi / points - math.pi / 2
    reach = np.where(np.arange(points * 2) % 2 == 0, radius, radius * waist)
    return np.stack([x + reach * np.cos(turn), y + reach * np.sin(turn)], axis=1)


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
