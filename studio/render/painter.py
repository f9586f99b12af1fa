"""One scene, frame by frame: background, the user's picture or clip, scrim, layers; then what lies over the film."""

from collections.abc import Callable, Sequence
from typing import Protocol

from studio.render.kernels import CUBIC, resize_onto
from studio.render.layers import Background, Layer, Scene
from studio.render.tiles import Tile
from studio.render.yuv import Frame, planes


class Media(Protocol):
    """A picture or a clip."""

    def paint(self, frame: Frame, seconds: float) -> None:
        """Fill its box of `frame` with what it shows `seconds` after the start of the scene."""


class ScenePainter:
    """Paints a designed scene into frames of one size."""

    def __init__(
        self,
        scene: Scene,
        media: Media | None = None,
        *,
        media_covers: bool = True,
        close: Callable[[], None] | None = None,
    ) -> None:
        """`media_covers`: the picture fills the frame, so that no background can be seen.

        `close` is called when the scene is done with.
        """
        self._close = close
        self.background = None if media is not None and media_covers else scene.background
        self.media = media
        tiles = [Tile(layer) for layer in (scene.scrim, *scene.layers) if layer is not None]
        still = 0
        if media is None and scene.background.still:
            while still < len(tiles) and _always(tiles[still].layer):
                still += 1
        self.ground, self.tiles = tiles[:still], tiles[still:]
        self.keeps_base = media is None and scene.background.still
        self._base: Frame | None = None

    def paint(self, frame: Frame, seconds: float) -> None:
        """Paint the scene as it is at `seconds` from its start over all of `frame`."""
        if self.keeps_base:
            frame.copy_from(self._kept(frame))
        else:
            self._bottom(frame, seconds)
        for tile in self.tiles:
            tile.draw(frame, seconds)

    def close(self) -> None:
        """Give back what the scene holds outside memory."""
        if self._close is not None:
            self._close()

    def _kept(self, like: Frame) -> Frame:
        if self._base is None:
            self._base = Frame(like.width, like.height)
            self._bottom(self._base, 0.0)
            for tile in self.ground:
                tile.draw(self._base, 0.0)
        return self._base

    def _bottom(self, frame: Frame, seconds: float) -> None:
        if self.background is not None:
            paint_background(self.background, frame, seconds)
        if self.media is not None:
            self.media.paint(frame, seconds)


def _always(layer: Layer) -> bool:
    return layer.still and layer.start <= 0 and layer.end == float("inf")


def paint_background(background: Background, frame: Frame, seconds: float) -> None:
    """Scale the small colour field up over the whole frame."""
    field = background.field(seconds)
    even = field[: max(2, field.shape[0] // 2 * 2), : max(2, field.shape[1] // 2 * 2)]
    for plane, target in zip(planes(even), frame.planes, strict=True):
        resize_onto(plane, target, CUBIC)


class OverlayPainter:
    """Titles and captions: layers in seconds of the film."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.tiles: dict[int, Tile] = {}
        self.layers = sorted(enumerate(layers), key=lambda one: one[0])

    def paint(self, frame: Frame, seconds: float) -> None:
        """Draw what is shown at `seconds` of the film; what is over is forgotten."""
        for index, layer in self.layers:
            if layer.start <= seconds < layer.end:
                if index not in self.tiles:
                    self.tiles[index] = Tile(layer)
                self.tiles[index].draw(frame, seconds)
            else:
                self.tiles.pop(index, None)
