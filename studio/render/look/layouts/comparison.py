"""Two sides against each other."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from studio import artwork
from studio.render.layers import Layer, Pose, Scene
from studio.render.look import art, backdrop, outlines, shapes
from studio.render.look.frame import Box
from studio.render.look.ground import Ground
from studio.render.look.motion import Enter, staged
from studio.render.look.panel import media_box, panel
from studio.render.look.stage import Stage
from studio.render.look.typeset import line_tile
from studio.render.look.words import Part, Timing, group


def scene(stage: Stage) -> Scene:
    """Two halves that slide together, each with its heading, points and drawing, and a seal where they meet."""
    box, head = stage.content, group(_heading(stage), stage.content.w, stage.content.h * 0.2)
    used = head.height + (40 * stage.unit if head.blocks else 0)
    if stage.media:
        half = panel(stage, 0.34 if stage.shape != "wide" else 0.4)
        box = half.words
    room = Box(box.x, box.y + used, box.w, box.h - used)
    stacked = stage.shape == "tall" and not stage.media
    boxes = (room.above(0.5, 0), room.below(0.5, 0)) if stacked else (room.left_of(0.5), room.right_of(0.5))
    layers: tuple[Layer, ...] = half.cover if stage.media else ()
    for number, part in enumerate(boxes):
        layers += _side(stage, part, number, stacked)
    if stage.media:
        head = group(_heading(stage), box.w, box.h * 0.2)
    layers += head.layers(Box(box.x, box.y, box.w, head.height), box.y, "centre", Timing(0.2))
    layers += _seal(stage, room.cx, room.cy)
    return Scene(backdrop.background(stage), layers, media_box(half.picture) if stage.media else None)


def _heading(stage: Stage) -> list[Part]:
    unit, size = stage.unit, stage.unit * stage.scale
    return [Part(stage.say("heading"), stage.heading, stage.ground.ink, 92 * size, 46 * unit, 2, 1.15)]


def _colours(stage: Stage, number: int) -> Ground:
    """The card's own colours for the left side, the opposite of them for the right."""
    ground = stage.ground
    if number == 0:
        return replace(
            ground, field=(ground.card,) * 3, ink=ground.card_ink, soft=ground.card_ink, accent=ground.card_accent
        )
    return replace(ground, field=(ground.card_ink,) * 3, ink=ground.card, soft=ground.card, accent=ground.card)


def _side(stage: Stage, box: Box, number: int, stacked: bool) -> tuple[Layer, ...]:
    unit, colours = stage.unit, _colours(stage, number)
    gap = 12 * unit
    card = (
        Box(box.x, box.y + (gap if number else 0), box.w, box.h - gap)
        if stacked
        else Box(box.x + (gap if number else 0), box.y, box.w - gap, box.h)
    )
    plate = shapes.cut([outlines.rounded(card, 48 * unit)], colours.field[0])
    away = stage.width * (0.6 if number else -0.6)
    layers = staged(plate.tile, Enter(Pose(plate.x, plate.y), 0.15, 0.8, dx=away))
    inner = card.inset(52 * unit, 58 * unit) if stacked else card.inset(78 * unit, 40 * unit)  # clear of the seal
    return layers + _content(stage, inner, number, colours, stacked)


def _content(stage: Stage, box: Box, number: int, colours: Ground, stacked: bool) -> tuple[Layer, ...]:
    """Drawing above (or beside, in flat cards) heading and points, as one group in the middle of the card."""
    parts, key = _parts(stage, _side_words(stage, number), colours, stacked), _keys(stage)[number]
    timing = Timing(0.7 + 0.15 * number, 0.1)
    if stacked:
        size = min(box.h * 0.8, box.w * 0.3) if key else 0.0
        gap = 40 * stage.unit if key else 0.0
        room = Box(box.x + (size + gap if number else 0), box.y, box.w - size - gap, box.h)
        focus = Box(box.x if number else box.right - size, box.cy - size / 2, size, size)
        layers, _ = group(parts, room.w, room.h).placed(room, "left", timing, 0.5)
    else:
        size = min(box.h * 0.42, box.w * 0.72) if key else 0.0
        gap = 36 * stage.unit if key else 0.0
        texts = group(parts, box.w, box.h - size - gap)
        top = box.y + (box.h - size - gap - texts.height) / 2
        focus = Box(box.cx - size / 2, top, size, size)
        layers = texts.layers(box, top + size + gap, "centre", timing)
    return ((art.hero(stage, key, focus, 0.96, at=0.55),) if key else ()) + layers


def _parts(stage: Stage, words: Mapping[str, Any], colours: Ground, stacked: bool) -> list[Part]:
    """A side's heading, and its points as one text so that all have one size."""
    unit, size = stage.unit, stage.unit * stage.scale
    items = [str(item).strip() for item in words.get("items") or () if str(item).strip()][:6]
    heading = str(words.get("heading") or "")
    return [
        Part(
            heading,
            stage.heading,
            colours.accent,
            (74 if stacked else 96) * size,
            40 * unit,
            2,
            1.15,
            share=0.6 if items else 1.0,
        ),
        Part("\n".join(items), stage.text(), colours.ink, 54 * size, 30 * unit, 10, 1.3, 18 * unit),
    ]


def _side_words(stage: Stage, number: int) -> Mapping[str, Any]:
    side = stage.words.get("right" if number else "left")
    return side if isinstance(side, Mapping) else {"heading": str(side or "")}


def _keys(stage: Stage) -> tuple[str, str]:
    """The drawings of both sides: what their own words name, else the scene's; none unless there are two."""
    keys: list[str] = []
    for number in (0, 1):
        words = _side_words(stage, number)
        texts = str(words.get("heading") or ""), " ".join(map(str, words.get("items") or ()))
        own = stage.art[number : number + 1] if len(stage.art) > 1 else ()
        named = [key for text in texts for key in artwork.literal(text, stage.language, 2)]
        keys += [key for key in (*own, *named) if key not in keys][:1]
    return (keys[0], keys[1]) if len(keys) == 2 else ("", "")


def _seal(stage: Stage, x: float, y: float) -> tuple[Layer, ...]:
    """A disc where the two sides meet."""
    radius = 62 * stage.unit
    disc = shapes.cut([outlines.circle(x, y, radius)], stage.ground.accent)
    size = round(radius * 0.72)
    text = line_tile("VS", stage.text(900), size, stage.ground.field[0])
    left, top = (disc.tile.shape[1] - text.shape[1]) // 2, (disc.tile.shape[0] - text.shape[0]) // 2
    if left >= 0 and top >= 0:
        shapes.over(disc.tile, text, left, top + round(size * 0.02))
    return staged(disc.tile, Enter(Pose(disc.x, disc.y), 0.9, 0.5, scale=0.2, turn=-40, kind="back"))
