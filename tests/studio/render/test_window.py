"""The moving window over a picture is smooth to a small part of a pixel."""

import numpy as np
import pytest

from studio.render import motion, window
from studio.render.yuv import Frame, Plane

ROWS, COLUMNS = 240, 160


def landscape() -> Frame:
    """Soft hills of light, in which every small shift can be measured."""
    x, y = np.meshgrid(np.arange(COLUMNS * 2), np.arange(ROWS * 2))
    hills = 120 + 60 * np.sin(x / 9.0) + 50 * np.cos(y / 11.0)
    frame = Frame(COLUMNS * 2, ROWS * 2)
    frame.y[:] = hills.round()
    frame.u[:] = hills[::2, ::2].round()
    frame.v[:] = 255 - hills[::2, ::2].round()
    return frame


def ideal(x: float, y: float, width: float, height: float) -> Plane:
    """What the window should show, computed from the hills themselves."""
    across = x + (np.arange(COLUMNS) + 0.5) * width / COLUMNS - 0.5
    down = y + (np.arange(ROWS) + 0.5) * height / ROWS - 0.5
    hills: Plane = 120 + 60 * np.sin(across / 9.0)[None, :] + 50 * np.cos(down / 11.0)[:, None]
    return hills


@pytest.mark.parametrize("step", [0.9, 1.0, 1.003, 1.07, 1.1, 1.18, 1.25, 4 / 3])
@pytest.mark.parametrize("place", [(10.0, 12.0), (10.25, 12.5), (33.31, 41.77)])
def test_the_window_shows_what_lies_under_it_to_a_tenth_of_a_pixel(step: float, place: tuple[float, float]) -> None:
    into = Frame(COLUMNS, ROWS)
    width, height = COLUMNS * step, ROWS * step
    window.draw(landscape().planes, into.planes, *place, width, height)
    inner = np.s_[4:-4, 4:-4]
    error = np.abs(into.y[inner] - ideal(*place, width, height)[inner])
    steepest = 60 / 9  # levels per pixel of the source
    assert error.mean() < 0.1 * steepest + 0.3  # 0.3: rounding to whole levels
    assert error.max() < 0.25 * steepest + 1.5


def displacement(seen: Plane, wanted: Plane) -> tuple[float, float]:
    """How far, in pixels across and down, `seen` lies off `wanted` (least squares over the slopes)."""
    inner = np.s_[4:-4, 4:-4]
    error = (seen - wanted)[inner]
    down, across = (slope[inner] for slope in np.gradient(wanted))
    return float((error * across).sum() / (across**2).sum()), float((error * down).sum() / (down**2).sum())


@pytest.mark.parametrize("name", ["zoom_in", "zoom_out", "pan_left", "pan_down"])
def test_motion_has_no_jerks(name: str) -> None:
    """Measured against the ideal, as research on smooth zooms does: the picture never jumps from frame to frame."""
    source = landscape()
    size = (source.width, source.height)
    places = []
    for i in range(60):
        view = motion.view(name, 0.3 + i / 600, size, (COLUMNS, ROWS), 6.0)
        into = Frame(COLUMNS, ROWS)
        window.draw(source.planes, into.planes, view.x, view.y, view.width, view.height)
        places.append(displacement(into.y.astype(float), ideal(view.x, view.y, view.width, view.height)))
    assert np.sqrt(np.mean(np.square(places))) < 0.08
    assert np.abs(np.diff(places, axis=0)).max() < 0.15


@pytest.mark.parametrize("name", motion.MOTIONS)
@pytest.mark.parametrize("source", [(3000, 2000), (2000, 3000), (10, 4000), (4000, 10), (1, 1)])
def test_the_window_never_leaves_the_picture(name: str, source: tuple[int, int]) -> None:
    box = (1080, 1920)
    size = motion.prepared_size(source, box, 6.0, zoomable=name != "still")
    for progress in (-0.1, 0.0, 0.3, 1.0, 1.2):
        view = motion.view(name, progress, size, box, 6.0)
        assert view.x >= -1e-6
        assert view.y >= -1e-6
        assert view.x + view.width <= size[0] + 1e-6
        assert view.y + view.height <= size[1] + 1e-6
        assert view.width / view.height == pytest.approx(box[0] / box[1])


@pytest.mark.parametrize(("name", "axis"), [("pan_left", 0), ("pan_right", 0), ("pan_up", 1), ("pan_down", 1)])
def test_pans_go_where_they_say(name: str, axis: int) -> None:
    size = motion.prepared_size((3000, 3000), (400, 400), 6.0, zoomable=True)
    first, last = (motion.view(name, at, size, (400, 400), 6.0) for at in (0, 1))
    moved = (last.x - first.x, last.y - first.y)
    assert abs(moved[axis]) > 10
    assert (moved[axis] > 0) == (name in ("pan_right", "pan_down"))
    assert moved[1 - axis] == 0
