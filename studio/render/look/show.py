"""How a scene shows what it is about; every composition hands back layers and where its words belong."""

from random import Random

from studio.render.layers import Layer, Pose
from studio.render.look import art, backdrop, outlines, particles, shapes
from studio.render.look.colour import mix
from studio.render.look.frame import Box
from studio.render.look.motion import Enter, staged
from studio.render.look.outlines import Points
from studio.render.look.shapes import Cut
from studio.render.look.stage import Stage


def subject(stage: Stage, focus: Box | None, words: Box) -> tuple[Layer, ...]:
    """Particles, shapes and drawings around `focus`, clear of `words`; a scene without drawings has an emblem of its shapes instead."""
    if focus is None:
        return paper(stage, words)
    if not stage.art:
        return particles.drifting(stage, words) + emblem(stage, focus)
    return particles.drifting(stage, words) + backdrop.behind(stage, focus) + art.group(stage, focus)


def emblem(stage: Stage, focus: Box) -> tuple[Layer, ...]:
    """For scenes that nothing can be drawn for: a tiling of quarter circles, discs and leaves in the palette."""
    rng, ground, count = stage.rng("emblem"), stage.ground, 3
    side = min(focus.w, focus.h) * 0.84
    cell = side / count
    colours = [ground.shape, ground.shape_alt, ground.accent, ground.card, mix(ground.shape, ground.ink, 0.35)]
    layers: tuple[Layer, ...] = ()
    for number in range(count * count):
        row, column = divmod(number, count)
        box = Box(focus.cx - side / 2 + column * cell, focus.cy - side / 2 + row * cell, cell, cell)
        back, front = rng.sample(colours, 2)
        tile = shapes.cut([outlines.rounded(box, 0)], back, within=box)
        figure = shapes.cut([_figure(rng, box)], front, within=box)
        shapes.over(tile.tile, figure.tile[: tile.tile.shape[0], : tile.tile.shape[1]], *_offset(tile, figure))
        enter = Enter(Pose(tile.x, tile.y), 0.1 + 0.07 * (row + column), 0.7, scale=0.2, turn=90, kind="back")
        layers += staged(tile.tile, enter)
    return layers


def _offset(below: Cut, above: Cut) -> tuple[int, int]:
    x = round(above.x - above.tile.shape[1] / 2 - below.x + below.tile.shape[1] / 2)
    y = round(above.y - above.tile.shape[0] / 2 - below.y + below.tile.shape[0] / 2)
    return max(0, min(x, below.tile.shape[1] - above.tile.shape[1])), max(
        0, min(y, below.tile.shape[0] - above.tile.shape[0])
    )


def _figure(rng: Random, box: Box) -> Points:
    """One of the tiling's figures, turned by chance."""
    x, y = rng.choice((box.x, box.right)), rng.choice((box.y, box.bottom))
    kind = rng.randrange(4)
    if kind == 0:
        return outlines.circle(x, y, box.w)
    if kind == 1:
        return outlines.circle(box.cx, box.cy, box.w * 0.36)
    if kind == 2:
        return outlines.circle(box.cx, y, box.w / 2)
    return outlines.leaf(box, x == box.x)


def paper(stage: Stage, words: Box) -> tuple[Layer, ...]:
    """Behind words that fill the scene: its drawings as wrapping paper, or shapes at the edges of the frame."""
    if stage.art:
        return (art.pattern(stage, stage.art[:2], 250 * stage.unit),)
    side = max(stage.width, stage.height) * 0.5
    corner = Box(stage.width - side * 0.6, stage.height - side * 0.6, side, side)
    return particles.drifting(stage, words) + backdrop.behind(stage, corner)
