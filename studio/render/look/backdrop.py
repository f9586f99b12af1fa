"""Shapes behind the drawing, so that a scene without a picture is a composition and not a wash of colour."""

import math
from collections.abc import Callable
from typing import TypeAlias

from studio.render.layers import Background, Layer, Pose
from studio.render.look import outlines, shapes
from studio.render.look.colour import RGB, mix
from studio.render.look.fields import Field, Light, small
from studio.render.look.frame import Box
from studio.render.look.motion import Enter, staged
from studio.render.look.shapes import Cut
from studio.render.look.stage import Stage

Layers: TypeAlias = tuple[Layer, ...]


def background(stage: Stage) -> Background:
    """Three lights wandering over the scene's ground."""
    rng = stage.rng("field")
    base, first, second = stage.ground.field
    spots = ((0.15, 0.2, first), (0.85, 0.75, second), (0.7, 0.1, mix(base, first, 0.6)))
    lights = tuple(
        Light(colour, x, y, rng.uniform(0.55, 0.85), 0.16, rng.uniform(9, 14), rng.uniform(0, 6.28))
        for x, y, colour in spots
    )
    return Background(Field(base, lights, *small(stage.width, stage.height)))


def grown(cut: Cut, at: float = 0.0, length: float = 0.9, scale: float = 0.6, dy: float = 0.0) -> Layers:
    """A shape that grows into place and rests."""
    return staged(cut.tile, Enter(Pose(cut.x, cut.y), at, length, dy=dy, scale=scale))


def slid(cut: Cut, dx: float, dy: float, at: float = 0.0, length: float = 1.0) -> Layers:
    """A shape that slides into place and rests."""
    return staged(cut.tile, Enter(Pose(cut.x, cut.y), at, length, dx=dx, dy=dy, whole=True))


def _reach(focus: Box) -> float:
    return min(focus.w, focus.h) * 0.5


def disc(stage: Stage, focus: Box) -> Layers:
    """A large disc behind the drawing with a fine ring around it."""
    radius, ground = _reach(focus), stage.ground
    round_ = shapes.cut([outlines.circle(focus.cx, focus.cy, radius)], ground.shape)
    line = shapes.ring(focus.cx, focus.cy, radius * 1.06, 3 * stage.unit, ground.shape_alt, 0.9)
    return grown(round_) + grown(line, 0.15, 1.1, 0.75)


def pebble(stage: Stage, focus: Box) -> Layers:
    """Two soft pebbles, one behind the other."""
    rng, radius, ground = stage.rng("pebble"), _reach(focus), stage.ground
    shift = radius * 0.16
    back = shapes.cut([outlines.blob(focus.cx + shift, focus.cy + shift * 0.6, radius, rng)], ground.shape_alt)
    front = shapes.cut([outlines.blob(focus.cx, focus.cy, radius * 0.94, rng)], ground.shape)
    return grown(back, 0.0, 1.1, 0.7) + grown(front, 0.08, 1.0, 0.7)


def arch(stage: Stage, focus: Box) -> Layers:
    """A doorway that rises from the foot of the focus."""
    wide = min(focus.w, focus.h * 0.86)
    outer = Box(focus.cx - wide * 0.5, focus.y, wide, focus.h)
    inner = outer.inset(wide * 0.07, 0)
    inner = Box(inner.x, focus.y + wide * 0.07, inner.w, focus.h - wide * 0.07)
    back = shapes.cut([outlines.arch(outer, wide * 0.04)], stage.ground.shape_alt)
    front = shapes.cut([outlines.arch(inner, wide * 0.04)], stage.ground.shape)
    return slid(back, 0, focus.h * 0.3) + slid(front, 0, focus.h * 0.45, 0.1)


def horizon(stage: Stage, focus: Box) -> Layers:
    """Two hills along the lower edge, on which the drawing stands."""
    rng, whole = stage.rng("horizon"), stage.whole
    level = min(whole.h * 0.9, focus.bottom - focus.h * 0.16)
    if stage.shape == "wide":
        level = max(level, whole.h * 0.8)  # below the words beside it
    swing, phase = whole.h * 0.018 + whole.w * 0.012, rng.uniform(0, 6.28)
    far = outlines.wave(whole.w, whole.h, level - swing * 1.7, swing, 0.8, phase)
    near = outlines.wave(whole.w, whole.h, level + swing, swing * 1.3, 0.65, phase + 2.2)
    back = shapes.cut([far], stage.ground.shape_alt, within=whole)
    front = shapes.cut([near], stage.ground.shape, within=whole)
    return slid(back, 0, whole.h * 0.12, 0.0, 1.2) + slid(front, 0, whole.h * 0.18, 0.1, 1.2)


def sunburst(stage: Stage, focus: Box) -> Layers:
    """A wheel of rays that turns into place behind the drawing."""
    radius = _reach(focus) * 1.04
    wheel = shapes.cut(outlines.rays(focus.cx, focus.cy, radius * 0.2, radius, 14), stage.ground.shape)
    heart = shapes.cut([outlines.circle(focus.cx, focus.cy, radius * 0.62)], stage.ground.shape_alt)
    return staged(wheel.tile, Enter(Pose(wheel.x, wheel.y), 0.0, 1.3, scale=0.6, turn=-40)) + grown(heart, 0.1)


