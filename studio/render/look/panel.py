"""A picture on one side of the frame and a ground for words on the other, with a drawn edge between them."""

from dataclasses import dataclass

import numpy as np

from studio.render.layers import Layer
from studio.render.look import shapes
from studio.render.look.frame import Box
from studio.render.look.motion import still
from studio.render.look.outlines import Points
from studio.render.look.stage import Stage


@dataclass(frozen=True, slots=True)
class Panel:
    """Where the picture shows, where the words go, and the ground that covers the rest."""

    picture: Box
    words: Box
    cover: tuple[Layer, ...]


def panel(stage: Stage, share: float) -> Panel:
    """The picture takes `share` of the stage: above the words, or beside them in a wide frame."""
    return _side(stage, share) if stage.shape == "wide" else _top(stage, share)


def _edge(stage: Stage) -> str:
    return ("wave", "arc", "slant", "bow")[stage.turn % 4]


def _profile(kind: str, share: np.ndarray, depth: float) -> np.ndarray:
    """How far the ground's edge swings into the picture along the way (`share` 0..1), in pixels."""
    curves = {
        "wave": 0.5 + 0.5 * np.sin(share * 2 * np.pi * 1.1 + 0.6),
        "arc": np.sin(share * np.pi),
        "slant": share,
        "bow": 1 - np.sin(share * np.pi),
    }
    return np.asarray(curves[kind] * depth)


def _top(stage: Stage, share: float) -> Panel:
    box, whole = stage.content, stage.whole
    edge = box.y + box.h * share
    depth = 70 * stage.unit
    across = np.linspace(-0.02, 1.02, 97)
    line = np.stack([across * whole.w, edge - _profile(_edge(stage), across, depth)], axis=1)
    outline = np.concatenate([line, [[whole.w * 1.02, whole.h + 9], [-9, whole.h + 9]]])
    words = Box(box.x, edge + 30 * stage.unit, box.w, box.bottom - edge - 30 * stage.unit)
    return Panel(Box(0, 0, whole.w, edge), words, _cover(stage, outline, 0, 60 * stage.unit))


def _side(stage: Stage, share: float) -> Panel:
    box, whole = stage.content, stage.whole
    left = stage.turn % 2 == 1
    depth = 60 * stage.unit
    down = np.linspace(-0.02, 1.02, 97)
    swing = _profile(_edge(stage), down, depth)
    gap = 60 * stage.unit
    if left:
        edge = whole.w * share
        line = np.stack([edge - swing, down * whole.h], axis=1)
        outline = np.concatenate([line, [[whole.w + 9, whole.h * 1.02], [whole.w + 9, -9]]])
        words = Box(edge + gap, box.y, box.right - edge - gap, box.h)
        return Panel(Box(0, 0, edge, whole.h), words, _cover(stage, outline, 60 * stage.unit, 0))
    edge = whole.w * (1 - share)
    line = np.stack([edge + swing, down * whole.h], axis=1)
    outline = np.concatenate([line, [[-9, whole.h * 1.02], [-9, -9]]])
    words = Box(box.x, box.y, edge - gap - box.x, box.h)
    return Panel(Box(edge, 0, whole.w - edge, whole.h), words, _cover(stage, outline, -60 * stage.unit, 0))


def _cover(stage: Stage, outline: Points, dx: float, dy: float) -> tuple[Layer, ...]:
    """The ground in its own colour with a thin second edge in the shapes' colour behind it."""
    away = np.array([dx, dy]) * 0.28
    rim = shapes.cut([outline - away], stage.ground.shape, within=stage.whole)
    base = shapes.cut([outline], stage.ground.field[0], within=stage.whole)
    return (still(rim.tile, rim.x, rim.y), still(base.tile, base.x, base.y))


def media_box(picture: Box) -> tuple[int, int, int, int]:
    """A box in whole even pixels, as video wants it."""
    x, y = int(picture.x) // 2 * 2, int(picture.y) // 2 * 2
    return x, y, int(picture.right - x + 1) // 2 * 2, int(picture.bottom - y + 1) // 2 * 2
