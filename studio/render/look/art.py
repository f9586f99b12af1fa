"""Drawings on the stage: one that carries the scene and small ones that keep it company."""

import cv2
import numpy as np

from studio import artwork
from studio.render.layers import Layer, Pixels, Pose
from studio.render.look import outlines, shapes
from studio.render.look.colour import mix
from studio.render.look.frame import Box
from studio.render.look.motion import Enter, Float, Travel, staged, still
from studio.render.look.stage import Stage

_SCENIC = frozenset("🌃🌉🌅🏙🌆🌇🌄🏞🏖🏝🏜🎑🎆🎇🌌🌁🌠")  # square landscapes rather than things


def is_scenic(key: str) -> bool:
    """Whether a drawing is a whole landscape with edges of its own."""
    return key[:1] in _SCENIC


def drawing(stage: Stage, key: str, size: int) -> Pixels:
    """A drawing in the scene's colours, `size` pixels on its longer side; landscapes cut to a medallion."""
    if not is_scenic(key):
        return artwork.load(key, size, stage.ground.tone)
    tile = artwork.landscape(key, size, size, stage.ground.tone)
    if stage.turn % 2:
        return shapes.masked(tile, outlines.rounded(Box(1, 1, size - 2, size - 2), size * 0.24))
    return shapes.masked(tile, outlines.circle(size / 2, size / 2, size / 2 - 1))


def giant(stage: Stage, key: str, focus: Box) -> tuple[Layer, ...]:
    """A drawing as large as the frame that leans in and then rests, since moving it would cost too much."""
    size = round(min(focus.w, focus.h) * 0.96)
    tile = shapes.with_shadow(drawing(stage, key, size), size * 0.03, 0.26, size * 0.03)
    tile = _leaned(tile, -8)
    left, top = round(focus.cx - tile.shape[1] / 2), round(focus.cy - tile.shape[0] / 2)
    tile = tile[max(0, -top) : stage.height - top, max(0, -left) : stage.width - left]
    x, y = max(0, left) + tile.shape[1] / 2, max(0, top) + tile.shape[0] / 2
    return staged(np.ascontiguousarray(tile), Enter(Pose(x, y), 0.1, 1.0, dx=size * 0.25, dy=size * 0.3, whole=True))


def hero(stage: Stage, key: str, focus: Box, share: float = 0.8, at: float = 0.15) -> Layer:
    """The drawing that carries the scene, filling `share` of `focus`, swaying gently after it has popped in."""
    size = max(16, round(min(focus.w, focus.h) * (share * 1.08 if is_scenic(key) else share)))
    tile = shapes.with_shadow(drawing(stage, key, size), size * 0.035, 0.26, size * 0.03)
    phase = stage.rng("hero").uniform(0, 6.28)
    enter = Enter(Pose(focus.cx, focus.cy), at, 0.9, dy=size * 0.08, scale=0.55, turn=-8, kind="back")
    return Layer(tile, Float(enter, dy=size * 0.014, turn=1.6, swell=0.008, period=5.5, phase=phase))


def companions(stage: Stage, keys: tuple[str, ...], focus: Box, size_share: float = 0.27) -> tuple[Layer, ...]:
    """Smaller drawings at the shoulders of the hero, inside the frame."""
    side = 1 if stage.turn % 2 else -1
    reach = min(focus.w, focus.h)
    size = max(12, round(reach * size_share))
    inside = stage.whole.inset(size * 0.62, size * 0.62)
    layers = []
    for number, (key, (dx, dy)) in enumerate(zip(keys, ((0.45, -0.37), (-0.45, 0.36)), strict=False)):
        tile = shapes.with_shadow(drawing(stage, key, size), size * 0.04, 0.25, size * 0.03)
        x = min(inside.right, max(inside.x, focus.cx + dx * side * reach))
        y = min(inside.bottom, max(inside.y, focus.cy + dy * reach))
        enter = Enter(Pose(x, y), 0.5 + 0.18 * number, 0.7, scale=0.2, turn=30 * side, kind="back")
        layers.append(Layer(tile, Float(enter, dy=size * 0.06, turn=4, period=4.3 + number, phase=2.0 * number)))
    return tuple(layers)


def group(stage: Stage, focus: Box) -> tuple[Layer, ...]:
    """All drawings of the scene around `focus`; nothing where the scene has none."""
    if not stage.art:
        return ()
    return (hero(stage, stage.art[0], focus), *companions(stage, stage.art[1:3], focus))


def vista(stage: Stage, key: str, picture: Box) -> tuple[Layer, ...]:
    """A landscape that fills a part of the frame, slowly coming nearer."""
    tile = artwork.landscape(key, round(picture.w) + 2, round(picture.h) + 2, stage.ground.tone)
    enter = Enter(Pose(picture.cx, picture.cy), -1.0, 0.5)
    return (Layer(tile, Travel(enter, growth=0.012)),)


def pattern(stage: Stage, keys: tuple[str, ...], step: float, strength: float = 0.5) -> Layer:
    """The scene's drawings printed small all over the frame, tone on tone, like wrapping paper."""
    base, shape = stage.ground.field[0], stage.ground.shape
    tone = mix(base, shape, strength), mix(base, shape, strength * 0.65), mix(base, shape, strength * 0.3)
    sheet = np.zeros((stage.height, stage.width, 4), np.uint8)
    sheet[..., :3] = tone[1]
    size = round(step * 0.52)
    prints = [
        _leaned(artwork.load(key, size, tone), turn) for key, turn in zip(keys * 2, (-14, 11, 8, -10), strict=False)
    ]
    rows, columns = int(stage.height / step) + 2, int(stage.width / step) + 2
    for row in range(rows):
        for column in range(columns):
            print_ = prints[(row + column) % len(prints)]
            x = round((column - 0.5 * (row % 2)) * step - print_.shape[1] / 2)
            y = round((row - 0.25) * step * 0.92 - print_.shape[0] / 2)
            _stamp(sheet, print_, x, y)
    return still(sheet, stage.width / 2, stage.height / 2)


def _leaned(tile: Pixels, degrees: float) -> Pixels:
    side = int(max(tile.shape[:2]) * 1.3)
    matrix = cv2.getRotationMatrix2D((tile.shape[1] / 2, tile.shape[0] / 2), degrees, 1.0)
    matrix[0, 2] += (side - tile.shape[1]) / 2
    matrix[1, 2] += (side - tile.shape[0]) / 2
    return np.asarray(cv2.warpAffine(tile, matrix, (side, side), flags=cv2.INTER_AREA), np.uint8)


def _stamp(sheet: Pixels, tile: Pixels, x: int, y: int) -> None:
    """`tile` onto `sheet` where they meet; prints never overlap each other."""
    top, left = max(0, -y), max(0, -x)
    bottom, right = min(tile.shape[0], sheet.shape[0] - y), min(tile.shape[1], sheet.shape[1] - x)
    if top < bottom and left < right:
        part = tile[top:bottom, left:right]
        target = sheet[y + top : y + bottom, x + left : x + right]
        np.copyto(target, part, where=part[..., 3:] > target[..., 3:])
