"""Small things that drift in the back of a scene, each mood with its own."""

from random import Random

from studio.render.layers import Layer, Pose
from studio.render.look import outlines, shapes
from studio.render.look.colour import RGB
from studio.render.look.frame import Box
from studio.render.look.motion import Enter, Float
from studio.render.look.shapes import Cut
from studio.render.look.stage import Stage

_COUNT = {"cinematic": 9, "dreamy": 10, "playful": 12, "upbeat": 11, "tech": 9, "elegant": 5, "lofi": 7, "calm": 5}


def _confetti(rng: Random, size: float, colour: RGB) -> Cut:
    kind = rng.randrange(3)
    if kind == 0:
        return shapes.cut([outlines.circle(0, 0, size * 0.5, 48)], colour)
    if kind == 1:
        return shapes.cut([outlines.band(0, 0, size * 1.3, size * 0.42, rng.uniform(0, 180))], colour)
    return shapes.ring(0, 0, size * 0.45, size * 0.2, colour)


def _bokeh(rng: Random, size: float, colour: RGB) -> Cut:
    return shapes.cut([outlines.circle(0, 0, size * rng.uniform(0.4, 1.6), 64)], colour, rng.uniform(0.25, 0.6))


def _cross(rng: Random, size: float, colour: RGB) -> Cut:
    bars = [outlines.band(0, 0, size * 1.1, size * 0.24, 0), outlines.band(0, 0, size * 1.1, size * 0.24, 90)]
    return shapes.cut(bars, colour) if rng.random() < 0.6 else shapes.ring(0, 0, size * 0.4, size * 0.16, colour)


def _sparkle(rng: Random, size: float, colour: RGB) -> Cut:
    return shapes.cut([outlines.star(0, 0, size * rng.uniform(0.5, 1.0), 4, 0.28)], colour)


_KINDS = {
    "cinematic": _bokeh,
    "dreamy": _bokeh,
    "playful": _confetti,
    "upbeat": _confetti,
    "tech": _cross,
}


def drifting(stage: Stage, words: Box) -> tuple[Layer, ...]:
    """Particles spread over the frame, none of them large; they keep away from `words`."""
    rng, ground = stage.rng("particles"), stage.ground
    make = _KINDS.get(stage.mood, _sparkle)
    count = _COUNT.get(stage.mood, 6)
    kept = words.inset(-60 * stage.unit, -60 * stage.unit)
    layers = []
    for number in range(count):
        size = stage.unit * rng.uniform(16, 40)
        made = make(rng, size, ground.shape if number % 2 else ground.shape_alt)
        x = stage.width * ((number * 0.618 + rng.uniform(-0.06, 0.06)) % 1.0)
        y = stage.height * ((number + 0.5) / count + rng.uniform(-0.05, 0.05))
        if kept.x < x < kept.right and kept.y < y < kept.bottom:
            continue
        enter = Enter(Pose(x, y), 0.1 + 0.05 * number, 0.8, dy=size * 2, scale=0.2)
        sway = stage.unit * rng.uniform(10, 26)
        motion = Float(enter, sway, sway * 1.4, turn=20, period=rng.uniform(6, 10), phase=rng.uniform(0, 6.28))
        layers.append(Layer(made.tile, motion))
    return tuple(layers)
