"""A user's picture in a scene, shown through a moving window."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.render import cache, kernels, motion, opening, window
from studio.render.kernels import AREA, CUBIC, Colours, Size, resized, scaled_by
from studio.render.yuv import Frame, Planes, planes

DIM = 0.62  # of what lies around a whole picture


@dataclass(frozen=True, slots=True)
class Shot:
    """How a scene shows a picture or clip."""

    box: tuple[int, int, int, int]  # x, y, width, height in the frame, all even
    own: float  # seconds of the scene itself
    seconds: float  # for which it is seen: with the transition to the next scene
    motion: str
    fit: str


class Picture:
    """Paints one picture. The prepared planes are mapped from the cache, so that workers share them."""

    def __init__(self, path: Path, shot: Shot, store: Path) -> None:
        self.shot = shot
        (head,) = opening.facts([path], store)
        source = (head["width"], head["height"])
        size = (shot.box[2], shot.box[3])
        self.moves = shot.motion != "still" and shot.fit != "contain"
        if shot.fit == "contain":
            x, y, *inner = contained(source, size)
            self.planes = _kept(path, (inner[0], inner[1]), store, lambda rgb: _framed(rgb, (x, y), size), size)
        else:
            wanted = motion.prepared_size(source, size, shot.seconds, zoomable=self.moves)
            self.planes = _kept(path, wanted, store, as_frame, wanted)

    def paint(self, frame: Frame, seconds: float) -> None:
        """Fill the box as it is at `seconds` from the start of the scene."""
        shot = self.shot
        if not self.moves:
            frame.fill(self.planes, shot.box[:2])
            return
        height, width = self.planes[0].shape
        view = motion.view(
            shot.motion, seconds / shot.seconds, (width, height), (shot.box[2], shot.box[3]), shot.seconds
        )
        window.draw(self.planes, frame.box(*shot.box), view.x, view.y, view.width, view.height)


def _kept(path: Path, fit: Size, store: Path, make: Callable[[Colours], Frame], size: Size) -> Planes:
    """What `make` makes of the picture cut to `fit`: a frame of `size`, made once and mapped from the cache."""
    name = opening.fit_key(path, fit, *size, make is as_frame)
    kept = store / f"{name}.yuv"
    if not cache.hit(kept):
        with cache.workshop(store) as shop:
            rgb = np.fromfile(opening.fitted(path, fit, shop), np.uint8).reshape(fit[1], fit[0], 3)
            make(rgb).data.tofile(shop / "picture.yuv")
            (shop / "picture.yuv").replace(kept)
    return Frame(*size, np.memmap(kept, np.uint8, "r")).planes


def as_frame(rgb: Colours) -> Frame:
    """An RGB picture with even sides as a frame."""
    frame = Frame(rgb.shape[1], rgb.shape[0])
    frame.fill(planes(rgb))
    return frame


def contained(source: tuple[int, int], box: tuple[int, int]) -> tuple[int, int, int, int]:
    """Where all of `source` fits into `box`, centred: x, y, width, height, all even."""
    scale = min(box[0] / source[0], box[1] / source[1])
    width, height = (max(2, round(side * scale) // 2 * 2) for side in source)
    width, height = min(width, box[0]), min(height, box[1])
    return (box[0] - width) // 4 * 2, (box[1] - height) // 4 * 2, width, height


def blurred(rgb: Colours, size: tuple[int, int]) -> Planes:
    """A dim, soft enlargement of a picture (of any size) to fill the space around it."""
    small = resized(rgb, (max(2, size[0] // 16), max(2, size[1] // 16)), AREA)
    soft = scaled_by(kernels.blurred(small, 2.5), DIM)
    return planes(resized(soft, size, CUBIC))


def _framed(rgb: Colours, place: tuple[int, int], size: Size) -> Frame:
    """The whole picture at `place`, over a blurred enlargement of itself that fills `size`."""
    height, width = rgb.shape[:2]
    canvas = Frame(*size)
    cover = max(size[0] / width, size[1] / height)
    part_w, part_h = max(2, int(size[0] / cover)), max(2, int(size[1] / cover))
    left, top = (width - part_w) // 2, (height - part_h) // 2
    canvas.fill(blurred(rgb[top : top + part_h, left : left + part_w], size))
    canvas.fill(planes(rgb), place)
    return canvas
