"""Somebody's words and who said them."""

from studio.render.layers import Layer, Pose, Scene
from studio.render.look import art, backdrop, particles, shapes
from studio.render.look.frame import Box
from studio.render.look.layouts.statement import beside_media
from studio.render.look.motion import Enter, staged
from studio.render.look.stage import Stage
from studio.render.look.typeset import line_tile
from studio.render.look.words import Part, Timing, group


def parts(stage: Stage) -> list[Part]:
    """The words in their marks and the name below."""
    unit, size, ground = stage.unit, stage.unit * stage.scale, stage.ground
    said = (stage.say("quote") or stage.say("heading") or stage.say("body")).strip('“”"「」『』 ')
    by = stage.say("by")
    return [
        Part(said, stage.heading, ground.ink, 112 * size, 44 * unit, 8, 1.24),
        Part(f"— {by}" if by else "", stage.text(600), ground.accent, 52 * size, 36 * unit, 2, 1.3, 46 * unit),
    ]


def scene(stage: Stage) -> Scene:
    """Large words under a larger mark; the drawing signs below, or stands beside them in a wide frame."""
    if stage.media:
        return beside_media(stage, parts(stage), 0.4)
    box = stage.content
    seal, room = _rooms(stage, box)
    align = "left" if stage.shape == "wide" or stage.turn % 2 else "centre"
    mark = 210 * stage.unit
    words = group(parts(stage), room.w, room.h - mark)
    top = room.y + (room.h - mark - words.height) / 2
    area = Box(room.x, top + mark, room.w, words.height)
    layers = words.layers(area, area.y, "left" if align == "left" else "centre", Timing(0.4))
    seen = particles.drifting(stage, Box(room.x, top, room.w, mark + words.height))
    if seal:
        seen += backdrop.behind(stage, seal) + art.group(stage, seal)
    else:
        seen += backdrop.corner(stage)
    return Scene(backdrop.background(stage), seen + _mark(stage, area, align, mark) + layers)


def _rooms(stage: Stage, box: Box) -> tuple[Box | None, Box]:
    if not stage.art:
        return None, box.inset(box.w * 0.06, 0)
    if stage.shape == "wide":
        side = min(box.h, box.w * 0.36)
        return Box(box.right - side, box.cy - side / 2, side, side), box.left_of(0.6)
    side = box.h * (0.34 if stage.shape == "tall" else 0.3)
    return Box(box.cx - side / 2, box.bottom - side, side, side), Box(
        box.x, box.y, box.w, box.h - side - 30 * stage.unit
    )


def _mark(stage: Stage, area: Box, align: str, high: float) -> tuple[Layer, ...]:
    """A great opening quotation mark."""
    size = round(high * 1.9)
    tile = line_tile("“", stage.text(900) if stage.language == "zh" else stage.heading, size, stage.ground.accent)
    tile = shapes.trimmed(tile)
    x = area.x + tile.shape[1] / 2 if align == "left" else area.cx
    pose = Pose(round(x) + tile.shape[1] % 2 / 2, round(area.y - high * 0.28 - tile.shape[0] / 2))
    return staged(tile, Enter(pose, 0.2, 0.7, scale=0.4, kind="back"))
