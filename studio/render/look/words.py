"""Blocks of type brought onto the stage."""

import math
from dataclasses import dataclass
from typing import Literal

from studio.render.layers import Layer, Pose
from studio.render.look.colour import RGB
from studio.render.look.counter import counted
from studio.render.look.fitting import Block, fit
from studio.render.look.fonts import Face
from studio.render.look.frame import Box
from studio.render.look.motion import Enter, staged
from studio.render.look.typeset import LINE, PAD, line_tile, measure

Align = Literal["left", "centre"]


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


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a group: how it is set, how large, and how many lines it may take."""

    text: str
    face: Face
    colour: RGB
    largest: float
    smallest: float
    most: int = 4
    leading: float = 1.2
    gap: float = 0.0  # pixels above it
    share: float = 1.0  # of the room's height it may use at most
    mark: RGB | None = None  # colour of the words that the drawings show
    counts: bool = False  # a figure that counts up


def _indent(spare: float, align: Align) -> float:
    return spare / 2 if align == "centre" else 0.0


def lines_in(block: Block, box: Box, top: float, part: Part, align: Align, timing: Timing) -> tuple[Layer, ...]:
    """A fitted block drawn from `top` downwards, aligned within `box`; each line rises into place."""
    layers: list[Layer] = []
    for number, line in enumerate(block.lines):
        tile = line_tile(line, block.face, block.size, part.colour, part.mark)
        if not tile[..., 3].any():
            continue
        high, wide = tile.shape[:2]
        pad = round(block.size * PAD)
        room = box.w - measure(line, block.face, block.size)
        left = box.x + _indent(room, align) - pad
        pose = Pose(round(left) + wide / 2, round(top + number * block.step) - pad + high / 2)
        enter = Enter(pose, timing.at + number * timing.stagger, timing.length, dy=block.size * 0.5)
        layers += staged(tile, enter, timing.end, timing.leave)
    return tuple(layers)


def _high(part: Part, block: Block) -> float:
    """A block's height; figures have nothing below the line that they stand on."""
    return block.height - block.size * (LINE - 0.98) if part.counts else block.height


@dataclass(frozen=True, slots=True)
class Group:
    """Texts one below the other, fitted into a room of a certain width and height."""

    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]

    @property
    def height(self) -> float:
        """Height in pixels of all of it, gaps included."""
        parts = zip(self.parts, self.blocks, strict=True)
        return sum(_high(*each) for each in parts) + sum(part.gap for part in self.parts[1:])

    @property
    def width(self) -> float:
        """Width in pixels of the widest line."""
        return max((block.width for block in self.blocks), default=0.0)

    def layers(self, box: Box, top: float, align: Align, timing: Timing) -> tuple[Layer, ...]:
        """The texts from `top` downwards, in the order they are read."""
        found: list[Layer] = []
        for number, (part, block) in enumerate(zip(self.parts, self.blocks, strict=True)):
            top += part.gap if number else 0.0
            if part.counts and len(block.lines) == 1:
                found += counted(block, box.x + _indent(box.w - block.width, align), top, part.colour, timing.at)
            else:
                found += lines_in(block, box, top, part, align, timing)
            timing = timing.later(timing.stagger * len(block.lines) + 0.1)
            top += _high(part, block)
        return tuple(found)

    def placed(self, box: Box, align: Align, timing: Timing, anchor: float = 0.5) -> tuple[tuple[Layer, ...], Box]:
        """The group at `anchor` (0 top, 1 bottom) of `box`, and the area that it takes there."""
        top = box.y + max(0.0, box.h - self.height) * anchor
        left = _indent(box.w - self.width, align)
        return self.layers(box, top, align, timing), Box(box.x + left, top, self.width, self.height)


def group(parts: list[Part], width: float, height: float) -> Group:
    """Texts fitted together into `width` x `height` pixels: the first takes what it needs, the rest what is left."""
    parts = [part for part in parts if part.text.strip()]
    blocks: list[Block] = []
    left = height - sum(part.gap for part in parts[1:])
    for number, part in enumerate(parts):
        coming = sum(later.smallest * LINE for later in parts[number + 1 :])
        room = max(8.0, min(left - coming, height * part.share))
        block = fit(part.text, part.face, (width, room), part.largest, part.smallest, part.most, part.leading)
        blocks.append(block)
        left -= _high(part, block)
    return Group(tuple(parts), tuple(blocks))
