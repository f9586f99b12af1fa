"""Titles over the picture."""

from collections.abc import Mapping
from typing import Any

from studio.render.layers import Layer, Pose
from studio.render.look import frame, shapes
from studio.render.look.colour import WHITE
from studio.render.look.frame import Box
from studio.render.look.layouts import title
from studio.render.look.motion import Enter, staged
from studio.render.look.split import Split
from studio.render.look.stage import Stage, stage
from studio.render.look.words import Part, Timing, stack

_ENTRANCE = 0.35  # seconds after the segment begins


def layers(draft: Mapping[str, Any], width: int, height: int) -> tuple[Layer, ...]:
    """Every title of the film."""
    scenes = frame.spans(draft, "video")
    found: list[Layer] = []
    for start, end, words in frame.spans(draft, "title"):
        beneath = next((i for i, (s, e, _) in enumerate(scenes) if s <= start + 0.01 < e), None)
        if beneath is not None and end > start:
            found += _title(stage(draft, beneath, width, height), words, start, end)
    return tuple(found)


def _place(on: Stage) -> Split:
    return title.room(on)


def _title(on: Stage, words: Mapping[str, Any], start: float, end: float) -> list[Layer]:
    split, unit, ground = _place(on), on.unit, on.ground
    ink, soft, accent = (WHITE, WHITE, WHITE) if on.media else (ground.ink, ground.soft, ground.accent)
    parts = [
        Part(str(words.get("text") or ""), on.heading, ink, 136 * unit * on.scale, 60 * unit, 4, 1.12, share=0.8),
        Part(str(words.get("subtext") or ""), on.text(), soft, 50 * unit * on.scale, 34 * unit, 3, 1.35, 44 * unit),
    ]
    leave = min(0.3, (end - start) / 4)
    timing = Timing(start + min(_ENTRANCE, (end - start) / 4), 0.12, 0.7, end, leave)
    made, area = stack(parts, split.words, split.align, timing, split.anchor)
    return [*made, *_rule(on, split, area, accent, timing)]


def _rule(on: Stage, split: Split, area: Box, colour: tuple[int, int, int], timing: Timing) -> tuple[Layer, ...]:
    """A short bar above the title that draws itself in."""
    high, wide = 9 * on.unit, 96 * on.unit
    if area.y - 3.2 * high < on.content.y:
        return ()
    x = area.x if split.align == "left" else area.cx - wide / 2
    made = shapes.cut([shapes.rounded(Box(x, area.y - 2.6 * high, wide, high), high / 2)], colour)
    enter = Enter(Pose(made.x, made.y), timing.at, 0.6, scale=0.2)
    return staged(made.tile, enter, timing.end, timing.leave)
