"""Single pictures of a film, alone or side by side, as PNG. Runs in a worker."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from studio.render.errors import RenderError
from studio.render.kernels import Colours
from studio.render.scenes import FilmPainter
from studio.render.timeline import Chunk

GAP = 12  # pixels between pictures


def picture(painter: FilmPainter, frame: int) -> Colours:
    """The film's `frame` as `(h, w, 3)` RGB."""
    film = painter.timeline
    scene = film.scene_at(frame)
    (painted,) = (one.rgb() for one in painter.frames(Chunk(scene, frame - film.scenes[scene].first, 1)))
    return painted


def write(painter: FilmPainter, frames: Sequence[int], columns: int, out: Path) -> None:
    """Write the film's `frames` as one PNG, `columns` to a row."""
    film = painter.timeline
    if len(frames) == 1:
        _save(picture(painter, frames[0]), out)
        return
    rows = -(-len(frames) // columns)
    height, width = film.height + GAP, film.width + GAP
    sheet = np.full((rows * height + GAP, columns * width + GAP, 3), 24, np.uint8)
    for place, frame in enumerate(frames):
        y, x = place // columns * height + GAP, place % columns * width + GAP
        sheet[y : y + film.height, x : x + film.width] = picture(painter, frame)
    _save(sheet, out)


def _save(rgb: Colours, out: Path) -> None:
    done, data = cv2.imencode(".png", rgb[:, :, ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 3])
    if not done:
        raise RenderError("failed", f"{out.name}: the picture could not be encoded")
    out.write_bytes(data.tobytes())
