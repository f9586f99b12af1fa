"""Titles over the picture."""

from collections.abc import Mapping
from typing import Any

from studio.render.layers import Layer, Pose
from studio.render.look import frame, outlines, shapes
from studio.render.look.colour import BLACK, RGB, WHITE, mix
from studio.render.look.frame import Box
from studio.render.look.layouts import title
from studio.render.look.motion import Enter, staged
from studio.render.look.stage import Stage, stage
from studio.render.look.words import Align, Part, Timing, group

_GAP = 84  # units between title and subtitle, for the bar
_ENTRANCE = 0.35  # seconds after the segment begins, or before the film does: its first frame is its cover


def layers(draft: Mapping[str, Any], width: int, height: int) -> tuple[Layer, ...]:
    """Every title of the film."""
    scenes = frame.spans(draft, "video")
    found: list[Layer] = []
    for start, end, words in frame.spans(draft, "title"):
        beneath = next((i for i, (s, e, _) in enumerate(scenes) if s <= start + 0.01 < e), None)
        if beneath is not None and end > start:
            found += _title(stage(draft, beneath, width, height), words, start, end)
    return tuple(found)


def _title(on: Stage, words: Mapping[str, Any], start: float, end: float) -> list[Layer]:
    """A title in the room that a title scene leaves, or on a plate of its own over any other scene."""
    leaves_room = on.words.get("layout") == "title"
    box = title.room(on) if leaves_room else on.content.inset(on.content.w * 0.06, on.content.h * 0.1)
    align: Align = "left" if on.shape == "wide" and leaves_room else "centre"
    texts = group(_parts(on, words, leaves_room), box.w, box.h)
    leave = min(0.3, (end - start) / 4)
    at = start + min(_ENTRANCE, (end - start) / 4) if start > 0 else -_ENTRANCE
    timing = Timing(at, 0.12, 0.7, end, leave)
    anchor = 1.0 if on.media and leaves_room else 0.5 if on.shape == "wide" or not leaves_room else 0.4
    made, area = texts.placed(box, align, timing, anchor)
    if leaves_room:
        return [*made, *_rule(on, area, texts.blocks[0].height if texts.blocks else 0, align, timing)]
    return [*_plate(on, area, timing), *made]


def _parts(on: Stage, words: Mapping[str, Any], leaves_room: bool) -> list[Part]:
    unit, size, ground = on.unit, on.unit * on.scale, on.ground
    ink, soft = (ground.ink, ground.soft) if leaves_room else (WHITE, WHITE)
    return [
        Part(str(words.get("text") or ""), on.heading, ink, 178 * size, 60 * unit, 4, 1.1, share=0.8),
        Part(str(words.get("subtext") or ""), on.text(), soft, 54 * size, 42 * unit, 3, 1.38, _GAP * unit),
    ]


def _rule(on: Stage, area: Box, title_high: float, align: Align, timing: Timing) -> tuple[Layer, ...]:
    """A short bar between title and subtitle that draws itself in."""
    high, wide = 10 * on.unit, 110 * on.unit
    y = area.y + title_high + _GAP * 0.42 * on.unit
    if y + high > on.content.bottom:
        return ()
    x = area.x if align == "left" else area.cx - wide / 2
    made = shapes.cut([outlines.rounded(Box(x, y, wide, high), high / 2)], on.ground.accent)
    enter = Enter(Pose(made.x, made.y), timing.at + 0.3, 0.6, scale=0.2)
    return staged(made.tile, enter, timing.end, timing.leave)


def _plate(on: Stage, area: Box, timing: Timing) -> tuple[Layer, ...]:
    """What keeps a title readable over a scene that did not expect one."""
    dark: RGB = mix(on.ground.card_ink, BLACK, 0.5)
    box = area.inset(-56 * on.unit, -40 * on.unit)
    made = shapes.cut([outlines.rounded(box, 36 * on.unit)], dark, 0.82, within=on.whole)
    return staged(made.tile, Enter(Pose(made.x, made.y), timing.at, 0.5, scale=0.94), timing.end, timing.leave)
