"""Outlines as points: `(n, 2)` arrays in pixels of the frame."""

import math
from random import Random
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio.render.look.frame import Box

Points: TypeAlias = NDArray[np.float64]


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
