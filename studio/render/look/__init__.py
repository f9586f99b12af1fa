"""What a film looks like: a draft's scenes, titles and captions as pictures with motion."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # `palettes` is read where numpy is not wanted
    from studio.render.layers import Layer, Scene


_AHEAD = 0.55  # seconds: a film's first frame, which many players show as its cover, has everything in it


def compose(draft: Mapping[str, Any], index: int, width: int, height: int, fps: int) -> "Scene":
    """Scene `index` of the video track, designed for a frame of `width` x `height` pixels.

    The same draft gives the same scene in any process. `IndexError` if there is no such scene.
    """
    from studio.render.look.layouts import layout
    from studio.render.look.motion import sooner
    from studio.render.look.stage import stage

    on = stage(draft, index, width, height)
    scene = layout(str(on.words.get("layout") or "statement"))(on)
    return replace(scene, layers=sooner(scene.layers, _AHEAD)) if index == 0 else scene


def overlays(draft: Mapping[str, Any], width: int, height: int) -> "tuple[Layer, ...]":
    """Titles and captions of the whole film; `start`, `end` and the motion's time are seconds of the film."""
    from studio.render.look import captions, titles

    return titles.layers(draft, width, height) + captions.layers(draft, width, height)
