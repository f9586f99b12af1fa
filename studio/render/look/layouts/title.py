"""The opening: a picture that leaves room for the title, which is drawn over it."""

from studio.render.layers import Scene
from studio.render.look import art, backdrop, show
from studio.render.look.frame import Box
from studio.render.look.layouts import media
from studio.render.look.panel import panel
from studio.render.look.split import square_in
from studio.render.look.stage import Stage

_SHARE = {"tall": 0.55, "square": 0.56, "wide": 0.5}


def room(stage: Stage) -> Box:
    """Where the title goes. The title overlay asks the same question and gets the same answer."""
    box, gap = stage.content, 50 * stage.unit
    if stage.media:
        return media.room(stage)
    if _is_vista(stage):
        return panel(stage, _SHARE[stage.shape]).words
    if stage.shape == "wide":
        return box.right_of(0.47, gap) if stage.seed % 2 else box.left_of(0.53, gap)
    return box.below(_SHARE[stage.shape], gap * 0.8)


def _is_vista(stage: Stage) -> bool:
    return bool(stage.art) and art.is_scenic(stage.art[0])


def _focus(stage: Stage) -> Box:
    box = stage.content
    if not stage.titled:
        return square_in(box)
    if stage.shape == "wide":
        return square_in(box.left_of(0.45) if stage.seed % 2 else box.right_of(0.55))
    side = min(box.h * _SHARE[stage.shape], stage.width * 0.92)
    return Box(box.cx - side / 2, box.y + box.h * _SHARE[stage.shape] - side, side, side)


def scene(stage: Stage) -> Scene:
    """The picture without its title."""
    if stage.media:
        return media.over(stage, [], room(stage) if stage.titled else None)
    ground = backdrop.background(stage)
    if _is_vista(stage):
        half = panel(stage, _SHARE[stage.shape] if stage.titled else 0.92)
        return Scene(ground, art.vista(stage, stage.art[0], half.picture) + half.cover)
    return Scene(ground, show.subject(stage, _focus(stage), room(stage)))
