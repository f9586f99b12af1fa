"""Points one below the other, each with its own drawing or number, coming one after the other."""

from dataclasses import dataclass

from studio import artwork
from studio.render.layers import Layer, Pose, Scene
from studio.render.look import art, backdrop, outlines, particles, shapes
from studio.render.look.fitting import Block, fit
from studio.render.look.frame import Box
from studio.render.look.motion import Enter, staged
from studio.render.look.panel import media_box, panel
from studio.render.look.stage import Stage
from studio.render.look.typeset import line_tile, measure
from studio.render.look.words import Group, Part, Timing, group, lines_in

_MOST = 12


@dataclass(frozen=True, slots=True)
class _Rows:
    boxes: list[Box]
    blocks: list[Block]
    badge: float


def items(stage: Stage) -> list[str]:
    """The points as texts."""
    found = stage.words.get("items")
    texts = [str(each).strip() for each in found if str(each).strip()] if isinstance(found, list) else []
    return texts[:_MOST]


def scene(stage: Stage) -> Scene:
    """Heading first, rows below it; in a wide frame the heading and the drawing stand beside the rows."""
    if stage.media:
        half = panel(stage, 0.38 if stage.shape != "wide" else 0.44)
        return Scene(backdrop.background(stage), half.cover + _column(stage, half.words), media_box(half.picture))
    if stage.shape == "wide":
        return _wide(stage)
    box = stage.content
    seen = particles.drifting(stage, box) + backdrop.corner(stage)
    return Scene(backdrop.background(stage), seen + _column(stage, box))


def _heading(stage: Stage, large: float = 1.0) -> list[Part]:
    unit, size, ground = stage.unit, stage.unit * stage.scale, stage.ground
    return [
        Part(
            stage.say("heading"), stage.heading, ground.ink, 118 * size * large, 50 * unit, 3, 1.14, mark=ground.accent
        ),
        Part(stage.say("body"), stage.text(), ground.soft, 50 * size, 34 * unit, 3, 1.4, 20 * unit),
    ]


def _column(stage: Stage, box: Box) -> tuple[Layer, ...]:
    """Heading, with the scene's drawing beside it, and rows in one column, centred as a whole."""
    points, unit = items(stage), stage.unit
    head, seal = _head(stage, box, len(points))
    tall = max(head.height, seal * 0.9)
    gap = 54 * unit if head.blocks else 0.0
    rows = _rows(stage, points, Box(box.x, box.y, box.w, box.h - tall - gap))
    high = rows.boxes[-1].bottom - rows.boxes[0].y if rows.boxes else 0.0
    top = box.y + (box.h - tall - gap - high) * 0.42
    layers = head.layers(box, top + (tall - head.height) / 2, "left", Timing(0.2))
    if seal:
        focus = Box(box.right - seal, top + (tall - seal) / 2, seal, seal)
        layers += (art.hero(stage, stage.art[0], focus, 0.96),)
    return layers + _drawn(stage, points, rows, top + tall + gap - box.y)


def _head(stage: Stage, box: Box, points: int) -> tuple[Group, float]:
    """The heading, and the size of the drawing beside it: 0 where the heading needs the width for itself."""
    unit, parts = stage.unit, _heading(stage)
    room = box.h * (0.34 if points > 2 else 0.45)
    alone = group(parts, box.w, room)
    seal = 230 * unit * min(1.0, stage.scale + 0.1)
    if stage.media or not stage.art or not stage.say("heading"):
        return alone, 0.0
    beside = group(parts, box.w - seal - 30 * unit, room)
    fits = beside.blocks[0].size >= 0.72 * alone.blocks[0].size
    return (beside, seal) if fits else (alone, 0.0)


def _wide(stage: Stage) -> Scene:
    box, gap = stage.content, 80 * stage.unit
    points = items(stage)
    left, right = box.left_of(0.42, gap / 2), box.right_of(0.42, gap / 2)
    head = group(_heading(stage, 1.1), left.w, left.h * (0.5 if stage.art else 1.0))
    side = min(left.w * 0.8, left.h - head.height - 50 * stage.unit) if stage.art else 0.0
    seen = head.height + (side + 50 * stage.unit if side > 0 else 0)
    top = left.y + (left.h - seen) / 2
    focus = Box(left.x + (left.w - max(side, 1)) * 0.2, top + head.height + 50 * stage.unit, side, side)
    layers = particles.drifting(stage, box)
    if side > 120 * stage.unit:
        layers += backdrop.behind(stage, focus) + art.group(stage, focus)
    else:
        layers += backdrop.behind(stage, Box(-left.h * 0.3, stage.height - left.h * 0.6, left.h, left.h))
        top = left.y + (left.h - head.height) / 2
    layers += head.layers(left, top, "left", Timing(0.2))
    rows = _rows(stage, points, right)
    high = rows.boxes[-1].bottom - rows.boxes[0].y if rows.boxes else 0.0
    return Scene(backdrop.background(stage), layers + _drawn(stage, points, rows, (right.h - high) / 2))


