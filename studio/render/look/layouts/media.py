"""Scenes with the user's own picture or clip."""

from studio.render.layers import Scene
from studio.render.look import backdrop, scrim
from studio.render.look.frame import Box
from studio.render.look.stage import Stage
from studio.render.look.words import Align, Part, Timing, group


def room(stage: Stage) -> Box:
    """Where words stand on a picture that fills the frame: low, as in print, and not too wide to read."""
    box = stage.content
    if stage.shape == "wide":
        return Box(box.x, box.y + box.h * 0.4, box.w * 0.72, box.h * 0.6)
    return box.below(0.5)


def over(stage: Stage, parts: list[Part], kept: Box | None = None) -> Scene:
    """The picture fills the frame; words stand low on it, `kept` darkens more for words drawn later."""
    box = room(stage)
    align: Align = "centre" if stage.turn % 3 == 1 and stage.shape != "wide" else "left"
    layers, area = group(parts, box.w, box.h).placed(box, align, Timing(0.3), 1.0)
    dark = kept or (area if layers else None)
    return Scene(backdrop.background(stage), layers, scrim=scrim.behind_words(stage, dark) if dark else None)
