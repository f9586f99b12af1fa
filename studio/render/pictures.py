"""A user's picture in a scene, shown through a moving window."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.render import kernels, motion, opening, window
from studio.render.kernels import AREA, CUBIC, Colours, resized, scaled_by
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
    """Paints one picture. The prepared planes stay in memory: about 7 MB at 1080p."""

    def __init__(self, path: Path, shot: Shot, store: Path) -> None:
        self.shot = shot
        head = opening.facts(path, store)
        source = (head["width"], head["height"])
        size = shot.box[2:]
        if shot.fit == "contain":
            self.planes = _framed(path, source, size, store)
        else:
            wanted = motion.prepared_size(source, size, shot.seconds, zoomable=shot.motion != "still")
            self.planes = planes(_fitted(path, wanted, store))
        self.moves = shot.motion != "still" and shot.fit != "contain"

    def paint(self, frame: Frame, seconds: float) -> None:
        """Fill the box as it is at `seconds` from the start of the scene."""
        into = frame.box(*self.shot.box)
        if not self.moves:
            for plane, target in zip(self.planes, into, strict=True):
                np.copyto(target, plane)
            return
        height, width = self.planes[0].shape
        shot = self.shot
        view = motion.view(
            shot.motion, seconds / shot.seconds, (width, height), (shot.box[2], shot.box[3]), shot.seconds
        )
        window.draw(self.planes, into, view.x, view.y, view.width, view.height)


def _fitted(path: Path, size: tuple[int, int], store: Path) -> Colours:
    return np.fromfile(opening.fitted(path, size, store), np.uint8).reshape(size[1], size[0], 3)


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


def _framed(path: Path, source: tuple[int, int], size: tuple[int, int], store: Path) -> Planes:
    """The whole picture over a blurred enlargement of itself."""
    x, y, width, height = contained(source, size)
    inner = _fitted(path, (width, height), store)
    canvas = Frame(*size)
    cover = max(size[0] / width, size[1] / height)
    part_w, part_h = max(2, int(size[0] / cover)), max(2, int(size[1] / cover))
    left, top = (width - part_w) // 2, (height - part_h) // 2
    for target, plane in zip(
        canvas.planes, blurred(inner[top : top + part_h, left : left + part_w], size), strict=True
    ):
        np.copyto(target, plane)
    for target, plane in zip(canvas.box(x, y, width, height), planes(inner), strict=True):
        np.copyto(target, plane)
    return canvas.planes