def bands(stage: Stage, focus: Box) -> Layers:
    """A disc of diagonal stripes."""
    side = 1 if stage.turn % 2 else -1
    radius = _reach(focus)
    round_ = shapes.cut([outlines.circle(focus.cx, focus.cy, radius)], stage.ground.shape)
    step = radius * 2 / 7
    lines = [
        outlines.band(focus.cx + step * n * 1.18, focus.cy, radius * 4, step * 0.36, -58 * side) for n in range(-4, 5)
    ]
    stripes = shapes.cut(lines, stage.ground.shape_alt, within=Box(*_corner(round_), *round_.tile.shape[1::-1]))
    inside = stripes.tile[..., 3] > 0
    round_.tile[inside, :3] = shapes.blended(round_.tile, stripes.tile)[inside]
    enter = Enter(Pose(round_.x, round_.y), 0.0, 1.0, scale=0.6, turn=-30 * side)
    return staged(round_.tile, enter)


def _corner(cut: Cut) -> tuple[float, float]:
    return cut.x - cut.tile.shape[1] / 2, cut.y - cut.tile.shape[0] / 2


def dots(stage: Stage, focus: Box) -> Layers:
    """A disc, and a field of dots that fades away from it towards the nearest edges of the frame."""
    radius, ground = _reach(focus) * 0.92, stage.ground
    right = 1 if (focus.cx > stage.width / 2 if stage.shape == "wide" else stage.turn % 2) else -1
    down = 1 if focus.cy > stage.content.cy + 1 else -1
    step = radius / 6.5
    grid = []
    for row in range(-7, 8):
        for column in range(-7, 8):
            size = step * 0.3 * max(0.0, 1 - math.hypot(row - 2 * down, column - 2 * right) / 9)
            if size > 1:
                x = focus.cx + right * radius * 0.4 + column * step
                y = focus.cy + down * radius * 0.35 + row * step
                grid.append(outlines.circle(x, y, size, 24))
    round_ = shapes.cut([outlines.circle(focus.cx, focus.cy, radius)], ground.shape)
    return grown(round_) + grown(shapes.cut(grid, ground.shape_alt, within=stage.whole), 0.2, 1.0, 0.85)


def frames(stage: Stage, focus: Box) -> Layers:
    """Two cards behind each other, the lower one turned."""
    side = min(focus.w, focus.h) * 0.98
    card = Box(focus.cx - side / 2, focus.cy - side / 2, side, side)
    made = shapes.cut([outlines.rounded(card, side * 0.09)], stage.ground.shape_alt)
    top = shapes.cut([outlines.rounded(card, side * 0.09)], stage.ground.shape)
    lean = 9 if stage.turn % 2 else -9
    back = Enter(Pose(made.x, made.y, rotation=lean), 0.05, 0.9, scale=0.7, turn=-lean * 3, kind="back")
    return staged(made.tile, back) + grown(top, 0.0, 0.8, 0.75)


def columns(stage: Stage, focus: Box) -> Layers:
    """Bars of different heights that rise behind the drawing."""
    rng, count = stage.rng("columns"), 5
    gap = focus.w * 0.03
    wide = (focus.w - gap * (count - 1)) / count
    layers: Layers = ()
    for number in range(count):
        high = focus.h * (0.55 + 0.45 * rng.random()) if number != count // 2 else focus.h
        box = Box(focus.x + number * (wide + gap), focus.cy + focus.h / 2 - high, wide, high)
        colour: RGB = stage.ground.shape if number % 2 == 0 else stage.ground.shape_alt
        layers += slid(shapes.cut([outlines.rounded(box, wide / 2)], colour), 0, high * 0.5, number * 0.07, 0.9)
    return layers


def corner(stage: Stage) -> Layers:
    """A great disc and a ring that rise out of one lower corner, clear of whatever stands above."""
    x = stage.width * (1.0 if stage.turn % 2 else 0.0)
    radius = max(stage.width, stage.height) * 0.34
    round_ = shapes.cut([outlines.circle(x, stage.height, radius)], stage.ground.shape, within=stage.whole)
    line = shapes.ring(x, stage.height, radius * 1.18, 4 * stage.unit, stage.ground.shape_alt)
    return slid(round_, 0, radius * 0.6) + slid(line, 0, radius * 0.7, 0.1)


_KINDS: dict[str, Callable[[Stage, Box], Layers]] = {
    "disc": disc,
    "pebble": pebble,
    "arch": arch,
    "horizon": horizon,
    "sunburst": sunburst,
    "bands": bands,
    "dots": dots,
    "frames": frames,
    "columns": columns,
}

ROUND = frozenset({"disc", "pebble", "sunburst", "bands", "dots"})  # what a drawing may stick out of on any side

_MOODS = {
    "calm": ("disc", "horizon", "arch", "pebble"),
    "upbeat": ("sunburst", "bands", "dots", "frames", "disc"),
    "cinematic": ("disc", "horizon", "bands", "arch"),
    "playful": ("pebble", "sunburst", "dots", "frames", "horizon"),
    "elegant": ("arch", "disc", "columns", "pebble"),
    "tech": ("dots", "frames", "columns", "bands", "disc"),
    "dreamy": ("pebble", "disc", "horizon", "arch"),
    "lofi": ("horizon", "disc", "frames", "sunburst"),
}


def behind(stage: Stage, focus: Box, suited: frozenset[str] = frozenset(_KINDS)) -> Layers:
    """The shapes of this scene among the `suited` ones: neighbours in a film hardly ever get the same."""
    kinds = [kind for kind in _MOODS.get(stage.mood, _MOODS["calm"]) if kind in suited]
    return _KINDS[kinds[stage.turn % len(kinds)]](stage, focus)
