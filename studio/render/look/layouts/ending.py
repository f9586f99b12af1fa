"""The last scene: one line to remember, with the drawing as a seal above it."""

from studio.render.layers import Scene
from studio.render.look import art, backdrop
from studio.render.look.frame import Box
from studio.render.look.layouts.statement import parts
from studio.render.look.split import square_in
from studio.render.look.stage import Stage
from studio.render.look.words import Timing, stack


def scene(stage: Stage) -> Scene:
    """Everything on the middle axis."""
    box = stage.content
    share = 0.4 if stage.shape == "tall" else 0.45
    seal = square_in(box.above(share, 10 * stage.unit).inset(0, 10 * stage.unit))
    layers, _ = stack(parts(stage), box.below(share, 20 * stage.unit), "centre", Timing(0.4), 0.15)
    shapes_ = backdrop.behind(stage, Box(seal.x, seal.y, seal.w, seal.h))
    return Scene(backdrop.background(stage), shapes_ + art.group(stage, seal) + layers)
