"""How a scene divides between its drawing and its words."""

from dataclasses import dataclass

from studio.render.look.frame import Box
from studio.render.look.stage import Stage
from studio.render.look.words import Align


@dataclass(frozen=True, slots=True)
class Split:
    """Where the drawing goes, where the words go, and how the words are set."""

    art: Box
    words: Box
    align: Align
    anchor: float


def square_in(box: Box) -> Box:
    """The largest square in the middle of a box."""
    side = min(box.w, box.h)
    return Box(box.cx - side / 2, box.cy - side / 2, side, side)


def divide(stage: Stage, share: float = 0.5, flip: bool | None = None) -> Split:
    """Drawing above and words below, or side by side in a wide frame; every other scene the other way round.

    `share` is the drawing's part. A scene with nothing to draw gives all room to its words.
    """
    box, gap = stage.content, 30 * stage.unit
    flip = stage.turn % 2 == 1 if flip is None else flip
    if stage.shape == "wide":
        if flip:
            return Split(box.left_of(share, gap), box.right_of(share, gap), "left", 0.5)
        return Split(box.right_of(1 - share, gap), box.left_of(1 - share, gap), "left", 0.5)
    align: Align = "left" if stage.turn % 3 == 2 else "centre"
    if flip:
        return Split(box.below(1 - share, gap), box.above(1 - share, gap), align, 0.55)
    return Split(box.above(share, gap), box.below(share, gap), align, 0.35)
