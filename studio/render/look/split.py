"""How a scene divides between what is seen and what is read."""

from dataclasses import dataclass

from studio.render.layers import Layer
from studio.render.look.frame import Box
from studio.render.look.stage import Stage
from studio.render.look.words import Align, Part, Timing, group


@dataclass(frozen=True, slots=True)
class Pair:
    """A drawing's place (None where the words leave no room) and the words, balanced in the middle of the stage."""

    art: Box | None
    words: tuple[Layer, ...]
    area: Box


_LEAST = 190  # units: a smaller drawing says nothing


def square_in(box: Box) -> Box:
    """The largest square in the middle of a box."""
    side = min(box.w, box.h)
    return Box(box.cx - side / 2, box.cy - side / 2, side, side)


def flips(stage: Stage) -> bool:
    """Whether this scene has its words first: every other scene of a film does."""
    return stage.turn % 2 == 1


def pair(
    stage: Stage, parts: list[Part], timing: Timing, *, flip: bool, align: Align = "centre", box: Box | None = None
) -> Pair:
    """Drawing above words, or beside them in a wide frame; `flip` puts the words first."""
    box = box or stage.content
    return (
        _beside(stage, parts, timing, box, flip)
        if stage.shape == "wide"
        else _above(stage, parts, timing, box, flip, align)
    )


def _beside(stage: Stage, parts: list[Part], timing: Timing, box: Box, flip: bool) -> Pair:
    gap = 56 * stage.unit
    side = min(box.h, box.w * 0.44)
    words = group(parts, box.w - side - gap, box.h * 0.92)
    width = min(box.w - side - gap, max(words.width, box.w * 0.34))
    left = box.cx - (side + gap + width) / 2
    art = Box(left + (width + gap if flip else 0), box.cy - side / 2, side, side)
    room = Box(left if flip else left + side + gap, box.y, width, box.h)
    layers, area = words.placed(room, "left", timing, 0.5)
    return Pair(art, layers, area)


def _above(stage: Stage, parts: list[Part], timing: Timing, box: Box, flip: bool, align: Align) -> Pair:
    gap = 60 * stage.unit
    words = group(parts, box.w, box.h * (0.52 if stage.shape == "tall" else 0.56))
    bleed = min(box.w * 1.06, stage.width * 0.94)
    side = min(bleed, box.h - words.height - gap)
    if side < _LEAST * stage.unit:
        layers, area = group(parts, box.w, box.h).placed(box, align, timing, 0.5)
        return Pair(None, layers, area)
    top = box.y + (box.h - side - gap - words.height) * 0.45
    art = Box(box.cx - side / 2, top + (words.height + gap if flip else 0), side, side)
    below = Box(box.x, top if flip else top + side + gap, box.w, words.height)
    layers, area = words.placed(below, align, timing, 0)
    return Pair(art, layers, area)
