"""The user's picture or clip, with or without words."""

from studio.render.layers import Layer, Scene
from studio.render.look import backdrop, outlines, shapes
from studio.render.look.frame import Box
from studio.render.look.layouts import media, statement
from studio.render.look.motion import still
from studio.render.look.panel import media_box
from studio.render.look.stage import Stage, beside, framed
from studio.render.look.words import Part, Timing, group


def scene(stage: Stage) -> Scene:
    """Filling the frame, beside its words, or mounted like a print; without a picture it is a statement."""
    if not stage.media:
        return statement.scene(stage)
    if framed(stage.words, stage.index):
        return mounted(stage)
    if beside(stage.words, stage.index):
        return statement.beside_media(stage, statement.parts(stage))
    return media.over(stage, _parts(stage))


def _parts(stage: Stage) -> list[Part]:
    return statement.parts(stage, 0.86)


def mounted(stage: Stage) -> Scene:
    """A print on the film's own paper, with its words below it like a caption in an album."""
    box, unit = stage.content, stage.unit
    words = group(statement.parts(stage, 0.72), box.w, box.h * 0.26)
    gap = 44 * unit if words.blocks else 0.0
    hole = Box(box.x, box.y, box.w, box.h - words.height - gap)
    layers = words.layers(box, hole.bottom + gap, "centre", Timing(0.4))
    return Scene(backdrop.background(stage), (*_mount(stage, hole), *layers), media_box(hole.inset(-2, -2)))


def _mount(stage: Stage, hole: Box) -> tuple[Layer, ...]:
    """The ground with a round-cornered window and a fine rim."""
    radius, rim = 44 * stage.unit, 10 * stage.unit
    whole = stage.whole
    sheet = shapes.cut([outlines.rounded(whole.inset(-4, -4), 0)], stage.ground.field[0], within=whole)
    edge = shapes.mask([outlines.rounded(hole.inset(-rim, -rim), radius + rim)], 0, 0, stage.width, stage.height)
    window = shapes.mask([outlines.rounded(hole, radius)], 0, 0, stage.width, stage.height)
    sheet.tile[edge > 127, :3] = stage.ground.shape
    sheet.tile[..., 3] = 255 - window
    return (still(sheet.tile, stage.width / 2, stage.height / 2),)
