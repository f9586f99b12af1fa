"""One scene, frame by frame: background, the user's picture or clip, scrim, layers."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from studio.render.kernels import CUBIC, resize_onto
from studio.render.layers import Background, Layer, Scene
from studio.render.tiles import Tile
from studio.render.yuv import Frame, planes

Box = tuple[int, int, int, int]  # x, y, width, height
FIELDS_PER_SECOND = 15  # a soft field that moves slowly needs no more, and frames alike are cheap to encode


class Media(Protocol):
    """A picture or a clip."""

    def paint(self, frame: Frame, seconds: float) -> None:
        """Fill its box of `frame` with what it shows `seconds` after the start of the scene."""


class ScenePainter:
    """Paints a designed scene into frames of one size."""

    def __init__(
        self,
        scene: Scene,
        size: tuple[int, int],
        media: Media | None = None,
        box: Box | None = None,
        close: Callable[[], None] = lambda: None,
    ) -> None:
        """`box` is where `media` lies; `close` gives back what they hold outside memory."""
        self.close = close
        self.media = media
        layers = [layer for layer in (scene.scrim, *scene.layers) if layer is not None]
        still = 0 if media is not None else _leading_still(layers)
        self.tiles = [Tile(layer) for layer in layers[still:]]
        self.ground: Ground | None = Ground(scene.background, layers[:still], size)
        if media is not None and box is not None and _hides_all_but(box, size, layers):
            self.ground = None

    def paint(self, frame: Frame, seconds: float) -> None:
        """Paint the scene as it is at `seconds` from its start over all of `frame`."""
        if self.ground is not None:
            self.ground.paint(frame, seconds)
        if self.media is not None:
            self.media.paint(frame, seconds)
        for tile in self.tiles:
            tile.draw(frame, seconds)


def _always(layer: Layer) -> bool:
    return layer.still and layer.start <= 0 and layer.end == float("inf")


def _leading_still(layers: Sequence[Layer]) -> int:
    count = 0
    while count < len(layers) and _always(layers[count]):
        count += 1
    return count


def _hides_all_but(box: Box, size: tuple[int, int], layers: Sequence[Layer]) -> bool:
    """Whether no background is seen around a picture in `box`: it fills the frame, or a mount lies around it."""
    seen = np.ones((size[1], size[0]), bool)
    seen[box[1] : box[1] + box[3], box[0] : box[0] + box[2]] = False
    for layer in layers:
        if seen.any() and _always(layer) and layer.tile.shape[:2] == seen.shape:
            seen &= layer.tile[:, :, 3] < 255
    return not seen.any()


class Ground:
    """The background and what stands still on it, kept until it changes."""

    def __init__(self, background: Background, layers: Sequence[Layer], size: tuple[int, int]) -> None:
        self.background = background
        self.tiles = [Tile(layer) for layer in layers]
        self.kept = Frame(*size)
        self.moment = -1.0

    def paint(self, frame: Frame, seconds: float) -> None:
        """Fill `frame` with the ground as it is at `seconds`."""
        moment = 0.0 if self.background.still else int(seconds * FIELDS_PER_SECOND + 1e-6) / FIELDS_PER_SECOND
        if moment != self.moment:
            self.moment = moment
            paint_background(self.background, self.kept, moment)
            for tile in self.tiles:
                tile.draw(self.kept, moment)
        frame.copy_from(self.kept)


def paint_background(background: Background, frame: Frame, seconds: float) -> None:
    """Scale the small colour field up over the whole frame."""
    field = background.field(seconds)
    even = field[: max(2, field.shape[0] // 2 * 2), : max(2, field.shape[1] // 2 * 2)]
    for plane, target in zip(planes(even), frame.planes, strict=True):
        resize_onto(plane, target, CUBIC)
