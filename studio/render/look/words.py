"""Blocks of type brought onto the stage."""

import math
from dataclasses import dataclass
from typing import Literal

from studio.render.layers import Layer, Pose
from studio.render.look.colour import RGB
from studio.render.look.fonts import Face
from studio.render.look.frame import Box
from studio.render.look.motion import Enter, staged
from studio.render.look.typeset import _LINE, PAD, Block, fit, line_tile, measure

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Timing:
    """When a block's lines come, one after the other, and when they go."""

    at: float = 0.2
    stagger: float = 0.12
    length: float = 0.6
    end: float = math.inf
    leave: float = 0.0

    def later(self, seconds: float) -> "Timing":
        """The same, that much later."""
        return Timing(self.at + seconds, self.stagger, self.length, self.end, self.leave)


def block_layers(
    block: Block, box: Box, top: float, colour: RGB, align: Align, timing: Timing, outline: RGB | None = None
) -> tuple[Layer, ...]:
    """A fitted block drawn from `top` downwards, aligned within `box`; each line rises into place."""
    layers: list[Layer] = []
    for number, line in enumerate(block.lines):
        if not line.strip():
            continue
        tile = line_tile(line, block.face, block.size, colour, outline)
        high, wide = tile.shape[:2]
        pad = round(block.size * PAD)
        room = box.w - measure(line, block.face, block.size)
        left = box.x + {"left": 0.0, "centre": room / 2, "right": room}[align] - pad
        y = top + number * block.step - pad
        pose = Pose(round(left) + wide / 2, round(y) + high / 2)
        enter = Enter(pose, timing.at + number * timing.stagger, timing.length, dy=block.size * 0.5)
        layers += staged(tile, enter, timing.end, timing.leave)
    return tuple(layers)


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a stack: how it is set, how large, and how many lines it may take."""

    text: str
    face: Face
    colour: RGB
    largest: float
    smallest: float
    most: int = 4
    leading: float = 1.2
    gap: float = 0.0  # pixels above it
    share: float = 1.0  # of the box's height it may use at most


def stack(
    parts: list[Part], box: Box, align: Align, timing: Timing, anchor: float = 0.5
) -> tuple[tuple[Layer, ...], Box]:
    """Texts set one below the other, as a group at `anchor` (0 top, 1 bottom) of `box`; and the area they take."""
    parts = [part for part in parts if part.text.strip()]
    if not parts:
        return (), Box(box.x, box.y + box.h * anchor, box.w, 0)
    blocks, left = [], box.h - sum(part.gap for part in parts[1:])
    for number, part in enumerate(parts):
        coming = sum(later.smallest * _LINE for later in parts[number + 1 :])
        room = min(left - coming, box.h * part.share)
        block = fit(part.text, part.face, (box.w, max(8.0, room)), part.largest, part.smallest, part.most, part.leading)
        blocks.append(block)
        left -= block.height
    total = sum(block.height for block in blocks) + sum(part.gap for part in parts[1:])
    top = box.y + max(0.0, box.h - total) * anchor
    area = Box(box.x, top, box.w, total)
    layers: list[Layer] = []
    for number, (part, block) in enumerate(zip(parts, blocks, strict=True)):
        top += part.gap if number else 0.0
        layers += block_layers(block, box, top, part.colour, align, timing)
        timing = timing.later(timing.stagger * len(block.lines) + 0.1)
        top += block.height
    return tuple(layers), area
