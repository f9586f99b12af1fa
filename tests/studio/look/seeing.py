"""Eyes for the tests: a scene as a picture, and where its words are."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.render.layers import Layer, Pixels, Scene
from studio.render.look import counter, words

RESTING = 3.3  # seconds: everything has arrived


@contextmanager
def listening() -> Iterator[dict[int, Pixels]]:
    """Notes every tile of type that is drawn meanwhile; drawing itself goes on as ever."""
    drawn: dict[int, Pixels] = {}
    real = words.line_tile

    def noting(*args: Any) -> Pixels:
        tile = real(*args)
        drawn[id(tile)] = tile
        return tile

    with patch.object(words, "line_tile", noting), patch.object(counter, "line_tile", noting):
        yield drawn


def shown(layers: Sequence[Layer], t: float) -> list[Layer]:
    """The layers that are drawn at second `t`."""
    return [layer for layer in layers if layer.start <= t < layer.end and layer.motion(t).opacity > 0]


def ink_box(layer: Layer, t: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what a layer draws, in the frame; the layer must stand upright."""
    x, y, w, h = cv2.boundingRect(np.ascontiguousarray(layer.tile[..., 3] > 40).astype(np.uint8))
    pose = layer.motion(t)
    left, top = pose.x - layer.tile.shape[1] / 2 + x, pose.y - layer.tile.shape[0] / 2 + y
    return left, top, left + w, top + h


def paint(
    scene: Scene, size: tuple[int, int], t: float, *, without: Sequence[int] = (), picture: Pixels | None = None
) -> NDArray[np.float32]:
    """A scene at second `t` as `(h, w, 3)`; layers whose tile's id is in `without` are left out."""
    width, height = size
    canvas = cv2.resize(scene.background.field(t), size, interpolation=cv2.INTER_LINEAR).astype(np.float32)
    if picture is not None:
        x, y, w, h = scene.media_box or (0, 0, width, height)
        x2, y2 = min(width, x + w), min(height, y + h)
        canvas[max(0, y) : y2, max(0, x) : x2] = cv2.resize(picture, (x2 - max(0, x), y2 - max(0, y)))
    for layer in shown([*([scene.scrim] if scene.scrim else []), *scene.layers], t):
        if id(layer.tile) not in without:
            _blend(canvas, layer, t)
    return canvas


def _blend(canvas: NDArray[np.float32], layer: Layer, t: float) -> None:
    pose = layer.motion(t)
    high, wide = layer.tile.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2 - 0.5, high / 2 - 0.5), -pose.rotation, pose.scale)
    matrix[:, 2] += (pose.x - wide / 2, pose.y - high / 2)
    tile = layer.tile.astype(np.float32) / 255
    tile[..., :3] *= tile[..., 3:]
    moved = cv2.warpAffine(tile, matrix, canvas.shape[1::-1]) * pose.opacity
    canvas *= 1 - moved[..., 3:]
    canvas += moved[..., :3] * 255


def luminance(rgb: NDArray[np.float32]) -> NDArray[np.float32]:
    """Relative luminance (WCAG 2.2) of every pixel."""
    share = np.clip(rgb, 0, 255) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]), np.float32)