def _rows(stage: Stage, points: list[str], box: Box) -> _Rows:
    """All rows at one size: the largest at which the fullest point still fits its row."""
    if not points:
        return _Rows([], [], 0)
    unit = stage.unit
    gap = min(26 * unit, box.h * 0.18 / len(points))
    high = min(
        (box.h - gap * (len(points) - 1)) / len(points),
        (200 if stage.shape == "wide" else 172) * unit * max(1.0, stage.scale),
    )
    pad = min(24 * unit, high * 0.14)
    badge = min(high - 2 * pad, 116 * unit)
    width = box.w - badge - 4 * pad
    face = stage.text(600)
    largest = (68 if stage.shape == "wide" else 62) * unit * stage.scale
    sizes = [fit(p, face, (width, high - pad), largest, 26 * unit, 3, 1.22).size for p in points]
    blocks = [fit(p, face, (width, high - pad), min(sizes), min(sizes), 9, 1.22) for p in points]
    boxes = [Box(box.x, box.y + number * (high + gap), box.w, high) for number in range(len(points))]
    return _Rows(boxes, blocks, badge)


def _drawn(stage: Stage, points: list[str], rows: _Rows, down: float) -> tuple[Layer, ...]:
    layers: tuple[Layer, ...] = ()
    step = min(0.6, stage.seconds * 0.55 / max(1, len(points)))
    keys = _keys(stage, points)
    for number, (box, block) in enumerate(zip(rows.boxes, rows.blocks, strict=True)):
        moved = Box(box.x, round(box.y + down), box.w, round(box.h))
        layers += _row(stage, moved, block, rows.badge, 0.5 + number * step, keys[number], number)
    return layers


def _keys(stage: Stage, points: list[str]) -> list[str]:
    """A drawing for each point, all different; if one point has none, none gets one and all are numbered."""
    keys: list[str] = []
    for point in points:
        found = [key for key in artwork.literal(point, stage.language) if key not in keys and not art.is_scenic(key)]
        keys += found[:1]
    return keys if len(keys) == len(points) else [""] * len(points)


def _row(stage: Stage, box: Box, block: Block, badge: float, at: float, key: str, number: int) -> tuple[Layer, ...]:
    ground = stage.ground
    card = shapes.cut([outlines.rounded(box, min(box.h * 0.28, 40 * stage.unit))], ground.card)
    away = box.w * 0.25 * (-1 if stage.turn % 2 else 1)
    layers = staged(card.tile, Enter(Pose(card.x, card.y), at, 0.6, dx=away))
    pad = (box.h - badge) / 2
    layers += _badge(stage, box.x + pad + badge / 2, box.cy, badge, at + 0.1, key, number)
    room = Box(box.x + badge + pad * 2 + 6 * stage.unit, box.y, box.w - badge - pad * 3, box.h)
    part = Part("", block.face, ground.card_ink, 0, 0)
    return layers + lines_in(block, room, box.cy - block.height / 2, part, "left", Timing(at + 0.15, 0.05, 0.5))


def _badge(stage: Stage, x: float, y: float, size: float, at: float, key: str, number: int) -> tuple[Layer, ...]:
    """The drawing of what the point names, or its number on a disc."""
    if key:
        tile = artwork.load(key, max(8, round(size * 0.92)), stage.ground.tone)
        return staged(tile, Enter(Pose(x, y), at, 0.6, scale=0.3, turn=-25, kind="back"))
    disc = shapes.cut([outlines.circle(x, y, size * 0.42)], stage.ground.card_accent)
    face, high = stage.text(800), max(8, round(size * 0.42))
    text = line_tile(str(number + 1), face, high, stage.ground.card)
    pad_y = y - (disc.y - disc.tile.shape[0] / 2) - text.shape[0] / 2 + high * 0.04
    shift = disc.tile.shape[1] / 2 - text.shape[1] / 2
    if shift >= 0 and pad_y >= 0 and measure(str(number + 1), face, high) < size * 0.7:
        shapes.over(disc.tile, text, round(shift), round(pad_y))
    return staged(disc.tile, Enter(Pose(disc.x, disc.y), at, 0.6, scale=0.3, kind="back"))
